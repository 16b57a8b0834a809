// SPDX-License-Identifier: Apache-2.0
#include "geometry/zone_locator.h"

#include <utility>

namespace lastmeter {

ZoneLocator::ZoneLocator(std::vector<const MultiPolygon*> zones) : zones_(std::move(zones)) {}

std::optional<std::uint32_t> ZoneLocator::find(Point p) const {
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    if (contains(*zones_[i], p)) {
      return static_cast<std::uint32_t>(i);
    }
  }
  return std::nullopt;
}

std::vector<std::optional<std::uint32_t>> ZoneLocator::find_all(std::span<const Point> points) const {
  std::vector<std::optional<std::uint32_t>> found;
  for (const Point p : points) {
    found.push_back(find(p));
  }
  return found;
}

}  // namespace lastmeter
