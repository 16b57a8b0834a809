// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "placement/problem.h"
#include "placement/set_cover_matrix.h"
#include "solver/mip.h"

namespace lastmeter {

/// The most weight that counts as served with every candidate open, and what stays out even then.
struct Reachable {
  double weight = 0.0;
  double lost_weight = 0.0;   // total less `weight`
  std::size_t lost_rows = 0;  // rows with weight that fewer candidates reach than `cover_times` asks for
};
Reachable reachable(const PlacementProblem& problem);

/// The weight that SetCover asks for, less what the evaluator's rounding allows.
double asked_weight(const PlacementProblem& problem);

/// Why even all candidates together serve too little; none: they do not.
std::optional<std::string> unreachable_reason(const PlacementProblem& problem);

/// Costs in whole numbers: cost = whole x unit, rounded down where they are not whole already (`exact` = false).
struct WholeCosts {
  std::vector<std::int64_t> costs;
  double unit = 1.0;
  bool exact = true;
};
/// `ceiling`: a dearer candidate is of no use, and gets the cost of the dearest left.
WholeCosts whole_costs(const std::vector<double>& costs, double ceiling);

/// SetCover as rows of which each must have a site: none where part of the demand may stay unserved, or where rows want
/// more than one site. Fixed sites are open: the rows they serve are left out.
std::optional<CoverLists> full_cover_rows(const PlacementProblem& problem);

/// SetCover as a program: site limits, costs, demand served, with share, shares by pair and backup.
MipModel set_cover_model(const PlacementProblem& problem);

/// Appends to a model whose first columns are the candidates: the weight served is at least `asked`. Returns the number
/// of that row; none where every row of demand is a row of its own.
std::optional<int> append_demand(const PlacementProblem& problem, double asked, MipModel& model);

}  // namespace lastmeter
