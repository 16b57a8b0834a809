// SPDX-License-Identifier: Apache-2.0
#include "geometry/point_inside.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lastmeter {

namespace {

/// Half way between the two corners' heights that enclose the middle of the part, so that no corner lies on the line.
double level_of(const Polygon& part) {
  const Box box = bounds(part.outer);
  const double middle = (box.min_y + box.max_y) / 2.0;
  double below = box.min_y;
  double above = box.max_y;
  const auto narrow = [&](const Ring& ring) {
    for (const Point p : ring) {
      if (p.y <= middle) {
        below = std::max(below, p.y);
      } else {
        above = std::min(above, p.y);
      }
    }
  };
  narrow(part.outer);
  std::for_each(part.holes.begin(), part.holes.end(), narrow);
  return (below + above) / 2.0;
}

void add_crossings(const Ring& ring, double y, std::vector<double>& crossings) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[i + 1 == ring.size() ? 0 : i + 1];
    if ((a.y > y) != (b.y > y)) {
      crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
  }
}

}  // namespace

Point point_inside(const MultiPolygon& shape) {
  const Point centre = centroid(shape);
  if (contains(shape, centre)) {
    return centre;
  }
  const auto part = std::max_element(shape.parts.begin(), shape.parts.end(), [](const Polygon& a, const Polygon& b) {
    return std::abs(signed_area(a.outer)) < std::abs(signed_area(b.outer));
  });
  const double y = level_of(*part);
  std::vector<double> crossings;
  add_crossings(part->outer, y, crossings);
  for (const Ring& hole : part->holes) {
    add_crossings(hole, y, crossings);
  }
  std::sort(crossings.begin(), crossings.end());
  Point inside = centre;
  double widest = -1.0;
  for (std::size_t i = 1; i < crossings.size(); i += 2) {
    if (crossings[i] - crossings[i - 1] > widest) {
      widest = crossings[i] - crossings[i - 1];
      inside = {(crossings[i] + crossings[i - 1]) / 2.0, y};
    }
  }
  return inside;
}

}  // namespace lastmeter
