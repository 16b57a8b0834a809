// SPDX-License-Identifier: Apache-2.0
#include "core/moment.h"

#include <gmock/gmock.h>

namespace lastmeter {
namespace {

using ::testing::Eq;

constexpr std::int32_t kEighthOfJanuary2022 = 19000;  // date -d 2022-01-08 +%s, by 86,400

TEST(Moment, EveryFormOfADateIsTheSameDay) {
  for (const auto* text : {"2022-01-08", " 2022-1-8 ", "2022/01/08", "2022/1/8", "2022.1.8", "20220108", "2022年1月8日",
                           "2022年01月08号", "2022年1月8"}) {
    EXPECT_THAT(parse_moment(text), Eq(Moment{kEighthOfJanuary2022, std::nullopt})) << text;
  }
}

TEST(Moment, EveryFormOfATimeIsTheSameMinute) {
  for (const auto* text :
       {"2022-01-08 13:05", "2022-01-08T13:05:59", "2022-01-08T13:05:00Z", "2022-01-08 13:05:00.250+08:00",
        "2022/1/8 13:05:00+08", "2022年1月8日13时05分", "2022年1月8日 13时5分7秒", "202201081305", "20220108130507"}) {
    EXPECT_THAT(parse_moment(text), Eq(Moment{kEighthOfJanuary2022, 785})) << text;
  }
  EXPECT_THAT(parse_moment("2022年1月8日 13时"), Eq(Moment{kEighthOfJanuary2022, 780}));
}

TEST(Moment, SpreadsheetsCountDays) {
  EXPECT_THAT(parse_moment("44569"), Eq(Moment{kEighthOfJanuary2022, std::nullopt}));
  EXPECT_THAT(parse_moment("44569.545138889"), Eq(Moment{kEighthOfJanuary2022, 785}));
  EXPECT_THAT(parse_moment("44568.99999"), Eq(Moment{kEighthOfJanuary2022, 0})) << "the nearest minute";
  EXPECT_THAT(parse_moment("44569.0"), Eq(Moment{kEighthOfJanuary2022, 0}));
}

TEST(Moment, WhatNoCalendarHasIsNoDate) {
  for (const auto* text : {"", "-", "2022", "2022-13-01", "2022-02-29", "20220230", "08/01/2022", "22-01-08",
                           "2022-01/08", "2022-01-08 24:00", "2022-01-08 13:60", "2022-01-08 13", "2022-01-08 noon",
                           "2022-01-08x", "36525", "73051", "2022-01-08 13:05:", "99999999999999"}) {
    EXPECT_THAT(parse_moment(text), Eq(std::nullopt)) << text;
  }
  EXPECT_TRUE(parse_moment("2024-02-29"));
}

TEST(Moment, DaysAreCountedToTheMinuteWhereBothStateATime) {
  const auto days = [](const char* from, const char* to) {
    return days_between(*parse_moment(from), *parse_moment(to));
  };
  EXPECT_EQ(days("2021-12-31", "2022-01-08"), 8.0);
  EXPECT_EQ(days("2022-01-08 18:00", "2022-01-09 06:00"), 0.5);
  EXPECT_EQ(days("2022-01-08 18:00", "2022-01-09"), 1.0);
  EXPECT_EQ(days("2022-01-08 06:00", "2022-01-08 00:00"), -0.25);
}

TEST(Moment, WeekdaysAndTextFollowTheCalendar) {
  EXPECT_EQ(weekday_of(*parse_moment("2022-01-08")), 5) << "a Saturday";
  EXPECT_EQ(weekday_of(*parse_moment("1969-12-29")), 0) << "a Monday before the first day";
  EXPECT_EQ(text_of(*parse_moment("2022/1/8 9:05")), "2022-01-08 09:05");
  EXPECT_EQ(text_of(*parse_moment("0900年1月8日")), "0900-01-08");
  EXPECT_LT(*parse_moment("2022-01-08"), *parse_moment("2022-01-08 00:00"));
  EXPECT_LT(*parse_moment("2022-01-08 23:59"), *parse_moment("2022-01-09"));
}

}  // namespace
}  // namespace lastmeter
