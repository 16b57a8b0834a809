// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "core/units.h"

namespace lastmeter {

/// A place in the study's working system: projected metres, x east, y north. Always.
struct Point {
  double x = 0.0;
  double y = 0.0;
  bool operator==(const Point&) const = default;
};

/// A place as it stands in a file or goes into one: in the coordinate system of its table,
/// x = easting or longitude, y = northing or latitude, whatever axis order the system declares.
struct Coordinate {
  double x = 0.0;
  double y = 0.0;
  bool operator==(const Coordinate&) const = default;
};

/// Degrees, WGS 84.
struct LonLat {
  double lon = 0.0;
  double lat = 0.0;
  bool operator==(const LonLat&) const = default;
};

inline double squared_distance(Point a, Point b) {
  const double dx = a.x - b.x;
  const double dy = a.y - b.y;
  return dx * dx + dy * dy;
}

/// Straight-line distance in the plane.
inline Metres distance(Point a, Point b) { return Metres(std::sqrt(squared_distance(a, b))); }

}  // namespace lastmeter
