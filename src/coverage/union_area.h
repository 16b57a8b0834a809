// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/units.h"
#include "coverage/disc.h"
#include "coverage/disc_index.h"
#include "coverage/power_cell.h"
#include "coverage/union_piece.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// Exact areas of a union of discs inside zones, by power cells: the union is the disjoint sum of each disc within its
/// own power cell, for any radii (Aurenhammer 1987 for power diagrams). Relative error <= 1e-9 of the zone.
/// No polygonized circles anywhere.
class DiscUnion {
 public:
  /// Duplicate, nested and tangent discs are fine; radii > 0. O(n * neighbours), parallel.
  explicit DiscUnion(std::vector<Disc> discs);

  /// Area of the whole union.
  [[nodiscard]] SquareMetres area() const;
  /// Area of the union inside each shape, in their order. Shapes valid and oriented; they may overlap each other.
  /// O(vertices + discs near, times small factors) for each shape, parallel over shapes.
  [[nodiscard]] std::vector<SquareMetres> area_within(const std::vector<const MultiPolygon*>& shapes) const;
  /// By disc: the part of the union that lies in its own power cell. Sums to `area()`.
  [[nodiscard]] const std::vector<SquareMetres>& allocated() const { return allocated_; }
  /// By disc: the area that no other disc covers.
  [[nodiscard]] std::vector<SquareMetres> exclusive() const;

 private:
  [[nodiscard]] ConvexCell power_cell(std::size_t disc) const;
  [[nodiscard]] double exclusive_area(std::size_t disc) const;

  std::vector<Disc> discs_;
  DiscIndex index_;
  std::vector<UnionPiece> pieces_;  // by disc
  std::vector<SquareMetres> allocated_;
};

}  // namespace lastmeter
