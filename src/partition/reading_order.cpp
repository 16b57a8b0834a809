// SPDX-License-Identifier: Apache-2.0
#include "partition/reading_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "geometry/polygon.h"

namespace lastmeter {

std::vector<std::size_t> reading_order(std::span<const Point> places) {
  Box box;
  std::for_each(places.begin(), places.end(), [&](Point p) { box.add(p); });
  const double width = box.max_x - box.min_x;
  const double height = box.max_y - box.min_y;
  const auto count = static_cast<double>(places.size());
  const double rows = width > 0.0 ? std::clamp(std::round(std::sqrt(count * height / width)), 1.0, count) : count;
  const auto row_of = [&](std::size_t i) {
    return height > 0.0 ? std::min(rows - 1.0, std::floor((box.max_y - places[i].y) / height * rows)) : 0.0;
  };
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    return std::tuple(row_of(i), places[i].x, -places[i].y, i) < std::tuple(row_of(j), places[j].x, -places[j].y, j);
  });
  return order;
}

}  // namespace lastmeter
