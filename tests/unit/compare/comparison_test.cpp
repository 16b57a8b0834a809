// SPDX-License-Identifier: Apache-2.0
#include "compare/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/compare/drawn_results.h"

namespace lastmeter {
namespace {

using testing::DrawnResult;
using ::testing::ElementsAre;
using ::testing::SizeIs;

std::vector<std::string> fates_of(const ComparedResult& before, const ComparedResult& after,
                                  const ZoneComparison& zones) {
  std::vector<std::string> fates;
  for (const ZoneChangeRow& row : zones.rows) {
    const ComparedRecord& record = row.zone.after ? after.zones[zones.after].records[*row.zone.after]
                                                  : before.zones[zones.before].records[*row.zone.before];
    fates.push_back(record.code + " " + std::string(name_of(row.fate)));
  }
  return fates;
}

/// Whatever changes, the parts add up.
void expect_balance(const CoverageTally& tally) {
  EXPECT_DOUBLE_EQ(tally.covered_after.population, tally.covered_before.population + tally.gained.population -
                                                       tally.lost.population + tally.recounted.population +
                                                       tally.arrived.population - tally.departed.population);
}

TEST(Comparison, TheSameTwiceDiffersInNothing) {
  DrawnResult town;
  town.community("A").building("b1", 10, true).building("b2", 20, false).post("p1", {0, 0});
  town.result.figures = {
      {.name = "coverage.population", .qualifiers = {}, .value = 10, .total = 30, .unit = "persons"}};
  const Comparison found = compare_results(town.result, town.result);
  EXPECT_FALSE(any_difference(town.result, town.result, found));
  EXPECT_EQ(found.figures_equal, 1U);
  EXPECT_THAT(fates_of(town.result, town.result, found.zones.front()), ElementsAre("A same"));
  EXPECT_EQ(found.totals.front().gained, DemandSum{});
  EXPECT_EQ(found.totals.front().lost, DemandSum{});
}

TEST(Comparison, GainsAndLossesAddUpWithNewGoneAndRecountedBuildings) {
  DrawnResult before;
  before.community("A").building("lost", 1, true).building("gained", 2, false).building("kept", 4, true);
  before.building("gone", 8, true).building("never", 16, false);
  DrawnResult after;
  after.community("A").building("new", 32, true).building("gained", 3, true).building("lost", 1, false);
  after.building("kept", 9, true).building("never", 16, false);
  const Comparison found = compare_results(before.result, after.result);
  const CoverageTally& tally = found.totals.front();
  EXPECT_EQ(tally.total_before.population, 31);
  EXPECT_EQ(tally.total_after.population, 61);
  EXPECT_EQ(tally.covered_before.population, 13);
  EXPECT_EQ(tally.covered_after.population, 44);
  EXPECT_EQ(tally.gained.population, 3);
  EXPECT_EQ(tally.lost.population, 1);
  EXPECT_EQ(tally.recounted.population, 5);
  EXPECT_EQ(tally.arrived.population, 32);
  EXPECT_EQ(tally.departed.population, 8);
  expect_balance(tally);
  EXPECT_EQ(found.zones.front().rows.front().tallies.front().gained, tally.gained);
}

TEST(Comparison, ABuildingThatChangesItsZoneDepartsThereAndArrivesHere) {
  DrawnResult before;
  before.community("A").community("B", {1000, 0}).building("b1", 1, true, "A").building("b2", 2, true, "A");
  before.building("b3", 4, false, "B");
  DrawnResult after;
  after.community("A").community("B", {1000, 0}).building("b1", 1, true, "A").building("b2", 2, true, "B");
  after.building("b3", 4, true, "A");
  const Comparison found = compare_results(before.result, after.result);
  const CoverageTally& a = found.zones.front().rows[0].tallies.front();
  const CoverageTally& b = found.zones.front().rows[1].tallies.front();
  EXPECT_EQ(a.departed.population, 2);
  EXPECT_EQ(a.gained.population, 4);
  EXPECT_EQ(b.arrived.population, 2);
  EXPECT_EQ(b.gained.population, 0);
  expect_balance(a);
  expect_balance(b);
  EXPECT_EQ(found.totals.front().gained.population, 4);
  EXPECT_EQ(found.totals.front().departed.population, 0);
}

TEST(Comparison, ZonesSplitMergedAddedRemovedRedrawn) {
  DrawnResult before;
  before.community("S").community("M1").community("M2").community("K").community("R").community("gone");
  before.building("s1", 1, true, "S").building("s2", 1, true, "S").building("m1", 1, true, "M1");
  before.building("m2", 1, true, "M2").building("k", 1, true, "K").building("r", 1, true, "R");
  DrawnResult after;
  after.community("S").community("S2").community("M1").community("K", {0, 0}, 1200.0).community("R").community("new");
  after.building("s1", 1, true, "S").building("s2", 1, true, "S2").building("m1", 1, true, "M1");
  after.building("m2", 1, true, "M1").building("k", 1, true, "K").building("r", 1, true, "R");
  const Comparison found = compare_results(before.result, after.result);
  EXPECT_THAT(fates_of(before.result, after.result, found.zones.front()),
              ElementsAre("M2 removed", "gone removed", "S split", "S2 split", "M1 merged", "K redrawn", "R same",
                          "new added"));
  std::vector<std::string> transfers;
  for (const ZoneTransfer& each : found.zones.front().transfers) {
    transfers.push_back(each.before + ">" + each.after + " " + std::string(name_of(each.fate)));
  }
  EXPECT_THAT(transfers, ElementsAre("M1>M1 merged", "M2>M1 merged", "S>S split", "S>S2 split"));
}

TEST(Comparison, PostsAddedRemovedMovedChanged) {
  DrawnResult before;
  before.post("same", {0, 0}).post("moved", {0, 0}).post("gone", {5, 5}).post("kind", {9, 9}, "station");
  DrawnResult after;
  after.post("kind", {9, 9}, "centre").post("moved", {30, 40}).post("same", {0.04, 0}).post("new", {7, 7});
  const Comparison found = compare_results(before.result, after.result);
  std::vector<PostFate> fates;
  for (const PostChange& post : found.posts) {
    fates.push_back(post.fate);
  }
  EXPECT_THAT(fates,
              ElementsAre(PostFate::Changed, PostFate::Moved, PostFate::Kept, PostFate::Added, PostFate::Removed));
  EXPECT_DOUBLE_EQ(found.posts[1].moved_m.value(), 50.0);
}

TEST(Comparison, FiguresAreMatchedByNameAndCase) {
  DrawnResult before;
  DrawnResult after;
  const auto figure = [](double radius, double value) {
    return Figure{.name = "f", .qualifiers = {{"radius_m", radius}}, .value = value, .total = {}, .unit = "1"};
  };
  before.result.figures = {figure(300, 1), figure(500, 2), figure(800, 3)};
  after.result.figures = {figure(500, 2), figure(300, 9), figure(1000, 3)};
  const Comparison found = compare_results(before.result, after.result);
  EXPECT_EQ(found.figures_equal, 1U);
  ASSERT_THAT(found.figures, SizeIs(3));
  EXPECT_EQ(found.figures[0].after->value, 9);
  EXPECT_FALSE(found.figures[1].after.has_value());
  EXPECT_FALSE(found.figures[2].before.has_value());
}

TEST(Comparison, OnlyCommonCasesAreCompared) {
  DrawnResult before;
  before.building("b", 1, true);
  DrawnResult after;
  after.building("b", 1, false);
  after.result.demand.cases = {"300m_open"};
  const Comparison found = compare_results(before.result, after.result);
  EXPECT_THAT(found.cases, SizeIs(0));
  EXPECT_FALSE(any_difference(before.result, after.result, found));
}

TEST(Comparison, EmptyResultsAreTheSame) {
  const ComparedResult nothing;
  EXPECT_FALSE(any_difference(nothing, nothing, compare_results(nothing, nothing)));
}

}  // namespace
}  // namespace lastmeter
