// SPDX-License-Identifier: Apache-2.0
#include "partition/evaluate_partition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>
#include <stdexcept>

#include "support/draw_partition.h"

namespace lastmeter {
namespace {

using ::testing::Contains;
using testing::draw_plan;
using testing::draw_today;
using testing::draw_units;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;
using testing::with_border;

PartitionParts town(std::string_view picture, std::size_t zones) {
  PartitionParts parts;
  parts.graph = draw_units(picture);
  parts.zones_least = parts.zones_most = zones;
  parts.prices = {.cut_edges = 0.0, .border = 0.0};
  return parts;
}

TEST(EvaluatePartition, CountsTheBordersOfADrawnPlan) {
  PartitionParts parts = town(R"(
      1 2 3
      4 5 6 )",
                              2);
  parts.prices = {.cut_edges = 1.0, .border = 2.0};
  const PartitionScore score = evaluate_partition(PartitionProblem(parts), draw_plan(R"(
      A A B
      A B B )"));
  EXPECT_EQ(score.zones, 2u);
  EXPECT_EQ(score.cut_edges, 3u);
  EXPECT_EQ(score.border, Metres(30.0));
  EXPECT_DOUBLE_EQ(score.objective, 3.0 * 1.0 + 3.0 * 2.0);  // every border has the mean length
  EXPECT_EQ(score.by_zone[ZoneId(0)].weight, 7.0);
  EXPECT_EQ(score.by_zone[ZoneId(1)].weight, 14.0);
  EXPECT_EQ(score.by_zone[ZoneId(0)].perimeter, Metres(80.0));
  EXPECT_DOUBLE_EQ(score.by_zone[ZoneId(0)].polsby_popper, 4.0 * std::numbers::pi * 300.0 / 6400.0);
  EXPECT_DOUBLE_EQ(score.deviation_max, 3.5 / 10.5);
  EXPECT_THAT(score.breaches, IsEmpty());
}

TEST(EvaluatePartition, TheMixtureIsWhatUnitsOfAZoneDifferIn) {
  PartitionParts parts = town("1 1 1 1", 2);
  IdVector<UnitId, BasicUnit> units = parts.graph.units();
  units[UnitId(2)].trait = units[UnitId(3)].trait = 10.0;
  parts.graph = UnitGraph(std::move(units), parts.graph.borders());
  parts.prices.mixture = 3.0;
  const PartitionProblem problem(parts);
  // About the mean of 5 all differ by 5: squares of 100, so one of them costs 3 x 2 zones / 100.
  EXPECT_DOUBLE_EQ(problem.mixture_price(), 0.06);
  EXPECT_DOUBLE_EQ(evaluate_partition(problem, draw_plan("A A B B")).objective, 0.0);
  const PartitionScore mixed = evaluate_partition(problem, draw_plan("A B B B"));
  EXPECT_NEAR(mixed.mixture, 200.0 / 3.0, 1e-9);  // 0, 10 and 10 about 20 / 3
  EXPECT_NEAR(mixed.objective, 4.0, 1e-9);
}

TEST(EvaluatePartition, TiesCostWhereTheyAreCut) {
  PartitionParts parts = town("1 1 1", 2);
  IdVector<BorderId, UnitBorder> borders = parts.graph.borders();
  borders[BorderId(0)].ties = 1;
  parts.graph = UnitGraph(parts.graph.units(), std::move(borders));
  parts.prices.affinity = 7.0;
  const PartitionProblem problem(parts);
  const PartitionScore cut = evaluate_partition(problem, draw_plan("A B B"));
  EXPECT_EQ(cut.ties_cut, 1u);
  EXPECT_DOUBLE_EQ(cut.objective, 7.0);
  EXPECT_DOUBLE_EQ(evaluate_partition(problem, draw_plan("A A B")).objective, 0.0);
}

TEST(EvaluatePartition, TheMomentIsAboutTheWeightedCentre) {
  PartitionParts parts = town("1 0 3", 1);
  parts.prices.moment = 1.0;
  const PartitionProblem problem(parts);
  const PartitionScore score = evaluate_partition(problem, draw_plan("A A A"));
  // Centre at 5 + 15 = 20 m: 15 m from weight 1, 5 m from weight 3.
  EXPECT_DOUBLE_EQ(score.moment, 1.0 * 225.0 + 3.0 * 25.0);
  EXPECT_DOUBLE_EQ(score.objective, 300.0 * 2.0 * std::numbers::pi / (4.0 * 300.0));
}

TEST(EvaluatePartition, AZoneWithoutWeightHasNoMoment) {
  PartitionParts parts = town("0 0 3", 2);
  parts.prices.moment = 1.0;
  EXPECT_EQ(evaluate_partition(PartitionProblem(parts), draw_plan("A A B")).moment, 0.0);
}

TEST(EvaluatePartition, AZoneInTwoPartsIsNamedByItsFirstUnit) {
  const PartitionScore score = evaluate_partition(PartitionProblem(town("1 1 1", 2)), draw_plan("A B A"));
  EXPECT_EQ(score.extra_pieces, 1u);
  EXPECT_THAT(score.breaches, ElementsAre("the zone of unit 'a' lies in 2 parts"));
}

TEST(EvaluatePartition, BarredBordersDoNotConnectButCountAsBorder) {
  const PartitionProblem problem(town("1 | 1 1", 1));
  EXPECT_EQ(evaluate_partition(problem, draw_plan("A A A")).extra_pieces, 1u);
  EXPECT_EQ(evaluate_partition(problem, draw_plan("A B B")).cut_edges, 1u);
  EXPECT_EQ(evaluate_partition(problem, draw_plan("A A A")).cut_edges, 0u);
}

TEST(EvaluatePartition, LinksConnectAndAreToldApart) {
  PartitionParts parts = town("1 . 1", 1);
  parts.graph = with_border(parts.graph, 0, 1, Passage::Linked);
  const PartitionScore score = evaluate_partition(PartitionProblem(parts), draw_plan("A . A"));
  EXPECT_EQ(score.extra_pieces, 0u);
  EXPECT_EQ(score.by_zone[ZoneId(0)].pieces_without_links, 2u);
}

TEST(EvaluatePartition, WeightsAndNumbersOutsideTheLimitsAreBreaches) {
  PartitionParts parts = town("1 2 6", 2);
  parts.least = 2.0;
  parts.most = 6.0;
  const PartitionProblem problem(parts);
  EXPECT_THAT(evaluate_partition(problem, draw_plan("A A B")).breaches, IsEmpty());
  EXPECT_THAT(
      evaluate_partition(problem, draw_plan("A B B")).breaches,
      ElementsAre("the zone of unit 'a' weighs 1, outside 2 to 6", "the zone of unit 'b' weighs 8, outside 2 to 6"));
  EXPECT_THAT(evaluate_partition(problem, draw_plan("A B C")).breaches,
              ElementsAre("3 zones where 2 are asked for", HasSubstr("'a' weighs 1")));
}

TEST(EvaluatePartition, AZoneWithoutUnitIsABreach) {
  EXPECT_THAT(evaluate_partition(PartitionProblem(town("1 1", 3)), draw_plan("A C")).breaches,
              ElementsAre("zone 1 is empty"));
}

TEST(EvaluatePartition, BoundsAreInclusiveUpToTheRoundingOfSums) {
  PartitionParts parts = town("1 2", 1);
  parts.least = parts.most = 3.0;
  EXPECT_TRUE(PartitionProblem(parts).fits(3.0 + 2e-9));
  EXPECT_FALSE(PartitionProblem(parts).fits(3.0 + 1e-8));
  EXPECT_FALSE(PartitionProblem(parts).fits(3.0 - 1e-8));
}

TEST(EvaluatePartition, DeviationAndWorkloadArePerMeanZone) {
  PartitionParts parts = town("1 2 6", 2);
  parts.prices.deviation = 1.0;
  EXPECT_DOUBLE_EQ(evaluate_partition(PartitionProblem(parts), draw_plan("A A B")).objective, 3.0 / 4.5);
  parts.prices.workload = 10.0;
  EXPECT_DOUBLE_EQ(evaluate_partition(PartitionProblem(parts), draw_plan("A A B")).objective, 11.0 * 3.0 / 4.5);
}

TEST(EvaluatePartition, LimitsAlongStreetsAreForgivenByTheCredit) {
  PartitionParts parts = town("1 1", 2);
  auto borders = parts.graph.borders();
  borders[BorderId(0)].along = 0.5;
  parts.graph = UnitGraph(parts.graph.units(), borders);
  parts.prices = {.cut_edges = 1.0, .border = 1.0, .along_credit = 0.4};
  EXPECT_DOUBLE_EQ(evaluate_partition(PartitionProblem(parts), draw_plan("A B")).objective, 2.0 * 0.8);
}

TEST(EvaluatePartition, WhatMovesIsCountedAgainstTheBestMatchingOfZones) {
  PartitionParts parts = town("1 2 3 4", 2);
  parts.today = draw_today("A A B B");
  parts.prices.moved = 1.0;
  const PartitionScore score = evaluate_partition(PartitionProblem(parts), draw_plan("B A A A"));
  // Zone 0 (2, 3, 4) carries on B, zone 1 (1) carries on A: only the 2 moves. The mean unit weighs 2.5.
  EXPECT_EQ(score.units_moved, 1u);
  EXPECT_EQ(score.weight_moved, 2.0);
  EXPECT_DOUBLE_EQ(score.objective, 2.0 / 2.5);
}

TEST(EvaluatePartition, UnitsWithoutAZoneTodayDoNotMove) {
  PartitionParts parts = town("1 2 3", 1);
  parts.today = draw_today("A - B");
  const PartitionScore score = evaluate_partition(PartitionProblem(parts), draw_plan("A A A"));
  EXPECT_EQ(score.weight_moved, 1.0);
}

TEST(EvaluatePartition, MovingMoreThanAllowedIsABreach) {
  PartitionParts parts = town("1 2 3 4", 2);
  parts.today = draw_today("A A B B");
  parts.moved_at_most = 0.2;
  EXPECT_THAT(evaluate_partition(PartitionProblem(parts), draw_plan("A B B B")).breaches, IsEmpty());
  parts.moved_at_most = 0.1;
  EXPECT_THAT(evaluate_partition(PartitionProblem(parts), draw_plan("A B B B")).breaches,
              ElementsAre("2 of weight move, 1 are allowed"));
}

TEST(EvaluatePartition, CompoundsThatCouldBeWholeMustBe) {
  PartitionParts parts = town("1 2 3 4", 2);
  parts.most = 8.0;
  parts.compounds = {0, 0, 1, 1};
  const PartitionScore score = evaluate_partition(PartitionProblem(parts), draw_plan("A B B B"));
  EXPECT_EQ(score.compounds, 2u);
  EXPECT_EQ(score.compounds_split, 1u);
  EXPECT_THAT(score.breaches, Contains("1 of 2 compounds are split"));
  parts.most = 6.0;  // 3 + 4 is too heavy to be whole
  EXPECT_EQ(evaluate_partition(PartitionProblem(parts), draw_plan("A A B C")).compounds, 1u);
}

TEST(EvaluatePartition, APlanOfAnotherLengthIsOurMistake) {
  EXPECT_THROW((void)evaluate_partition(PartitionProblem(town("1 1", 1)), draw_plan("A")), std::logic_error);
}

TEST(MatchZones, MostWeightStays) {
  const UnitGraph graph = draw_units("5 1 4 4");
  // Zone 0 shares 5 with A and 1 with B, zone 1 shares 8 with A: best is B for zone 0.
  EXPECT_THAT(match_zones(graph, draw_plan("A A B B"), draw_today("A B A A")),
              ElementsAre(Optional(ZoneId(1)), Optional(ZoneId(0))));
}

TEST(MatchZones, ZonesWithoutCommonUnitsStaySingle) {
  EXPECT_THAT(match_zones(draw_units("1 1 1"), draw_plan("A A B"), draw_today("A A A")),
              ElementsAre(Optional(ZoneId(0)), std::nullopt));
}

}  // namespace
}  // namespace lastmeter
