// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coverage/coverage_interval.h"
#include "coverage/walking_reasons.h"
#include "coverage/walking_shapes.h"

namespace lastmeter {

/// What walking coverage tells beside the figures that every mode has.
struct WalkingResult {
  WalkingReasons reasons;  // at the nominal radius
  std::vector<ReachedStreets> streets;
  Metres street_length;  // of the whole network
};

}  // namespace lastmeter
