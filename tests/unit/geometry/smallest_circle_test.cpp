// SPDX-License-Identifier: Apache-2.0
#include "geometry/smallest_circle.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "core/random.h"
#include "geometry/overlay.h"

namespace lastmeter {
namespace {

double radius_of(const std::vector<Point>& points) { return smallest_circle(points).radius.value(); }

TEST(SmallestCircle, OfFewPoints) {
  EXPECT_EQ(radius_of({}), 0.0);
  EXPECT_EQ(radius_of({{3.0, 4.0}}), 0.0);
  EXPECT_EQ(radius_of({{0.0, 0.0}, {6.0, 8.0}}), 5.0);
  EXPECT_NEAR(radius_of({{0.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}}), std::sqrt(0.5), 1e-12);
}

TEST(SmallestCircle, OfPointsOnALineIsRoundItsEnds) {
  EXPECT_NEAR(radius_of({{0.0, 0.0}, {1.0, 1.0}, {7.0, 7.0}, {3.0, 3.0}}), std::sqrt(98.0) / 2.0, 1e-9);
}

TEST(SmallestCircle, AnObtuseTriangleIsHeldByItsLongestSide) {
  EXPECT_NEAR(radius_of({{0.0, 0.0}, {10.0, 0.0}, {5.0, 1.0}}), 5.0, 1e-12);
}

TEST(SmallestCircle, RandomPointsAreInsideAndNoSmallerCircleOfTwoOrThreeHoldsThem) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<Point> points;
    for (std::uint64_t i = 0; i < 3 + random.below(6); ++i) {
      points.push_back({4e5 + random.uniform(0.0, 100.0), 4e6 + random.uniform(0.0, 100.0)});
    }
    const Circle circle = smallest_circle(points);
    double farthest = 0.0;
    for (const Point p : points) {
      farthest = std::max(farthest, distance(circle.centre, p).value());
    }
    EXPECT_NEAR(farthest, circle.radius.value(), 1e-6);
    for (int step = 0; step < 16; ++step) {  // moving the centre any way lets a point out
      const double angle = step * std::numbers::pi / 8.0;
      const Point moved{circle.centre.x + 0.01 * std::cos(angle), circle.centre.y + 0.01 * std::sin(angle)};
      double reach = 0.0;
      for (const Point p : points) {
        reach = std::max(reach, distance(moved, p).value());
      }
      EXPECT_GE(reach, farthest - 1e-6);
    }
  }
}

TEST(Reock, OfASquareIsTwoOverPi) {
  const MultiPolygon square{{{{{0.0, 0.0}, {10.0, 0.0}, {10.0, 10.0}, {0.0, 10.0}}, {}}}};
  EXPECT_NEAR(reock(square), 2.0 / std::numbers::pi, 1e-12);
  EXPECT_EQ(reock({}), 0.0);
  EXPECT_GT(reock(disc_polygon({0.0, 0.0}, Metres(500.0), Metres(0.01))), 0.999);
}

}  // namespace
}  // namespace lastmeter
