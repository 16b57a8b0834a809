// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include "placement/max_cover.h"

namespace lastmeter {

SitePlan solve_max_cover(const PlacementProblem& /*problem*/, const PlacementOptions& /*options*/,
                         Progress& /*progress*/) {
  throw std::logic_error("max_cover is not there yet");
}

}  // namespace lastmeter
