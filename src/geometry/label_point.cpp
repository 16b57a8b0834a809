// SPDX-License-Identifier: Apache-2.0
#include "geometry/label_point.h"

#include <cmath>
#include <optional>

#include "geometry/geos_wall.h"
#include "geometry/point_inside.h"

namespace lastmeter {

namespace {

std::optional<Point> first_point(const GEOSGeometry* geometry) {
  if (geometry == nullptr || GEOSisEmpty_r(geos::handle(), geometry) != 0) {
    return std::nullopt;
  }
  double x = 0.0;
  double y = 0.0;
  const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(geos::handle(), geometry);
  if (points == nullptr || GEOSCoordSeq_getXY_r(geos::handle(), points, 0, &x, &y) != 1) {
    return std::nullopt;
  }
  return Point{x, y};
}

}  // namespace

Point label_point(const MultiPolygon& shape) {
  constexpr double fineness = 0.01;
  const geos::Geometry ground = geos::from_shape(shape);
  const double tolerance = fineness * std::sqrt(area(shape).value());
  // The radius as a line: from the centre to the border.
  const geos::Geometry radius(GEOSMaximumInscribedCircle_r(geos::handle(), ground.get(), tolerance));
  if (const auto centre = first_point(radius.get()); centre && contains(shape, *centre)) {
    return *centre;
  }
  return point_inside(shape);
}

}  // namespace lastmeter
