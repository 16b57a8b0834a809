// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "core/random.h"
#include "network/anchor.h"
#include "network/walk_network.h"

namespace lastmeter::testing {

/// Streets: a lattice of side x side junctions 40 m apart, each moved by up to 12 m, with
/// one link in eight missing; nodes along a Z-curve, as the network's contract has them.
class StreetCity {
 public:
  StreetCity(std::uint64_t seed, std::size_t side) : random_(seed), side_(side) {
    place_nodes();
    lay_links();
    list_arcs();
  }

  [[nodiscard]] const WalkNetwork& network() const { return network_; }

  /// Points on links, all equally likely, off the street by up to `away` metres.
  std::vector<Point> points(std::size_t count, double away) {
    std::vector<Point> points(count);
    for (Point& p : points) {
      const Link& link = network_.links[random_.below(network_.links.size())];
      const Point a = network_.nodes[link.from.index()];
      const Point b = network_.nodes[link.to.index()];
      const double share = random_.uniform();
      p = {a.x + share * (b.x - a.x) + random_.uniform(-away, away),
           a.y + share * (b.y - a.y) + random_.uniform(-away, away)};
    }
    return points;
  }
  /// Each place on one of the nodes given; nodes without links give places without an anchor.
  [[nodiscard]] AnchorRows at_nodes(const std::vector<std::uint32_t>& nodes) const {
    std::vector<std::uint32_t> link_of(network_.node_count(), kNoWay);
    for (std::size_t i = network_.links.size(); i-- > 0;) {
      link_of[network_.links[i].from.index()] = link_of[network_.links[i].to.index()] = static_cast<std::uint32_t>(i);
    }
    AnchorRows rows;
    for (const std::uint32_t node : nodes) {
      if (link_of[node] != kNoWay) {
        const bool first = network_.links[link_of[node]].from.index() == node;
        rows.anchors.push_back({LinkId(link_of[node]), network_.nodes[node], first ? 0.0 : 1.0, 0});
      }
      rows.starts.push_back(static_cast<std::uint32_t>(rows.anchors.size()));
    }
    return rows;
  }

 private:
  static std::uint64_t interleaved(std::uint64_t x, std::uint64_t y) {
    std::uint64_t key = 0;
    for (unsigned bit = 0; bit < 16; ++bit) {
      key |= ((x >> bit) & 1U) << (2 * bit) | ((y >> bit) & 1U) << (2 * bit + 1);
    }
    return key;
  }
  void place_nodes() {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order(side_ * side_);
    for (std::size_t i = 0; i < order.size(); ++i) {
      order[i] = {interleaved(i % side_, i / side_), static_cast<std::uint32_t>(i)};
    }
    std::ranges::sort(order);
    node_of_.resize(order.size());
    network_.nodes.resize(order.size());
    for (std::size_t node = 0; node < order.size(); ++node) {
      const std::uint32_t cell = order[node].second;
      node_of_[cell] = static_cast<std::uint32_t>(node);
      network_.nodes[node] = {480000.0 + 40.0 * static_cast<double>(cell % side_) + random_.uniform(-12, 12),
                              3860000.0 + 40.0 * static_cast<double>(cell / side_) + random_.uniform(-12, 12)};
    }
  }
  void lay_links() {
    std::vector<std::array<std::uint32_t, 2>> ends;
    for (std::size_t cell = 0; cell < node_of_.size(); ++cell) {
      for (const auto& [other, exists] :
           {std::pair(cell + 1, cell % side_ + 1 < side_), std::pair(cell + side_, cell / side_ + 1 < side_)}) {
        if (exists && random_.below(8) > 0) {
          ends.push_back({std::min(node_of_[cell], node_of_[other]), std::max(node_of_[cell], node_of_[other])});
        }
      }
    }
    std::ranges::sort(ends);
    for (const auto& [from, to] : ends) {
      const Point a = network_.nodes[from];
      const Point b = network_.nodes[to];
      const auto cost = static_cast<std::uint32_t>(to_cost(distance(a, b)));
      const auto first = static_cast<std::uint32_t>(network_.vertices.size());
      network_.vertices.insert(network_.vertices.end(), {a, b});
      network_.links.push_back({NodeId(from), NodeId(to), cost, cost, first, 2, 0, 0});
    }
  }
  void list_arcs() {
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> arcs;
    for (const Link& link : network_.links) {
      const auto from = static_cast<std::uint32_t>(link.from.index());
      const auto to = static_cast<std::uint32_t>(link.to.index());
      arcs.emplace_back(from, to, link.cost);
      arcs.emplace_back(to, from, link.cost);
    }
    std::ranges::sort(arcs);
    network_.arc_starts.assign(network_.node_count() + 1, 0);
    for (const auto& [node, other, cost] : arcs) {
      network_.arcs.push_back({other, cost});
      network_.arc_starts[node + 1] = static_cast<std::uint32_t>(network_.arcs.size());
    }
    for (std::size_t node = 0; node < network_.node_count(); ++node) {
      network_.arc_starts[node + 1] = std::max(network_.arc_starts[node + 1], network_.arc_starts[node]);
    }
  }

  Random random_;
  std::size_t side_;
  std::vector<std::uint32_t> node_of_;
  WalkNetwork network_;
};

}  // namespace lastmeter::testing
