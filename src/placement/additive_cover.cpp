// SPDX-License-Identifier: Apache-2.0
#include "placement/additive_cover.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "placement/evaluate.h"
#include "placement/placement_mip.h"

namespace lastmeter {

namespace {

constexpr std::size_t kNoRule = std::numeric_limits<std::size_t>::max();

/// By candidate: the first rule of which one at most is open.
std::vector<std::size_t> one_of_rules(const PlacementProblem& problem) {
  std::vector<std::size_t> rule_of(problem.candidates().size(), kNoRule);
  const auto& rules = problem.parts().rules;
  for (std::size_t r = 0; r < rules.size(); ++r) {
    if (!rules[r].coefficients.empty() || rules[r].at_most != 1.0) {
      continue;
    }
    for (const CandidateId site : rules[r].candidates) {
      rule_of[site.index()] = std::min(rule_of[site.index()], r);
    }
  }
  return rule_of;
}

MipModel additive_model(const PlacementProblem& problem) {
  MipModel model = site_limits_model(problem);
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const ServiceRows::Row row = problem.rows().row(i);
    for (std::size_t k = 0; k < row.candidates.size(); ++k) {
      model.columns[row.candidates[k].index()].cost -= row.weight * (row.values.empty() ? 1.0 : row.values[k]);
    }
  }
  return model;
}

/// Whole weights add up to whole values.
bool is_whole(const PlacementProblem& problem) {
  const auto& rows = problem.rows();
  return rows.values.empty() && std::all_of(rows.weights.begin(), rows.weights.end(), [](double weight) {
           return weight == std::floor(weight) && weight < 1e12;
         });
}

}  // namespace

bool is_additive(const PlacementProblem& problem) {
  const std::vector<std::size_t> rule_of = one_of_rules(problem);
  if (problem.goal() != PlacementGoal::MaxCover || problem.parts().cover_times > 1) {
    return false;
  }
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const auto sites = problem.rows().row(i).candidates;
    const bool alone = std::all_of(sites.begin(), sites.end(), [&](CandidateId site) {
      return problem.candidates()[site].standing != Standing::Fixed &&
             (sites.size() == 1 ||
              (rule_of[site.index()] != kNoRule && rule_of[site.index()] == rule_of[sites.front().index()]));
    });
    if (!alone) {
      return false;
    }
  }
  return true;
}

SitePlan solve_options(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  if (!is_additive(problem)) {
    return place_sites(problem, options, progress);
  }
  const MipResult result = solve_placement_mip(
      problem, additive_model(problem),
      [&](std::span<const CandidateId> open) { return keeps_site_limits(problem, open); }, options.stop);
  if (result.values.empty()) {
    return place_sites(problem, options, progress);
  }
  SitePlan plan;
  plan.outcome = Outcome::Solved;
  plan.open = open_in(problem, result.values);
  plan.objective = evaluate_plan(problem, plan.open).objective;
  const double slack = 1e-9 * std::max(1.0, plan.objective);
  const double bound = is_whole(problem) ? std::floor(-result.bound + 1e-4) : -result.bound;
  plan.proved = bound <= plan.objective + slack;
  plan.bound = plan.proved ? plan.objective : bound;
  plan.iterations = result.nodes;
  plan.stopped_by_time = result.stopped_by_time;
  return plan;
}

}  // namespace lastmeter
