// SPDX-License-Identifier: Apache-2.0
#include "placement/robustness.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "placement/evaluate.h"

namespace lastmeter {

namespace {

void check(std::span<const PlacementProblem> scenarios) {
  for (std::size_t s = 1; s < scenarios.size(); ++s) {
    if (scenarios[s].candidates().size() != scenarios[0].candidates().size()) {
      throw ConfigError(fmt::format("scenario {} has {} candidates, the first has {}", s,
                                    scenarios[s].candidates().size(), scenarios[0].candidates().size()),
                        "give every scenario the same candidates");
    }
  }
}

ScenarioRegret compare(std::span<const CandidateId> base, const PlacementProblem& scenario,
                       const PlacementOptions& options, Progress& progress) {
  ScenarioRegret result;
  result.plan = place_sites(scenario, options, progress);
  const PlanScore score = evaluate_plan(scenario, base);
  result.base_objective = score.objective;
  result.breaches = score.breaches;
  if (score.breaches.empty() && result.plan.outcome == Outcome::Solved) {
    const double lost = is_maximized(scenario.goal()) ? result.plan.objective - score.objective
                                                      : score.objective - result.plan.objective;
    result.regret = std::max(0.0, lost);
  }
  return result;
}

}  // namespace

Robustness robustness(std::span<const CandidateId> base, std::span<const PlacementProblem> scenarios,
                      const PlacementOptions& options, Progress& progress) {
  check(scenarios);
  Robustness result;
  result.kept.assign(scenarios.empty() ? 0 : scenarios[0].candidates().size(), 0.0);
  for (const PlacementProblem& scenario : scenarios) {
    result.scenarios.push_back(compare(base, scenario, options, progress));
    const SitePlan& plan = result.scenarios.back().plan;
    result.solved += plan.outcome == Outcome::Solved ? 1 : 0;
    for (const CandidateId site : plan.open) {
      result.kept[site.index()] += 1.0;
    }
  }
  for (const CandidateId site : base) {
    if (result.solved > 0 && result.kept[site.index()] == static_cast<double>(result.solved)) {
      result.always.push_back(site);
    }
  }
  std::sort(result.always.begin(), result.always.end());
  for (double& share : result.kept) {
    share = result.solved > 0 ? share / static_cast<double>(result.solved) : 0.0;
  }
  return result;
}

}  // namespace lastmeter
