// SPDX-License-Identifier: Apache-2.0
#include "partition/partition_units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <optional>

#include "partition/evaluate_partition.h"
#include "support/unit_lattice.h"

namespace lastmeter {
namespace {

using testing::bounded;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::lattice;
using ::testing::Not;
using testing::torn_lattice;

constexpr PartitionOptions kFast{.effort = Effort::Fast, .seed = 1, .seconds = {}};

ZonePlan solve(const PartitionParts& parts) {
  SilentProgress progress;
  return partition_units(PartitionProblem(parts), kFast, progress);
}

/// Cheapest plan that holds everything, over all assignments.
std::optional<double> cheapest_of_all(const PartitionProblem& problem, std::size_t zones) {
  const std::size_t units = problem.graph().size();
  IdVector<UnitId, ZoneId> zone_of(units);
  std::optional<double> best;
  for (;;) {
    const PartitionScore score = evaluate_partition(problem, zone_of);
    if (score.breaches.empty() && (!best || score.objective < *best)) {
      best = score.objective;
    }
    std::size_t digit = 0;
    while (digit < units && zone_of[UnitId(digit)].index() + 1 == zones) {
      zone_of[UnitId(digit++)] = ZoneId(0);
    }
    if (digit == units) {
      return best;
    }
    zone_of[UnitId(digit)] = ZoneId(zone_of[UnitId(digit)].index() + 1);
  }
}

TEST(PartitionUnits, AgreesWithTryingAllPlansOfTinyProblems) {
  Random random(31);
  for (int round = 0; round < 25; ++round) {
    PartitionParts parts = bounded(torn_lattice(2, 3, 4, 0.3, random), 2 + random.below(2), 3.0, 7.0);
    parts.prices = {.cut_edges = 0.5, .border = 0.5, .deviation = random.below(2) == 0 ? 0.0 : 0.5};
    if (random.below(2) == 0) {
      for (std::size_t i = 0; i < 6; ++i) {
        parts.compounds.push_back(random.below(3) == 0 ? std::optional<std::uint32_t>(random.below(2)) : std::nullopt);
      }
    }
    const PartitionProblem problem(parts);
    const ZonePlan plan = solve(parts);
    const auto best = cheapest_of_all(problem, parts.zones_most);
    EXPECT_EQ(plan.outcome == Outcome::Solved, best.has_value()) << round;
    if (best) {
      EXPECT_NEAR(plan.objective, *best, 1e-9) << round;
      EXPECT_LE(plan.bound.value_or(0.0), *best + 1e-9) << round;
      EXPECT_EQ(plan.objective, evaluate_partition(problem, plan.zone_of).objective);
    } else {
      EXPECT_EQ(plan.outcome, Outcome::Infeasible) << round;
      EXPECT_THAT(plan.reasons, Not(IsEmpty())) << round;
    }
    EXPECT_EQ(plan.zone_of.size(), 6u);
  }
}

TEST(PartitionUnits, ZonesAreNumberedByTheirLowestUnit) {
  const ZonePlan plan = solve(bounded(lattice(1, 6), 3, 2.0, 2.0));
  EXPECT_TRUE(plan.proved);
  EXPECT_THAT(plan.zone_of.items(), ElementsAre(ZoneId(0), ZoneId(0), ZoneId(1), ZoneId(1), ZoneId(2), ZoneId(2)));
}

TEST(PartitionUnits, ZonesKeepTheNumbersOfToday) {
  PartitionParts parts = bounded(lattice(1, 6), 3, 2.0, 2.0);
  for (const std::size_t zone : {2, 2, 2, 0, 0, 1}) {
    parts.today.emplace_back(ZoneId(zone));
  }
  const ZonePlan plan = solve(parts);
  EXPECT_THAT(plan.zone_of.items(), ElementsAre(ZoneId(2), ZoneId(2), ZoneId(0), ZoneId(0), ZoneId(1), ZoneId(1)));
}

TEST(PartitionUnits, OneUnitIsOneZone) {
  const ZonePlan plan = solve(bounded(lattice(1, 1), 1, 0.0, 5.0));
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_TRUE(plan.proved);
  EXPECT_DOUBLE_EQ(plan.objective, 0.0);
}

TEST(PartitionUnits, MoreZonesThanUnitsIsExplained) {
  const ZonePlan plan = solve(bounded(lattice(1, 3), 5, 0.0, 5.0));
  EXPECT_EQ(plan.outcome, Outcome::Infeasible);
  EXPECT_THAT(plan.reasons, Not(IsEmpty()));
  EXPECT_EQ(plan.zones, 3u);
}

TEST(PartitionUnits, AUnitHeavierThanAZoneStandsAloneAndIsNamed) {
  const ZonePlan plan = solve(bounded(lattice(1, 7, {1, 1, 1, 9, 1, 1, 1}), 3, 2.0, 4.0));
  EXPECT_EQ(plan.outcome, Outcome::Infeasible);
  EXPECT_THAT(plan.reasons, Not(IsEmpty()));
  EXPECT_EQ(
      evaluate_partition(PartitionProblem(bounded(lattice(1, 7, {1, 1, 1, 9, 1, 1, 1}), 3, 2.0, 4.0)), plan.zone_of)
          .out_of_bounds,
      1u);
}

TEST(PartitionUnits, OfSeveralNumbersTheFewestZonesThatFit) {
  PartitionParts parts = bounded(lattice(2, 6), 1, 2.0, 5.0);
  parts.zones_most = 12;
  const ZonePlan plan = solve(parts);
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_EQ(plan.zones, 3u);
  EXPECT_DOUBLE_EQ(plan.objective, 4.0);
  EXPECT_LE(*plan.bound, 4.0);
}

TEST(PartitionUnits, UnitsWithoutWeightEndQuickly) {
  const ZonePlan free = solve(bounded(lattice(3, 3, std::vector<double>(9, 0.0)), 3, 0.0, 5.0));
  EXPECT_EQ(free.outcome, Outcome::Solved);
  const ZonePlan asked = solve(bounded(lattice(3, 3, std::vector<double>(9, 0.0)), 3, 1.0, 5.0));
  EXPECT_EQ(asked.outcome, Outcome::Infeasible);
}

TEST(PartitionUnits, PartsWithoutALinkAreZonesOfTheirOwn) {
  IdVector<BorderId, UnitBorder> borders;
  const UnitGraph whole = lattice(2, 6);
  for (UnitBorder border : whole.borders()) {
    border.passage = border.b.index() == border.a.index() + 6 ? Passage::Barred : Passage::Open;
    borders.push_back(border);
  }
  const ZonePlan plan = solve(bounded(UnitGraph(whole.units(), borders), 4, 2.0, 4.0));
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_DOUBLE_EQ(plan.objective, 6.0 + 2.0);
  const ZonePlan too_few = solve(bounded(UnitGraph(whole.units(), borders), 1, 2.0, 40.0));
  EXPECT_EQ(too_few.outcome, Outcome::Infeasible);
}

TEST(PartitionUnits, CompoundsStayWholeOrAreExplained) {
  PartitionParts parts = bounded(lattice(4, 4), 4, 3.0, 5.0);
  parts.compounds.assign(16, std::nullopt);
  for (const std::size_t i : {1, 2, 5, 6}) {
    parts.compounds[i] = 7;
  }
  const ZonePlan plan = solve(parts);
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_EQ(evaluate_partition(PartitionProblem(parts), plan.zone_of).compounds_split, 0u);
}

}  // namespace
}  // namespace lastmeter
