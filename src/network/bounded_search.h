// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "network/bucket_queue.h"
#include "network/walk_network.h"

namespace lastmeter {

/// Searches within a limit, one after the other: from every node the cheapest way to the sources. `Cost` is the
/// narrowest integer that holds the limit with room for one more value. One cost a node, reset by the list of touched
/// nodes. O(arcs in range) a search.
template <class Cost>
class BoundedSearch {
 public:
  static constexpr Cost kFar = std::numeric_limits<Cost>::max();

  BoundedSearch(const WalkNetwork& network, Cost limit)
      : network_(network), limit_(limit), costs_(network.node_count(), kFar) {
    queue_.fit(static_cast<WalkCost>(limit));
  }

  /// A node from which it costs `cost` to reach what is searched for; ignored beyond the limit.
  void add_source(NodeId node, WalkCost cost) {
    if (cost <= static_cast<WalkCost>(limit_)) {
      improve(static_cast<std::uint32_t>(node.index()), static_cast<Cost>(cost));
    }
  }
  void run();
  /// Nodes within the limit, in the order in which they were found.
  [[nodiscard]] std::span<const std::uint32_t> found() const { return found_; }
  /// Of a found node; kFar for others.
  [[nodiscard]] Cost cost(std::uint32_t node) const { return costs_[node]; }
  /// Forgets the search and its sources.
  void reset() {
    for (const std::uint32_t node : found_) {
      costs_[node] = kFar;
    }
    found_.clear();
  }

 private:
  void improve(std::uint32_t node, Cost cost) {
    if (cost < costs_[node]) {
      if (costs_[node] == kFar) {
        found_.push_back(node);
      }
      costs_[node] = cost;
      queue_.push(node, static_cast<WalkCost>(cost));
    }
  }

  const WalkNetwork& network_;
  Cost limit_;
  std::vector<Cost> costs_;
  std::vector<std::uint32_t> found_;
  BucketQueue queue_;
};

template <class Cost>
void BoundedSearch<Cost>::run() {
  if (found_.empty()) {
    return;
  }
  Cost least = kFar;
  for (const std::uint32_t node : found_) {
    least = std::min(least, costs_[node]);
  }
  queue_.drain(static_cast<WalkCost>(least), [this](BucketQueue::Entry entry) {
    const Cost cost = costs_[entry.node];
    if (BucketQueue::low_bits(static_cast<WalkCost>(cost)) != entry.low_bits) {
      return;
    }
    const Cost left = limit_ - cost;
    for (const WalkNetwork::Arc& arc : network_.arcs_of(entry.node)) {
      if (static_cast<Cost>(arc.cost) <= left) {
        improve(arc.node, cost + static_cast<Cost>(arc.cost));
      }
    }
  });
}

}  // namespace lastmeter
