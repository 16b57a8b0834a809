// SPDX-License-Identifier: Apache-2.0
#include "network/curve_order.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace lastmeter {
namespace {

std::uint64_t spread(std::uint64_t bits) {
  bits = (bits | (bits << 16)) & 0x0000FFFF0000FFFFULL;
  bits = (bits | (bits << 8)) & 0x00FF00FF00FF00FFULL;
  bits = (bits | (bits << 4)) & 0x0F0F0F0F0F0F0F0FULL;
  bits = (bits | (bits << 2)) & 0x3333333333333333ULL;
  return (bits | (bits << 1)) & 0x5555555555555555ULL;
}

}  // namespace

std::vector<std::uint32_t> curve_order(std::span<const Point> places) {
  if (places.empty()) {
    return {};
  }
  const auto [min_x, max_x] =
      std::minmax_element(places.begin(), places.end(), [](Point a, Point b) { return a.x < b.x; });
  const auto [min_y, max_y] =
      std::minmax_element(places.begin(), places.end(), [](Point a, Point b) { return a.y < b.y; });
  const double extent = std::max(max_x->x - min_x->x, max_y->y - min_y->y);
  const double scale = extent > 0.0 ? 4294967295.0 / extent : 0.0;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> codes;
  codes.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto x = static_cast<std::uint64_t>((places[i].x - min_x->x) * scale);
    const auto y = static_cast<std::uint64_t>((places[i].y - min_y->y) * scale);
    codes.emplace_back(spread(x & 0xFFFFFFFFU) | (spread(y & 0xFFFFFFFFU) << 1), static_cast<std::uint32_t>(i));
  }
  std::sort(codes.begin(), codes.end());
  std::vector<std::uint32_t> order(codes.size());
  std::transform(codes.begin(), codes.end(), order.begin(), [](const auto& code) { return code.second; });
  return order;
}

}  // namespace lastmeter
