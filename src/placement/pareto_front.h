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

/// A plan that no other beats in cost and served weight (and radius) at once.
struct ParetoPoint {
  double cost = 0.0;
  double served_weight = 0.0;
  std::optional<double> radius;  // of `pareto_front_by_radius`
  SitePlan plan;                 // objective = served weight; `bound`: no plan that costs no more serves more
  bool knee = false;             // farthest above the straight line between the ends, both axes from 0 to 1
};

struct ParetoFront {
  std::vector<ParetoPoint> points;  // radius, then cost ascend
  bool complete = true;             // false: `most_points` or an Unknown outcome ended it; the cheapest are missing
};

/// For every cost that is worth paying the best served weight (epsilon-constraint: the budget is lowered from plan to
/// plan by the least amount that costs can differ, 4e-9 of it where costs are not whole). Exact where every point is
/// proved. Takes a cover problem of either goal and keeps its limits; a share to be covered is left aside. Knee: none
/// with fewer than 3 points or all on the line; ties: the cheapest. ConfigError for goals of distance.
ParetoFront pareto_front(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress,
                         std::size_t most_points = 1000);

/// Three criteria: cost, served weight, and the distance within which it is served, by steps. Takes a problem with
/// distances (p-median or p-center) and makes it a cover problem for each radius (distance <= radius). Points that
/// another radius beats are dropped. Knees by radius, among the points of that radius that are left. Precondition:
/// radii ascend.
ParetoFront pareto_front_by_radius(const PlacementProblem& distances, std::span<const double> radii,
                                   const PlacementOptions& options, Progress& progress, std::size_t most_points = 1000);

}  // namespace lastmeter
