// SPDX-License-Identifier: Apache-2.0
#include "geometry/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"
#include "geometry/geos_wall.h"

namespace lastmeter {

namespace {

MultiPolygon shape_or_error(GEOSGeometry* result, std::string_view operation) {
  geos::Geometry owned(result);
  if (owned == nullptr) {
    throw InputError(fmt::format("two shapes cannot be overlaid ({})", operation),
                     fmt::format("check the layers with `lastmeter check`; GEOS says: {}", geos::last_error()));
  }
  return geos::to_shape(std::move(owned));
}

geos::Geometry collection(std::span<const MultiPolygon> shapes) {
  std::vector<GEOSGeometry*> members;
  members.reserve(shapes.size());
  for (const MultiPolygon& shape : shapes) {
    members.push_back(geos::from_shape(shape).release());
  }
  return geos::Geometry(GEOSGeom_createCollection_r(geos::handle(), GEOS_GEOMETRYCOLLECTION, members.data(),
                                                    static_cast<unsigned>(members.size())));
}

/// Only polygons, not multipolygons, as GEOSCoverageUnion wants them.
geos::Geometry polygon_collection(std::span<const MultiPolygon> shapes) {
  MultiPolygon all;
  for (const MultiPolygon& shape : shapes) {
    all.parts.insert(all.parts.end(), shape.parts.begin(), shape.parts.end());
  }
  return geos::from_shape(all);
}

}  // namespace

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b) {
  return shape_or_error(GEOSIntersection_r(geos::handle(), geos::from_shape(a).get(), geos::from_shape(b).get()),
                        "intersection");
}

MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b) {
  return shape_or_error(GEOSDifference_r(geos::handle(), geos::from_shape(a).get(), geos::from_shape(b).get()),
                        "difference");
}

MultiPolygon union_of(std::span<const MultiPolygon> shapes) {
  return shape_or_error(GEOSUnaryUnion_r(geos::handle(), collection(shapes).get()), "union");
}

MultiPolygon dissolved(std::span<const MultiPolygon> shapes) {
  geos::Geometry merged(GEOSCoverageUnion_r(geos::handle(), polygon_collection(shapes).get()));
  if (merged == nullptr || GEOSisValid_r(geos::handle(), merged.get()) != 1) {
    return union_of(shapes);
  }
  double parts = 0.0;
  for (const MultiPolygon& shape : shapes) {
    parts += area(shape).value();
  }
  MultiPolygon whole = geos::to_shape(std::move(merged));
  constexpr double area_tolerance = 1e-9;
  return std::abs(area(whole).value() - parts) <= area_tolerance * parts ? whole : union_of(shapes);
}

MultiPolygon disc_polygon(Point centre, Metres radius, Metres chord_tolerance) {
  constexpr double fewest = 8.0;
  constexpr double most = 65536.0;
  const double sagitta = std::clamp(chord_tolerance / radius, 0.0, 1.0);
  const double wanted = std::ceil(std::numbers::pi / std::acos(1.0 - sagitta));
  const auto corners = static_cast<std::size_t>(wanted < fewest ? fewest : std::min(wanted, most));
  Ring ring;
  ring.reserve(corners);
  for (std::size_t i = 0; i < corners; ++i) {
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
    ring.push_back({centre.x + radius.value() * std::cos(angle), centre.y + radius.value() * std::sin(angle)});
  }
  return {{Polygon{std::move(ring), {}}}};
}

std::size_t piece_count(const MultiPolygon& shape) {
  return shape.parts.size() < 2 ? shape.parts.size() : union_of({&shape, 1}).parts.size();
}

std::string geos_version_text() { return GEOSversion(); }

}  // namespace lastmeter
