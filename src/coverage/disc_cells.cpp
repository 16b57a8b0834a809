// SPDX-License-Identifier: Apache-2.0
#include "coverage/disc_cells.h"

#include <cassert>

namespace lastmeter {

namespace {

constexpr double kFinest = 3.0;

Box disc_bounds(std::span<const Point> posts, Metres radius) {
  Box box;
  for (const Point p : posts) {
    box.add(p);
  }
  return box.grown(radius);
}

double wanted_size(std::size_t posts, Metres radius, std::size_t demand_count) {
  const double demand_per_post = static_cast<double>(demand_count) / static_cast<double>(posts);
  return radius.value() / std::clamp(std::sqrt(demand_per_post) / 2.0, 1.0, kFinest);
}

}  // namespace

DiscCells::DiscCells(std::span<const Point> posts, Metres radius, std::size_t demand_count)
    : frame_(disc_bounds(posts, radius), wanted_size(posts.size(), radius, demand_count),
             2 * (posts.size() + demand_count) + (1U << 14)),
      radius_(radius.value()) {
  assert(!posts.empty() && radius.value() >= 0.0);
}

}  // namespace lastmeter
