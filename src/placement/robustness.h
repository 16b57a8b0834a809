// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/progress.h"
#include "placement/place_sites.h"
#include "placement/problem.h"
#include "placement/site_plan.h"

namespace lastmeter {

/// The plan of today under other weights, radius or money.
struct ScenarioRegret {
  SitePlan plan;                      // the best for the scenario
  double base_objective = 0.0;        // of the base plan there
  std::vector<std::string> breaches;  // of the base plan there; empty: it still stands
  std::optional<double> regret;  // what the base plan loses against the scenario's, 0 or more; none: it does not stand,
                                 // or the scenario has no plan
};

struct Robustness {
  std::size_t solved = 0;           // scenarios with a plan
  std::vector<double> kept;         // by CandidateId: share of those whose plan opens the site; 0 without any
  std::vector<CandidateId> always;  // of the base plan, open in each of them; empty without any
  std::vector<ScenarioRegret> scenarios;
};

/// Which sites of a plan stay when the figures move: each scenario is a problem with the same candidates (weights,
/// rows, radius, budget, costs may differ) and is solved by `place_sites`. Throws ConfigError for a scenario with
/// another number of candidates.
Robustness robustness(std::span<const CandidateId> base, std::span<const PlacementProblem> scenarios,
                      const PlacementOptions& options, Progress& progress);

}  // namespace lastmeter
