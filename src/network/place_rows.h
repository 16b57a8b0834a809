// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "network/anchor.h"
#include "network/anchors_by_link.h"

namespace lastmeter {

/// Places numbered along the links, so that neighbours in the plane are neighbours in memory. O(links + anchors).
struct PlaceRanks {
  PlaceRanks(const AnchorsByLink& by_link, std::size_t place_count);

  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::vector<std::uint32_t> rank_of;   // by place; kNone without anchors
  std::vector<std::uint32_t> place_of;  // by rank
};

/// Places listed at the nodes that they can walk to along their own link within a limit. O(nodes + anchors).
template <class Cost>
class PlaceRows {
 public:
  struct Entry {
    std::uint32_t rank;
    Cost offset;  // place -> node, access leg included
  };

  PlaceRows(const WalkNetwork& network, const AnchorRows& places, const AnchorsByLink& by_link, const PlaceRanks& ranks,
            Cost limit);

  [[nodiscard]] std::span<const Entry> at(std::uint32_t node) const {
    return std::span(entries_).subspan(starts_[node], starts_[node + 1] - starts_[node]);
  }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<Entry> entries_;
};

template <class Cost>
PlaceRows<Cost>::PlaceRows(const WalkNetwork& network, const AnchorRows& places, const AnchorsByLink& by_link,
                           const PlaceRanks& ranks, Cost limit)
    : starts_(network.node_count() + 1, 0) {
  const auto for_each_end = [&](const auto& visit) {
    for (const AnchorsByLink::Entry& listed : by_link.entries()) {
      const Anchor& anchor = places.anchors[listed.anchor];
      const Link& link = network.link(anchor.link);
      const EndCosts costs = end_costs(network, anchor);
      for (const auto& [node, cost] : {std::pair(link.from, costs.to_from), std::pair(link.to, costs.to_to)}) {
        if (cost != kNoWay && anchor.access <= static_cast<WalkCost>(limit) - cost) {
          visit(node.index(), Entry{ranks.rank_of[listed.owner], static_cast<Cost>(anchor.access + cost)});
        }
      }
    }
  };
  for_each_end([&](std::size_t node, const Entry&) { ++starts_[node]; });
  std::inclusive_scan(starts_.begin(), starts_.end(), starts_.begin());
  entries_.resize(starts_.back());
  for_each_end([&](std::size_t node, const Entry& entry) { entries_[--starts_[node]] = entry; });
}

}  // namespace lastmeter
