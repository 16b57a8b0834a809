// SPDX-License-Identifier: Apache-2.0
#include "geometry/smallest_circle.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "core/random.h"

namespace lastmeter {

namespace {

bool holds(const Circle& circle, Point p) {
  return distance(circle.centre, p).value() <= circle.radius.value() * (1.0 + 1e-12) + 1e-12;
}

Circle round(Point a, Point b) {
  const Point centre{(a.x + b.x) / 2.0, (a.y + b.y) / 2.0};
  return {centre, std::max(distance(centre, a), distance(centre, b))};
}

/// Through three points; of three on a line, round the two farthest apart.
Circle round(Point a, Point b, Point c) {
  const double bx = b.x - a.x;
  const double by = b.y - a.y;
  const double cx = c.x - a.x;
  const double cy = c.y - a.y;
  const double twice = 2.0 * (bx * cy - by * cx);
  if (std::abs(twice) <= 1e-14 * (bx * bx + by * by + cx * cx + cy * cy)) {
    return std::max({round(a, b), round(a, c), round(b, c)},
                    [](const Circle& x, const Circle& y) { return x.radius < y.radius; });
  }
  const double b2 = bx * bx + by * by;
  const double c2 = cx * cx + cy * cy;
  const Point centre{a.x + (cy * b2 - by * c2) / twice, a.y + (bx * c2 - cx * b2) / twice};
  return {centre, std::max({distance(centre, a), distance(centre, b), distance(centre, c)})};
}

}  // namespace

Circle smallest_circle(std::span<const Point> points) {
  std::vector<Point> order(points.begin(), points.end());
  Random random(1);
  for (std::size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[random.below(i)]);
  }
  Circle circle{order.empty() ? Point{} : order.front(), Metres(0.0)};
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (holds(circle, order[i])) {
      continue;
    }
    circle = {order[i], Metres(0.0)};
    for (std::size_t j = 0; j < i; ++j) {
      if (holds(circle, order[j])) {
        continue;
      }
      circle = round(order[i], order[j]);
      for (std::size_t k = 0; k < j; ++k) {
        if (!holds(circle, order[k])) {
          circle = round(order[i], order[j], order[k]);
        }
      }
    }
  }
  return circle;
}

double reock(const MultiPolygon& shape) {
  std::vector<Point> corners;
  for (const Polygon& part : shape.parts) {
    corners.insert(corners.end(), part.outer.begin(), part.outer.end());
  }
  const double radius = smallest_circle(corners).radius.value();
  const double filled = area(shape).value();
  return radius > 0.0 && filled > 0.0 ? std::min(1.0, filled / (std::numbers::pi * radius * radius)) : 0.0;
}

}  // namespace lastmeter
