// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "city.h"

namespace lastmeter {

/// Draws the zones of every level from the blocks of the plan and codes them: 370481 + 3 digits street office + 3
/// community + 3 grid zone, numbered west to east, then north to south. Fills subdistricts, communities, base_units
/// and grids of `city`; returns the place in `city.grids` of every grid zone of the plan.
std::vector<std::size_t> draw_zones(const CityPlan& plan, City& city);

/// Border of the union of some of the plan's blocks, as vertices of the plan. Throws std::logic_error unless the
/// union is one piece without holes.
VertexRing merged_outline(const CityPlan& plan, const std::vector<std::size_t>& blocks);

/// Order for numbering: bands from north to south, each from west to east.
std::vector<std::size_t> reading_order(const std::vector<Point>& centres, double band);

}  // namespace lastmeter
