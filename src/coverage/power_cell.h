// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "coverage/disc.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// The half-plane normal . p <= offset; the normal has length 1.
struct Cut {
  Point normal;
  double offset = 0.0;

  /// How far `p` lies beyond the line; <= 0 inside.
  [[nodiscard]] double beyond(Point p) const { return normal.x * p.x + normal.y * p.y - offset; }
};

/// Where `own` has the smaller power (squared distance to the centre minus squared radius) than `other`, about the
/// centre of `own`. About one centre the larger disc takes all; equal discs: all of it when `own_first`, else nothing
/// (an offset of plus or minus infinity).
Cut radical_cut(const Disc& own, const Disc& other, bool own_first);

/// A convex polygon about its own origin, cut down line by line. Remembers which cut each of its edges lies on.
class ConvexCell {
 public:
  /// The square with the given half side; its edges are no cuts.
  explicit ConvexCell(double half_side);

  /// O(corners).
  void clip(const Cut& cut);
  void clear() { corners_.clear(); }

  [[nodiscard]] bool empty() const { return corners_.empty(); }
  [[nodiscard]] std::span<const Point> corners() const { return corners_; }
  /// Distance from the origin to the farthest corner; 0 when empty.
  [[nodiscard]] double reach() const;
  /// The cuts that still bound the cell.
  [[nodiscard]] std::vector<Cut> cuts() const;
  /// Moves the origin of corners and cuts to `origin`.
  void move_origin(Point origin);

 private:
  static constexpr std::size_t kSquare = static_cast<std::size_t>(-1);

  Ring corners_;
  std::vector<std::size_t> edges_;  // by corner: the cut that the edge to the next corner lies on, or kSquare
  std::vector<Cut> cuts_;
  Ring next_corners_;  // kept to save allocations
  std::vector<std::size_t> next_edges_;
};

/// Keeps the part of a ring inside the half-plane (Sutherland and Hodgman, 1974). Where the ring falls apart the pieces
/// stay joined by edges along the line that run both ways and cancel in a signed area. `spare` is working space.
void clip_ring(Ring& ring, const Cut& cut, Ring& spare);

/// Signed area of the ring inside the disc about the origin, exact but for rounding: the sum over edges of triangle
/// (origin, edge) inside the disc. Positive for counter-clockwise.
double area_in_disc(std::span<const Point> ring, double radius);

}  // namespace lastmeter
