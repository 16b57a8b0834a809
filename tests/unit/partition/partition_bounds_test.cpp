// SPDX-License-Identifier: Apache-2.0
#include "partition/partition_bounds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/random.h"
#include "partition/cut_bound.h"
#include "support/draw_partition.h"
#include "support/unit_lattice.h"

namespace lastmeter {
namespace {

using testing::bounded;
using testing::draw_units;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

PartitionParts town(std::string_view picture, double least, double most, std::size_t zones) {
  return bounded(draw_units(picture), zones, least, most);
}

TEST(Spectrum, OfAPathIsKnown) {
  constexpr std::size_t kUnits = 5;
  std::vector<double> path(kUnits * kUnits, 0.0);
  for (std::size_t i = 0; i + 1 < kUnits; ++i) {
    path[i * kUnits + i] += 1.0;
    path[(i + 1) * kUnits + i + 1] += 1.0;
    path[i * kUnits + i + 1] = path[(i + 1) * kUnits + i] = -1.0;
  }
  const Spectrum spectrum = spectrum_of(path, kUnits);
  for (std::size_t i = 0; i < kUnits; ++i) {
    const double angle = std::acos(-1.0) * static_cast<double>(i) / kUnits;
    EXPECT_NEAR(spectrum.values[i], 2.0 - 2.0 * std::cos(angle), 1e-13);
  }
}

TEST(Spectrum, PutsTheMatrixTogetherAgain) {
  Random random(1);
  for (int round = 0; round < 20; ++round) {
    const std::size_t n = 1 + random.below(12);
    std::vector<double> matrix(n * n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        matrix[i * n + j] = matrix[j * n + i] = random.below(3) == 0 ? 0.0 : random.uniform(-1.0, 1.0);
      }
    }
    const Spectrum spectrum = spectrum_of(matrix, n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        double sum = 0.0;
        for (std::size_t k = 0; k < n; ++k) {
          sum += spectrum.values[k] * spectrum.vectors[k * n + i] * spectrum.vectors[k * n + j];
        }
        EXPECT_NEAR(sum, matrix[i * n + j], 1e-12);
      }
    }
  }
}

TEST(ObjectiveBound, APathIsCutBetweenAllZones) {
  EXPECT_EQ(objective_bound(PartitionProblem(town("1 1 1 1", 0.0, 4.0, 3))), 2.0);
}

TEST(ObjectiveBound, ASquareCutInHalvesIsMet) {
  EXPECT_EQ(objective_bound(PartitionProblem(town("1 1\n1 1", 2.0, 2.0, 2))), 2.0);
}

TEST(ObjectiveBound, EvenZonesOfALatticeCostMoreThanForests) {
  const std::string lattice = "1 1 1 1 1 1\n1 1 1 1 1 1\n1 1 1 1 1 1\n1 1 1 1 1 1\n1 1 1 1 1 1\n1 1 1 1 1 1\n";
  const double bound = objective_bound(PartitionProblem(town(lattice, 9.0, 9.0, 4)));
  EXPECT_LE(bound, 12.0);  // four squares of three by three
  EXPECT_GE(bound, 7.0);
}

TEST(ObjectiveBound, WholeHouseholdsCannotBeDividedEvenly) {
  PartitionParts parts = town("1 1 1 1 1", 0.0, 5.0, 2);
  parts.prices = {.cut_edges = 0.0, .border = 0.0, .deviation = 1.0};
  EXPECT_NEAR(objective_bound(PartitionProblem(parts)), 1.0 / 2.5, 1e-8);  // 2 and 3
}

TEST(ObjectiveBound, TheMomentOfTwoHalvesIsBoundedFromBelow) {
  PartitionParts parts = town("1 1 1 1", 2.0, 2.0, 2);
  parts.prices = {.cut_edges = 0.0, .border = 0.0, .moment = 1.0};
  const PartitionProblem problem(parts);
  // Every unit lies 10 m from the nearest other: half of it, 25 m2 of weight each, 100 in all; the best has 100.
  EXPECT_NEAR(objective_bound(problem), 100.0 * problem.moment_price(), 1e-7 * 100.0 * problem.moment_price());
}

TEST(PossibleZoneCounts, FollowTheTotals) {
  const auto counts = [](std::string_view picture, double least, double most) {
    const ZoneCounts zones = possible_zone_counts(PartitionProblem(town(picture, least, most, 1)));
    return std::vector<std::size_t>{zones.least, zones.most};
  };
  EXPECT_THAT(counts("5 6", 3.0, 5.0), ElementsAre(3, 2));  // 11 makes 3, of two units at most 2
  EXPECT_THAT(counts("5 5 1", 3.0, 5.0), ElementsAre(3, 3));
  EXPECT_THAT(counts("5 | 5", 3.0, 5.0), ElementsAre(2, 2));
  const ZoneCounts none = possible_zone_counts(PartitionProblem(town("5 . 2", 3.0, 5.0, 1)));
  EXPECT_LT(none.most, none.least);  // the 2 is alone
}

TEST(PossibleZoneCounts, CompoundsCountAsOne) {
  PartitionParts parts = town("1 1 1 1", 1.0, 3.0, 2);
  EXPECT_EQ(possible_zone_counts(PartitionProblem(parts)).most, 4u);
  parts.compounds = {0, 0, 0, std::nullopt};
  EXPECT_EQ(possible_zone_counts(PartitionProblem(parts)).most, 2u);
}

