// SPDX-License-Identifier: Apache-2.0
#include "partition/zone_state.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "partition/evaluate_partition.h"
#include "support/unit_lattice.h"

namespace lastmeter {
namespace {

using testing::lattice;
using testing::torn_lattice;

PartitionParts priced_parts(UnitGraph graph, std::size_t zones) {
  PartitionParts parts;
  parts.graph = std::move(graph);
  parts.zones_least = parts.zones_most = zones;
  parts.prices = {.cut_edges = 0.5, .border = 0.7, .moment = 0.3, .deviation = 0.2, .workload = 0.1, .moved = 0.4};
  return parts;
}

IdVector<UnitId, ZoneId> as_ids(const std::vector<std::uint32_t>& zone_of) {
  IdVector<UnitId, ZoneId> ids;
  for (const std::uint32_t zone : zone_of) {
    ids.push_back(ZoneId(zone));
  }
  return ids;
}

std::size_t pieces_of_zone(const PartitionProblem& problem, const std::vector<std::uint32_t>& zone_of,
                           std::uint32_t zone) {
  return evaluate_partition(problem, as_ids(zone_of)).by_zone[ZoneId(zone)].pieces;
}

TEST(ZoneState, PriceOfAFlipIsCountedByHand) {
  PartitionParts parts;
  parts.graph = lattice(2, 3);
  parts.zones_least = parts.zones_most = 2;
  parts.least = 2.0;
  parts.most = 3.0;
  parts.prices = {.cut_edges = 1.0, .border = 0.0};
  const PartitionProblem problem(parts);
  const FlatPartition flat(problem);
  const ZoneState state(flat, {0, 0, 1, 0, 1, 1}, 2);
  EXPECT_DOUBLE_EQ(state.objective(), 3.0);
  EXPECT_TRUE(state.holds());
  const ZoneState::Change change = state.flip_change(1, 1);  // leaves 0 and 3, joins 2 and 4
  EXPECT_DOUBLE_EQ(change.objective, -1.0);
  EXPECT_NEAR(change.excess, 1.0, 1e-8);  // the other zone holds 4 of 3
}

TEST(ZoneState, TalliesFollowRandomFlipsAsTheScorerCounts) {
  Random random(7);
  for (int round = 0; round < 20; ++round) {
    PartitionParts parts = priced_parts(torn_lattice(5, 6, 9, 0.3, random), 4);
    parts.least = 20.0;
    parts.most = 45.0;
    const PartitionProblem problem(parts);
    FlatPartition flat(problem);
    std::vector<std::uint32_t> zone_of(flat.size());
    for (std::uint32_t u = 0; u < flat.size(); ++u) {
      zone_of[u] = u % 4;
    }
    ZoneState state(flat, zone_of, 4);
    for (int flip = 0; flip < 50; ++flip) {
      const auto unit = static_cast<std::uint32_t>(random.below(flat.size()));
      const auto to = static_cast<std::uint32_t>(random.below(4));
      if (to == state.zone_of()[unit] || state.members(state.zone_of()[unit]).size() == 1) {
        continue;
      }
      const double before = state.objective();
      const ZoneState::Change change = state.flip_change(unit, to);
      state.flip(unit, to);
      EXPECT_NEAR(state.objective(), before + change.objective, 1e-9);
    }
    const PartitionScore score = evaluate_partition(problem, as_ids(state.zone_of()));
    EXPECT_NEAR(state.objective(), score.objective, 1e-9 * score.objective);
    EXPECT_EQ(state.holds(), score.out_of_bounds == 0);
  }
}

TEST(ZoneState, WeightThatMovesIsCountedByLabelAndLimited) {
  PartitionParts parts;
  parts.graph = lattice(1, 4);
  parts.zones_least = parts.zones_most = 2;
  parts.prices = {.cut_edges = 0.0, .border = 0.0, .moved = 2.0};
  parts.today = {ZoneId(0), ZoneId(0), ZoneId(1), ZoneId(1)};
  parts.moved_at_most = 0.25;
  const PartitionProblem problem(parts);
  const FlatPartition flat(problem);
  ZoneState state(flat, {0, 0, 1, 1}, 2);
  state.flip(1, 1);
  EXPECT_TRUE(state.holds());
  EXPECT_DOUBLE_EQ(state.objective(), 2.0);
  EXPECT_NEAR(state.flip_change(2, 0).excess, 1.0, 1e-6);
}

TEST(ZoneState, KeepsConnectedAgreesWithTakingTheUnitOut) {
  Random random(11);
  for (int round = 0; round < 80; ++round) {
    PartitionParts parts = priced_parts(torn_lattice(4, 5, 3, 0.2, random), 1);
    const PartitionProblem problem(parts);
    const FlatPartition flat(problem);
    std::vector<std::uint32_t> zone_of(flat.size());
    for (std::uint32_t& zone : zone_of) {
      zone = random.below(3) == 0 ? 1 : 0;
    }
    zone_of[0] = 0;
    zone_of[1] = 1;
    ZoneState state(flat, zone_of, 2);
    for (std::uint32_t unit = 0; unit < flat.size(); ++unit) {
      const std::uint32_t zone = zone_of[unit];
      std::vector<std::uint32_t> without = zone_of;
      without[unit] = 2;
      const bool alone = state.members(zone).size() == 1;
      const bool connected = !alone && pieces_of_zone(problem, zone_of, zone) >= pieces_of_zone(problem, without, zone);
      if (pieces_of_zone(problem, zone_of, zone) == 1) {
        EXPECT_EQ(state.keeps_connected(unit), connected) << unit;
      }
    }
  }
}

TEST(ZoneState, BoundaryListsUnitsWithAnOpenWayOut) {
  PartitionParts parts;
  parts.graph = lattice(1, 4);
  const PartitionProblem problem(parts);
  const FlatPartition flat(problem);
  ZoneState state(flat, {0, 0, 1, 1}, 2);
  EXPECT_EQ(state.boundary().size(), 2u);
  state.flip(2, 0);
  std::vector<std::uint32_t> listed(state.boundary().begin(), state.boundary().end());
  std::sort(listed.begin(), listed.end());
  EXPECT_EQ(listed, (std::vector<std::uint32_t>{2, 3}));
}

}  // namespace
}  // namespace lastmeter
