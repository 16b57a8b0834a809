// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/progress.h"
#include "core/stopwatch.h"
#include "partition/anneal_chain.h"
#include "partition/anneal_start.h"
#include "partition/partition_units.h"

namespace lastmeter {

/// How much work a search is given, by units, tightness of the bounds and effort: about 1, 13 and 35 s on two cores for
/// 3,000 units, less than in proportion for fewer and for more, more where the bounds leave room for few units.
struct AnnealBudget {
  std::uint64_t steps = 0;  // of one chain in the first cycle; half of it in later ones
  std::size_t cycles = 3;
  std::size_t chains = 4;
};
AnnealBudget anneal_budget(const FlatPartition& flat, Effort effort);

/// What a search for a fixed number of zones found.
struct AnnealOutcome {
  AnnealedPlan best;
  std::size_t zones = 0;
  std::vector<AnnealedPlan> pool;  // the best of every chain and cycle
  std::uint64_t steps = 0;
  bool stopped_by_time = false;
};

/// Cycles of chains side by side; each cycle starts from the best of the one before. `patience`: how many cycles may go
/// by until the limits hold before it gives up.
AnnealOutcome anneal_fixed(const PartitionProblem& problem, std::size_t zones, const PartitionOptions& options,
                           std::size_t patience, const Stopwatch& clock, Progress& progress);

}  // namespace lastmeter
