// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.h"
#include "partition/partition_problem.h"
#include "partition/partition_units.h"
#include "partition/zone_plan.h"

namespace lastmeter {

/// Simulated annealing of a problem without compounds (contract them first): starts by recursive bisection along random
/// spanning trees, or from today's plan where moving has a price or a limit; single-unit flips that keep every zone
/// connected, mixed with recombinations of two zones; weight outside the bounds is a penalty that rises. Independent
/// threads share the best at fixed numbers of steps, so the plan does not depend on their number. Never proves anything
/// (no bound); Solved or Unknown. Steps grow with the units and the effort.
ZonePlan anneal_zones(const PartitionProblem& problem, const PartitionOptions& options, Progress& progress);

}  // namespace lastmeter
