// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geometry/polygon.h"

namespace lastmeter {

/// Finds the zone that holds a point: a grid of cells, each inside one zone, outside all, or crossed by the
/// borders of a few. A point on a border, or in an overlap, belongs to the lowest index. Exact: same answer as testing
/// every zone with `contains`. Build O(vertices + cells), a query O(1) on average.
class ZoneLocator {
 public:
  /// Keeps pointers: the shapes must outlive the locator and must be valid.
  explicit ZoneLocator(std::vector<const MultiPolygon*> zones);

  [[nodiscard]] std::optional<std::uint32_t> find(Point p) const;
  /// Parallel `find` for many points.
  [[nodiscard]] std::vector<std::optional<std::uint32_t>> find_all(std::span<const Point> points) const;

 private:
  std::vector<const MultiPolygon*> zones_;
};

}  // namespace lastmeter
