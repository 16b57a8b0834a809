// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/random.h"
#include "partition/partition_problem.h"
#include "partition/zone_state.h"

namespace lastmeter {

/// Connected zones to begin a search with.
struct ZoneStart {
  std::vector<std::uint32_t> zone_of;
  std::size_t zones = 0;  // more than asked for where the graph has more parts
};

/// Whether staying with the plan in force is worth something or demanded.
bool clings_to_today(const PartitionProblem& problem);

/// The plan in force made connected and complete with `zones` zones: a zone keeps its heaviest piece, everything loose
/// goes to a zone beside; in parts of the graph with more zones than fit the lightest are dissolved, with fewer the
/// heaviest are split. `flat.today` is renumbered to the zones of the start, so that moves are counted by it.
/// Precondition: the problem has a plan in force.
ZoneStart start_from_today(const PartitionProblem& problem, FlatPartition& flat, std::size_t zones, Random& random);

}  // namespace lastmeter
