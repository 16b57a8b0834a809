// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include "placement/set_cover.h"

namespace lastmeter {

SitePlan solve_set_cover(const PlacementProblem& /*problem*/, const PlacementOptions& /*options*/,
                         Progress& /*progress*/) {
  throw std::logic_error("set_cover is not there yet");
}

}  // namespace lastmeter
