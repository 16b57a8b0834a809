// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "geometry/crs.h"
#include "geometry/point.h"

namespace lastmeter {

/// Heights of places from the first band of an elevation raster (GeoTIFF or anything GDAL opens), in the unit of its
/// values: metres, as a rule. Between the middles of four cells bilinear; NaN outside the raster, and next to a cell
/// without data. Reads only the part under the places. Throws InputError: no raster, without a coordinate system or a
/// north-up frame, or damaged.
std::vector<double> read_elevations(const std::string& path, const Crs& crs, std::span<const Point> places);

}  // namespace lastmeter
