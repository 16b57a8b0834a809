// SPDX-License-Identifier: Apache-2.0
#include "coverage/join_gain.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/parallel.h"
#include "network/bounded_search.h"
#include "network/walk_search.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 64;
constexpr WalkCost kNoPost = std::numeric_limits<WalkCost>::max();

/// The anchor of a place known to lie on a link.
Anchor anchor_at(const WalkNetwork& network, LinkId id, Point at) {
  const std::span<const Point> shape = network.shape(network.link(id));
  double whole = 0.0;
  double before = 0.0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t v = 1; v < shape.size(); ++v) {
    const Point a = shape[v - 1];
    const Point b = shape[v];
    const double length = distance(a, b).value();
    const double share =
        length > 0.0
            ? std::clamp(((at.x - a.x) * (b.x - a.x) + (at.y - a.y) * (b.y - a.y)) / (length * length), 0.0, 1.0)
            : 0.0;
    const double off = distance(at, {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)}).value();
    if (off < least) {
      least = off;
      before = whole + share * length;
    }
    whole += length;
  }
  return {id, at, whole > 0.0 ? std::min(1.0, before / whole) : 0.0, 0};
}

WalkCost cost_or_none(const std::optional<NearestWalk>& nearest) { return nearest ? nearest->cost : kNoPost; }

/// Where demand without a post within the radius comes to a node, or stands on a link.
struct AtNode {
  std::uint32_t node;
  std::uint32_t demand;
  WalkCost offset;  // demand -> node, access leg included
};
struct OnLink {
  LinkId link;
  std::uint32_t demand;
  std::uint32_t anchor;
};

/// The entries of a sorted list that have this key.
template <class Entry, class Key>
std::span<const Entry> entries_of(const std::vector<Entry>& list, Key key, Key Entry::*member) {
  const auto first = std::ranges::lower_bound(list, key, {}, member);
  return {first, std::ranges::upper_bound(first, list.end(), key, {}, member)};
}

/// Everything that searches share.
class JoinSearch {
 public:
  JoinSearch(const WalkAccess& access, const std::vector<NearMiss>& misses, WalkCost radius)
      : access_(access),
        misses_(misses),
        radius_(radius),
        of_ends_(nearest_of_nodes(access.network, access.posts)),
        of_demand_(nearest_of_places(access.network, access.demand, access.posts)) {
    list_uncovered();
    AnchorRows sides;
    for (const NearMiss& miss : misses) {
      sides.anchors.push_back(anchor_at(access.network, miss.link, miss.to));
      sides.starts.push_back(static_cast<std::uint32_t>(sides.anchors.size()));
    }
    of_sides_ = nearest_of_places(access.network, sides, access.posts);
    sides_ = std::move(sides.anchors);
  }

  using Search = BoundedSearch<WalkCost>;

  /// The demand points that joining miss `i` brings within the radius, ascending.
  std::vector<std::uint32_t> gained(std::size_t i, Search& search) const {
    const WalkCost gap = to_cost(misses_[i].gap);
    const WalkCost end = cost_or_none(of_ends_[misses_[i].end.index()]);
    const WalkCost side = cost_or_none(of_sides_[i]);
    std::vector<std::uint32_t> found;
    if (side != kNoPost && side + gap < end) {
      search.add_source(misses_[i].end, side + gap);
    } else if (end != kNoPost && end + gap < side) {
      add_side(sides_[i], end + gap, search, found);
    }
    search.run();
    for (const std::uint32_t node : search.found()) {
      for (const AtNode& at : entries_of(at_nodes_, node, &AtNode::node)) {
        offer(at.demand, search.cost(node) + at.offset, found);
      }
    }
    search.reset();
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  void list_uncovered() {
    for (std::uint32_t demand = 0; demand < of_demand_.size(); ++demand) {
      if (cost_or_none(of_demand_[demand]) <= radius_) {
        continue;
      }
      for (std::uint32_t i = access_.demand.starts[demand]; i < access_.demand.starts[demand + 1]; ++i) {
        const Anchor& anchor = access_.demand.anchors[i];
        const Link& link = access_.network.link(anchor.link);
        const EndCosts costs = end_costs(access_.network, anchor);
        list_at(link.from, demand, costs.to_from, anchor.access);
        list_at(link.to, demand, costs.to_to, anchor.access);
        on_links_.push_back({anchor.link, demand, i});
      }
    }
    std::ranges::stable_sort(at_nodes_, {}, &AtNode::node);
    std::ranges::stable_sort(on_links_, {}, &OnLink::link);
  }
  void list_at(NodeId node, std::uint32_t demand, WalkCost cost, WalkCost leg) {
    if (cost != kNoWay) {
      at_nodes_.push_back({static_cast<std::uint32_t>(node.index()), demand, cost + leg});
    }
  }
  void add_side(const Anchor& side, WalkCost start, Search& search, std::vector<std::uint32_t>& found) const {
    const Link& link = access_.network.link(side.link);
    const EndCosts costs = end_costs(access_.network, side);
    if (costs.out_of_from != kNoWay) {
      search.add_source(link.from, start + costs.out_of_from);
    }
    if (costs.out_of_to != kNoWay) {
      search.add_source(link.to, start + costs.out_of_to);
    }
    for (const OnLink& on : entries_of(on_links_, side.link, &OnLink::link)) {
      const Anchor& anchor = access_.demand.anchors[on.anchor];
      if (const std::optional<WalkCost> way = direct_cost(access_.network, anchor, side)) {
        offer(on.demand, anchor.access + *way + start, found);
      }
    }
  }
  void offer(std::uint32_t demand, WalkCost cost, std::vector<std::uint32_t>& found) const {
    if (cost <= radius_) {
      found.push_back(demand);
    }
  }

  const WalkAccess& access_;
  const std::vector<NearMiss>& misses_;
  WalkCost radius_;
  std::vector<std::optional<NearestWalk>> of_ends_;
  std::vector<std::optional<NearestWalk>> of_demand_;
  std::vector<AtNode> at_nodes_;  // by node
  std::vector<OnLink> on_links_;  // by link
  std::vector<std::optional<NearestWalk>> of_sides_;
  std::vector<Anchor> sides_;  // by miss: where it meets the street
};

}  // namespace

std::vector<JoinGain> join_gains(const WalkAccess& access, std::span<const DemandSum> weight,
                                 const std::vector<NearMiss>& misses, Metres radius, Measure by) {
  std::vector<JoinGain> gains(misses.size());
  const JoinSearch joins(access, misses, to_cost(radius));
  parallel_slices(misses.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    JoinSearch::Search search(access.network, to_cost(radius));
    for (std::size_t i = begin; i < end; ++i) {
      gains[i].miss = misses[i];
      for (const std::uint32_t demand : joins.gained(i, search)) {
        gains[i].gain += weight[demand];
      }
    }
  });
  std::ranges::stable_sort(gains, [by](const JoinGain& a, const JoinGain& b) {
    return a.gain.of(by) != b.gain.of(by) ? a.gain.of(by) > b.gain.of(by) : a.miss.gap < b.miss.gap;
  });
  return gains;
}

}  // namespace lastmeter
