// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/outcome.h"
#include "core/progress.h"
#include "partition/partition_problem.h"
#include "partition/zone_plan.h"

namespace lastmeter {

struct PartitionOptions {
  Effort effort = Effort::Default;
  std::uint64_t seed = 1;
  std::optional<double> seconds;  // safety net; a plan that met it says so (`stopped_by_time`)
};

/// Partitions the units: contracts compounds, explains at once what cannot be, enumerates and proves where the
/// connected sets within the bounds are few, anneals elsewhere, and takes the best. The plan is scored by
/// `evaluate_partition`, and every result but an infeasible one carries a bound. Of several numbers of
/// zones the fewest that fit are taken, even where more would cost less (the bound is about all). Same problem, options
/// and version: same plan for any number of threads. Zones are numbered by their lowest unit, or as in today's plan
/// where there is one.
ZonePlan partition_units(const PartitionProblem& problem, const PartitionOptions& options, Progress& progress);

}  // namespace lastmeter
