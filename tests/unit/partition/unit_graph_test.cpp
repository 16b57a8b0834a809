// SPDX-License-Identifier: Apache-2.0
#include "partition/unit_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;

IdVector<UnitId, BasicUnit> row_of(std::size_t count) {
  IdVector<UnitId, BasicUnit> units(count);
  for (std::size_t i = 0; i < count; ++i) {
    units[UnitId(i)].code = std::string(1, static_cast<char>('a' + i));
    units[UnitId(i)].weight = 1.0;
    units[UnitId(i)].at = {static_cast<double>(i), 0.0};
  }
  return units;
}

UnitBorder between(std::size_t a, std::size_t b, Passage passage = Passage::Open) {
  return {.a = UnitId(a), .b = UnitId(b), .length = Metres(10.0), .passage = passage};
}

std::vector<std::size_t> indices(std::span<const UnitGraph::Neighbour> list) {
  std::vector<std::size_t> found;
  for (const auto& next : list) {
    found.push_back(next.unit.index());
  }
  return found;
}

TEST(UnitGraph, BarredBordersAreBesideButNotReachable) {
  const UnitGraph graph(row_of(3), {between(1, 2, Passage::Barred), between(0, 1)});
  EXPECT_THAT(indices(graph.reachable(UnitId(1))), ElementsAre(0));
  EXPECT_THAT(indices(graph.beside(UnitId(1))), ElementsAre(0, 2));
}

TEST(UnitGraph, LinksConnect) {
  const UnitGraph graph(row_of(3), {between(0, 1), between(1, 2, Passage::Linked)});
  EXPECT_EQ(connected_parts(graph).count, 1u);
}

TEST(UnitGraph, PartsAreNumberedByTheirLowestUnit) {
  const UnitGraph graph(row_of(4), {between(0, 2), between(1, 3), between(2, 3, Passage::Barred)});
  EXPECT_THAT(connected_parts(graph).part_of, ElementsAre(0, 1, 0, 1));
}

TEST(UnitGraph, AWeightThatIsNoAmountIsRefusedByCode) {
  auto units = row_of(2);
  units[UnitId(1)].weight = -3.0;
  try {
    const UnitGraph graph(units, {});
    FAIL() << "accepted";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("'b'"));
  }
}

}  // namespace
}  // namespace lastmeter
