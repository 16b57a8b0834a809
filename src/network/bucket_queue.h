// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "network/walk_network.h"

namespace lastmeter {

/// Nodes by cost in a ring of buckets 8.4 m wide (Dial, 1969: "Algorithm 360: shortest-path forest with topological
/// ordering", with wide buckets). Within a bucket in the order of arrival: a node may come out before its last cost is
/// known and comes out again with the better one, so who takes a node out checks that the entry is not stale.
class BucketQueue {
 public:
  struct Entry {
    std::uint32_t node;
    std::uint32_t low_bits;  // of the cost
  };
  [[nodiscard]] static std::uint32_t low_bits(WalkCost cost) { return static_cast<std::uint32_t>(cost); }

  /// Makes room for costs that differ by at most `window`; beyond some 500 km buckets get wider. The queue is empty.
  void fit(WalkCost window) {
    shift_ = 23;
    while ((window >> shift_) > 65536) {
      ++shift_;
    }
    const std::size_t buckets = std::bit_ceil(static_cast<std::size_t>(window >> shift_) + 2);
    if (buckets > buckets_.size()) {
      buckets_.resize(buckets);
    }
  }
  void push(std::uint32_t node, WalkCost cost) {
    buckets_[static_cast<std::size_t>(cost >> shift_) & (buckets_.size() - 1)].push_back({node, low_bits(cost)});
    ++waiting_;
  }
  /// Takes everything out, from the bucket of `least` on; `visit(entry)` may push costs not below the entry's.
  template <class Visit>
  void drain(WalkCost least, const Visit& visit) {
    for (auto turn = static_cast<std::size_t>(least >> shift_); waiting_ > 0; ++turn) {
      const std::size_t bucket = turn & (buckets_.size() - 1);
      std::size_t next = 0;
      for (; next < buckets_[bucket].size(); ++next) {
        visit(Entry(buckets_[bucket][next]));
      }
      waiting_ -= next;
      buckets_[bucket].clear();
    }
  }

 private:
  int shift_ = 23;
  std::size_t waiting_ = 0;
  std::vector<std::vector<Entry>> buckets_;
};

}  // namespace lastmeter
