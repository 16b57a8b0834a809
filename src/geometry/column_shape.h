// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "geometry/geometry_column.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// A polygon row as it stands, rings open or closed and in their order. Precondition: its kind is Polygon.
MultiPolygon polygon_of(const GeometryColumn& column, std::size_t row);

/// Where a row is: a point, the mean of several points or of a line's vertices, the centroid of a polygon.
/// Precondition: the row has coordinates, all finite.
Point place_of(const GeometryColumn& column, std::size_t row);

}  // namespace lastmeter
