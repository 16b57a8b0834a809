// SPDX-License-Identifier: Apache-2.0
#include "geometry/overlap_area.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/parallel.h"
#include "geometry/overlay.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using testing::random_shape;
using testing::random_zoning;
using testing::rectangle;

constexpr Point far_away{512345.25, 3881234.75};

MultiPolygon moved(MultiPolygon shape, Point by) {
  for (Polygon& part : shape.parts) {
    for (Point& p : part.outer) {
      p = {p.x + by.x, p.y + by.y};
    }
    for (Ring& hole : part.holes) {
      for (Point& p : hole) {
        p = {p.x + by.x, p.y + by.y};
      }
    }
  }
  return shape;
}

std::vector<const MultiPolygon*> pointers(const std::vector<MultiPolygon>& shapes) {
  std::vector<const MultiPolygon*> result;
  for (const MultiPolygon& shape : shapes) {
    result.push_back(&shape);
  }
  return result;
}

TEST(OverlapArea, OfRectanglesIsTheCommonRectangle) {
  EXPECT_DOUBLE_EQ(overlap_area(rectangle(0, 0, 4, 3), rectangle(1, 1, 9, 9)).value(), 6.0);
  EXPECT_DOUBLE_EQ(overlap_area(rectangle(0, 0, 4, 3), rectangle(1, 1, 2, 2)).value(), 1.0);
  EXPECT_DOUBLE_EQ(overlap_area(rectangle(0, 0, 4, 3), rectangle(0, 0, 4, 3)).value(), 12.0);
}

TEST(OverlapArea, IsNothingApartOrTouching) {
  EXPECT_EQ(overlap_area(rectangle(0, 0, 4, 3), rectangle(5, 0, 9, 3)).value(), 0.0);
  EXPECT_EQ(overlap_area(rectangle(0, 0, 4, 3), rectangle(4, 0, 9, 3)).value(), 0.0);
  EXPECT_EQ(overlap_area(rectangle(0, 0, 4, 3), {}).value(), 0.0);
}

TEST(OverlapArea, HolesDoNotCount) {
  MultiPolygon frame = rectangle(0, 0, 10, 10);
  frame.parts[0].holes.push_back({{2, 2}, {2, 8}, {8, 8}, {8, 2}});
  EXPECT_NEAR(overlap_area(frame, rectangle(3, 3, 7, 7)).value(), 0.0, 1e-12);
  EXPECT_NEAR(overlap_area(frame, rectangle(0, 0, 5, 5)).value(), 25.0 - 9.0, 1e-12);
  EXPECT_NEAR(overlap_area(frame, frame).value(), 64.0, 1e-12);
}

TEST(OverlapArea, OfCrossingTrianglesByHand) {
  const MultiPolygon up{{Polygon{{{0, 0}, {4, 0}, {2, 4}}, {}}}};
  const MultiPolygon down{{Polygon{{{0, 4}, {2, 0}, {4, 4}}, {}}}};
  EXPECT_NEAR(overlap_area(up, down).value(), 4.0, 1e-12);  // the rhombus (2,0) (3,2) (2,4) (1,2)
}

TEST(OverlapArea, EqualsTheOverlayOnRandomShapes) {
  Random random(1);
  for (int round = 0; round < 1000; ++round) {
    const MultiPolygon a = random_shape(random, far_away, 500.0);
    const MultiPolygon b =
        random_shape(random, {far_away.x + random.uniform(-900, 900), far_away.y + random.uniform(-900, 900)}, 400.0);
    const double exact = area(intersection(a, b)).value();
    ASSERT_NEAR(overlap_area(a, b).value(), exact, 1e-5) << round;
    ASSERT_EQ(overlap_area(a, b) > SquareMetres(1e-5), exact > 1e-5) << round;
  }
}

TEST(OverlapArea, IsSymmetricAndKeptByMoves) {
  Random random(2);
  for (int round = 0; round < 300; ++round) {
    const MultiPolygon a = random_shape(random, {0, 0}, 512.0);
    const MultiPolygon b = random_shape(random, {random.uniform(-500, 500), random.uniform(-500, 500)}, 256.0);
    const double here = overlap_area(a, b).value();
    ASSERT_NEAR(overlap_area(b, a).value(), here, 1e-9);
    ASSERT_NEAR(overlap_area(moved(a, {65536, 4194304}), moved(b, {65536, 4194304})).value(), here, 1e-3);
  }
}

TEST(OverlapArea, ManyCornersTakeTheSweepAndAgree) {
  Random random(3);
  for (int round = 0; round < 4; ++round) {
    const MultiPolygon a{{testing::star_with_holes(random, far_away, 5000.0, 3000, 3)}};
    const MultiPolygon b{{testing::star_with_holes(random, {far_away.x + 2500, far_away.y}, 4000.0, 2000, 2)}};
    const double exact = area(intersection(a, b)).value();
    ASSERT_NEAR(overlap_area(a, b).value(), exact, 1e-10 * area(a).value());
  }
}

