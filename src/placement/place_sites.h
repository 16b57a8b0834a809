// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/outcome.h"
#include "core/progress.h"
#include "core/stop_rule.h"
#include "placement/problem.h"
#include "placement/site_plan.h"

namespace lastmeter {

/// Greedy: site by site. Interchange: greedy, then exchanges until none helps. Exact: proves how good the plan is.
enum class PlacementMethod { Greedy, Interchange, Exact };
std::string_view name_of(PlacementMethod method);

struct PlacementOptions {
  PlacementMethod method = PlacementMethod::Exact;
  StopRule stop;
};

/// Fast = interchange; Default = exact to 1 %; Thorough = exact.
PlacementOptions options_for(Effort effort);

/// Solves a placement problem with the method asked for; the plan is scored by `evaluate_plan`. Every goal takes every
/// limit and rule. Same problem, options and version: same plan for any number of threads, unless `stopped_by_time`.
/// Ties: lowest CandidateId first. Never throws for a problem without solution: `Outcome` says so.
SitePlan place_sites(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress);

}  // namespace lastmeter
