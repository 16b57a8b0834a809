// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "city.h"
#include "core/random.h"

namespace lastmeter {

/// Compounds and buildings of the whole plan, about 27 buildings for each grid zone; `grid` counts as in the plan.
/// Not yet set: codes, groups and counts.
struct Housing {
  std::vector<Compound> compounds;
  std::vector<CityBuilding> buildings;
};
Housing build_housing(const CityPlan& plan, Random& random);

/// A block without the half streets around it, in plan metres; empty when nothing is left.
Ring inner_block(const CityPlan& plan, const PlannedBlock& block);

/// Floors of a style, for sharing households out.
int floors(HouseStyle style);

}  // namespace lastmeter
