// SPDX-License-Identifier: Apache-2.0
#include "geometry/zone_locator.h"

#include <algorithm>

#include "core/parallel.h"

namespace lastmeter {

bool ZoneLocator::holds(std::size_t entry, Point p, Point corner) const {
  const Point right{corner.x, p.y};
  bool inside = entries_[entry].corner_inside != 0U;
  for (std::size_t i = entries_[entry].first_edge; i < entries_[entry + 1].first_edge; ++i) {
    const RayEdge& edge = edges_[i];
    const auto [left, end] = std::minmax(edge.a.x, edge.b.x);
    if (p.x >= left && p.x <= end && p.y >= std::min(edge.a.y, edge.b.y) && p.y <= std::max(edge.a.y, edge.b.y) &&
        edge.cross(p) == 0.0) {
      return true;
    }
    inside = inside != (edge.right_of(p) != edge.right_of(right));
    if (left <= corner.x && end > corner.x) {
      inside = inside != (edge.above(right) != edge.above(corner));
    }
  }
  return inside;
}

std::optional<std::uint32_t> ZoneLocator::find(Point p) const {
  const double x = (p.x - origin_.x) / side_;
  const double y = (p.y - origin_.y) / side_;
  if (!(x >= 0.0 && x < static_cast<double>(columns_) && y >= 0.0 && y < static_cast<double>(rows_))) {
    return std::nullopt;
  }
  const auto column = static_cast<std::size_t>(x);
  const auto row = static_cast<std::size_t>(y);
  const std::uint32_t cell = cells_[row * columns_ + column];
  if (cell == outside_all) {
    return std::nullopt;
  }
  if ((cell & crossed) == 0U) {
    return cell;
  }
  const Point corner{line_x(column + 1), line_y(row)};
  const std::size_t k = cell & ~crossed;
  for (std::size_t entry = cell_entries_[k]; entry < cell_entries_[k + 1]; ++entry) {
    if (holds(entry, p, corner)) {
      return entries_[entry].zone;
    }
  }
  return std::nullopt;
}

std::vector<std::optional<std::uint32_t>> ZoneLocator::find_all(std::span<const Point> points) const {
  constexpr std::size_t slice = 8192;
  std::vector<std::optional<std::uint32_t>> found(points.size());
  parallel_slices(points.size(), slice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      found[i] = find(points[i]);
    }
  });
  return found;
}

}  // namespace lastmeter
