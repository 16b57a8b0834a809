// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"

namespace lastmeter {

/// Solved: a plan is there, as good as its gap says. Infeasible: proved that none meets the demand. Unknown: the search
/// was stopped before it found one.
enum class Outcome { Solved, Infeasible, Unknown };

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
