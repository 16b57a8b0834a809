// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "study/partition_counts.h"
#include "study/partition_result_of.h"

namespace lastmeter {

/// Gives the zones of every parent their stations, as `config.posts` (which must be there) asks. Where zones drawn
/// first leave some without, zones and stations are sought together, and what is better in zones served, then in price,
/// is kept; so it is never worse than one after the other. A parent with too many possible zones, one whose limits
/// cannot hold, and a plan made elsewhere keep their zones. Parents in parallel; same result for any number of threads.
void find_stations(const StudyArea& area, const PartitionConfig& config, const ZoneBounds& bounds,
                   const std::vector<ParentUnits>& parents, std::vector<SolvedParent>& solved, Progress& progress);

}  // namespace lastmeter
