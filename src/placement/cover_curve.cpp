// SPDX-License-Identifier: Apache-2.0
#include "placement/cover_curve.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "core/error.h"

namespace lastmeter {

namespace {

/// How much better `a` is than `b`.
double lead(const PlacementProblem& problem, double a, double b) {
  return is_maximized(problem.goal()) ? a - b : b - a;
}

void carry(const PlacementProblem& problem, const SitePlan& before, CoverCurvePoint& point) {
  SitePlan& plan = point.plan;
  if (before.outcome != Outcome::Solved) {
    return;
  }
  if (plan.outcome != Outcome::Solved || lead(problem, before.objective, plan.objective) > 0.0) {
    plan.outcome = Outcome::Solved;
    plan.open = before.open;
    plan.objective = before.objective;
    plan.reasons.clear();
    point.carried = true;
  }
  point.gain = std::max(0.0, lead(problem, plan.objective, before.objective));
}

/// A limit that is lower allows no more than the next.
void tighten(const PlacementProblem& problem, const SitePlan& next, SitePlan& plan) {
  if (plan.outcome == Outcome::Infeasible || !next.bound) {
    return;
  }
  if (!plan.bound || lead(problem, *plan.bound, *next.bound) > 0.0) {
    plan.bound = next.bound;
  }
  if (plan.outcome == Outcome::Solved) {
    const double missing = lead(problem, *plan.bound, plan.objective);
    if (missing <= 1e-9 * std::abs(plan.objective)) {
      plan.bound = plan.objective;
      plan.proved = true;
    }
  }
}

std::vector<CoverCurvePoint> trace(const PlacementProblem& problem, std::span<const double> limits,
                                   const std::function<void(PlacementParts&, double)>& set_limit,
                                   const PlacementOptions& options, Progress& progress) {
  std::vector<CoverCurvePoint> curve;
  for (const double limit : limits) {
    PlacementParts parts = problem.parts();
    set_limit(parts, limit);
    CoverCurvePoint point{.limit = limit, .plan = {}, .carried = false, .gain = {}};
    point.plan = place_sites(PlacementProblem(std::move(parts)), options, progress);
    if (!curve.empty()) {
      carry(problem, curve.back().plan, point);
    }
    curve.push_back(std::move(point));
  }
  for (std::size_t k = curve.size(); k-- > 1;) {
    tighten(problem, curve[k].plan, curve[k - 1].plan);
    tighten(problem, curve[k].plan, curve[k].plan);
  }
  return curve;
}

}  // namespace

std::vector<CoverCurvePoint> cover_curve(const PlacementProblem& problem, std::size_t most_sites,
                                         const PlacementOptions& options, Progress& progress) {
  std::vector<double> limits;
  for (std::size_t sites = 1; sites <= most_sites; ++sites) {
    limits.push_back(static_cast<double>(sites));
  }
  return trace(
      problem, limits, [](PlacementParts& parts, double limit) { parts.sites = static_cast<std::size_t>(limit); },
      options, progress);
}

std::vector<CoverCurvePoint> budget_curve(const PlacementProblem& problem, std::span<const double> budgets,
                                          const PlacementOptions& options, Progress& progress) {
  if (!std::is_sorted(budgets.begin(), budgets.end())) {
    throw ConfigError("the budgets of a curve do not ascend", "name them from the lowest to the highest");
  }
  return trace(
      problem, budgets, [](PlacementParts& parts, double limit) { parts.budget = limit; }, options, progress);
}

}  // namespace lastmeter
