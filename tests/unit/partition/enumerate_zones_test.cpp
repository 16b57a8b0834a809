// SPDX-License-Identifier: Apache-2.0
#include "partition/enumerate_zones.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/random.h"
#include "partition/choose_sets.h"
#include "partition/evaluate_partition.h"
#include "support/draw_partition.h"

namespace lastmeter {
namespace {

using testing::draw_plan;
using testing::draw_today;
using testing::draw_units;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::with_border;

PartitionParts town(std::string_view picture, std::size_t zones) {
  PartitionParts parts;
  parts.graph = draw_units(picture);
  parts.zones_least = parts.zones_most = zones;
  parts.prices = {.cut_edges = 1.0, .border = 0.0};
  return parts;
}

std::vector<std::string> spelled(const PartitionProblem& problem, const UnitSets& sets) {
  std::vector<std::string> words;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    words.emplace_back();
    for (const UnitId unit : sets.of(s)) {
      words.back() += problem.graph().units()[unit].code;
    }
  }
  return words;
}

ZonePlan best_of_all(const PartitionProblem& problem) {
  SilentProgress silent;
  return partition_by_sets(problem, connected_sets(problem, 10'000).value(), SetsGiven::All, {}, silent);
}

TEST(ConnectedSets, AreEachFoundOnce) {
  const PartitionProblem problem(town(R"(
      1 1
      1 . )",
                                      1));
  EXPECT_THAT(spelled(problem, connected_sets(problem, 100).value()),
              ::testing::UnorderedElementsAre("a", "b", "c", "ab", "ac", "abc"));
}

TEST(ConnectedSets, KeepTheBoundsInclusively) {
  PartitionParts parts = town("1 2 3 4", 1);
  parts.least = 3.0;
  parts.most = 6.0;
  const PartitionProblem problem(parts);
  EXPECT_THAT(spelled(problem, connected_sets(problem, 100).value()),
              ::testing::UnorderedElementsAre("ab", "abc", "bc", "c", "d"));
}

TEST(ConnectedSets, ReachAcrossLinksAndNotAcrossBarriers) {
  PartitionParts parts = town("1 | 1 . 1", 1);
  parts.graph = with_border(parts.graph, 1, 2, Passage::Linked);
  const PartitionProblem problem(parts);
  EXPECT_THAT(spelled(problem, connected_sets(problem, 100).value()),
              ::testing::UnorderedElementsAre("a", "b", "c", "bc"));
}

TEST(ConnectedSets, TooManyAreNone) {
  const PartitionProblem problem(town("1 1 1", 1));
  EXPECT_TRUE(connected_sets(problem, 6));
  EXPECT_FALSE(connected_sets(problem, 5));
}

TEST(ConnectedSets, SearchEndsWhereFewOfCountlessSetsFit) {
  std::string picture;
  for (int row = 0; row < 12; ++row) {
    picture += "1 1 1 1 1 1 1 1 1 1 1 1\n";
  }
  PartitionParts parts = town(picture, 2);
  parts.least = parts.most = 72.0;
  EXPECT_FALSE(connected_sets(PartitionProblem(parts), 1000));
}

TEST(ConnectedSets, AreAllThatSubsetsGive) {
  Random random(3);
  for (int round = 0; round < 12; ++round) {
    SCOPED_TRACE(round);
    PartitionParts parts = town("1 0 2 3\n 2 1 1 0\n 3 . 2 1", 1);
    auto borders = parts.graph.borders();
    std::erase_if(borders.items(), [&](const UnitBorder&) { return random.below(4) == 0; });
    parts.graph = UnitGraph(parts.graph.units(), borders);
    parts.least = static_cast<double>(random.below(6));
    parts.most = parts.least + static_cast<double>(random.below(6));
    const PartitionProblem problem(parts);
    std::set<std::string> expected;
    const std::size_t units = parts.graph.size();
    for (std::size_t bits = 1; bits < (std::size_t{1} << units); ++bits) {
      IdVector<UnitId, ZoneId> plan(units, ZoneId(1));
      std::string word;
      for (std::size_t i = 0; i < units; ++i) {
        if (((bits >> i) & 1U) != 0) {
          plan[UnitId(i)] = ZoneId(0);
          word += parts.graph.units()[UnitId(i)].code;
        }
      }
      const PartitionScore score = evaluate_partition(problem, plan);
      if (problem.fits(score.by_zone[ZoneId(0)].weight) && score.by_zone[ZoneId(0)].pieces == 1) {
        expected.insert(word);
      }
    }
    const auto found = spelled(problem, connected_sets(problem, 10'000).value());
    EXPECT_EQ(found.size(), expected.size());
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), expected);
  }
}

TEST(PartitionBySets, FindsTheOnlyCheapestCut) {
  PartitionParts parts = town(R"(
      1 1 . 1 1
      1 1 1 1 1 )",
                              2);
  parts.least = 4.0;
  parts.most = 5.0;
  const ZonePlan plan = best_of_all(PartitionProblem(parts));
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_EQ(plan.objective, 1.0);
  EXPECT_TRUE(plan.proved);
  EXPECT_EQ(plan.zones, 2u);
}

TEST(PartitionBySets, MovesAreWorthWhatTheyCost) {
  PartitionParts parts = town("1 1 1 1", 2);
  parts.today = draw_today("A B B B");
  parts.prices = {.cut_edges = 0.0, .border = 0.0, .deviation = 1.0, .moved = 0.9};
  EXPECT_EQ(best_of_all(PartitionProblem(parts)).zone_of.items(), draw_plan("A A B B").items());
  parts.prices.moved = 1.1;
  EXPECT_EQ(best_of_all(PartitionProblem(parts)).zone_of.items(), draw_plan("A B B B").items());
}

TEST(PartitionBySets, WhatMayMoveIsALimit) {
  PartitionParts parts = town("1 1 1 1", 2);
  parts.today = draw_today("A B B B");
  parts.least = parts.most = 2.0;
  parts.moved_at_most = 0.25;
  EXPECT_TRUE(best_of_all(PartitionProblem(parts)).proved);
  parts.moved_at_most = 0.2;
  EXPECT_EQ(best_of_all(PartitionProblem(parts)).outcome, Outcome::Infeasible);
}

TEST(PartitionBySets, SomeSetsProveNothing) {
  const PartitionProblem problem(town("1 1 1", 2));
  SilentProgress silent;
  UnitSets sets;
  for (const std::vector<UnitId>& set : {std::vector<UnitId>{UnitId(0)}, {UnitId(1), UnitId(2)}}) {
    sets.units.insert(sets.units.end(), set.begin(), set.end());
    sets.starts.push_back(sets.units.size());
  }
  const ZonePlan plan = partition_by_sets(problem, sets, SetsGiven::Some, {}, silent);
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_FALSE(plan.bound);
  EXPECT_FALSE(plan.proved);
  sets.units.pop_back();
  --sets.starts.back();
  EXPECT_EQ(partition_by_sets(problem, sets, SetsGiven::Some, {}, silent).outcome, Outcome::Unknown);
}

TEST(PartitionBySets, TellsWhichUnitsNoChoiceHolds) {
  PartitionParts parts = town("2 2 2", 2);  // a zone of 3 to 4 is ab or bc
  parts.least = 3.0;
  parts.most = 4.0;
  parts.zones_least = 1;
  const ZonePlan plan = best_of_all(PartitionProblem(parts));
  EXPECT_EQ(plan.outcome, Outcome::Infeasible);
  EXPECT_THAT(plan.reasons, ElementsAre(HasSubstr("leaves out")));
}

TEST(ChooseSets, AMeanCanBeMaximized) {
  const PartitionProblem problem(town("1 1 1", 2));
  const UnitSets sets = connected_sets(problem, 100).value();
  std::vector<SetColumn> columns;
  for (std::uint32_t s = 0; s < sets.size(); ++s) {  // pairs without the first unit shine
    columns.push_back({.set = s,
                       .cost = sets.of(s).front() == UnitId(1) && sets.of(s).size() == 2 ? -0.9 : -0.4,
                       .label = {},
                       .moved = 0.0});
  }
  const SetChoice choice = choose_sets(problem, sets, columns, {});
  EXPECT_NEAR(choice.cost, -1.3, 1e-12);
  EXPECT_NEAR(choice.bound, -1.3, 1e-6);
}

TEST(RestFits, SeesAPartTooLightForAZone) {
  PartitionParts parts = town("1 2 2", 2);
  parts.least = 2.0;
  const PartitionProblem problem(parts);
  RestFits rest_fits(problem);
  const UnitId middle[] = {UnitId(1)};
  const UnitId end[] = {UnitId(2)};
  EXPECT_FALSE(rest_fits(middle));
  EXPECT_TRUE(rest_fits(end));
}

}  // namespace
}  // namespace lastmeter
