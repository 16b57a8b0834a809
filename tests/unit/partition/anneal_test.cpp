// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/parallel.h"
#include "partition/anneal_search.h"
#include "partition/anneal_start.h"
#include "partition/anneal_zones.h"
#include "partition/evaluate_partition.h"
#include "support/unit_lattice.h"

namespace lastmeter {
namespace {

using testing::bounded;
using testing::lattice;
using testing::torn_lattice;

constexpr PartitionOptions kFast{.effort = Effort::Fast, .seed = 1, .seconds = {}};

TEST(Anneal, QuartersASquare) {
  SilentProgress progress;
  const PartitionProblem problem(bounded(lattice(8, 8), 4, 16.0, 16.0));
  const ZonePlan plan = anneal_zones(problem, kFast, progress);
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_DOUBLE_EQ(plan.objective, 16.0);
}

TEST(Anneal, NeverReportsWhatTheScorerDoesNot) {
  SilentProgress progress;
  Random random(21);
  for (int round = 0; round < 15; ++round) {
    const std::size_t zones = 1 + random.below(6);
    PartitionParts parts = bounded(torn_lattice(4, 5, 6, 0.4, random), zones, 4.0, 20.0);
    parts.prices = {.cut_edges = 0.5, .border = 0.5, .moment = 0.4, .deviation = 0.3};
    const PartitionProblem problem(parts);
    const ZonePlan plan = anneal_zones(problem, kFast, progress);
    const PartitionScore score = evaluate_partition(problem, plan.zone_of);
    EXPECT_EQ(plan.objective, score.objective);
    EXPECT_EQ(plan.outcome == Outcome::Solved, score.breaches.empty());
    EXPECT_EQ(score.extra_pieces, 0u);
    EXPECT_FALSE(plan.bound.has_value());
  }
}

TEST(Anneal, SamePlanForAnyNumberOfThreads) {
  SilentProgress progress;
  const PartitionProblem problem(bounded(lattice(9, 9), 5, 14.0, 19.0));
  set_thread_limit(1);
  const ZonePlan one = anneal_zones(problem, kFast, progress);
  set_thread_limit(4);
  const ZonePlan four = anneal_zones(problem, kFast, progress);
  set_thread_limit(0);
  EXPECT_EQ(one.zone_of.items(), four.zone_of.items());
}

TEST(Anneal, TakesTheFewestZonesThatFit) {
  SilentProgress progress;
  PartitionParts parts = bounded(lattice(4, 6), 1, 4.0, 9.0);
  parts.zones_most = 24;
  const ZonePlan plan = anneal_zones(PartitionProblem(parts), kFast, progress);
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_EQ(plan.zones, 3u);
}

TEST(Anneal, StaysWithTodayWhereMovingIsDear) {
  SilentProgress progress;
  PartitionParts parts = bounded(lattice(4, 4), 2, 7.0, 9.0);
  for (std::size_t i = 0; i < 16; ++i) {
    parts.today.emplace_back(ZoneId(i % 4 < 2 ? 1 : 0));  // left and right
  }
  parts.today[8] = ZoneId(0);  // loose: must go back
  parts.prices.moved = 50.0;
  const ZonePlan plan = anneal_zones(PartitionProblem(parts), kFast, progress);
  const PartitionScore score = evaluate_partition(PartitionProblem(parts), plan.zone_of);
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_EQ(score.units_moved, 1u);
}

TEST(Anneal, KeepsTheLimitOnWhatMayMove) {
  SilentProgress progress;
  PartitionParts parts = bounded(lattice(4, 4), 2, 6.0, 10.0);
  for (std::size_t i = 0; i < 16; ++i) {
    parts.today.emplace_back(ZoneId(i < 4 ? 0 : 1));  // 4 and 12
  }
  parts.moved_at_most = 2.0 / 16.0;
  const ZonePlan plan = anneal_zones(PartitionProblem(parts), kFast, progress);
  EXPECT_EQ(plan.outcome, Outcome::Solved);
}

TEST(AnnealStart, LooseZonesAreMadeConnectedAndCounted) {
  Random random(4);
  for (int round = 0; round < 60; ++round) {
    PartitionParts parts = bounded(torn_lattice(4, 5, 5, 0.5, random), 4, 0.0, 99.0);
    parts.prices.moved = 1.0;
    for (std::size_t i = 0; i < 20; ++i) {
      const std::size_t zone = random.below(7);
      parts.today.push_back(zone == 0 ? std::nullopt : std::optional(ZoneId(zone)));
    }
    const PartitionProblem problem(parts);
    FlatPartition flat(problem);
    const ZoneStart start = start_from_today(problem, flat, 4, random);
    IdVector<UnitId, ZoneId> zone_of;
    for (const std::uint32_t zone : start.zone_of) {
      zone_of.push_back(ZoneId(zone));
    }
    const PartitionScore score = evaluate_partition(problem, zone_of);
    EXPECT_EQ(score.zones, start.zones);
    EXPECT_GE(start.zones, 4u);
    EXPECT_EQ(score.extra_pieces, 0u);
    EXPECT_TRUE(std::all_of(score.by_zone.begin(), score.by_zone.end(), [](const auto& z) { return z.units > 0; }));
  }
}

TEST(AnnealStart, EveryPartOfTheGraphGetsItsZonesWithinTheNumber) {
  // Two rows without a way across; both zones of today lie in the first, so one is dissolved.
  IdVector<BorderId, UnitBorder> borders;
  const UnitGraph whole = lattice(2, 4);
  for (UnitBorder border : whole.borders()) {
    border.passage = border.b.index() == border.a.index() + 4 ? Passage::Barred : Passage::Open;
    borders.push_back(border);
  }
  PartitionParts parts = bounded(UnitGraph(whole.units(), borders), 2, 4.0, 4.0);
  parts.today = {ZoneId(0), ZoneId(0), ZoneId(0), ZoneId(1), ZoneId(0), ZoneId(1), {}, {}};
  parts.prices.moved = 1.0;
  const PartitionProblem problem(parts);
  FlatPartition flat(problem);
  Random random(1);
  const ZoneStart start = start_from_today(problem, flat, 2, random);
  EXPECT_EQ(start.zones, 2u);
  EXPECT_THAT(start.zone_of, ::testing::ElementsAre(0u, 0u, 0u, 0u, 1u, 1u, 1u, 1u));
}

TEST(AnnealBudget, GrowsWithUnitsEffortAndTightness) {
  const PartitionProblem loose(bounded(lattice(10, 10), 4, 0.0, 100.0));
  const PartitionProblem tight(bounded(lattice(10, 10), 4, 25.0, 25.0));
  const FlatPartition flat(loose);
  EXPECT_LT(anneal_budget(flat, Effort::Fast).steps, anneal_budget(flat, Effort::Default).steps);
  EXPECT_LT(anneal_budget(flat, Effort::Default).steps, anneal_budget(flat, Effort::Thorough).steps);
  EXPECT_LT(anneal_budget(flat, Effort::Fast).steps, anneal_budget(FlatPartition(tight), Effort::Fast).steps);
}

}  // namespace
}  // namespace lastmeter
