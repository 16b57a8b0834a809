// SPDX-License-Identifier: Apache-2.0
#include "compare/match_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastmeter {
namespace {

using ::testing::ElementsAre;

/// "before>after" of every pair, "-" for none.
std::vector<std::string> pairs_of(const RecordMatch& match) {
  const auto told = [](const std::optional<std::size_t>& row) { return row ? std::to_string(*row) : "-"; };
  std::vector<std::string> pairs;
  for (const RecordPair& pair : match.pairs) {
    pairs.push_back(told(pair.before) + ">" + told(pair.after));
  }
  return pairs;
}

ComparedRecord at(std::string code, double x) { return {.code = std::move(code), .name = {}, .at = Point{x, 0.0}}; }

TEST(MatchRecords, ByCodeWhereverTheyStand) {
  const std::vector<ComparedRecord> before{at("a", 0), at("b", 1), at("c", 2)};
  const std::vector<ComparedRecord> after{at("c", 900), at("a", 0), at("d", 3)};
  const RecordMatch match = match_records(before, after);
  EXPECT_THAT(pairs_of(match), ElementsAre("2>0", "0>1", "->2", "1>-"));
  EXPECT_EQ(match.doubtful, 0U);
}

TEST(MatchRecords, ByPlaceWhereTheCodeIsMissingOrTwice) {
  const std::vector<ComparedRecord> before{at("", 0), at("", 100), at("x", 200), at("x", 300)};
  const std::vector<ComparedRecord> after{at("", 100), at("x", 300), at("x", 200)};
  const RecordMatch match = match_records(before, after);
  EXPECT_THAT(pairs_of(match), ElementsAre("1>0", "3>1", "2>2", "0>-"));
  EXPECT_EQ(match.doubtful, 7U);
}

TEST(MatchRecords, ACodeTwiceAfterIsDoubtfulBeforeToo) {
  const std::vector<ComparedRecord> before{at("x", 5)};
  const std::vector<ComparedRecord> after{at("x", 0), at("x", 5)};
  EXPECT_THAT(pairs_of(match_records(before, after)), ElementsAre("->0", "0>1"));
}

TEST(MatchRecords, WithoutPlacesInOrder) {
  const std::vector<ComparedRecord> before{{.code = "x", .name = {}, .at = {}}, {.code = "x", .name = {}, .at = {}}};
  EXPECT_THAT(pairs_of(match_records(before, before)), ElementsAre("0>0", "1>1"));
}

TEST(MatchRecords, Nothing) { EXPECT_TRUE(match_records({}, {}).pairs.empty()); }

}  // namespace
}  // namespace lastmeter
