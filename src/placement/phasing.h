// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/progress.h"
#include "placement/place_sites.h"
#include "placement/problem.h"
#include "placement/site_plan.h"

namespace lastmeter {

/// What stands after one step (year) of a plan.
struct PhasingStep {
  std::vector<CandidateId> opened;  // in this step, ascending
  double value = 0.0;               // cover goals: served weight; others: the objective
  double unserved_weight = 0.0;     // of rows that no site serves yet; 0 for cover goals
  std::optional<SitePlan> free;     // the best plan with as many New sites, had it been free; none without a plan
  std::optional<double> price;      // how much better that one is, 0 or more; none where it has no plan or demand is
                                    // unserved
};

struct Phasing {
  std::vector<PhasingStep> steps;
  bool exact = false;  // no other order is better; false: greedy, then exchanges until none helps
};

/// An order of opening for the New sites of a plan, in steps of given sizes (empty: one site a step; a last step takes
/// what they leave). Existing and Fixed sites of the plan are open from the start. Best: the sum over steps of unserved
/// weight is lowest, then the sum of values is best. Exact by dynamic programming over subsets for up to 15 New sites
/// whose 2^n evaluations stay below about 2e9 pairs. Ties: lowest CandidateId first. The price of each step is worked
/// out by `place_sites` (set cover: by maximal cover) with the number of New sites open by then. Limits are not asked
/// of the steps, only of the free plans. ConfigError for a candidate out of range or a step of 0 sites.
Phasing phase_opening(const PlacementProblem& problem, std::span<const CandidateId> plan,
                      std::span<const std::size_t> step_sizes, const PlacementOptions& options, Progress& progress);

}  // namespace lastmeter
