// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/outcome.h"

namespace lastmeter {

/// What a placement method found.
struct SitePlan {
  Outcome outcome = Outcome::Unknown;
  std::vector<CandidateId> open;  // ascending, Fixed ones included; empty unless Solved
  double objective = 0.0;         // as evaluate_plan scores it
  std::optional<double> bound;    // no plan is better than this; none: nothing proved
  bool proved = false;            // optimal: the bound meets the objective
  std::size_t iterations = 0;
  bool stopped_by_time = false;
  std::vector<std::string> reasons;  // Infeasible: what cannot be met, by how much, and the smallest relaxation
};

/// |bound - objective| relative to the larger of both; 0 for both 0; none without a bound.
std::optional<double> gap_of(const SitePlan& plan);

}  // namespace lastmeter
