// SPDX-License-Identifier: Apache-2.0
#include "events/closing_time.h"

#include <gmock/gmock.h>

namespace lastmeter {
namespace {

using ::testing::Eq;

// Closed after 1, 2, 2, 5 days; open after 2, 3 and 6: 6/7, x 4/6, x 1/2.
TEST(ClosingTime, KaplanMeierByHand) {
  const std::vector<Waiting> events{{2, true}, {6, false}, {1, true}, {2, false}, {5, true}, {3, false}, {2, true}};
  const std::vector<OpenShare> curve = open_shares(events);
  ASSERT_EQ(curve.size(), 3U);
  EXPECT_EQ(curve[0].days, 1.0);
  EXPECT_NEAR(curve[0].share, 6.0 / 7.0, 1e-15);
  EXPECT_EQ(curve[1].days, 2.0);
  EXPECT_NEAR(curve[1].share, 4.0 / 7.0, 1e-15);
  EXPECT_EQ(curve[2].days, 5.0);
  EXPECT_NEAR(curve[2].share, 2.0 / 7.0, 1e-15);
  EXPECT_THAT(days_until(curve, 0.5), Eq(5.0)) << "of those closed alone it would be 2";
  EXPECT_THAT(days_until(curve, 0.9), Eq(std::nullopt)) << "not reached while they were watched";
}

TEST(ClosingTime, WithoutOpenEventsItIsTheShareOfAll) {
  const std::vector<Waiting> events{{1, true}, {2, true}, {3, true}, {4, true}};
  EXPECT_THAT(days_until(open_shares(events), 0.5), Eq(2.0));
  EXPECT_THAT(days_until(open_shares(events), 0.9), Eq(4.0));
  const std::vector<Waiting> ten(10, {0.0, true});
  EXPECT_THAT(days_until(open_shares(ten), 0.9), Eq(0.0)) << "closed at once";
}

TEST(ClosingTime, NothingClosedHasNoTime) {
  EXPECT_THAT(days_until(open_shares(std::vector<Waiting>{{9, false}}), 0.5), Eq(std::nullopt));
  EXPECT_THAT(days_until(open_shares({}), 0.5), Eq(std::nullopt));
}

}  // namespace
}  // namespace lastmeter
