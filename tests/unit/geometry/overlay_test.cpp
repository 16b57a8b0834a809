// SPDX-License-Identifier: Apache-2.0
#include "geometry/overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "geometry/overlap_area.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using testing::random_shape;
using testing::random_zoning;
using testing::rectangle;

void expect_sound(const MultiPolygon& shape) {
  EXPECT_EQ(invalid_reason(shape), std::nullopt);
  for (const Polygon& part : shape.parts) {
    EXPECT_GT(signed_area(part.outer), 0.0);
    for (const Ring& hole : part.holes) {
      EXPECT_LT(signed_area(hole), 0.0);
    }
  }
}

TEST(Overlay, OfTwoSquaresByHand) {
  const MultiPolygon a = rectangle(0, 0, 4, 4);
  const MultiPolygon b = rectangle(2, 2, 6, 6);
  EXPECT_DOUBLE_EQ(area(intersection(a, b)).value(), 4.0);
  EXPECT_DOUBLE_EQ(area(difference(a, b)).value(), 12.0);
  EXPECT_DOUBLE_EQ(area(union_of(std::vector{a, b})).value(), 28.0);
  expect_sound(intersection(a, b));
  expect_sound(difference(a, b));
}

TEST(Overlay, OfTouchingSquaresKeepsNoLinesAndPoints) {
  EXPECT_TRUE(intersection(rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1)).empty());
  EXPECT_TRUE(intersection(rectangle(0, 0, 1, 1), rectangle(1, 1, 2, 2)).empty());
  EXPECT_TRUE(intersection(rectangle(0, 0, 1, 1), {}).empty());
  EXPECT_TRUE(union_of({}).empty());
  EXPECT_TRUE(dissolved({}).empty());
}

TEST(Overlay, KeepsAreasOnRandomShapes) {
  Random random(1);
  for (int round = 0; round < 150; ++round) {
    const MultiPolygon a = random_shape(random, {512345.25, 3881234.75}, 500.0);
    const MultiPolygon b =
        random_shape(random, {512345.25 + random.uniform(-700, 700), 3881234.75 + random.uniform(-700, 700)}, 400.0);
    const MultiPolygon common = intersection(a, b);
    const MultiPolygon rest = difference(a, b);
    const MultiPolygon both = union_of(std::vector{a, b});
    ASSERT_NEAR(area(common).value() + area(rest).value(), area(a).value(), 1e-4);
    ASSERT_NEAR(area(both).value(), area(a).value() + area(b).value() - area(common).value(), 1e-4);
    expect_sound(common);
    expect_sound(rest);
    expect_sound(both);
  }
}

TEST(Overlay, DissolvedZoningIsItsOutline) {
  Random random(2);
  const std::vector<MultiPolygon> zones = random_zoning(random, {1000, 2000}, 500.0, 8, 6);
  const MultiPolygon whole = dissolved(zones);
  ASSERT_EQ(whole.parts.size(), 1U);
  EXPECT_TRUE(whole.parts[0].holes.empty());
  EXPECT_NEAR(area(whole).value(), 250000.0, 1e-6);
  expect_sound(whole);
}

TEST(Overlay, DissolvedAlsoWhereEdgesDoNotMatch) {
  const std::vector<MultiPolygon> corner_on_an_edge{rectangle(0, 0, 2, 4), rectangle(2, 0, 4, 2),
                                                    rectangle(2, 2, 4, 4)};
  EXPECT_EQ(dissolved(corner_on_an_edge).parts.size(), 1U);
  EXPECT_DOUBLE_EQ(area(dissolved(corner_on_an_edge)).value(), 16.0);
  const std::vector<MultiPolygon> overlapping{rectangle(0, 0, 3, 3), rectangle(2, 0, 5, 3), rectangle(2, 1, 3, 2)};
  EXPECT_DOUBLE_EQ(area(dissolved(overlapping)).value(), 15.0);
}

TEST(Overlay, ResultsDoNotDependOnTheOrderOfRingsAndCorners) {
  const MultiPolygon a = rectangle(0, 0, 4, 4);
  const MultiPolygon turned{{Polygon{{{4, 4}, {0, 4}, {0, 0}, {4, 0}}, {}}}};
  const MultiPolygon b = rectangle(2, 2, 6, 6);
  const MultiPolygon one = intersection(a, b);
  const MultiPolygon two = intersection(b, turned);
  ASSERT_EQ(one.parts.size(), 1U);
  EXPECT_EQ(one.parts[0].outer, two.parts[0].outer);
}

TEST(DiscPolygon, ChordsStayWithinTheTolerance) {
  for (const double tolerance : {50.0, 1.0, 0.1, 0.001}) {
    const Point centre{512345.0, 3881234.0};
    const MultiPolygon disc = disc_polygon(centre, Metres(500.0), Metres(tolerance));
    expect_sound(disc);
    const Ring& ring = disc.parts.at(0).outer;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      EXPECT_NEAR(distance(centre, ring[i]).value(), 500.0, 1e-6);
      const Point middle{(ring[i].x + ring[j].x) / 2, (ring[i].y + ring[j].y) / 2};
      EXPECT_GE(distance(centre, middle).value(), 500.0 - tolerance - 1e-6);
    }
  }
}

TEST(DiscPolygon, HasAtLeastEightCorners) {
  EXPECT_EQ(disc_polygon({0, 0}, Metres(10.0), Metres(1000.0)).parts.at(0).outer.size(), 8U);
}

TEST(PieceCount, PartsThatShareACornerAreApart) {
  EXPECT_EQ(piece_count({}), 0U);
  EXPECT_EQ(piece_count(rectangle(0, 0, 1, 1)), 1U);
  MultiPolygon two = rectangle(0, 0, 1, 1);
  two.parts.push_back(rectangle(1, 1, 2, 2).parts[0]);
  EXPECT_EQ(piece_count(two), 2U);
  two.parts.push_back(rectangle(1, 0, 2, 1).parts[0]);  // shares a side with both
  EXPECT_EQ(piece_count(two), 1U);
}

TEST(Overlay, NamesItsEngine) { EXPECT_THAT(geos_version_text(), ::testing::StartsWith("3.")); }

}  // namespace
}  // namespace lastmeter
