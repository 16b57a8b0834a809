// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "partition/evaluate_partition.h"
#include "partition/tree_split.h"
#include "partition/tree_start.h"
#include "support/unit_lattice.h"

namespace lastmeter {
namespace {

using testing::lattice;
using testing::torn_lattice;

PartitionProblem bounded(UnitGraph graph, std::size_t zones, double least, double most) {
  PartitionParts parts;
  parts.graph = std::move(graph);
  parts.zones_least = parts.zones_most = zones;
  parts.least = least;
  parts.most = most;
  return PartitionProblem(parts);
}

std::vector<std::uint32_t> all_units(const FlatPartition& flat) {
  std::vector<std::uint32_t> units(flat.size());
  std::iota(units.begin(), units.end(), 0U);
  return units;
}

IdVector<UnitId, ZoneId> as_ids(const std::vector<std::uint32_t>& zone_of) {
  IdVector<UnitId, ZoneId> ids;
  for (const std::uint32_t zone : zone_of) {
    ids.push_back(ZoneId(zone));
  }
  return ids;
}

TEST(RegionTree, EveryCutLeavesTwoConnectedHalvesPricedAsScored) {
  Random random(3);
  const PartitionProblem problem = bounded(lattice(4, 6), 2, 0.0, 24.0);
  const FlatPartition flat(problem);
  RegionTree tree(flat);
  for (int round = 0; round < 10; ++round) {
    tree.grow(all_units(flat), random);
    ASSERT_EQ(tree.size(), flat.size());
    const std::vector<double> prices = tree.cut_prices();
    for (std::size_t i = 1; i < tree.size(); ++i) {
      std::vector<std::uint32_t> zone_of(flat.size(), 0);
      for (const std::uint32_t unit : tree.below(i)) {
        zone_of[unit] = 1;
      }
      const PartitionScore score = evaluate_partition(problem, as_ids(zone_of));
      EXPECT_EQ(score.extra_pieces, 0u);
      EXPECT_NEAR(score.objective, prices[i], 1e-9);
      EXPECT_DOUBLE_EQ(score.by_zone[ZoneId(1)].weight, tree.weight_below(i));
      EXPECT_DOUBLE_EQ(tree.sums_below()[i].weight, tree.weight_below(i));
    }
  }
}

TEST(RegionTree, OnlyTheRegionCounts) {
  Random random(3);
  const PartitionProblem problem = bounded(lattice(1, 6), 2, 0.0, 24.0);
  const FlatPartition flat(problem);
  RegionTree tree(flat);
  const std::vector<std::uint32_t> one{1, 2};
  const std::vector<std::uint32_t> two{3};
  tree.grow(one, two, random);
  EXPECT_THAT(std::vector<std::uint32_t>(tree.order().begin(), tree.order().end()),
              ::testing::UnorderedElementsAre(1u, 2u, 3u));
  EXPECT_NEAR(tree.cut_prices()[1], 1.0, 1e-12);
}

TEST(RegionTree, SameSeedSameTree) {
  const PartitionProblem problem = bounded(lattice(5, 5), 2, 0.0, 25.0);
  const FlatPartition flat(problem);
  RegionTree first(flat);
  RegionTree second(flat);
  Random a(9);
  Random b(9);
  first.grow(all_units(flat), a);
  second.grow(all_units(flat), b);
  EXPECT_TRUE(std::equal(first.order().begin(), first.order().end(), second.order().begin()));
}

TEST(TreeStart, BisectionOfALatticeIsBalanced) {
  Random random(5);
  const PartitionProblem problem = bounded(lattice(8, 8), 8, 6.0, 10.0);
  const FlatPartition flat(problem);
  const auto zone_of = bisect_by_trees(flat, allot_zones(flat, 8), random);
  const PartitionScore score = evaluate_partition(problem, as_ids(zone_of));
  EXPECT_THAT(score.breaches, ::testing::IsEmpty());
}

TEST(TreeStart, TornGraphsGetConnectedZonesInEveryPart) {
  Random random(6);
  for (int round = 0; round < 100; ++round) {
    const std::size_t zones = 1 + random.below(12);
    const PartitionProblem problem = bounded(torn_lattice(3, 5, 4, 0.7, random), zones, 1.0, 8.0);
    const FlatPartition flat(problem);
    const PartZones allotted = allot_zones(flat, zones);
    EXPECT_EQ(allotted.total, std::max(zones, connected_parts(problem.graph()).count));
    const auto zone_of = bisect_by_trees(flat, allotted, random);
    const PartitionScore score = evaluate_partition(problem, as_ids(zone_of));
    EXPECT_EQ(score.zones, allotted.total);
    EXPECT_EQ(score.extra_pieces, 0u);
    for (const ZoneScore& zone : score.by_zone) {
      EXPECT_GT(zone.units, 0u);
    }
  }
}

TEST(TreeStart, ZonesAreAllottedToPartsByWeightWithinTheBounds) {
  // Two rows without a way across: 6 units of 1 and 6 of 3.
  IdVector<BorderId, UnitBorder> borders;
  const UnitGraph whole = lattice(2, 6, {1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3});
  for (UnitBorder border : whole.borders()) {
    if (border.b.index() == border.a.index() + 6) {
      border.passage = Passage::Barred;
    }
    borders.push_back(border);
  }
  const PartitionProblem problem = bounded(UnitGraph(whole.units(), borders), 4, 4.0, 6.0);
  const FlatPartition flat(problem);
  EXPECT_THAT(allot_zones(flat, 4).zones, ::testing::ElementsAre(1u, 3u));
  PartZones parts;
  parts.units = graph_parts(flat);
  parts.zones = {3, 1};  // would leave the first part 6 short and the second 12 over
  settle_zones(flat, 4, parts);
  EXPECT_THAT(parts.zones, ::testing::ElementsAre(1u, 3u));
  EXPECT_EQ(parts.total, 4u);
}

TEST(TreeStart, ZonesThatFitStayWhereTheyAre) {
  // Two rows of 6 without a way across, zones of any weight.
  IdVector<BorderId, UnitBorder> borders;
  const UnitGraph whole = lattice(2, 6);
  for (UnitBorder border : whole.borders()) {
    border.passage = border.b.index() == border.a.index() + 6 ? Passage::Barred : Passage::Open;
    borders.push_back(border);
  }
  const PartitionProblem problem = bounded(UnitGraph(whole.units(), borders), 5, 0.0, 12.0);
  const FlatPartition flat(problem);
  PartZones parts;
  parts.units = graph_parts(flat);
  parts.zones = {4, 1};
  settle_zones(flat, 5, parts);
  EXPECT_THAT(parts.zones, ::testing::ElementsAre(4u, 1u));
}

}  // namespace
}  // namespace lastmeter
