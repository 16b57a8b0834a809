// SPDX-License-Identifier: Apache-2.0
#include "geometry/column_shape.h"

#include <utility>

namespace lastmeter {

namespace {

Ring ring_of(std::span<const Coordinate> coordinates) {
  Ring ring;
  ring.reserve(coordinates.size());
  for (const Coordinate at : coordinates) {
    ring.push_back({at.x, at.y});
  }
  return ring;
}

}  // namespace

MultiPolygon polygon_of(const GeometryColumn& column, std::size_t row) {
  MultiPolygon shape;
  shape.parts.resize(column.part_count(row));
  for (std::size_t part = 0; part < shape.parts.size(); ++part) {
    for (std::size_t r = 0; r < column.ring_count(row, part); ++r) {
      Ring ring = ring_of(column.ring(row, part, r));
      if (r == 0) {
        shape.parts[part].outer = std::move(ring);
      } else {
        shape.parts[part].holes.push_back(std::move(ring));
      }
    }
  }
  return shape;
}

Point place_of(const GeometryColumn& column, std::size_t row) {
  if (column.kind(row) == GeometryKind::Polygon) {
    MultiPolygon shape = polygon_of(column, row);
    normalize(shape);
    return centroid(shape);
  }
  double x = 0.0;
  double y = 0.0;
  const auto coordinates = column.coordinates(row);
  for (const Coordinate at : coordinates) {
    x += at.x;
    y += at.y;
  }
  const auto count = static_cast<double>(coordinates.size());
  return {x / count, y / count};
}

}  // namespace lastmeter
