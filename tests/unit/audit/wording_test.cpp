// SPDX-License-Identifier: Apache-2.0
#include "audit/wording.h"

#include <gmock/gmock.h>

namespace lastmeter::testing {

namespace {

TEST(Wording, RecordsAreCalledByCodeElseNameElseRow) {
  EXPECT_EQ(called("370481", "Beixin", 6), "370481");
  EXPECT_EQ(called("", "Beixin", 6), "'Beixin'");
  EXPECT_EQ(called("", "", 6), "row 7");
  EXPECT_EQ(called("#7", "", 6), "row 7") << "the stand-in for a missing code is no code";
}

TEST(Wording, ListsAreCutShort) {
  EXPECT_EQ(listed({}, 2), "");
  EXPECT_EQ(listed({"a", "b"}, 2), "a, b");
  EXPECT_EQ(listed({"a", "b", "c", "d"}, 2), "a, b and 2 more");
}

TEST(Wording, SmallFiguresKeepDecimals) {
  EXPECT_EQ(text_of(SquareMetres(1.004)), "1 m2");
  EXPECT_EQ(text_of(SquareMetres(1.25)), "1.25 m2");
  EXPECT_EQ(text_of(SquareMetres(31234.6)), "31,235 m2");
  EXPECT_EQ(text_of(Metres(0.44)), "0.4 m");
  EXPECT_EQ(text_of(Metres(1526.4)), "1,526 m");
}

TEST(Wording, FindingCarriesThePlaceOfItsRecord) {
  Facility post;
  post.code = "P1";
  post.name = "Post";
  post.at = {3.0, 4.0};
  post.row = 8;
  const Issue issue =
      place_finding(Rule::FacilityOutside, "facilities", place_of(post), "stands", "nothing", Measured{12.0, "m"});
  EXPECT_EQ(issue.severity, Severity::Note);
  EXPECT_EQ(issue.code, "P1");
  EXPECT_EQ(issue.name, "Post");
  EXPECT_EQ(issue.at, (Point{3.0, 4.0}));
  EXPECT_EQ(issue.row, 8U);
  EXPECT_EQ(issue.figure, 12.0);
  EXPECT_EQ(issue.unit, "m");
}

}  // namespace

}  // namespace lastmeter::testing
