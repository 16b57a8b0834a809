// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/units.h"
#include "coverage/demand_sum.h"
#include "coverage/reach_walking.h"

namespace lastmeter {

/// A part of the network that no street joins to its main part.
struct CutOffComponent {
  std::uint32_t component = 0;
  Metres street;          // its length
  std::size_t posts = 0;  // that stand on it, however else they can be reached
  DemandSum demand;       // that stands on it and not on the main part
};

/// The components other than the main one (0) on which demand stands, most by measure `by` first; ties: the lower
/// component. Demand on several of them counts for the lowest. O(anchors). Precondition: `weight` is by DemandId.
std::vector<CutOffComponent> cut_off_components(const WalkAccess& access, std::span<const DemandSum> weight,
                                                Measure by);

}  // namespace lastmeter
