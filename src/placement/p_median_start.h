// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "placement/p_median_search.h"
#include "placement/place_sites.h"
#include "placement/site_plan.h"

namespace lastmeter {

/// A first plan. Solved: `plan` keeps all limits and serves all rows. Infeasible: proved, with reasons.
struct MedianStart {
  Outcome outcome = Outcome::Unknown;
  MedianPlan plan;
  std::vector<std::string> reasons;
};

/// Greedy, and exchanges unless the method is Greedy. Where that ends outside the limits, or leaves demand without a
/// site, a program over the sites alone finds a plan to start from, or proves that there is none.
MedianStart start_median(const PlacementProblem& problem, MedianSearch& search, PlacementMethod method,
                         AssignmentClock& clock);

}  // namespace lastmeter
