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

/// The best plan under one limit.
struct CoverCurvePoint {
  double limit = 0.0;  // number of New sites, or money
  SitePlan plan;
  bool carried = false;        // the plan of the limit before, because none better was found
  std::optional<double> gain;  // how much better than at the limit before, 0 or more; none: that had no plan
};

/// What the next site brings: the problem solved for at most 1, 2 .. `most_sites` New sites (instead of its own number)
/// by `place_sites`. Monotone: a plan of a lower limit is carried on where nothing better was found, and the bound of a
/// higher limit serves a lower one. A limit too low for any plan says Infeasible.
std::vector<CoverCurvePoint> cover_curve(const PlacementProblem& problem, std::size_t most_sites,
                                         const PlacementOptions& options, Progress& progress);

/// The same for budgets (instead of the problem's own). Precondition: they ascend; ConfigError otherwise.
std::vector<CoverCurvePoint> budget_curve(const PlacementProblem& problem, std::span<const double> budgets,
                                          const PlacementOptions& options, Progress& progress);

}  // namespace lastmeter
