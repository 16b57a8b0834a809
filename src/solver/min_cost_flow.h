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

/// Cheapest flow that meets the supplies (positive: source, negative: demand; they add up to 0), by LEMON's network
/// simplex, which is exact in whole numbers. By arc; none: the supplies cannot be met. Sums must stay within 63 bits.
std::optional<std::vector<std::int64_t>> min_cost_flow(std::span<const std::int64_t> supplies,
                                                       std::span<const FlowArc> arcs);

}  // namespace lastmeter
