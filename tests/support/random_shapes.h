// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

#include "core/random.h"
#include "geometry/polygon.h"

namespace lastmeter::testing {

/// A ring whose points stand around `centre` in order of angle: simple, however wild the radii.
inline Ring star_ring(Random& random, Point centre, double least, double most, std::size_t corners) {
  Ring ring;
  for (std::size_t i = 0; i < corners; ++i) {
    const double angle =
        2 * std::numbers::pi * (static_cast<double>(i) + 0.8 * random.uniform()) / static_cast<double>(corners);
    const double radius = random.uniform(least, most);
    ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  return ring;
}

/// A valid star with `holes` star-shaped holes side by side inside its safe core.
inline Polygon star_with_holes(Random& random, Point centre, double size, std::size_t corners, std::size_t holes) {
  Polygon star{star_ring(random, centre, 0.5 * size, size, corners), {}};
  for (std::size_t i = 0; i < holes; ++i) {
    // Polygons of few corners cut into the disc of the least radius: keep well inside.
    const double slot = 0.3 * size / static_cast<double>(holes);
    const Point at{centre.x - 0.15 * size + slot * (static_cast<double>(i) + 0.5), centre.y};
    Ring hole = star_ring(random, at, 0.1 * slot, 0.4 * slot, 5 + random.below(6));
    star.holes.emplace_back(hole.rbegin(), hole.rend());
  }
  return star;
}

/// One or two stars apart from each other, about `centre`, with holes now and then. Valid and oriented.
inline MultiPolygon random_shape(Random& random, Point centre, double size) {
  MultiPolygon shape;
  shape.parts.push_back(star_with_holes(random, centre, size, 8 + random.below(20), random.below(3)));
  if (random.below(3) == 0) {
    shape.parts.push_back(
        star_with_holes(random, {centre.x + 2.2 * size, centre.y}, size, 8 + random.below(20), random.below(2)));
  }
  return shape;
}

inline MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
  return {{Polygon{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}}};
}

/// A border from a to b with `bends` corners between, at most 5 % of its length aside; without b itself.
inline Ring bent_border(Random& random, Point a, Point b, std::size_t bends) {
  Ring border{a};
  for (std::size_t i = 1; i <= bends; ++i) {
    const double t = static_cast<double>(i) / static_cast<double>(bends + 1);
    const double aside = random.uniform(-0.05, 0.05) * std::min(1.0, 4 * t * (1 - t));
    border.push_back({a.x + t * (b.x - a.x) - aside * (b.y - a.y), a.y + t * (b.y - a.y) + aside * (b.x - a.x)});
  }
  return border;
}

/// A seamless zoning of columns x rows zones over a square of `size` metres: inner corners moved at random by up to
/// 25 % of a cell, `bends` corners in each inner border, equal on both its sides.
inline std::vector<MultiPolygon> random_zoning(Random& random, Point origin, double size, std::size_t columns,
                                               std::size_t rows, std::size_t bends = 0) {
  const double w = size / static_cast<double>(columns);
  const double h = size / static_cast<double>(rows);
  std::vector<Point> corners;
  for (std::size_t r = 0; r <= rows; ++r) {
    for (std::size_t c = 0; c <= columns; ++c) {
      const bool inner = r > 0 && c > 0 && r < rows && c < columns;
      const double move_x = inner ? random.uniform(-0.25, 0.25) * w : 0.0;
      const double move_y = inner ? random.uniform(-0.25, 0.25) * h : 0.0;
      corners.push_back(
          {origin.x + static_cast<double>(c) * w + move_x, origin.y + static_cast<double>(r) * h + move_y});
    }
  }
  const std::size_t stride = columns + 1;
  std::vector<Ring> eastward(corners.size());
  std::vector<Ring> northward(corners.size());
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const std::size_t c = i % stride;
    const std::size_t r = i / stride;
    if (c < columns) {
      eastward[i] = bent_border(random, corners[i], corners[i + 1], r > 0 && r < rows ? bends : 0);
    }
    if (r < rows) {
      northward[i] = bent_border(random, corners[i], corners[i + stride], c > 0 && c < columns ? bends : 0);
    }
  }
  std::vector<MultiPolygon> zones;
  for (std::size_t i = 0; i + stride < corners.size(); ++i) {
    if (i % stride == columns) {
      continue;
    }
    Ring ring = eastward[i];
    ring.insert(ring.end(), northward[i + 1].begin(), northward[i + 1].end());
    ring.push_back(corners[i + stride + 1]);
    ring.insert(ring.end(), eastward[i + stride].rbegin(), eastward[i + stride].rend());
    ring.insert(ring.end(), northward[i].rbegin(), northward[i].rend() - 1);
    zones.push_back({{Polygon{std::move(ring), {}}}});
  }
  return zones;
}

}  // namespace lastmeter::testing
