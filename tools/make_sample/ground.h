// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/point.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// Bends the flat plan into a city: rounded outline, streets that turn, a winding river; one to one within the
/// plan and 1 km around. Result in EPSG:4548 metres (CGCS2000, central meridian 117 E), a made-up place.
Point ground_from_plan(Point plan);

/// To the nearest 1/64 m: exact in binary, so sums of areas are exact and equal vertices stay equal.
Point snapped(Point ground);

/// A plan ring or line bent with a vertex at least every `step` metres, snapped. A step's vertices depend on its two
/// ends only, not on their order: neighbours get the same.
Ring bent_ring(const Ring& plan, double step);
std::vector<Point> bent_line(const std::vector<Point>& plan, double step);

}  // namespace lastmeter
