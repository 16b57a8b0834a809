// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

#include "core/random.h"
#include "geometry/point.h"

namespace lastmeter::testing {

/// A city of 40 x 40 km, 60 % of all points in 60 bell-shaped quarters (deviation 900 m), the
/// rest even. Points and posts come from the same quarters: 1 M points and 10,000 posts make about 9 M pairs at 500 m.
class CoverageCity {
 public:
  static constexpr Point corner{480000.0, 3860000.0};
  static constexpr double side = 40000.0;

  explicit CoverageCity(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < 60; ++i) {
      quarters_.push_back(anywhere());
    }
  }

  std::vector<Point> points(std::size_t count) {
    std::vector<Point> result;
    result.reserve(count);
    while (result.size() < count) {
      const Point p = random_.uniform() < 0.6 ? in_quarter() : anywhere();
      if (p.x >= corner.x && p.x <= corner.x + side && p.y >= corner.y && p.y <= corner.y + side) {
        result.push_back(p);
      }
    }
    return result;
  }

 private:
  Point anywhere() { return {corner.x + random_.uniform(0, side), corner.y + random_.uniform(0, side)}; }

  Point in_quarter() {
    const Point centre = quarters_[random_.below(quarters_.size())];
    const double away = 900.0 * std::sqrt(-2.0 * std::log(1.0 - random_.uniform()));
    const double angle = random_.uniform(0, 2 * std::numbers::pi);
    return {centre.x + away * std::cos(angle), centre.y + away * std::sin(angle)};
  }

  Random random_;
  std::vector<Point> quarters_;
};

}  // namespace lastmeter::testing
