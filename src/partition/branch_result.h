// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/outcome.h"
#include "geometry/polygon.h"
#include "model/figure.h"
#include "partition/pair_cover.h"
#include "partition/partition_result.h"

namespace lastmeter {

/// A branch: one grid zone, or two side by side in one community.
struct Branch {
  std::string code;                  // of its parent and three digits, west to east, then north to south
  std::size_t parent = 0;            // position in BranchResult::parents
  std::vector<std::string> members;  // codes of its grid zones
  double households = 0.0;
  double population = 0.0;
  MultiPolygon outline;
  Point at;  // inside
};

/// What one community allows.
struct BranchParent {
  std::string code;
  std::string name;
  Point at;
  ParentPairs pairs;
  std::vector<std::string> between;  // codes of ParentPairs::between
};

/// Branches over the grid zones, as many as asked for, or as near as can be.
struct BranchResult {
  Outcome outcome = Outcome::Infeasible;
  std::optional<std::size_t> asked;  // none: the fewest
  std::size_t fewest = 0;
  std::size_t most = 0;
  UnitWeight weigh = UnitWeight::Households;
  std::vector<Branch> branches;
  std::vector<BranchParent> parents;
  std::vector<std::string> reasons;  // infeasible: why, with the nearest number that can be
  [[nodiscard]] bool holds() const { return outcome == Outcome::Solved; }
};

/// branches.total, .single, .pairs, .fewest, .weight_least, .weight_most.
std::vector<Figure> branch_figures(const BranchResult& result);

}  // namespace lastmeter
