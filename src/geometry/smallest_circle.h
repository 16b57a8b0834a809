// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/units.h"
#include "geometry/polygon.h"

namespace lastmeter {

struct Circle {
  Point centre;
  Metres radius;
};

/// The smallest circle round the points (Welzl, "Smallest enclosing disks", 1991; iterative, shuffled with a fixed
/// seed): every point lies inside or within 1e-9 of the radius. Of no points: radius 0. Expected time O(n).
Circle smallest_circle(std::span<const Point> points);

/// Share of its smallest circle that a shape fills, in (0, 1] (Reock, 1961); 0 for a shape without area.
double reock(const MultiPolygon& shape);

}  // namespace lastmeter
