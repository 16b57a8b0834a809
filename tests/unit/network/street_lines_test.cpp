// SPDX-License-Identifier: Apache-2.0
#include "network/street_lines.h"

#include <gmock/gmock.h>

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Box box(Point low, Point high) {
  Box window;
  window.add(low);
  window.add(high);
  return window;
}

/// West (0..10, 3 vertices), middle (20..30), east (40..50), each with all there is to a line.
StreetLines three_lines() {
  StreetLines streets;
  streets.add(std::vector<Point>{{0, 0}, {5, 0}, {10, 5}}, 7, 1);
  streets.add(std::vector<Point>{{20, 0}, {30, 0}}, 8);
  streets.add(std::vector<Point>{{40, 0}, {50, 5}}, 9, -1);
  streets.directions[2] = WalkDirection::Backward;
  streets.kinds[0] = StreetKind::Steps;
  streets.vertex_ids = {1, 2, 3, 4, 5, 6, 7};
  streets.sealed = {0, 1, 0, 0, 0, 0, 1};
  streets.heights = {10, 20, 30, 40, 50, 60, 70};
  return streets;
}

TEST(LinesIn, KeepsWholeLinesWithAllTheyHave) {
  const StreetLines kept = lines_in(three_lines(), box({45, 1}, {99, 9}));
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_THAT(kept.starts, ElementsAre(0U, 2U));
  EXPECT_THAT(kept.vertices, ElementsAre(Point{40, 0}, Point{50, 5}));
  EXPECT_THAT(kept.vertex_ids, ElementsAre(6, 7));
  EXPECT_THAT(kept.sealed, ElementsAre(0, 1));
  EXPECT_THAT(kept.heights, ElementsAre(60.0, 70.0));
  EXPECT_THAT(kept.rows, ElementsAre(9U));
  EXPECT_THAT(kept.levels, ElementsAre(-1));
  EXPECT_THAT(kept.directions, ElementsAre(WalkDirection::Backward));
  EXPECT_THAT(kept.kinds, ElementsAre(StreetKind::Street));
}

TEST(LinesIn, LeavesOutLinesBetweenTwoThatStay) {
  StreetLines streets = three_lines();
  streets.vertices[3] = {20, 100};
  streets.vertices[4] = {30, 100};
  const StreetLines kept = lines_in(streets, box({0, 0}, {99, 9}));
  EXPECT_THAT(kept.rows, ElementsAre(7U, 9U));
  EXPECT_THAT(kept.vertex_ids, ElementsAre(1, 2, 3, 6, 7));
  EXPECT_EQ(kept.kinds[0], StreetKind::Steps);
}

TEST(LinesIn, TouchingTheWindowIsEnough) {
  EXPECT_THAT(lines_in(three_lines(), box({10, 5}, {20, 9})).rows, ElementsAre(7U));
  EXPECT_THAT(lines_in(three_lines(), box({11, 0}, {19, 9})).rows, IsEmpty());
}

TEST(LinesIn, AnEmptyWindowHoldsNothing) {
  EXPECT_EQ(lines_in(three_lines(), Box()).size(), 0U);
  EXPECT_EQ(lines_in(three_lines(), Box().grown(Metres(500.0))).size(), 0U);
  EXPECT_EQ(lines_in(StreetLines(), box({0, 0}, {9, 9})).size(), 0U);
}

}  // namespace
}  // namespace lastmeter