TEST(OverlapArea, OfAZoneWithItselfIsItsArea) {
  Random random(4);
  for (int round = 0; round < 200; ++round) {
    const MultiPolygon a = random_shape(random, far_away, 700.0);
    ASSERT_NEAR(overlap_area(a, a).value(), area(a).value(), 1e-12 * 700 * 700 * 16);
  }
}

TEST(OverlapArea, NeighboursWithASharedBorderHaveNone) {
  Random random(5);
  const std::vector<MultiPolygon> zones = random_zoning(random, far_away, 20000.0, 20, 20);
  for (std::size_t i = 0; i < zones.size(); ++i) {
    for (std::size_t j = i + 1; j < zones.size(); ++j) {
      ASSERT_LT(overlap_area(zones[i], zones[j]).value(), 1e-8);
    }
  }
}

TEST(OverlapArea, NearlyEqualZoningsKeepTheTotal) {
  Random random(6);
  const std::vector<MultiPolygon> zones = random_zoning(random, far_away, 10000.0, 12, 12);
  for (const double shift : {0.0, 1e-9, 1e-6, 1e-3}) {
    std::vector<MultiPolygon> nearly;
    for (const MultiPolygon& zone : zones) {
      nearly.push_back(moved(zone, {shift, -shift}));
    }
    double total = 0.0;
    for (const OverlapPair& pair : overlaps_between(pointers(zones), pointers(nearly), SquareMetres(0.0))) {
      total += pair.shared.value();
    }
    const double kept = (10000.0 - shift) * (10000.0 - shift);
    EXPECT_NEAR(total, kept, 1e-9 * kept) << shift;
  }
}

TEST(Overlaps, BetweenTwoZoningsAreThoseOfEveryPair) {
  Random random(7);
  const std::vector<MultiPolygon> coarse = random_zoning(random, far_away, 3000.0, 5, 4);
  const std::vector<MultiPolygon> fine = random_zoning(random, far_away, 3000.0, 9, 11);
  const std::vector<OverlapPair> found = overlaps_between(pointers(coarse), pointers(fine), SquareMetres(1e-3));
  std::size_t next = 0;
  double total = 0.0;
  for (std::size_t i = 0; i < coarse.size(); ++i) {
    for (std::size_t j = 0; j < fine.size(); ++j) {
      const SquareMetres shared = overlap_area(coarse[i], fine[j]);
      if (shared > SquareMetres(1e-3)) {
        ASSERT_LT(next, found.size());
        EXPECT_EQ(found[next].a, i);
        EXPECT_EQ(found[next].b, j);
        EXPECT_EQ(found[next].shared, shared);
        total += shared.value();
        ++next;
      }
    }
  }
  EXPECT_EQ(next, found.size());
  EXPECT_NEAR(total, 9e6, 0.5);
}

TEST(Overlaps, WithinOneListNameEachPairOnce) {
  const std::vector<MultiPolygon> shapes{rectangle(0, 0, 2, 2), rectangle(5, 5, 6, 6), rectangle(1, 1, 3, 3),
                                         rectangle(0, 0, 1, 1)};
  const std::vector<OverlapPair> found = overlaps_within(pointers(shapes), SquareMetres(0.5));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(std::pair(found[0].a, found[0].b), std::pair(std::size_t{0}, std::size_t{2}));
  EXPECT_EQ(std::pair(found[1].a, found[1].b), std::pair(std::size_t{0}, std::size_t{3}));
  EXPECT_DOUBLE_EQ(found[0].shared.value(), 1.0);
}

TEST(Overlaps, AreTheSameForAnyNumberOfThreads) {
  Random random(8);
  std::vector<MultiPolygon> shapes;
  for (int i = 0; i < 500; ++i) {
    shapes.push_back(random_shape(random, {random.uniform(0, 9000), random.uniform(0, 9000)}, 300.0));
  }
  set_thread_limit(1);
  const std::vector<OverlapPair> one = overlaps_within(pointers(shapes), SquareMetres(0.0));
  set_thread_limit(4);
  const std::vector<OverlapPair> four = overlaps_within(pointers(shapes), SquareMetres(0.0));
  set_thread_limit(0);
  ASSERT_GT(one.size(), 100U);
  EXPECT_TRUE(std::ranges::equal(one, four, [](const OverlapPair& a, const OverlapPair& b) {
    return a.a == b.a && a.b == b.b && a.shared == b.shared;
  }));
}

}  // namespace
}  // namespace lastmeter
