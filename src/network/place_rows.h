// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "network/anchor.h"

namespace lastmeter {

/// Places in the order of their first anchor's link, so that neighbours in the plane are neighbours in memory. Places
/// without an anchor are left out.
std::vector<std::uint32_t> places_along_links(const AnchorRows& places);

/// Places listed at the nodes that they can walk to along their own link within a limit. O(nodes + anchors).
template <class Cost>
class PlaceRows {
 public:
  struct Entry {
    std::uint32_t rank;  // position in the order
    Cost offset;         // place -> node, access leg included
  };

  PlaceRows(const WalkNetwork& network, const AnchorRows& places, std::span<const std::uint32_t> order, Cost limit);

  [[nodiscard]] std::span<const Entry> at(std::uint32_t node) const {
    return std::span(entries_).subspan(starts_[node], starts_[node + 1] - starts_[node]);
  }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<Entry> entries_;
};

template <class Cost>
PlaceRows<Cost>::PlaceRows(const WalkNetwork& network, const AnchorRows& places, std::span<const std::uint32_t> order,
                           Cost limit)
    : starts_(network.node_count() + 1, 0) {
  const auto for_each_end = [&](const auto& visit) {
    for (std::size_t rank = order.size(); rank-- > 0;) {
      for (const Anchor& anchor : places.of(order[rank])) {
        const Link& link = network.link(anchor.link);
        const EndCosts costs = end_costs(network, anchor);
        for (const auto& [node, cost] : {std::pair(link.from, costs.to_from), std::pair(link.to, costs.to_to)}) {
          if (cost != kNoWay && anchor.access <= static_cast<WalkCost>(limit) - cost) {
            visit(node.index(), Entry{static_cast<std::uint32_t>(rank), static_cast<Cost>(anchor.access + cost)});
          }
        }
      }
    }
  };
  for_each_end([&](std::size_t node, const Entry&) { ++starts_[node]; });
  std::uint32_t sum = 0;
  for (std::uint32_t& start : starts_) {
    sum += start;
    start = sum;
  }
  entries_.resize(sum);
  for_each_end([&](std::size_t node, const Entry& entry) { entries_[--starts_[node]] = entry; });
}

}  // namespace lastmeter
