// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/units.h"
#include "geometry/point.h"

namespace lastmeter {

/// Where the data on streets ends: the border of the convex hull of the network's nodes (Andrew, 1979: monotone chain).
class DataBorder {
 public:
  /// O(n log n).
  explicit DataBorder(std::span<const Point> nodes);

  /// The shortest way from one place to the other that touches the border or leaves the data; so the straight one where
  /// one of them lies outside. With fewer than three corners everything is outside. O(corners).
  [[nodiscard]] Metres around(Point from, Point to) const;
  /// Corners of the hull, counter-clockwise.
  [[nodiscard]] const std::vector<Point>& corners() const { return corners_; }

 private:
  [[nodiscard]] bool inside(Point p) const;

  std::vector<Point> corners_;
};

}  // namespace lastmeter
