// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/units.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// Everything within `radius` of any of the lines, as a picture: round caps and corners whose chords leave the circle
/// inwards by at most `chord_tolerance`. Holes stay. A line of one place is a disc; empty lines are left out. Never
/// used to count. Parallel over pieces of the list, so lines near each other in it make it fast; same bytes for any
/// number of threads. Precondition: finite coordinates; radius and tolerance > 0.
MultiPolygon buffer_lines(std::span<const std::vector<Point>> lines, Metres radius, Metres chord_tolerance);

}  // namespace lastmeter
