// SPDX-License-Identifier: Apache-2.0
#include "geometry/geos_wall.h"

#include <vector>

namespace lastmeter::geos {

namespace {

thread_local std::string error_text;

void keep_error(const char* message, void* /*unused*/) { error_text = message; }

struct Handle {
  Handle() : context(GEOS_init_r()) {
    GEOSContext_setNoticeMessageHandler_r(context, nullptr, nullptr);
    GEOSContext_setErrorMessageHandler_r(context, keep_error, nullptr);
  }
  ~Handle() { GEOS_finish_r(context); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  Handle(Handle&&) = delete;
  Handle& operator=(Handle&&) = delete;
  GEOSContextHandle_t context;
};

GEOSGeometry* ring_geometry(const Ring& ring) {
  std::vector<Point> closed(ring);
  closed.push_back(ring.front());
  static_assert(sizeof(Point) == 2 * sizeof(double));
  GEOSCoordSequence* sequence =
      GEOSCoordSeq_copyFromBuffer_r(handle(), &closed.front().x, static_cast<unsigned>(closed.size()), 0, 0);
  return GEOSGeom_createLinearRing_r(handle(), sequence);
}

GEOSGeometry* part_geometry(const Polygon& part) {
  std::vector<GEOSGeometry*> holes;
  for (const Ring& hole : part.holes) {
    if (hole.size() >= 3) {
      holes.push_back(ring_geometry(hole));
    }
  }
  return GEOSGeom_createPolygon_r(handle(), ring_geometry(part.outer), holes.data(),
                                  static_cast<unsigned>(holes.size()));
}

Ring ring_of(const GEOSGeometry* geometry) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(handle(), geometry);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(handle(), sequence, &size);
  Ring ring(size);
  if (size > 0) {
    GEOSCoordSeq_copyToBuffer_r(handle(), sequence, &ring.front().x, 0, 0);
  }
  return ring;
}

void collect(const GEOSGeometry* geometry, MultiPolygon& shape) {
  const int type = GEOSGeomTypeId_r(handle(), geometry);
  if (type == GEOS_POLYGON && GEOSisEmpty_r(handle(), geometry) == 0) {
    Polygon part;
    part.outer = ring_of(GEOSGetExteriorRing_r(handle(), geometry));
    for (int i = 0; i < GEOSGetNumInteriorRings_r(handle(), geometry); ++i) {
      part.holes.push_back(ring_of(GEOSGetInteriorRingN_r(handle(), geometry, i)));
    }
    shape.parts.push_back(std::move(part));
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    for (int i = 0; i < GEOSGetNumGeometries_r(handle(), geometry); ++i) {
      collect(GEOSGetGeometryN_r(handle(), geometry, i), shape);
    }
  }
}

}  // namespace

GEOSContextHandle_t handle() {
  thread_local const Handle mine;
  return mine.context;
}

const std::string& last_error() { return error_text; }

void forget_error() { error_text.clear(); }

Geometry from_shape(const MultiPolygon& shape) {
  std::vector<GEOSGeometry*> parts;
  for (const Polygon& part : shape.parts) {
    if (part.outer.size() >= 3) {
      parts.push_back(part_geometry(part));
    }
  }
  return Geometry(
      GEOSGeom_createCollection_r(handle(), GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size())));
}

MultiPolygon to_shape(Geometry geometry) {
  GEOSNormalize_r(handle(), geometry.get());
  MultiPolygon shape;
  collect(geometry.get(), shape);
  normalize(shape);
  return shape;
}

}  // namespace lastmeter::geos
