// SPDX-License-Identifier: Apache-2.0
#include "partition/ground_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using testing::rectangle;
using Line = std::vector<Point>;

const MultiPolygon kWest = rectangle(0, 0, 10, 10);
const MultiPolygon kEast = rectangle(10, 0, 20, 10);

Line border(const std::vector<Line>& lines) { return lines.back(); }

TEST(GroundLines, KnowTheGround) {
  const MultiPolygon over = rectangle(5, 0, 15, 10);
  const GroundLines ground({&kWest, &over});
  EXPECT_EQ(ground.ground_at({2, 5}), 0U);
  EXPECT_EQ(ground.ground_at({7, 5}), 0U);  // in both: the first
  EXPECT_EQ(ground.ground_at({12, 5}), 1U);
  EXPECT_EQ(ground.ground_at({30, 5}), kOpenGround);
}

TEST(GroundLines, ALimitIsCutWhereItLeavesItsGround) {
  GroundLines ground({&kWest});
  ground.add({{5, 5}, {15, 5}}, 0);
  ASSERT_EQ(ground.lines().size(), 2U);
  EXPECT_THAT(ground.lines()[0], ElementsAre(Point{5, 5}, Point{10, 5}));
  EXPECT_THAT(border(ground.lines()),
              ElementsAre(Point{0, 0}, Point{10, 0}, Point{10, 5}, Point{10, 10}, Point{0, 10}, Point{0, 0}));
}

TEST(GroundLines, OpenGroundHasThePartsOutside) {
  GroundLines ground({&kWest});
  ground.add({{-5, 5}, {15, 5}}, kOpenGround);
  ASSERT_EQ(ground.lines().size(), 3U);
  EXPECT_THAT(ground.lines()[0], ElementsAre(Point{-5, 5}, Point{0, 5}));
  EXPECT_THAT(ground.lines()[1], ElementsAre(Point{10, 5}, Point{15, 5}));
}

TEST(GroundLines, WhatLiesInOtherGroundIsLeftOut) {
  GroundLines ground({&kWest});
  ground.add({{2, 2}, {8, 8}}, kOpenGround);
  ground.add({{12, 2}, {18, 8}}, 0);
  EXPECT_EQ(ground.lines().size(), 1U);
  EXPECT_EQ(border(ground.lines()).size(), 5U);
}

TEST(GroundLines, ALimitMayPassASharedBorderAndACorner) {
  GroundLines ground({&kWest, &kEast});
  ground.add({{5, 5}, {15, 5}}, 0);
  EXPECT_THAT(ground.lines()[0], ElementsAre(Point{5, 5}, Point{10, 5}));
  GroundLines corner({&kWest});
  corner.add({{5, 5}, {15, 15}}, 0);
  EXPECT_THAT(corner.lines()[0], ElementsAre(Point{5, 5}, Point{10, 10}));
}

}  // namespace
}  // namespace lastmeter
