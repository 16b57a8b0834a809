// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "core/random.h"
#include "network/anchor.h"
#include "network/walk_network.h"

namespace lastmeter::testing {

inline constexpr std::uint32_t operator""_mc(unsigned long long metres) {
  return static_cast<std::uint32_t>(metres * 1000000);
}

/// A link of a network made by hand: its costs need not be its length.
struct HandLink {
  std::size_t from = 0;
  std::size_t to = 0;
  std::uint32_t cost = 0;
  std::uint32_t cost_back = 0;
  std::vector<Point> bends = {};
};

/// A network made link by link, without components.
inline WalkNetwork make_network(std::vector<Point> nodes, const std::vector<HandLink>& links) {
  WalkNetwork network;
  network.nodes = std::move(nodes);
  std::vector<std::vector<WalkNetwork::Arc>> arcs(network.nodes.size());
  for (const HandLink& link : links) {
    const auto first = static_cast<std::uint32_t>(network.vertices.size());
    network.vertices.push_back(network.nodes[link.from]);
    network.vertices.insert(network.vertices.end(), link.bends.begin(), link.bends.end());
    network.vertices.push_back(network.nodes[link.to]);
    network.links.push_back({.from = NodeId(link.from),
                             .to = NodeId(link.to),
                             .cost = link.cost,
                             .cost_back = link.cost_back,
                             .first_vertex = first,
                             .vertex_count = static_cast<std::uint32_t>(link.bends.size() + 2)});
    if (link.cost != kNoWay) {
      arcs[link.to].push_back({static_cast<std::uint32_t>(link.from), link.cost});
    }
    if (link.cost_back != kNoWay) {
      arcs[link.from].push_back({static_cast<std::uint32_t>(link.to), link.cost_back});
    }
  }
  for (std::vector<WalkNetwork::Arc>& row : arcs) {
    std::ranges::sort(row, {}, [](const WalkNetwork::Arc& arc) { return std::tuple(arc.node, arc.cost); });
    network.arcs.insert(network.arcs.end(), row.begin(), row.end());
    network.arc_starts.push_back(static_cast<std::uint32_t>(network.arcs.size()));
  }
  return network;
}

/// Anchor rows from one list of anchors a place; `at` is left at the origin.
inline AnchorRows make_rows(const std::vector<std::vector<Anchor>>& places) {
  AnchorRows rows;
  for (const std::vector<Anchor>& place : places) {
    rows.anchors.insert(rows.anchors.end(), place.begin(), place.end());
    rows.starts.push_back(static_cast<std::uint32_t>(rows.anchors.size()));
  }
  return rows;
}

inline Anchor on_link(std::size_t link, double share, WalkCost access = 0) { return {LinkId(link), {}, share, access}; }

/// Anything that may go wrong in a search: loops, parallel, one-way, shut and zero-cost links, nodes without links,
/// slopes; up to 12 nodes and 20 links of at most 400 m, in whole decimetres, so that ways tie.
inline WalkNetwork random_network(Random& random) {
  std::vector<Point> nodes(1 + random.below(12));
  for (Point& node : nodes) {
    node = {random.uniform(0, 500), random.uniform(0, 500)};
  }
  std::vector<HandLink> links(1 + random.below(20));
  const std::uint64_t kinds = 1 + random.below(8);
  for (HandLink& link : links) {
    link = {random.below(nodes.size()), random.below(nodes.size()), 0, 0, {}};
    link.cost = static_cast<std::uint32_t>(random.below(5) == 0 ? 0 : random.below(4000) * 100000);
    link.cost_back = link.cost;
    switch (random.below(kinds)) {
      case 1:
        link.cost_back = kNoWay;
        break;
      case 2:
        link.cost = kNoWay;
        break;
      case 3:
        link.cost_back = static_cast<std::uint32_t>(random.below(400000000));
        break;
      case 4:
        link.cost = link.cost_back = kNoWay;
        break;
      default:
        break;
    }
  }
  return make_network(std::move(nodes), links);
}

/// Places with no, one or several anchors, often at the ends of links or at one and the same share.
inline AnchorRows random_anchors(Random& random, const WalkNetwork& network, std::size_t places) {
  std::vector<std::vector<Anchor>> rows(places);
  for (std::vector<Anchor>& row : rows) {
    row.resize(random.below(6) == 0 ? random.below(4) : 1);
    for (Anchor& anchor : row) {
      const double share = random.below(2) == 0 ? random.uniform() : static_cast<double>(random.below(5)) / 4.0;
      const WalkCost access = random.below(3) == 0 ? static_cast<WalkCost>(random.below(3000) * 100000) : 0;
      anchor = on_link(random.below(network.links.size()), share, access);
    }
  }
  return make_rows(rows);
}

}  // namespace lastmeter::testing
