// SPDX-License-Identifier: Apache-2.0
#include "ground.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace lastmeter {

namespace {

constexpr Point kOrigin{514200.0, 3882600.0};
constexpr double kScale = 1.065;
constexpr double kTurn = 0.13;  // radians

double wave(double at, double length, double phase) { return std::sin(2 * std::numbers::pi * at / length + phase); }

/// Turns the surroundings of `centre` by `angle`, fading out with distance.
Point swirl(Point p, Point centre, double angle, double reach) {
  const double dx = p.x - centre.x;
  const double dy = p.y - centre.y;
  const double a = angle * std::exp(-(dx * dx + dy * dy) / (reach * reach));
  return {centre.x + dx * std::cos(a) - dy * std::sin(a), centre.y + dx * std::sin(a) + dy * std::cos(a)};
}

Point rounded(Point p) {
  constexpr double kHalfWidth = 4000.0;
  constexpr double kHalfHeight = 2875.0;
  const double u = std::min(1.3, std::abs(p.x) / kHalfWidth);
  const double v = std::min(1.3, std::abs(p.y) / kHalfHeight);
  return {p.x * std::sqrt(1 - 0.38 * v * v * std::sqrt(v)), p.y * std::sqrt(1 - 0.35 * u * u * std::sqrt(u))};
}

/// The river's line in the plan is y = -1215 + 0.03 x; what lies near it swings with it.
double meander(Point p) {
  const double off = (p.y + 1215.0 - 0.03 * p.x) / 720.0;
  return (165.0 * wave(p.x, 2350.0, 0.4) + 60.0 * wave(p.x, 1130.0, 1.9)) * std::exp(-off * off);
}

}  // namespace

Point ground_from_plan(Point plan) {
  Point p = plan;
  p.y += meander(p);
  p = swirl(p, {-1500.0, 1000.0}, 0.34, 1300.0);
  p = swirl(p, {1300.0, 700.0}, -0.26, 1100.0);
  p = swirl(p, {2600.0, -1500.0}, 0.30, 1200.0);
  p = swirl(p, {-2300.0, -1500.0}, -0.28, 1200.0);
  p = rounded(p);
  p = {p.x + 70.0 * wave(p.y, 3100.0, 0.8) + 55.0 * wave(p.x + p.y, 2100.0, 2.2),
       p.y + 80.0 * wave(p.x, 3700.0, 2.0) + 50.0 * wave(p.x - 0.6 * p.y, 1900.0, 0.3)};
  return {kOrigin.x + kScale * (p.x * std::cos(kTurn) - p.y * std::sin(kTurn)),
          kOrigin.y + kScale * (p.x * std::sin(kTurn) + p.y * std::cos(kTurn))};
}

Point snapped(Point ground) { return {std::round(ground.x * 64) / 64, std::round(ground.y * 64) / 64}; }

std::vector<Point> bent_line(const std::vector<Point>& plan, double step) {
  std::vector<Point> out;
  for (std::size_t i = 0; i + 1 < plan.size(); ++i) {
    const bool forward = std::pair(plan[i].x, plan[i].y) < std::pair(plan[i + 1].x, plan[i + 1].y);
    const Point a = forward ? plan[i] : plan[i + 1];
    const Point b = forward ? plan[i + 1] : plan[i];
    const int pieces = std::max(1, static_cast<int>(std::ceil(distance(a, b).value() / step)));
    for (int k = 0; k < pieces; ++k) {
      const double t = static_cast<double>(forward ? k : pieces - k) / pieces;
      out.push_back(snapped(ground_from_plan({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)})));
    }
  }
  out.push_back(snapped(ground_from_plan(plan.back())));
  return out;
}

Ring bent_ring(const Ring& plan, double step) {
  Ring closed = plan;
  closed.push_back(plan.front());
  Ring out = bent_line(closed, step);
  out.pop_back();
  return out;
}

}  // namespace lastmeter
