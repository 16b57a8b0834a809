// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.h"
#include "placement/place_sites.h"
#include "placement/problem.h"
#include "placement/site_plan.h"

namespace lastmeter {

/// Whether a plan of a max-cover problem is worth the sum of what its sites are: no row is served by two sites that may
/// be open together (one site at most of each row, or all of them under one rule of one at most), none by a Fixed one.
bool is_additive(const PlacementProblem& problem);

/// Such a problem (a multi-choice knapsack with side limits) as an integer program for CBC: the search of max_cover
/// branches endlessly among sites that are alike. `options` as for place_sites; greedy and interchange are not told
/// apart from exact. Other max-cover problems go to place_sites.
SitePlan solve_options(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress);

}  // namespace lastmeter
