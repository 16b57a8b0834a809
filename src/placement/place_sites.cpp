// SPDX-License-Identifier: Apache-2.0
#include "placement/place_sites.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "placement/capacitated.h"
#include "placement/explain_infeasible.h"
#include "placement/max_cover.h"
#include "placement/p_center.h"
#include "placement/p_median.h"
#include "placement/set_cover.h"

namespace lastmeter {

std::string_view name_of(PlacementMethod method) {
  switch (method) {
    case PlacementMethod::Greedy:
      return "greedy";
    case PlacementMethod::Interchange:
      return "interchange";
    case PlacementMethod::Exact:
      return "exact";
  }
  throw std::logic_error("PlacementMethod holds no known value");
}

PlacementOptions options_for(Effort effort) {
  switch (effort) {
    case Effort::Fast:
      return {.method = PlacementMethod::Interchange, .stop = {}};
    case Effort::Default:
      return {.method = PlacementMethod::Exact, .stop = {.gap = 0.01, .iterations = {}, .seconds = 120.0}};
    case Effort::Thorough:
      return {.method = PlacementMethod::Exact, .stop = {.gap = 0.0, .iterations = {}, .seconds = 1800.0}};
  }
  throw std::logic_error("Effort holds no known value");
}

namespace {

SitePlan solve(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  switch (problem.goal()) {
    case PlacementGoal::SetCover:
      return solve_set_cover(problem, options, progress);
    case PlacementGoal::MaxCover:
      return solve_max_cover(problem, options, progress);
    case PlacementGoal::PMedian:
      return solve_p_median(problem, options, progress);
    case PlacementGoal::PCenter:
      return solve_p_center(problem, options, progress);
    case PlacementGoal::Capacitated:
      return solve_capacitated(problem, options, progress);
  }
  throw std::logic_error("PlacementGoal holds no known value");
}

/// The most new sites that the budget could pay, cheapest first: 74.99 sites are 74, which a linear bound would not
/// see.
std::optional<std::size_t> affordable_sites(const PlacementParts& parts) {
  if (!parts.budget) {
    return std::nullopt;
  }
  std::vector<double> costs;
  double spent = 0.0;
  for (const Candidate& candidate : parts.candidates) {
    if (candidate.standing == Standing::New) {
      costs.push_back(candidate.cost);
    } else if (candidate.standing == Standing::Fixed) {
      spent += candidate.cost;
    }
  }
  std::sort(costs.begin(), costs.end());
  std::size_t count = 0;
  const double limit = *parts.budget + 2e-9 * std::max(1.0, *parts.budget);
  for (const double cost : costs) {
    spent += cost;
    if (spent > limit) {
      break;
    }
    ++count;
  }
  return count;
}

}  // namespace

SitePlan place_sites(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  if (std::vector<std::string> broken = broken_limits(problem); !broken.empty()) {
    SitePlan none;
    none.outcome = Outcome::Infeasible;
    none.reasons = std::move(broken);
    return none;
  }
  const auto affordable = affordable_sites(problem.parts());
  if (affordable && *affordable < problem.parts().sites.value_or(problem.candidates().size())) {
    PlacementParts parts = problem.parts();
    parts.sites = affordable;
    SitePlan plan = solve(PlacementProblem(std::move(parts)), options, progress);
    if (plan.outcome == Outcome::Infeasible) {
      const auto reasons = explain_infeasible(problem, {.gap = 0.0, .iterations = {}, .seconds = options.stop.seconds});
      plan.reasons = reasons.empty() ? plan.reasons : reasons;
    }
    return plan;
  }
  return solve(problem, options, progress);
}

}  // namespace lastmeter
