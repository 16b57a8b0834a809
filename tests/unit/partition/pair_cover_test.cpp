// SPDX-License-Identifier: Apache-2.0
#include "partition/pair_cover.h"

#include <gmock/gmock.h>

#include <limits>

#include "support/draw_partition.h"
#include "support/unit_lattice.h"

namespace lastmeter {
namespace {

using testing::draw_units;
using ::testing::IsEmpty;
using testing::with_border;

double sum_of_squares(const PairCover& cover) {
  double sum = 0.0;
  for (const CoverPart& part : cover.parts) {
    sum += part.weight * part.weight;
  }
  return sum;
}

/// The least sum of squares for every number of parts, by trying all covers.
std::vector<double> all_covers(const UnitGraph& graph) {
  std::vector<double> least(graph.size() + 1, std::numeric_limits<double>::infinity());
  std::vector<bool> used(graph.size(), false);
  const auto cover = [&](const auto& self, std::size_t unit, std::size_t parts, double sum) -> void {
    while (unit < graph.size() && used[unit]) {
      ++unit;
    }
    if (unit == graph.size()) {
      least[parts] = std::min(least[parts], sum);
      return;
    }
    const double weight = graph.units()[UnitId(unit)].weight;
    self(self, unit + 1, parts + 1, sum + weight * weight);
    for (const UnitBorder& border : graph.borders()) {
      const std::size_t other = border.b.index();
      if (border.a.index() == unit && !used[other] && border.passage == Passage::Open && border.length > Metres()) {
        const double both = weight + graph.units()[border.b].weight;
        used[other] = true;
        self(self, unit + 1, parts + 1, sum + both * both);
        used[other] = false;
      }
    }
  };
  cover(cover, 0, 0, 0.0);
  return least;
}

TEST(PairCover, AgreesWithTryingAllCovers) {
  Random random(260);
  for (int round = 0; round < 200; ++round) {
    const UnitGraph graph = testing::torn_lattice(1 + random.below(3), 1 + random.below(4), 9, 0.4, random);
    const std::vector<double> least = all_covers(graph);
    const PairCover fewest = cover_by_pairs(std::span(&graph, 1), std::nullopt);
    EXPECT_EQ(fewest.outcome, Outcome::Solved);
    for (std::size_t parts = 1; parts <= graph.size() + 1; ++parts) {
      const PairCover cover = cover_by_pairs(std::span(&graph, 1), parts);
      const bool possible = parts <= graph.size() && std::isfinite(least[parts]);
      ASSERT_EQ(cover.outcome == Outcome::Solved, possible) << "round " << round << ", " << parts << " parts";
      ASSERT_EQ(possible, parts >= fewest.parts.size() && parts <= graph.size());
      if (possible) {
        ASSERT_EQ(cover.parts.size(), parts);
        ASSERT_EQ(sum_of_squares(cover), least[parts]) << "round " << round << ", " << parts << " parts";
      }
    }
  }
}

TEST(PairCover, EveryUnitIsInOnePart) {
  const std::vector<UnitGraph> towns{draw_units("12\n34"), draw_units("567")};
  const PairCover cover = cover_by_pairs(towns, 5);
  ASSERT_EQ(cover.outcome, Outcome::Solved);
  ASSERT_EQ(cover.parts.size(), 5U);
  double weight = 0.0;
  std::size_t units = 0;
  for (const CoverPart& part : cover.parts) {
    weight += part.weight;
    units += part.second ? 2 : 1;
    EXPECT_TRUE(!part.second || part.first < *part.second);
  }
  EXPECT_EQ(units, 7U);
  EXPECT_EQ(weight, 28.0);
  EXPECT_EQ(cover.parents[0].pairs + cover.parents[1].pairs, 2U);
}

TEST(PairCover, EvenPartsJoinTheSmall) {
  // Of the five ways to put two neighbours together, 1 with 2 leaves the parts most even.
  const UnitGraph row = draw_units("912345");
  const PairCover cover = cover_by_pairs(std::span(&row, 1), 5);
  ASSERT_EQ(cover.parts.size(), 5U);
  EXPECT_EQ(cover.parts[1].first, UnitId(1));
  EXPECT_EQ(cover.parts[1].second, UnitId(2));
}

TEST(PairCover, RiversAndLinksDoNotPair) {
  const UnitGraph river = draw_units("1|1");
  EXPECT_EQ(cover_by_pairs(std::span(&river, 1), std::nullopt).fewest, 2U);
  const UnitGraph islands = with_border(draw_units("1.1"), 0, 1, Passage::Linked);
  EXPECT_EQ(cover_by_pairs(std::span(&islands, 1), std::nullopt).fewest, 2U);
}

TEST(PairCover, WhatStaysAloneIsProved) {
  const UnitGraph cross = draw_units(".1.\n111\n.1.");  // four arms round c
  const PairCover cover = cover_by_pairs(std::span(&cross, 1), 2);
  EXPECT_EQ(cover.outcome, Outcome::Infeasible);
  EXPECT_EQ(cover.fewest, 4U);
  EXPECT_EQ(cover.parts.size(), 4U);  // the nearest that is possible
  const ParentPairs& proof = cover.parents.front();
  ASSERT_EQ(proof.between.size(), 1U);
  EXPECT_EQ(cross.units()[proof.between.front()].code, "c");
  EXPECT_EQ(proof.odd_parts, 4U);
  EXPECT_EQ(proof.alone, 3U);
  EXPECT_EQ(proof.most_pairs, 1U);
}

TEST(PairCover, MoreThanUnitsCannotBe) {
  const UnitGraph two = draw_units("11");
  const PairCover cover = cover_by_pairs(std::span(&two, 1), 3);
  EXPECT_EQ(cover.outcome, Outcome::Infeasible);
  EXPECT_EQ(cover.most, 2U);
  EXPECT_EQ(cover.parts.size(), 2U);
}

TEST(PairCover, NobodyAndNoWeight) {
  EXPECT_THAT(cover_by_pairs({}, std::nullopt).parts, IsEmpty());
  const UnitGraph empty = draw_units("000");
  EXPECT_EQ(cover_by_pairs(std::span(&empty, 1), 2).parts.size(), 2U);
}

TEST(PairCover, ACityOfGridZones) {
  std::vector<UnitGraph> communities;
  std::size_t units = 0;
  for (std::size_t i = 0; i < 48; ++i) {
    communities.push_back(testing::lattice(3, 3));
    units += 9;
  }
  const PairCover cover = cover_by_pairs(communities, 260);
  EXPECT_EQ(units, 432U);
  EXPECT_EQ(cover.fewest, 240U);
  EXPECT_EQ(cover.outcome, Outcome::Solved);
  EXPECT_EQ(cover.parts.size(), 260U);
}

}  // namespace
}  // namespace lastmeter
