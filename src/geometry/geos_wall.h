// SPDX-License-Identifier: Apache-2.0
#pragma once

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <memory>
#include <string>

#include "geometry/polygon.h"

/// The only place where GEOS's C API is seen; included by .cpp files of this folder alone.
/// Each thread has one GEOS handle, made at its first use and freed with the thread.
namespace lastmeter::geos {

/// The calling thread's handle.
GEOSContextHandle_t handle();

/// GEOS's own text for the last failure on this thread; empty when there was none since `forget_error`.
const std::string& last_error();
void forget_error();

struct FreeGeometry {
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(handle(), geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, FreeGeometry>;

/// A copy as a GEOS multipolygon. Rings with fewer than three points are left out, an outer ring with its holes.
Geometry from_shape(const MultiPolygon& shape);
/// The polygons of any geometry or collection, oriented, in GEOS's normal order; lines and points are dropped.
MultiPolygon to_shape(Geometry geometry);

}  // namespace lastmeter::geos
