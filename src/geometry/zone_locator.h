// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geometry/polygon.h"
#include "geometry/ray_edge.h"

namespace lastmeter {

/// Finds the zone that holds a point: a grid of cells, each inside one zone, outside all, or crossed by the borders
/// of a few. A point on a border, or in an overlap, belongs to the lowest index. Exact: same answer as testing every
/// zone with `contains`, bit for bit.
///
/// A crossed cell keeps the edges that meet it, and for each zone whether the cell's lower right corner lies inside;
/// a query counts crossings from the point to the cell's right side and down to that corner. Its cost depends on the
/// edges in one cell, not on the size of the zone. Build O(vertices + cells) for zones that overlap little, a query
/// O(1) on average.
class ZoneLocator {
 public:
  /// Copies what it needs: the shapes may go. Every ring counts by the even-odd rule. At most 2^31 - 2 zones.
  explicit ZoneLocator(const std::vector<const MultiPolygon*>& zones);

  /// Nothing outside all zones, and for a point that is not finite.
  [[nodiscard]] std::optional<std::uint32_t> find(Point p) const;
  /// Parallel `find` for many points.
  [[nodiscard]] std::vector<std::optional<std::uint32_t>> find_all(std::span<const Point> points) const;

 private:
  /// What a cell holds besides the number of the one zone that fills it.
  static constexpr std::uint32_t outside_all = 0xFFFFFFFFU;
  static constexpr std::uint32_t crossed = 0x80000000U;

  /// A zone whose border meets a cell; its edges reach up to the next entry's first.
  struct Entry {
    std::uint32_t zone;
    std::uint32_t corner_inside;
    std::size_t first_edge;
  };
  class Builder;

  [[nodiscard]] double line_x(std::size_t column) const { return origin_.x + static_cast<double>(column) * side_; }
  [[nodiscard]] double line_y(std::size_t row) const { return origin_.y + static_cast<double>(row) * side_; }
  [[nodiscard]] bool holds(std::size_t entry, Point p, Point corner) const;

  Point origin_;
  double side_ = 1.0;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::vector<std::uint32_t> cells_;         // `outside_all`, a zone, or crossed | number of the crossed cell
  std::vector<std::uint32_t> cell_entries_;  // first entry of each crossed cell, and the end
  std::vector<Entry> entries_;               // and one behind the last, for its first_edge
  std::vector<RayEdge> edges_;
};

}  // namespace lastmeter
