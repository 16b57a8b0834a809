// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/point.h"

namespace lastmeter {

/// An edge of a ring as point-in-polygon tests see it, in the ring's direction. A point stands an infinitesimal bit
/// right of and above its coordinates, so no test has a tie. The arithmetic is that of `contains`.
struct RayEdge {
  Point a;
  Point b;

  /// Twice the signed area of (a, b, p): positive left of the edge.
  [[nodiscard]] double cross(Point p) const { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

  /// Whether a ray from p to the right meets the edge.
  [[nodiscard]] bool right_of(Point p) const {
    if ((a.y > p.y) == (b.y > p.y)) {
      return false;
    }
    const double side = cross(p);
    return b.y > a.y ? side > 0.0 : side < 0.0;
  }

  /// Whether the edge, which crosses p's vertical line, does so above p. Agrees with `right_of` also where rounding
  /// decides, so that on a way with a bend in p no crossing is counted on one leg only.
  [[nodiscard]] bool above(Point p) const {
    if ((a.y > p.y) == (b.y > p.y)) {
      return a.y > p.y;
    }
    const bool rises = (b.y > a.y) == (b.x > a.x);
    return rises != right_of(p);
  }
};

}  // namespace lastmeter
