// SPDX-License-Identifier: Apache-2.0
#include "geometry/polygon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using testing::random_shape;
using testing::rectangle;

const Ring unit_square{{0, 0}, {1, 0}, {1, 1}, {0, 1}};

MultiPolygon frame() { return {{Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{{4, 4}, {4, 8}, {8, 8}, {8, 4}}}}}}; }

TEST(Box, IsEmptyUntilTheFirstPoint) {
  Box box;
  EXPECT_TRUE(box.empty());
  EXPECT_FALSE(box.intersects(Box{0, 0, 1, 1}));
  box.add(Point{3, 4});
  EXPECT_FALSE(box.empty());
  EXPECT_TRUE(box.contains({3, 4}));
  box.add(Box{});
  EXPECT_EQ(box.centre(), (Point{3, 4}));
}

TEST(Box, TouchingCounts) {
  const Box box{0, 0, 2, 2};
  EXPECT_TRUE(box.intersects({2, 2, 3, 3}));
  EXPECT_FALSE(box.intersects({2.001, 2, 3, 3}));
  EXPECT_TRUE(box.grown(Metres(1.0)).contains({3, 3}));
  EXPECT_FALSE(box.contains({2.001, 1}));
}

TEST(Polygon, BoundsAreThoseOfTheOuterRings) {
  MultiPolygon two = rectangle(0, 0, 1, 1);
  two.parts.push_back(rectangle(5, -3, 6, 2).parts[0]);
  const Box box = bounds(two);
  EXPECT_EQ((Point{box.min_x, box.min_y}), (Point{0, -3}));
  EXPECT_EQ((Point{box.max_x, box.max_y}), (Point{6, 2}));
  EXPECT_TRUE(bounds(MultiPolygon{}).empty());
}

TEST(Polygon, AreaHasTheSignOfTheTurning) {
  EXPECT_EQ(signed_area(unit_square), 1.0);
  EXPECT_EQ(signed_area(Ring(unit_square.rbegin(), unit_square.rend())), -1.0);
  EXPECT_EQ(signed_area({}), 0.0);
  EXPECT_EQ(signed_area({{0, 0}, {1, 1}}), 0.0);
}

TEST(Polygon, AreaAndPerimeterCountHoles) {
  EXPECT_EQ(area(frame()).value(), 84.0);
  EXPECT_EQ(perimeter(frame()).value(), 56.0);
  EXPECT_EQ(area(MultiPolygon{}).value(), 0.0);
}

TEST(Polygon, AreaKeepsItsDigitsFarFromTheOrigin) {
  const double far = 4194304.0;
  EXPECT_EQ(area(rectangle(far, far, far + 0.5, far + 0.25)).value(), 0.125);
}

TEST(Polygon, CentroidByHand) {
  EXPECT_EQ(centroid(rectangle(2, 2, 4, 6)), (Point{3, 4}));
  const Point c = centroid(frame());  // (100 * 5 - 16 * 6) / 84
  EXPECT_NEAR(c.x, 404.0 / 84.0, 1e-12);
  EXPECT_NEAR(c.y, 404.0 / 84.0, 1e-12);
  EXPECT_EQ(centroid({{Polygon{{{0, 0}, {2, 0}, {4, 0}}, {}}}}), (Point{2, 0}));  // no area: mean of the vertices
}

TEST(Polygon, ContainsItsBorderAndNotItsHole) {
  const MultiPolygon shape = frame();
  EXPECT_TRUE(contains(shape, {1, 1}));
  EXPECT_TRUE(contains(shape, {0, 0}));
  EXPECT_TRUE(contains(shape, {10, 5}));
  EXPECT_TRUE(contains(shape, {4, 6}));
  EXPECT_FALSE(contains(shape, {6, 6}));
  EXPECT_FALSE(contains(shape, {10.001, 5}));
  EXPECT_FALSE(contains(MultiPolygon{}, {0, 0}));
}

TEST(Polygon, ContainsAsManyPointsAsItsAreaSays) {
  Random random(1);
  for (int round = 0; round < 20; ++round) {
    const MultiPolygon shape = random_shape(random, {0, 0}, 100.0);
    const Box box = bounds(shape);
    int inside = 0;
    constexpr int n = 10000;
    for (int i = 0; i < n; ++i) {
      const Point p{random.uniform(box.min_x, box.max_x), random.uniform(box.min_y, box.max_y)};
      inside += contains(shape, p) ? 1 : 0;
    }
    const double share = area(shape).value() / ((box.max_x - box.min_x) * (box.max_y - box.min_y));
    ASSERT_NEAR(inside / static_cast<double>(n), share, 5 * std::sqrt(share * (1 - share) / n));
  }
}

TEST(Polygon, NormalizeTurnsRingsAndDropsRepeatedPoints) {
  MultiPolygon shape{{Polygon{{{0, 0}, {0, 4}, {0, 4}, {4, 4}, {4, 0}, {0, 0}}, {{{1, 1}, {2, 1}, {2, 2}, {1, 1}}}}}};
  normalize(shape);
  EXPECT_THAT(shape.parts[0].outer, ElementsAre(Point{4, 0}, Point{4, 4}, Point{0, 4}, Point{0, 0}));
  EXPECT_EQ(signed_area(shape.parts[0].holes[0]), -0.5);
  EXPECT_EQ(shape.parts[0].holes[0].size(), 3U);
}

TEST(Polygon, NormalizeRemovesWhatIsNoRing) {
  MultiPolygon shape{{Polygon{unit_square, {{{0, 0}, {1, 1}, {0, 0}}, {}}}, Polygon{{{5, 5}, {5, 5}}, {unit_square}}}};
  normalize(shape);
  ASSERT_EQ(shape.parts.size(), 1U);
  EXPECT_TRUE(shape.parts[0].holes.empty());
}

TEST(Polygon, NormalizeTwiceIsOnce) {
  Random random(2);
  MultiPolygon shape = random_shape(random, {0, 0}, 100.0);
  std::ranges::reverse(shape.parts[0].outer);
  normalize(shape);
  const Ring once = shape.parts[0].outer;
  normalize(shape);
  EXPECT_EQ(shape.parts[0].outer, once);
}

}  // namespace
}  // namespace lastmeter
