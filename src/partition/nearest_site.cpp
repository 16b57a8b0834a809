// SPDX-License-Identifier: Apache-2.0
#include "partition/nearest_site.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "geometry/polygon.h"

namespace lastmeter {

NearestSite::NearestSite(std::span<const Point> places, std::vector<std::uint32_t> members)
    : places_(places), members_(std::move(members)) {
  Box box;
  for (const std::uint32_t member : members_) {
    box.add(places_[member]);
  }
  by_x_ = box.max_x - box.min_x >= box.max_y - box.min_y;
  std::sort(members_.begin(), members_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(key(places_[a]), a) < std::pair(key(places_[b]), b);
  });
}

std::uint32_t NearestSite::to(Point p) const {
  std::pair<double, std::uint32_t> best{std::numeric_limits<double>::infinity(), 0};
  const auto try_next = [&](std::uint32_t member) {
    const double ahead = key(places_[member]) - key(p);
    if (ahead * ahead > best.first) {
      return false;
    }
    best = std::min(best, std::pair(squared_distance(places_[member], p), member));
    return true;
  };
  const auto middle =
      std::lower_bound(members_.begin(), members_.end(), key(p),
                       [&](std::uint32_t member, double value) { return key(places_[member]) < value; });
  for (auto up = middle; up != members_.end() && try_next(*up); ++up) {
  }
  for (auto down = middle; down != members_.begin() && try_next(*(down - 1)); --down) {
  }
  return best.second;
}

}  // namespace lastmeter
