// SPDX-License-Identifier: Apache-2.0
#include "draw/place_labels.h"

#include <gmock/gmock.h>

#include "core/random.h"

namespace lastmeter {
namespace {

const PageBox kFrame{0.0, 0.0, 400.0, 300.0};

LabelWish point_at(double x, double y, double rank = 0.0) { return {.at = {x, y}, .size = {40.0, 8.0}, .rank = rank}; }

TEST(PlaceLabels, APointHasItsNameAtTheRight) {
  const auto placed = place_labels({point_at(100, 100)}, kFrame, {});
  ASSERT_TRUE(placed[0]);
  EXPECT_DOUBLE_EQ(placed[0]->x, 103.0);
  EXPECT_DOUBLE_EQ(placed[0]->y, 96.0);
}

TEST(PlaceLabels, AtTheRightBorderItStandsAtTheLeft) {
  const auto placed = place_labels({point_at(390, 100)}, kFrame, {});
  ASSERT_TRUE(placed[0]);
  EXPECT_DOUBLE_EQ(placed[0]->x + placed[0]->width, 387.0);
}

TEST(PlaceLabels, TheHigherRankChoosesFirst) {
  const auto placed = place_labels({point_at(100, 100, 1.0), point_at(101, 100, 2.0)}, kFrame, {});
  ASSERT_TRUE(placed[0] && placed[1]);
  EXPECT_DOUBLE_EQ(placed[1]->x, 104.0);
  EXPECT_FALSE(overlap(*placed[0], *placed[1]));
}

TEST(PlaceLabels, AnAreaIsNamedInItsMiddleOrNotAtAll) {
  const LabelWish wide{.at = {200.0, 150.0}, .size = {40.0, 8.0}, .room = 30.0};
  const LabelWish tight{.at = {50.0, 50.0}, .size = {40.0, 8.0}, .room = 10.0};
  const auto placed = place_labels({wide, tight}, kFrame, {});
  ASSERT_TRUE(placed[0]);
  EXPECT_DOUBLE_EQ(placed[0]->x, 180.0);
  EXPECT_FALSE(placed[1]);
}

TEST(PlaceLabels, MarkersAreAvoidedWhereThereIsRoomAndOnlyThen) {
  const LabelWish area{.at = {200.0, 150.0}, .size = {40.0, 8.0}, .room = 30.0};
  const PageBox marker{198.0, 148.0, 4.0, 4.0};
  const auto beside = place_labels({area}, kFrame, {marker});
  ASSERT_TRUE(beside[0]);
  EXPECT_FALSE(overlap(*beside[0], marker));
  const auto over = place_labels({area}, kFrame, {kFrame});
  ASSERT_TRUE(over[0]);
  EXPECT_DOUBLE_EQ(over[0]->x, 180.0);
}

TEST(PlaceLabels, NeverOverlapAndStayInTheFrame) {
  Random random(7);
  std::vector<LabelWish> wishes;
  for (int i = 0; i < 600; ++i) {
    wishes.push_back(
        {.at = {static_cast<double>(random.below(400)), static_cast<double>(random.below(300))},
         .size = {10.0 + static_cast<double>(random.below(50)), 7.0 + static_cast<double>(random.below(9))},
         .rank = static_cast<double>(random.below(5)),
         .room = i % 3 == 0 ? 25.0 : 0.0});
  }
  const auto placed = place_labels(wishes, kFrame, {});
  std::vector<PageBox> boxes;
  for (const auto& box : placed) {
    if (box) {
      EXPECT_GE(box->x, 0.0);
      EXPECT_LE(box->y + box->height, 300.0);
      for (const PageBox& other : boxes) {
        EXPECT_FALSE(overlap(*box, other));
      }
      boxes.push_back(*box);
    }
  }
  EXPECT_GT(boxes.size(), 60U);
  EXPECT_LT(boxes.size(), 600U);
}

}  // namespace
}  // namespace lastmeter
