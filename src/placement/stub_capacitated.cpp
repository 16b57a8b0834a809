// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include "placement/capacitated.h"

namespace lastmeter {

SitePlan solve_capacitated(const PlacementProblem& /*problem*/, const PlacementOptions& /*options*/,
                           Progress& /*progress*/) {
  throw std::logic_error("capacitated is not there yet");
}

}  // namespace lastmeter
