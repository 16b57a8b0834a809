// SPDX-License-Identifier: Apache-2.0
#include "placement/pareto_front.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "placement/evaluate.h"

namespace lastmeter {

namespace {

/// The least amount by which two sums of costs differ, or what the slack of a budget lets us tell apart.
double cost_step(const PlacementProblem& problem, double budget) {
  const double slack = 4e-9 * std::max(1.0, budget);
  const bool whole = std::all_of(problem.candidates().begin(), problem.candidates().end(),
                                 [](const Candidate& each) { return each.cost == std::floor(each.cost); });
  return whole ? std::max(0.5, slack) : slack;
}

PlacementProblem as_max_cover(const PlacementProblem& problem, std::optional<double> budget) {
  PlacementParts parts = problem.parts();
  parts.goal = PlacementGoal::MaxCover;
  parts.budget = budget;
  return PlacementProblem(std::move(parts));
}

void mark_knee(std::span<ParetoPoint> points) {
  if (points.size() < 3) {
    return;
  }
  const ParetoPoint& first = points.front();
  const ParetoPoint& last = points.back();
  std::size_t best = 0;
  double farthest = 1e-12;
  for (std::size_t k = 1; k + 1 < points.size(); ++k) {
    const double along = (points[k].cost - first.cost) / (last.cost - first.cost);
    const double up = (points[k].served_weight - first.served_weight) / (last.served_weight - first.served_weight);
    if (up - along > farthest) {
      farthest = up - along;
      best = k;
    }
  }
  points[best].knee = best != 0;
}

/// From the dearest point down.
ParetoFront trace(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress,
                  std::size_t most_points) {
  ParetoFront front;
  std::optional<double> budget = problem.parts().budget;
  while (!budget || *budget >= 0.0) {
    const PlacementProblem limited = as_max_cover(problem, budget);
    SitePlan plan = place_sites(limited, options, progress);
    if (plan.outcome != Outcome::Solved) {
      front.complete = plan.outcome == Outcome::Infeasible;
      break;
    }
    const PlanScore score = evaluate_plan(limited, plan.open);
    // As much served for less money: the dearer plan was none of the best.
    if (!front.points.empty() && front.points.back().served_weight <= score.served_weight) {
      front.points.pop_back();
    } else if (front.points.size() == most_points) {
      front.complete = false;
      break;
    }
    const double next = score.cost - cost_step(problem, score.cost);
    front.points.push_back({score.cost, score.served_weight, {}, std::move(plan), false});
    budget = next;
  }
  std::reverse(front.points.begin(), front.points.end());
  return front;
}

PlacementProblem within(const PlacementProblem& distances, double radius) {
  PlacementParts parts = distances.parts();
  parts.goal = PlacementGoal::MaxCover;
  ServiceRows rows;
  rows.weights = parts.rows.weights;
  rows.starts.push_back(0);
  for (std::size_t i = 0; i < parts.rows.size(); ++i) {
    const ServiceRows::Row row = parts.rows.row(i);
    for (std::size_t k = 0; k < row.candidates.size(); ++k) {
      if (row.values[k] <= radius) {
        rows.candidates.push_back(row.candidates[k]);
      }
    }
    rows.starts.push_back(rows.candidates.size());
  }
  parts.rows = std::move(rows);
  return PlacementProblem(std::move(parts));
}

bool beaten(const ParetoPoint& point, std::span<const ParetoPoint> by) {
  return std::any_of(by.begin(), by.end(), [&](const ParetoPoint& other) {
    return other.cost <= point.cost && other.served_weight >= point.served_weight;
  });
}

}  // namespace

ParetoFront pareto_front(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress,
                         std::size_t most_points) {
  if (!is_cover(problem.goal())) {
    throw ConfigError(fmt::format("a front of cost and served weight is asked of the goal {}", name_of(problem.goal())),
                      "ask it of a cover problem, or give radii");
  }
  ParetoFront front = trace(problem, options, progress, most_points);
  mark_knee(front.points);
  return front;
}

ParetoFront pareto_front_by_radius(const PlacementProblem& distances, std::span<const double> radii,
                                   const PlacementOptions& options, Progress& progress, std::size_t most_points) {
  if (is_cover(distances.goal()) || !std::is_sorted(radii.begin(), radii.end())) {
    throw ConfigError("a front by radius needs distances and radii that ascend", "give both");
  }
  ParetoFront all;
  for (const double radius : radii) {
    ParetoFront front = trace(within(distances, radius), options, progress, most_points);
    all.complete = all.complete && front.complete;
    // A shorter radius that serves as much for no more money is better in all three.
    std::erase_if(front.points, [&](const ParetoPoint& point) { return beaten(point, all.points); });
    mark_knee(front.points);
    for (ParetoPoint& point : front.points) {
      point.radius = radius;
      all.points.push_back(std::move(point));
    }
  }
  return all;
}

}  // namespace lastmeter
