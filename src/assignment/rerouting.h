// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "solver/min_cost_flow.h"

namespace lastmeter {

/// What it costs at least to send one unit of flow more from each node to `target`, by node, all others settled anew:
/// the shortest ways in the residual network of a cheapest flow (Ahuja, Magnanti and Orlin, Network Flows, 1993, 9.3),
/// by Dijkstra's method over reduced costs, which are 0 or more.
class Rerouting {
 public:
  static constexpr std::int64_t kNoWay = std::numeric_limits<std::int64_t>::max();

  /// `plan` is a cheapest flow over `arcs`, between nodes 0 to `nodes` - 1. O(arcs).
  Rerouting(std::size_t nodes, std::span<const FlowArc> arcs, const FlowPlan& plan);

  /// kNoWay for nodes without a way. O(arcs log nodes).
  [[nodiscard]] std::vector<std::int64_t> costs_to(std::uint32_t target) const;

 private:
  struct Step {
    std::uint32_t from;
    std::int64_t reduced;  // cost less the potentials
  };

  std::vector<std::vector<Step>> into_;  // residual arcs by their end
  std::vector<std::int64_t> potentials_;
};

}  // namespace lastmeter
