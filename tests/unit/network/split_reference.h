// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "network/anchor.h"
#include "network/walk_network.h"

namespace lastmeter::testing {

/// The plain way to the same distances: every link is split at every anchor, every place and post becomes a node that
/// its access legs join to the street, and Bellman and Ford go over all arcs until nothing changes.
class SplitReference {
 public:
  SplitReference(const WalkNetwork& network, const AnchorRows& places, const AnchorRows& posts)
      : node_count_(network.node_count()), first_place_(node_count_), first_post_(first_place_ + places.place_count()) {
    node_count_ = first_post_ + posts.place_count();
    struct Stop {
      double share;
      std::size_t node;
    };
    for (std::size_t i = 0; i < network.links.size(); ++i) {
      const Link& link = network.links[i];
      std::vector<Stop> stops{{0.0, link.from.index()}, {1.0, link.to.index()}};
      const auto add_stops = [&](const AnchorRows& rows, std::size_t first, bool to_street) {
        for (std::size_t owner = 0; owner < rows.place_count(); ++owner) {
          for (const Anchor& anchor : rows.of(owner)) {
            if (anchor.link == LinkId(i)) {
              stops.insert(stops.end() - 1, {anchor.share, node_count_});
              const std::size_t thing = first + owner;
              ways_.push_back(to_street ? Way{thing, node_count_, anchor.access}
                                        : Way{node_count_, thing, anchor.access});
              ++node_count_;
            }
          }
        }
      };
      add_stops(places, first_place_, true);
      add_stops(posts, first_post_, false);
      std::stable_sort(stops.begin() + 1, stops.end() - 1,
                       [](const Stop& a, const Stop& b) { return a.share < b.share; });
      for (std::size_t s = 0; s + 1 < stops.size(); ++s) {
        const auto part = [&](std::uint32_t cost) {
          return std::llround(cost * stops[s + 1].share) - std::llround(cost * stops[s].share);
        };
        const bool one_place = stops[s].share == stops[s + 1].share;
        if (link.cost != kNoWay || one_place) {
          ways_.push_back({stops[s].node, stops[s + 1].node, one_place ? 0 : part(link.cost)});
        }
        if (link.cost_back != kNoWay || one_place) {
          ways_.push_back({stops[s + 1].node, stops[s].node, one_place ? 0 : part(link.cost_back)});
        }
      }
    }
  }

  /// Walking to the post from every node of the network and then from every place.
  [[nodiscard]] std::vector<std::optional<WalkCost>> costs_to(std::size_t post) const {
    std::vector<std::optional<WalkCost>> costs(node_count_);
    costs[first_post_ + post] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (const Way& way : ways_) {
        if (costs[way.end] && (!costs[way.start] || *costs[way.end] + way.cost < *costs[way.start])) {
          costs[way.start] = *costs[way.end] + way.cost;
          changed = true;
        }
      }
    }
    costs.resize(first_post_);
    return costs;
  }
  [[nodiscard]] std::size_t first_place() const { return first_place_; }

 private:
  struct Way {
    std::size_t start;
    std::size_t end;
    WalkCost cost;
  };
  std::size_t node_count_;
  std::size_t first_place_;
  std::size_t first_post_;
  std::vector<Way> ways_;
};

}  // namespace lastmeter::testing
