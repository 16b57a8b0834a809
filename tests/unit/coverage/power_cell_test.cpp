// SPDX-License-Identifier: Apache-2.0
#include "coverage/power_cell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/random.h"

namespace lastmeter {
namespace {

using literals::operator""_m;
using std::numbers::pi;

TEST(RadicalCut, LiesHalfWayBetweenEqualDiscs) {
  const Cut cut = radical_cut({{10, 10}, 500_m}, {{13, 14}, 500_m}, true);
  EXPECT_DOUBLE_EQ(cut.normal.x, 0.6);
  EXPECT_DOUBLE_EQ(cut.normal.y, 0.8);
  EXPECT_DOUBLE_EQ(cut.offset, 2.5);
}

TEST(RadicalCut, PassesThroughTheCommonChord) {
  // Circles of 5 about (0, 0) and sqrt(52) about (10, 0) meet where x = 3.65.
  const Cut cut = radical_cut({{0, 0}, 5_m}, {{10, 0}, Metres(std::sqrt(52.0))}, true);
  EXPECT_NEAR(cut.offset, (100 + 25 - 52) / 20.0, 1e-14);
}

TEST(RadicalCut, AboutOneCentreTheLargerOrTheFirstTakesAll) {
  const Disc small{{1, 1}, 2_m};
  const Disc large{{1, 1}, 3_m};
  EXPECT_GT(radical_cut(large, small, false).offset, 1e300);
  EXPECT_LT(radical_cut(small, large, true).offset, -1e300);
  EXPECT_GT(radical_cut(small, small, true).offset, 1e300);
  EXPECT_LT(radical_cut(small, small, false).offset, -1e300);
}

TEST(ConvexCell, RemembersTheCutsThatBoundIt) {
  ConvexCell cell(10);
  cell.clip({{1, 0}, 4});
  cell.clip({{0, 1}, 30});  // misses
  cell.clip({{1, 0}, 2});   // hides the first
  ASSERT_EQ(cell.cuts().size(), 1U);
  EXPECT_EQ(cell.cuts().front().offset, 2);
  EXPECT_NEAR(area_in_disc(cell.corners(), 100), 12 * 20, 1e-12);
  EXPECT_DOUBLE_EQ(cell.reach(), std::sqrt(200.0));
  cell.clip({{-1, 0}, -2.5});
  EXPECT_TRUE(cell.empty());
  EXPECT_EQ(cell.reach(), 0.0);
}

TEST(ConvexCell, MovedOriginKeepsTheShape) {
  ConvexCell cell(10);
  cell.clip({{0.6, 0.8}, 5});
  const double before = area_in_disc(cell.corners(), 1000);
  cell.move_origin({3, -7});
  EXPECT_NEAR(area_in_disc(cell.corners(), 1000), before, 1e-10);
  EXPECT_NEAR(cell.cuts().front().offset, 5 - (0.6 * 3 - 0.8 * 7), 1e-14);
  EXPECT_DOUBLE_EQ(cell.corners().front().x, -13);
}

TEST(ClipRing, PiecesOfACombCancelAlongTheLine) {
  // Three teeth of width 1 stand out above y = 1.
  Ring comb{{0, 0}, {5, 0}, {5, 3}, {4, 3}, {4, 1}, {3, 1}, {3, 3}, {2, 3}, {2, 1}, {1, 1}, {1, 3}, {0, 3}};
  EXPECT_EQ(signed_area(comb), 11);
  Ring spare;
  clip_ring(comb, {{0, -1}, -2}, spare);
  EXPECT_DOUBLE_EQ(signed_area(comb), 3);
  clip_ring(comb, {{0, 1}, 1}, spare);
  EXPECT_TRUE(comb.empty());
}

TEST(ClipRing, BothSidesSumToTheWhole) {
  Random random(2);
  Ring spare;
  for (int trial = 0; trial < 300; ++trial) {
    Ring ring;
    for (std::size_t i = 0; i < 3 + random.below(20); ++i) {
      ring.push_back({random.uniform(-9, 9), random.uniform(-9, 9)});
    }
    const double angle = random.uniform(0, 2 * pi);
    const Cut cut{{std::cos(angle), std::sin(angle)}, random.uniform(-6, 6)};
    Ring one = ring;
    Ring other = ring;
    clip_ring(one, cut, spare);
    clip_ring(other, {{-cut.normal.x, -cut.normal.y}, -cut.offset}, spare);
    EXPECT_NEAR(area_in_disc(one, 5) + area_in_disc(other, 5), area_in_disc(ring, 5), 1e-12);
  }
}

TEST(AreaInDisc, KnownShapes) {
  const Ring square{{-10, -10}, {10, -10}, {10, 10}, {-10, 10}};
  EXPECT_DOUBLE_EQ(area_in_disc(square, 2), 4 * pi);
  EXPECT_DOUBLE_EQ(area_in_disc(square, 10), 100 * pi);  // touches all four edges
  EXPECT_DOUBLE_EQ(area_in_disc(square, 15), 400);
  const Ring quarter{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  EXPECT_DOUBLE_EQ(area_in_disc(quarter, 2), pi);
  const Ring clockwise{{0, 10}, {10, 10}, {10, 0}, {0, 0}};
  EXPECT_DOUBLE_EQ(area_in_disc(clockwise, 2), -pi);
  const Ring away{{3, 3}, {9, 3}, {9, 9}};
  EXPECT_NEAR(area_in_disc(away, 2), 0.0, 1e-15);
  EXPECT_EQ(area_in_disc({}, 2), 0.0);
}

TEST(AreaInDisc, DegenerateEdgesAddNothing) {
  const Ring spike{{1, 1}, {9, 9}, {9, 9}, {1, 1}, {0, 0}, {-7, 0}, {0, 0}};
  EXPECT_NEAR(area_in_disc(spike, 2), 0.0, 1e-15);
}

}  // namespace
}  // namespace lastmeter