TEST(WhyInfeasible, SaysWhatTheTotalNeeds) {
  PartitionParts parts = town("5 6 5 7", 3.0, 5.0, 1);
  parts.name = "community X";
  auto units = parts.graph.units();
  for (BasicUnit& unit : units) {
    unit.weight *= 1130.0 / 23.0;
  }
  parts.graph = UnitGraph(units, parts.graph.borders());
  parts.least = 300.0;
  parts.most = 500.0;
  parts.zones_least = parts.zones_most = 2;
  EXPECT_THAT(why_infeasible(PartitionProblem(parts)),
              ElementsAre("community X holds 1,130: 300 to 500 needs 3 zones of 377; 2 of 565 are not enough: allow 3 "
                          "zones"));
  parts.zones_least = parts.zones_most = 4;
  EXPECT_THAT(why_infeasible(PartitionProblem(parts)),
              ElementsAre("community X holds 1,130: 300 to 500 allows 3 zones of 377; 4 of 282 are too many: ask for 3 "
                          "zones"));
}

TEST(WhyInfeasible, SaysWhatNoNumberOfZonesHolds) {
  EXPECT_THAT(why_infeasible(PartitionProblem(town("2 2 3", 4.0, 6.0, 1))),
              ElementsAre("the area holds 7: zones of 4 to 6 would be 2 of 3.5 or 1 of 7: lower the least to 3.5, or "
                          "raise the most to 7"));
  EXPECT_THAT(why_infeasible(PartitionProblem(town("2 1", 4.0, 6.0, 1))),
              ElementsAre("the area holds 3, less than the 4 of one zone: lower the least by 1"));
}

TEST(WhyInfeasible, NamesHeavyUnitsAndLonelyParts) {
  EXPECT_THAT(
      why_infeasible(PartitionProblem(town("9 1 . 2", 3.0, 8.0, 3))),
      ElementsAre("unit 'a' weighs 9, 1 more than the 8 of a zone: divide it, or raise the most",
                  "the area, its part of unit 'c', holds 2, less than the 3 of one zone: lower the least by 1"));
}

TEST(WhyInfeasible, NamesLumpsThatFitNoZone) {
  // 5 beside 2: alone below 6, together above 6.5; the others make zones of 6.
  EXPECT_THAT(why_infeasible(PartitionProblem(town("5 2 4 6 2", 6.0, 6.5, 3))),
              ElementsAre("unit 'a' of 5 fits no zone of 6 to 6.5: with units it touches a zone of it weighs 5 at "
                          "most, or 7 and more: lower the least to 5, or raise the most to 7",
                          ::testing::HasSubstr("unit 'e' of 2")));
}

TEST(WhyInfeasible, CountsUnitsThatShareNoZone) {
  EXPECT_THAT(why_infeasible(PartitionProblem(town("4 1 4 1 4", 0.0, 7.0, 2))),
              ElementsAre("the area has 3 units of 4 or more, of which no zone of at most 7 holds two; 2 zones are not "
                          "enough: allow 3"));
}

TEST(WhyInfeasible, MoreZonesThanUnitsAreNamed) {
  EXPECT_THAT(why_infeasible(PartitionProblem(town("1 1", 0.0, 9.0, 3))),
              ::testing::Contains("the area has 2 basic units that stay whole, too few for 3 zones: allow 2"));
}

TEST(WhyInfeasible, HasNothingToSayOfWhatCanBe) {
  EXPECT_THAT(why_infeasible(PartitionProblem(town("1 2 3", 1.0, 5.0, 2))), IsEmpty());
  EXPECT_THAT(why_infeasible(PartitionProblem(town("0 0", 0.0, 0.0, 2))), IsEmpty());
}

/// Six units of weight 2 in a row; today each is a zone of its own.
PartitionParts six_zones_today(std::size_t zones) {
  PartitionParts parts;
  parts.graph = testing::draw_units("222222");
  parts.zones_least = parts.zones_most = zones;
  for (std::size_t i = 0; i < 6; ++i) {
    parts.today.emplace_back(ZoneId(i));
  }
  parts.prices = {.cut_edges = 0.0, .border = 0.0, .moved = 1.0};
  return parts;
}

TEST(LeastMoved, OnlyAsManyZonesAsThereWillBeCanStay) {
  EXPECT_EQ(least_moved(PartitionProblem(six_zones_today(6))), 0.0);
  EXPECT_EQ(least_moved(PartitionProblem(six_zones_today(4))), 4.0);
  EXPECT_NEAR(objective_bound(PartitionProblem(six_zones_today(4))), 2.0, 1e-6) << "two mean units";
}

TEST(LeastMoved, TooFewZonesForTheMovesAllowedAreExplained) {
  PartitionParts parts = six_zones_today(4);
  parts.moved_at_most = 0.3;
  const auto reasons = why_infeasible(PartitionProblem(parts));
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_NE(reasons[0].find("4 of 12 must move"), std::string::npos) << reasons[0];
  parts.moved_at_most = 0.34;
  EXPECT_TRUE(why_infeasible(PartitionProblem(parts)).empty());
}

TEST(PriceScales, KeepPricesWhereTheNumberOfZonesIsChosen) {
  PartitionParts parts;
  parts.graph = testing::draw_units("222222");
  parts.least = 2.0;
  parts.most = 6.0;
  parts.zones_least = 2;
  parts.zones_most = 6;
  parts.prices = {.deviation = 1.0};
  const PartitionProblem range(parts);
  PartitionParts three = range.parts();
  three.zones_least = three.zones_most = 3;
  EXPECT_EQ(PartitionProblem(three).ideal(), range.ideal());
}

}  // namespace
}  // namespace lastmeter
