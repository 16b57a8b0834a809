// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/stop_rule.h"
#include "placement/problem.h"

namespace lastmeter {

/// The limits that no choice of sites can keep, each looked at alone, in sentences: what the posts that stay already
/// use, what is allowed, and by how much to relax. Empty: each alone can be kept. Time O(terms).
std::vector<std::string> broken_limits(const PlacementProblem& problem);

/// Why a problem has no plan, in sentences with figures: demand that no candidate reaches (rows, weight, largest share
/// possible); capacity that is missing; a number of sites or a budget that is too small, with the smallest that would
/// do; an irreducible set of limits that fight (leave out any one, and a plan exists), by their names; and the smallest
/// relaxation: which limits give way by how much, so that all of it together is least in shares of the limits.
/// Deterministic. Empty: a plan exists, or `stop` (nodes per program solved, seconds in all) ended the search before
/// anything was proved; cut short later, it says less.
std::vector<std::string> explain_infeasible(const PlacementProblem& problem, const StopRule& stop = {});

}  // namespace lastmeter
