// SPDX-License-Identifier: Apache-2.0
#include "partition/hess_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "partition/evaluate_partition.h"
#include "partition/hess_rows.h"
#include "support/draw_partition.h"
#include "support/unit_lattice.h"

namespace lastmeter {
namespace {

using testing::bounded;
using testing::draw_plan;
using testing::draw_units;

PartitionParts town(std::string_view picture, double least, double most, std::size_t zones) {
  return bounded(draw_units(picture), zones, least, most);
}

ZonePlan solve(const PartitionParts& parts, const IdVector<UnitId, ZoneId>& known = {}, const StopRule& stop = {}) {
  SilentProgress silent;
  return partition_by_model(PartitionProblem(parts), known, stop, silent);
}

TEST(PartitionByModel, ProvesTheHalvesOfALattice) {
  const ZonePlan plan = solve(town("1 1 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1", 8.0, 8.0, 2));
  EXPECT_EQ(plan.objective, 4.0);
  EXPECT_TRUE(plan.proved);
}

TEST(PartitionByModel, AZoneInTwoPartsIsSeparated) {
  // Without contiguity, a and e would share a zone: the heavy ones do not fit together.
  const PartitionParts parts = town("1 4 2 4 1", 4.0, 6.0, 2);
  const ZonePlan plan = solve(parts);
  EXPECT_EQ(plan.outcome, Outcome::Infeasible);
  PartitionParts wider = parts;
  wider.most = 7.0;
  EXPECT_EQ(solve(wider).objective, 1.0);
}

TEST(HessModel, SeparatorsForbidTheTornZoneAndNoOther) {
  const PartitionProblem problem(town("3 1 1 1", 0.0, 6.0, 2));
  HessModel model(problem);
  const auto keeps_rows = [&](const IdVector<UnitId, ZoneId>& plan) {
    const auto values = model.values_of(plan);
    for (const MipModel::Row& row : model.program().rows) {
      double sum = 0.0;
      for (std::size_t k = 0; k < row.columns.size(); ++k) {
        sum += row.coefficients[k] * values[static_cast<std::size_t>(row.columns[k])];
      }
      if (sum < row.low - 1e-9 || sum > row.high + 1e-9) {
        return false;
      }
    }
    return true;
  };
  EXPECT_TRUE(keeps_rows(draw_plan("A B A A")));
  EXPECT_FALSE(model.add_separators(draw_plan("A A B B")));
  EXPECT_TRUE(model.add_separators(draw_plan("A B A A")));
  EXPECT_FALSE(keeps_rows(draw_plan("A B A A")));
  for (const char* whole : {"A B B B", "A A B B", "A A A B"}) {
    EXPECT_TRUE(keeps_rows(draw_plan(whole))) << whole;
  }
}

TEST(PartitionByModel, AKnownPlanIsKeptWhereThereIsNoTime) {
  const auto known = draw_plan("A A B B\nA A B B");
  const ZonePlan plan =
      solve(town("1 1 1 1\n1 1 1 1", 4.0, 4.0, 2), known, {.gap = 0.0, .iterations = 0, .seconds = {}});
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_LE(plan.objective, 2.0);
}

TEST(PartitionByModel, OtherMeasuresLeaveTheBoundTrue) {
  PartitionParts parts = town("1 1 1 1", 1.0, 3.0, 2);
  parts.prices.deviation = 1.0;
  const ZonePlan plan = solve(parts);
  ASSERT_TRUE(plan.bound);
  EXPECT_LE(*plan.bound, 1.0);
  EXPECT_GE(plan.objective, 1.0);
}

}  // namespace
}  // namespace lastmeter
