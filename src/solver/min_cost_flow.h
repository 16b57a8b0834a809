// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lastmeter {

struct FlowArc {
  std::uint32_t from;
  std::uint32_t to;
  std::int64_t capacity;
  std::int64_t cost;
};

/// A cheapest flow and what proves it: cost + potential[from] - potential[to] is >= 0 on every arc with room left and
/// <= 0 on every arc with flow. So a unit delivered at a node costs its potential minus that of its source.
struct FlowPlan {
  std::vector<std::int64_t> flows;       // by arc
  std::vector<std::int64_t> potentials;  // by node, the largest is 0 or less
};

/// Cheapest flow that meets the supplies (positive: source, negative: demand; they add up to 0), by LEMON's network
/// simplex, which is exact in whole numbers. None: the supplies cannot be met. Capacities may be as large as they like
/// on arcs that cost 0 or more. Throws std::logic_error for supplies that do not add up to 0, an arc to itself or
/// beyond the last node, a negative capacity, and for numbers so large that sums might leave 63 bits: every
/// |cost| < 2^61 / (nodes + 2), and supplies and the capacities of arcs of negative cost together < 2^61.
std::optional<FlowPlan> cheapest_flow(std::span<const std::int64_t> supplies, std::span<const FlowArc> arcs);

/// The flows alone, by arc.
std::optional<std::vector<std::int64_t>> min_cost_flow(std::span<const std::int64_t> supplies,
                                                       std::span<const FlowArc> arcs);

}  // namespace lastmeter
