// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geometry/box_index.h"
#include "geometry/polygon.h"
#include "geometry/segment_runs.h"

namespace lastmeter {

/// Puts points and lines that nearly lie on a shape's border onto it.
class BorderSnap {
 public:
  explicit BorderSnap(const MultiPolygon& shape);

  /// The corner within reach of p that is nearest to it; else the place on an edge; else p.
  [[nodiscard]] Point point(Point p, Metres reach);
  /// A line whose points are snapped, and which passes through every corner within reach of it.
  [[nodiscard]] std::vector<Point> line(const std::vector<Point>& points, Metres reach);

 private:
  void find(const Segment& near, Metres reach);

  std::vector<Segment> edges_;  // every corner begins one
  BoxIndex index_;
  std::vector<std::uint32_t> found_;
};

}  // namespace lastmeter
