// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

namespace lastmeter {

/// When a search may end before it has proved its optimum. Iterations and gap repeat from run to run; the time limit
/// is a safety net, and a result that met it says so (`stopped_by_time`), because another machine may end elsewhere.
struct StopRule {
  double gap = 0.0;                       // relative: |bound - objective| <= gap * max(|bound|, |objective|)
  std::optional<std::size_t> iterations;  // of the method's own unit: swaps, subgradient steps plus nodes
  std::optional<double> seconds;
};

}  // namespace lastmeter
