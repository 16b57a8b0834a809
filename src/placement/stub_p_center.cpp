// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include "placement/p_center.h"

namespace lastmeter {

SitePlan solve_p_center(const PlacementProblem& /*problem*/, const PlacementOptions& /*options*/,
                        Progress& /*progress*/) {
  throw std::logic_error("p_center is not there yet");
}

}  // namespace lastmeter
