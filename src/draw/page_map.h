// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/units.h"
#include "draw/map_picture.h"

namespace lastmeter {

/// A stretch of the working system, in metres. Height and width are positive.
struct Extent {
  double west = 0.0;
  double south = 0.0;
  double east = 0.0;
  double north = 0.0;
  [[nodiscard]] double width() const { return east - west; }
  [[nodiscard]] double height() const { return north - south; }
};

/// Of everything that is drawn in layers that set the extent, with a rim of 3 %, at least 100 m wide and high. Nothing
/// where nothing has a place; coordinates that are not finite count for nothing.
std::optional<Extent> extent_of(const std::vector<MapPanel>& panels);

/// Metres to points on the page: north is up, the extent is in the middle of the box and as large as fits.
class PageMap {
 public:
  PageMap(const Extent& extent, const PageBox& box);

  /// Rounded to a quarter of a point, so that neighbours keep their common border.
  [[nodiscard]] PagePoint at(double x, double y) const;
  [[nodiscard]] double points(Metres length) const { return length.value() * scale_; }
  [[nodiscard]] Metres metres(double points) const { return Metres(points / scale_); }
  [[nodiscard]] const PageBox& box() const { return box_; }

 private:
  PageBox box_;
  double scale_;
  PagePoint origin_;  // of the metres (0, 0) would be here; y grows downwards
};

}  // namespace lastmeter
