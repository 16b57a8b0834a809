// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/units.h"
#include "coverage/demand_sum.h"
#include "coverage/reach_walking.h"
#include "network/doctor.h"

namespace lastmeter {

/// What joining one near miss would bring: demand that has no post within the radius on foot and then has one.
struct JoinGain {
  NearMiss miss;
  DemandSum gain;
};

/// The gain of each near miss alone, as if a walkable link of the length of its gap were added; most first by measure
/// `by`, ties: the smaller gap, then the order of `misses`. Exact to the micrometre: a new way uses the join once, so
/// a search from one of its sides, starting with the cost of the other side's nearest post, finds all that changes.
/// One search within the radius per miss; those that bring nobody nearer cost next to nothing. Parallel, same bytes for
/// any number of threads. Precondition: `misses` are of this network, `weight` is by DemandId.
std::vector<JoinGain> join_gains(const WalkAccess& access, std::span<const DemandSum> weight,
                                 const std::vector<NearMiss>& misses, Metres radius, Measure by);

}  // namespace lastmeter
