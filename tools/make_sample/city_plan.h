// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "plane_cut.h"

namespace lastmeter {

/// A block between streets, or a strip of bank along the river or the railway where nobody builds.
struct PlannedBlock {
  enum class Kind { Ordinary, Bank };
  VertexRing ring;
  std::size_t grid = 0;
  Kind kind = Kind::Ordinary;
};

/// The city before it is bent into shape: subdistrict > community > base unit > grid zone > block, each made by
/// cutting the one above, numbered from 0 in the order of cutting.
struct CityPlan {
  PlaneCut plane;
  std::vector<PlannedBlock> blocks;
  std::vector<std::size_t> unit_of_grid;
  std::vector<std::size_t> community_of_unit;
  std::vector<std::size_t> subdistrict_of_community;
};

/// 99 base units, 48 communities (45 pairs, 3 triples), 450 grid zones (30 communities with 9, 18 with 10), 4
/// subdistricts. The plan is a flat rectangle of about 8 x 6 km around 0,0; the centre is cut finer.
CityPlan plan_city();

}  // namespace lastmeter
