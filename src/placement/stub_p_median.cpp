// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include "placement/p_median.h"

namespace lastmeter {

SitePlan solve_p_median(const PlacementProblem& /*problem*/, const PlacementOptions& /*options*/,
                        Progress& /*progress*/) {
  throw std::logic_error("p_median is not there yet");
}

}  // namespace lastmeter
