// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "core/units.h"
#include "geometry/point.h"

namespace lastmeter {

/// Closed line without the repeated last point. Outer rings run counter-clockwise, holes clockwise.
using Ring = std::vector<Point>;

struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};

/// Valid in the OGC sense wherever it stands in a StudyArea: `input` repairs or refuses the rest.
struct MultiPolygon {
  std::vector<Polygon> parts;
  [[nodiscard]] bool empty() const { return parts.empty(); }
};

/// Axis-parallel rectangle; empty until the first `add`.
struct Box {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  [[nodiscard]] bool empty() const { return !(min_x <= max_x); }
  void add(Point p);
  void add(const Box& other);
  /// The box grown by `margin` on every side.
  [[nodiscard]] Box grown(Metres margin) const;
  /// Touching counts.
  [[nodiscard]] bool intersects(const Box& other) const;
  [[nodiscard]] bool contains(Point p) const;
  [[nodiscard]] Point centre() const;
};

Box bounds(const Ring& ring);
Box bounds(const MultiPolygon& shape);

/// Area by the shoelace formula about the first vertex (no cancellation at large coordinates);
/// positive for counter-clockwise.
double signed_area(const Ring& ring);
/// Outer areas minus holes. Needs valid, oriented rings.
SquareMetres area(const MultiPolygon& shape);
/// Length of an open line.
Metres length_of(std::span<const Point> line);
/// Length of all rings.
Metres perimeter(const MultiPolygon& shape);
/// Centre of mass; for a shape without area, the mean of its vertices. Precondition: not empty.
Point centroid(const MultiPolygon& shape);
/// Even-odd test over all rings; a point on the border is inside. O(vertices).
bool contains(const MultiPolygon& shape, Point p);
/// Turns every ring the way its role demands and drops repeated neighbours and the closing point.
/// Rings left with fewer than three points are removed (an outer ring with its holes).
void normalize(MultiPolygon& shape);

}  // namespace lastmeter
