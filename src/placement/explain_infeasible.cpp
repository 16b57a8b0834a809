// SPDX-License-Identifier: Apache-2.0
#include "placement/explain_infeasible.h"

#include "placement/placement_mip.h"

namespace lastmeter {

std::vector<std::string> explain_infeasible(const PlacementProblem& problem, const StopRule& stop) {
  if (any_feasible_plan(problem, stop).outcome == Outcome::Infeasible) {
    return {"the limits on sites contradict each other: no plan meets all of them"};
  }
  return {};
}

}  // namespace lastmeter
