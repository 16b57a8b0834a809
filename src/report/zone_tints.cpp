// SPDX-License-Identifier: Apache-2.0
#include "report/zone_tints.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace lastmeter {

namespace {

constexpr double kPerMetre = 1000.0;

using Corner = std::pair<std::int64_t, std::int64_t>;

std::vector<std::set<std::size_t>> neighbours_of(const std::vector<const MultiPolygon*>& outlines) {
  std::map<Corner, std::vector<std::size_t>> zones_at;
  const auto add = [&](const Ring& ring, std::size_t zone) {
    for (const Point at : ring) {
      auto& zones = zones_at[{std::llround(at.x * kPerMetre), std::llround(at.y * kPerMetre)}];
      if (zones.empty() || zones.back() != zone) {
        zones.push_back(zone);
      }
    }
  };
  for (std::size_t zone = 0; zone < outlines.size(); ++zone) {
    for (const Polygon& part : outlines[zone]->parts) {
      add(part.outer, zone);
      std::for_each(part.holes.begin(), part.holes.end(), [&](const Ring& hole) { add(hole, zone); });
    }
  }
  std::vector<std::set<std::size_t>> neighbours(outlines.size());
  for (const auto& [corner, zones] : zones_at) {
    for (const std::size_t a : zones) {
      neighbours[a].insert(zones.begin(), zones.end());
    }
  }
  return neighbours;
}

}  // namespace

std::vector<int> zone_tints(const std::vector<const MultiPolygon*>& outlines) {
  const auto neighbours = neighbours_of(outlines);
  std::vector<int> tints(outlines.size(), -1);
  for (std::size_t zone = 0; zone < outlines.size(); ++zone) {
    std::array<int, kTints.size()> used{};
    for (const std::size_t other : neighbours[zone]) {
      if (tints[other] >= 0) {
        ++used[static_cast<std::size_t>(tints[other])];
      }
    }
    tints[zone] = static_cast<int>(std::min_element(used.begin(), used.end()) - used.begin());
  }
  return tints;
}

}  // namespace lastmeter
