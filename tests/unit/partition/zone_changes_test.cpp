// SPDX-License-Identifier: Apache-2.0
#include "partition/zone_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/random.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::rectangle;

constexpr std::size_t none = 99;

/// Units in a row, each a square of weight 10, 11, 12 ...; a zone 99 before is none.
struct Row {
  UnitGraph graph;
  std::vector<std::optional<ZoneId>> before;
  IdVector<UnitId, ZoneId> after;
  std::vector<MultiPolygon> shapes;

  Row(const std::vector<std::size_t>& old_zones, const std::vector<std::size_t>& new_zones) {
    IdVector<UnitId, BasicUnit> units;
    for (std::size_t i = 0; i < old_zones.size(); ++i) {
      const auto x = static_cast<double>(i);
      BasicUnit unit;
      unit.code = std::to_string(i);
      unit.weight = 10.0 + x;
      units.push_back(unit);
      shapes.push_back(rectangle(x, 0, x + 1, 1));
      before.push_back(old_zones[i] == none ? std::nullopt : std::optional(ZoneId(old_zones[i])));
      after.push_back(ZoneId(new_zones[i]));
    }
    graph = UnitGraph(std::move(units), {});
  }
  [[nodiscard]] PlanPair plans() const { return {graph, before, after}; }
};

const IdVector<ZoneId, std::string> kCodes{"A", "B", "C", "D", "E", "F"};

std::vector<std::string> told(const std::vector<LineageRow>& rows) {
  std::vector<std::string> lines;
  for (const LineageRow& row : rows) {
    lines.push_back((row.before ? kCodes[*row.before] : "-") + kCodes[row.after] + " " +
                    std::string(name_of(row.kind)));
  }
  return lines;
}

std::vector<std::string> lineage_of(const std::vector<std::size_t>& before, const std::vector<std::size_t>& after) {
  return told(lineage(Row(before, after).plans(), kCodes, kCodes));
}

TEST(ZoneChanges, NamesWhatMoves) {
  const Row row({0, 0, 0, 1, 1, 1}, {0, 0, 1, 1, 1, 1});
  const ZoneChanges changes = zone_changes(row.plans(), row.shapes);
  EXPECT_THAT(changes.moved, ElementsAre(false, false, true, false, false, false));
  ASSERT_EQ(changes.changes.size(), 1U);
  EXPECT_EQ(changes.changes[0].before, ZoneId(0));
  EXPECT_EQ(changes.changes[0].after, ZoneId(1));
  EXPECT_THAT(changes.changes[0].units, ElementsAre(UnitId(2)));
  EXPECT_DOUBLE_EQ(changes.changes[0].weight, 12.0);
  EXPECT_DOUBLE_EQ(area(changes.changes[0].shape).value(), 1.0);
}

TEST(ZoneChanges, OtherNumbersAloneAreNoMove) {
  const Row row({0, 0, 1, 1, 2}, {2, 2, 0, 0, 1});
  const ZoneChanges changes = zone_changes(row.plans(), row.shapes);
  EXPECT_THAT(changes.moved, ::testing::Each(false));
  EXPECT_THAT(changes.changes, IsEmpty());
}

TEST(ZoneChanges, UnitsThatMoveTogetherAreOneShape) {
  const Row row({0, 0, 0, 0, 0, 1, none}, {0, 0, 0, 1, 1, 1, 1});
  const ZoneChanges changes = zone_changes(row.plans(), row.shapes);
  ASSERT_EQ(changes.changes.size(), 2U);
  EXPECT_EQ(changes.changes[0].before, std::nullopt);
  EXPECT_THAT(changes.changes[1].units, ElementsAre(UnitId(3), UnitId(4)));
  EXPECT_EQ(changes.changes[1].shape.parts.size(), 1U);
  EXPECT_TRUE(zone_changes(row.plans(), {}).changes[1].shape.empty());
}

TEST(Lineage, TellsEachKind) {
  EXPECT_THAT(lineage_of({0, 0, 1}, {0, 0, 1}), ElementsAre("AA unchanged", "BB unchanged"));
  EXPECT_THAT(lineage_of({0, 0, 1}, {1, 1, 0}), ElementsAre("AB kept, new code", "BA kept, new code"));
  EXPECT_THAT(lineage_of({0, 0, 0, 1}, {0, 2, 2, 1}), ElementsAre("AA split", "AC split", "BB unchanged"));
  EXPECT_THAT(lineage_of({0, 0, 1, 2}, {0, 0, 0, 1}), ElementsAre("AA merged", "BA merged", "CB kept, new code"));
  EXPECT_THAT(lineage_of({0, 0, 1, 1}, {0, 1, 1, 1}), ElementsAre("AA changed", "AB changed", "BB changed"));
  EXPECT_THAT(lineage_of({0, 0, none}, {0, 0, 0}), ElementsAre("-A changed", "AA changed"));
  EXPECT_THAT(lineage_of({none, none}, {0, 1}), ElementsAre("-A changed", "-B changed"));
}

TEST(Lineage, CountsWhatIsCommon) {
  const Row row({0, 0, 0, 1}, {0, 1, 1, 1});
  const auto rows = lineage(row.plans(), kCodes, kCodes);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].units, 2U);
  EXPECT_DOUBLE_EQ(rows[1].weight, 23.0);
}

TEST(Lineage, AgreesWithSetsOfUnits) {
  using Units = std::set<std::size_t>;
  Random random(43);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::size_t> before;
    std::vector<std::size_t> after;
    std::map<std::size_t, Units> old_units;
    std::map<std::size_t, Units> new_units;
    for (std::size_t i = 0; i < 7; ++i) {
      before.push_back(random.below(4));
      after.push_back(random.below(2) == 0 ? before[i] : random.below(5));
      old_units[before[i]].insert(i);
      new_units[after[i]].insert(i);
    }
    const auto within = [](const Units& a, const Units& b) {
      return std::includes(b.begin(), b.end(), a.begin(), a.end());
    };
    const auto apart = [](const Units& a, const Units& b) {
      return std::none_of(a.begin(), a.end(), [&](std::size_t unit) { return b.contains(unit); });
    };
    for (const LineageRow& row : lineage(Row(before, after).plans(), kCodes, kCodes)) {
      const Units& from = old_units[row.before->index()];
      const Units& to = new_units[row.after.index()];
      LineageKind expected = LineageKind::Changed;
      if (from == to) {
        expected = *row.before == row.after ? LineageKind::Unchanged : LineageKind::Renamed;
      } else if (std::all_of(new_units.begin(), new_units.end(),
                             [&](const auto& zone) { return apart(zone.second, from) || within(zone.second, from); })) {
        expected = LineageKind::Split;
      } else if (std::all_of(old_units.begin(), old_units.end(),
                             [&](const auto& zone) { return apart(zone.second, to) || within(zone.second, to); })) {
        expected = LineageKind::Merged;
      }
      ASSERT_EQ(row.kind, expected);
    }
  }
}

}  // namespace
}  // namespace lastmeter
