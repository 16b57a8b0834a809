// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <queue>
#include <stdexcept>
#include <utility>
#include <vector>

#include "geometry/point.h"
#include "network/walk_network.h"

namespace lastmeter::testing {

/// The only node at a place; the test fails hard when there is none or there are several.
inline std::size_t node_at(const WalkNetwork& network, Point at) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < network.node_count(); ++i) {
    if (network.nodes[i] == at) {
      if (found) {
        throw std::logic_error("two nodes at one place");
      }
      found = i;
    }
  }
  if (!found) {
    throw std::logic_error("no node at the place");
  }
  return *found;
}

/// Cost of walking from every node to `target`; none where there is no way. Dijkstra over the arcs, without tricks.
inline std::vector<std::optional<WalkCost>> costs_to(const WalkNetwork& network, std::size_t target) {
  std::vector<std::optional<WalkCost>> costs(network.node_count());
  using Open = std::pair<WalkCost, std::size_t>;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  open.emplace(0, target);
  while (!open.empty()) {
    const auto [cost, node] = open.top();
    open.pop();
    if (costs[node]) {
      continue;
    }
    costs[node] = cost;
    for (const WalkNetwork::Arc& arc : network.arcs_of(node)) {
      open.emplace(cost + arc.cost, arc.node);
    }
  }
  return costs;
}

/// Metres of walking between nodes at two places.
inline std::optional<double> metres_between(const WalkNetwork& network, Point from, Point to) {
  const auto cost = costs_to(network, node_at(network, to))[node_at(network, from)];
  return cost ? std::optional(to_metres(*cost)) : std::nullopt;
}

}  // namespace lastmeter::testing
