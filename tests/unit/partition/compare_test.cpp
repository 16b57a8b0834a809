// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <stdexcept>

#include "core/random.h"
#include "partition/compare_partitions.h"

namespace lastmeter {
namespace {

using Plan = IdVector<UnitId, ZoneId>;

Plan plan_of(std::initializer_list<std::size_t> zones) {
  Plan plan;
  for (const std::size_t zone : zones) {
    plan.push_back(ZoneId(zone));
  }
  return plan;
}

UnitGraph units_of(std::initializer_list<double> weights) {
  IdVector<UnitId, BasicUnit> units;
  for (const double weight : weights) {
    BasicUnit unit;
    unit.code = std::to_string(units.size());
    unit.weight = weight;
    units.push_back(unit);
  }
  return {std::move(units), {}};
}

TEST(ComparePartitions, NamesOfZonesDoNotMatter) {
  const UnitGraph units = units_of({1, 2, 4, 8});
  const PartitionComparison same = compare_partitions(units, plan_of({0, 0, 1, 1}), plan_of({1, 1, 0, 0}));
  EXPECT_EQ(same.agreement, 1.0);
  EXPECT_EQ(same.units_moved, 0U);
  EXPECT_EQ(same.unchanged, 2U);
  EXPECT_EQ(same.split + same.merged, 0U);
  EXPECT_NEAR(same.variation_of_information, 0.0, 1e-12);
}

TEST(ComparePartitions, OneUnitMoves) {
  const UnitGraph units = units_of({1, 2, 4, 8, 1});
  const PartitionComparison moved = compare_partitions(units, plan_of({0, 0, 1, 1, 2}), plan_of({0, 1, 1, 1, 2}));
  EXPECT_EQ(moved.units_moved, 1U);
  EXPECT_EQ(moved.weight_moved, 2.0);
  EXPECT_NEAR(moved.agreement, 14.0 / 16.0, 1e-12);
  EXPECT_EQ(moved.unchanged, 1U);
  EXPECT_EQ(moved.split, 1U);
  EXPECT_EQ(moved.merged, 1U);
}

TEST(ComparePartitions, HalvingAZoneIsOneBit) {
  const UnitGraph units = units_of({3, 3});
  const PartitionComparison halved = compare_partitions(units, plan_of({0, 0}), plan_of({0, 1}));
  EXPECT_NEAR(halved.variation_of_information, 1.0, 1e-12);
  EXPECT_EQ(halved.zones_before, 1U);
  EXPECT_EQ(halved.zones_after, 2U);
  EXPECT_EQ(halved.weight_moved, 3.0);
  EXPECT_EQ(halved.split, 1U);
  EXPECT_EQ(halved.merged, 0U);
}

TEST(ComparePartitions, WithoutWeightUnitsCount) {
  const UnitGraph units = units_of({0, 0, 0, 0});
  const PartitionComparison moved = compare_partitions(units, plan_of({0, 0, 0, 1}), plan_of({0, 0, 1, 1}));
  EXPECT_NEAR(moved.agreement, 0.75, 1e-12);
  EXPECT_GT(moved.variation_of_information, 0.0);
}

TEST(ComparePartitions, VariationIsSymmetricAndAMetric) {
  Random random(4);
  const UnitGraph units = units_of({1, 2, 3, 4, 5, 6, 7, 8, 9});
  const auto drawn = [&] {
    Plan plan;
    for (std::size_t i = 0; i < units.size(); ++i) {
      plan.push_back(ZoneId(random.below(4)));
    }
    return plan;
  };
  for (int round = 0; round < 200; ++round) {
    const Plan a = drawn();
    const Plan b = drawn();
    const Plan c = drawn();
    const auto between = [&](const Plan& x, const Plan& y) {
      return compare_partitions(units, x, y).variation_of_information;
    };
    EXPECT_NEAR(between(a, b), between(b, a), 1e-12);
    EXPECT_LE(between(a, c), between(a, b) + between(b, c) + 1e-12);
    EXPECT_NEAR(compare_partitions(units, a, b).agreement, compare_partitions(units, b, a).agreement, 1e-12);
  }
}

TEST(ComparePartitions, NeedsAZonePerUnit) {
  EXPECT_THROW(compare_partitions(units_of({1, 2}), plan_of({0}), plan_of({0, 1})), std::logic_error);
}

}  // namespace
}  // namespace lastmeter
