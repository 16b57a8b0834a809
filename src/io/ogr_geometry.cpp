// SPDX-License-Identifier: Apache-2.0
#include "io/ogr_geometry.h"

#include <ogr_geometry.h>

#include <optional>

namespace lastmeter {

namespace {

OGRwkbGeometryType single_type(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::Point:
      return wkbPoint;
    case GeometryKind::Line:
      return wkbLineString;
    case GeometryKind::Polygon:
      return wkbPolygon;
    case GeometryKind::Null:
    case GeometryKind::Empty:
    case GeometryKind::Mixed:
      break;
  }
  return wkbUnknown;
}

OGRGeometryCollection* new_multi(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::Point:
      return new OGRMultiPoint;
    case GeometryKind::Line:
      return new OGRMultiLineString;
    case GeometryKind::Polygon:
    case GeometryKind::Null:
    case GeometryKind::Empty:
    case GeometryKind::Mixed:
      break;
  }
  return new OGRMultiPolygon;
}

bool has_coordinates(const GeometryColumn& geometry, std::size_t row) {
  return single_type(geometry.kind(row)) != wkbUnknown && !geometry.coordinates(row).empty();
}

}  // namespace

OGRwkbGeometryType layer_type(const GeometryColumn& geometry) {
  OGRwkbGeometryType type = wkbUnknown;
  bool multi = false;
  for (std::size_t row = 0; row < geometry.size(); ++row) {
    if (has_coordinates(geometry, row)) {
      const OGRwkbGeometryType single = single_type(geometry.kind(row));
      if (type != wkbUnknown && type != single) {
        return wkbUnknown;
      }
      type = single;
      multi = multi || geometry.part_count(row) > 1;
    }
  }
  return multi ? OGR_GT_GetCollection(type) : type;
}

OgrGeometryMaker::OgrGeometryMaker(OGRwkbGeometryType layer)
    : multi_(OGR_GT_IsSubClassOf(layer, wkbGeometryCollection) != FALSE) {}

template <class Curve>
void OgrGeometryMaker::set_points(Curve& curve, std::span<const Coordinate> coordinates) {
  x_.clear();
  y_.clear();
  for (const Coordinate at : coordinates) {
    x_.push_back(at.x);
    y_.push_back(at.y);
  }
  curve.setPoints(static_cast<int>(x_.size()), x_.data(), y_.data());
}

GeometryPtr OgrGeometryMaker::make_part(const GeometryColumn& geometry, std::size_t row, std::size_t part) {
  if (geometry.ring_count(row, part) == 0 || geometry.ring(row, part, 0).empty()) {
    return nullptr;
  }
  const auto first = geometry.ring(row, part, 0);
  if (geometry.kind(row) == GeometryKind::Point) {
    return GeometryPtr(new OGRPoint(first[0].x, first[0].y));
  }
  if (geometry.kind(row) == GeometryKind::Line) {
    auto line = std::make_unique<OGRLineString>();
    set_points(*line, first);
    return GeometryPtr(line.release());
  }
  auto polygon = std::make_unique<OGRPolygon>();
  for (std::size_t i = 0; i < geometry.ring_count(row, part); ++i) {
    auto ring = std::make_unique<OGRLinearRing>();
    set_points(*ring, geometry.ring(row, part, i));
    ring->closeRings();
    polygon->addRingDirectly(ring.release());
  }
  return GeometryPtr(polygon.release());
}

GeometryPtr OgrGeometryMaker::make(const GeometryColumn& geometry, std::size_t row) {
  if (!has_coordinates(geometry, row)) {
    return nullptr;
  }
  if (!multi_ && geometry.part_count(row) == 1) {
    return make_part(geometry, row, 0);
  }
  std::unique_ptr<OGRGeometryCollection> multi(new_multi(geometry.kind(row)));
  for (std::size_t part = 0; part < geometry.part_count(row); ++part) {
    if (GeometryPtr made = make_part(geometry, row, part)) {
      multi->addGeometryDirectly(made.release());
    }
  }
  return GeometryPtr(multi.release());
}

}  // namespace lastmeter
