// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ogr_core.h>

#include <span>
#include <vector>

#include "geometry/geometry_column.h"
#include "io/gdal_wall.h"

namespace lastmeter {

/// The narrowest layer type that holds every row: the type of the rows, its Multi form when one row has several
/// parts, unknown for a mixture, wkbPoint and so on; wkbUnknown also when no row has coordinates.
OGRwkbGeometryType layer_type(const GeometryColumn& geometry);

/// Rows as GDAL's geometries, all of one layer type: single parts become Multi where the layer is Multi.
class OgrGeometryMaker {
 public:
  explicit OgrGeometryMaker(OGRwkbGeometryType layer);
  /// Nothing for a row without coordinates. Rings are closed.
  [[nodiscard]] GeometryPtr make(const GeometryColumn& geometry, std::size_t row);

 private:
  [[nodiscard]] GeometryPtr make_part(const GeometryColumn& geometry, std::size_t row, std::size_t part);
  template <class Curve>
  void set_points(Curve& curve, std::span<const Coordinate> coordinates);

  bool multi_;
  std::vector<double> x_;
  std::vector<double> y_;
};

}  // namespace lastmeter
