// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "placement/problem.h"

namespace lastmeter {

/// A plan scored without knowing who made it.
struct PlanScore {
  double objective = 0.0;
  double served_weight = 0.0;  // cover goals: by share and times; other goals: of rows with an open site
  double cost = 0.0;           // of all open sites
  std::size_t new_sites = 0;
  std::vector<std::string> breaches;  // of every limit and rule, one line each with the figures; empty: feasible
};

/// The one scorer of plans: methods, reports, tests and foreign plans use its numbers. `open` in any order; repeats
/// count once. Sums run over rows in their order with compensated addition. A row that no open site serves adds nothing
/// to a distance objective and makes a breach (rows without weight excepted). Time O(pairs); Capacitated: a
/// minimum-cost flow. Throws ConfigError for a candidate out of range.
PlanScore evaluate_plan(const PlacementProblem& problem, std::span<const CandidateId> open);

}  // namespace lastmeter
