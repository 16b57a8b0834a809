// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include "solver/min_cost_flow.h"
#include "solver/mip.h"

namespace lastmeter {

MipResult solve_mip(const MipModel& /*model*/, const StopRule& /*stop*/, std::span<const double> /*start*/) {
  throw std::logic_error("solve_mip is not there yet");
}

std::optional<std::vector<std::int64_t>> min_cost_flow(std::span<const std::int64_t> /*supplies*/,
                                                       std::span<const FlowArc> /*arcs*/) {
  throw std::logic_error("min_cost_flow is not there yet");
}

}  // namespace lastmeter
