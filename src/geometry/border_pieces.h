// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "geometry/polygon.h"

namespace lastmeter {

/// A piece of border inside a window, from the window's lower left corner: y = y0 + slope * (x - x0) for x0 <= x <= x1,
/// x0 < x1. `sign` is +1 where the shape lies below it, -1 where it lies above (both turned round in a transposed
/// window).
struct BorderPiece {
  double x0;
  double y0;
  double x1;
  double slope;
  double sign;
};

/// The rectangle two shapes are compared in; transposed, x and y change places.
struct Window {
  Point corner;
  double width = 0.0;   // along local x
  double height = 0.0;  // along local y
  bool transposed = false;
};

/// A shape with the boxes of short runs of its border, so that most of a long border is passed over run by run.
/// Keeps a pointer: the shape must outlive it.
class Outline {
 public:
  explicit Outline(const MultiPolygon& shape);

  [[nodiscard]] const Box& box() const { return box_; }
  /// Replaces `out` by the pieces of border that count in the window: what runs below or beside it does not, what runs
  /// above counts as if it ran along the top. Summing sign x (y of piece) over all pieces gives the shape's
  /// area in the window. O(runs + vertices of runs that meet it).
  void clip(const Window& window, std::vector<BorderPiece>& out) const;

 private:
  const MultiPolygon* shape_;
  Box box_;
  std::vector<Box> runs_;
};

}  // namespace lastmeter
