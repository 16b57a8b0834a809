// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "geometry/polygon.h"
#include "geometry/segment_runs.h"

namespace lastmeter {

/// The limits between the Voronoi cells of the sites, cut to the window: each a segment whose points are equally far
/// from two sites and no nearer to a third. Segments that meet inside the window share the point exactly.
/// Sites are rounded to 2^-30 of the extent of window and sites (micrometres in a town); what is then one place counts
/// once. None for fewer than two places. Order: as the sweep finds them, the same for the same input.
/// Boost.Polygon: exact predicates on whole numbers, so rows, grids and circles of sites are no danger.
/// O(n log n). Precondition: finite sites, a window that is not empty.
std::vector<Segment> voronoi_limits(std::span<const Point> sites, const Box& window);

}  // namespace lastmeter
