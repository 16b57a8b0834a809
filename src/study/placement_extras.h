// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/progress.h"
#include "coverage/reach.h"
#include "placement/placement_result.h"

namespace lastmeter {

/// What a placement is worked out from, to be worked out again slightly otherwise.
struct PlacementBase {
  const StudyArea* area;
  const PlacementProblem* problem;
  const Reach* reach;  // of the sites of the list, at least as far as the radii may grow
  const Reach* pairs;  // of it, those that count
  std::uint64_t seed = 1;
};

/// Answers what is asked beside the plan, and what every single site is worth, into `result`. Nothing without a plan.
/// Robustness: radius, budget and number of sites smaller and larger by the share, and three draws of demand in which
/// each point's weight moves by up to the share, from the seed.
void answer_extras(const PlacementBase& base, const PlacementExtras& extras, const PlacementOptions& options,
                   PlacementResult& result, Progress& progress);

}  // namespace lastmeter
