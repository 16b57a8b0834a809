// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/stop_rule.h"
#include "placement/problem.h"
#include "placement/site_plan.h"
#include "solver/mip.h"

namespace lastmeter {

/// The limits on sites as a program: column j is 1 where candidate j is open (costs 0; Fixed ones at least 1), one row
/// each for the number of sites, the budget and the rules. Every goal appends its own columns, rows and costs.
MipModel site_limits_model(const PlacementProblem& problem);

/// Candidates whose column is 1, ascending.
std::vector<CandidateId> open_in(const PlacementProblem& problem, std::span<const double> values);

/// Whether a plan is good enough; see `solve_placement_mip`.
using PlanCheck = std::function<bool(std::span<const CandidateId> open)>;

/// Keeps the number of sites, the budget, the rules and the Fixed sites (demand is not looked at).
bool keeps_site_limits(const PlacementProblem& problem, std::span<const CandidateId> open);

/// `solve_mip` for a model whose first columns are the candidates. The solver's tolerances are wider than those of the
/// evaluator: a solution that `accepts` refuses is forbidden, and the search goes on; the bound stays one.
MipResult solve_placement_mip(const PlacementProblem& problem, MipModel model, const PlanCheck& accepts,
                              const StopRule& stop, std::span<const double> start = {});

/// A cheapest plan within the limits on sites, whatever the demand: Solved (`open`, `objective` = cost), Infeasible (no
/// reasons given: see `explain_infeasible`), or Unknown when stopped.
SitePlan any_feasible_plan(const PlacementProblem& problem, const StopRule& stop = {});

}  // namespace lastmeter
