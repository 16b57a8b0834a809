// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.h"
#include "core/stop_rule.h"
#include "placement/capacitated_local.h"
#include "placement/capacitated_rows.h"
#include "placement/problem.h"

namespace lastmeter {

struct CapacitatedProof {
  std::optional<CapacitatedTry> best;  // none: nothing found
  double bound = 0.0;                  // no plan costs less; infinity: proved that there is none
  std::size_t steps = 0;               // cut rounds at the root plus nodes
  bool stopped_by_time = false;
};

/// Branch and cut over the sites alone (Benders decomposition). Cuts come from flows at fractional shares of the sites:
/// the prices of the flow, put into the Lagrangian relaxation of the assignment with one knapsack per site, which makes
/// them valid whatever the prices (Fischetti, Ljubic and Sinnl, "Benders decomposition without separability", 2016). At
/// the root, separation points between an inner point and the master's optimum (in-out) keep the number of rounds low;
/// reduced costs then fix sites. `start`: a plan, or a try with unserved weight, which is ignored.
CapacitatedProof prove_capacitated(const PlacementProblem& problem, const CapacitatedRows& rows,
                                   const std::optional<CapacitatedTry>& start, const StopRule& stop,
                                   Progress& progress);

}  // namespace lastmeter
