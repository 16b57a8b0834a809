// SPDX-License-Identifier: Apache-2.0
#include "study/partition_groups.h"

#include <gmock/gmock.h>

#include "study/partition_recount.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Buildings in a row, each beside the next, with 10 households; codes of compounds and groups by building.
struct Row {
  StudyArea area;
  ParentUnits parent;

  Row(const std::vector<std::string>& compounds, const std::vector<std::string>& groups) {
    IdVector<UnitId, BasicUnit> units;
    IdVector<BorderId, UnitBorder> borders;
    for (std::size_t i = 0; i < compounds.size(); ++i) {
      DemandPoint point;
      point.households = 10.0;
      point.compound = compounds[i];
      point.building_group = groups[i];
      const DemandId id = area.demand.push_back(point);
      StudyUnit unit;
      unit.households = 10.0;
      unit.members = {id};
      parent.units.push_back(unit);
      units.push_back({.code = "u", .weight = 10.0, .at = {}, .area = {}, .outer = {}});
      if (i > 0) {
        borders.push_back({.a = UnitId(i - 1), .b = UnitId(i), .length = Metres(1.0)});
      }
    }
    parent.graph = UnitGraph(std::move(units), std::move(borders));
  }
  /// The number of each building's group, -1 for none.
  std::vector<int> groups(bool compounds, bool building_groups, double most = 1000.0) {
    PartitionConfig config;
    config.keep_compounds = compounds;
    config.keep_building_groups = building_groups;
    config.most = most;
    parent.group_codes.clear();
    find_groups(area, config, parent);
    std::vector<int> numbers;
    for (const auto& group : parent.groups) {
      numbers.push_back(group ? static_cast<int>(*group) : -1);
    }
    return numbers;
  }
};

TEST(FindGroups, CompoundsStayWholeOnesOfOneBuildingAreNone) {
  Row row({"c1", "c1", "c2", "", ""}, {"", "", "", "", ""});
  EXPECT_THAT(row.groups(true, false), ElementsAre(0, 0, -1, -1, -1));
  EXPECT_THAT(row.parent.group_codes, ElementsAre("c1"));
  EXPECT_THAT(row.groups(false, false), IsEmpty());
}

TEST(FindGroups, ABuildingGroupJoinsTheCompoundsItReachesInto) {
  Row row({"c1", "c1", "c2", "c2", "c3"}, {"", "g", "g", "", ""});
  EXPECT_THAT(row.groups(true, true), ElementsAre(0, 0, 0, 0, -1));
  // Together 40 households: too many for a zone of 30, so the group gives way to the compounds.
  EXPECT_THAT(row.groups(true, true, 30.0), ElementsAre(0, 0, 1, 1, -1));
}

TEST(FindGroups, AGroupInPartsTakesWhatLiesBetween) {
  Row row({"", "", "", "", ""}, {"g", "", "", "g", ""});
  EXPECT_THAT(row.groups(true, true), ElementsAre(0, 0, 0, 0, -1));
  EXPECT_THAT(row.groups(true, true, 30.0), ElementsAre(0, -1, -1, 0, -1));  // all of it fits no zone
}

/// Three parents of 100, 95 and 90 that may have 1 to 3 zones; `allowed[p]` says which numbers have a plan.
struct Country {
  std::vector<ParentUnits> parents{3};
  std::vector<CountLimits> limits{3, CountLimits{1, 3}};
  std::vector<std::vector<std::size_t>> allowed;
  std::vector<SolvedParent> solved;

  Country(std::vector<std::vector<std::size_t>> numbers, const std::vector<std::size_t>& start)
      : allowed(std::move(numbers)) {
    for (std::size_t p = 0; p < 3; ++p) {
      IdVector<UnitId, BasicUnit> units;
      units.push_back({.code = "u", .weight = 100.0 - 5.0 * static_cast<double>(p), .at = {}, .area = {}, .outer = {}});
      parents[p].graph = UnitGraph(std::move(units), {});
      solved.push_back(solve(p, start[p]));
    }
  }
  [[nodiscard]] SolvedParent solve(std::size_t p, std::size_t zones) const {
    SolvedParent found;
    found.zones_asked = zones;
    const bool can = std::find(allowed[p].begin(), allowed[p].end(), zones) != allowed[p].end();
    found.plan.outcome = can ? Outcome::Solved : Outcome::Infeasible;
    return found;
  }
  std::vector<std::size_t> counts() {
    recount(
        parents, limits, [this](std::size_t p, std::size_t zones) { return solve(p, zones); }, solved);
    std::vector<std::size_t> zones;
    for (const SolvedParent& parent : solved) {
      zones.push_back(parent.zones_asked);
    }
    return zones;
  }
};

TEST(Recount, WhatOneParentCannotHaveAnotherGets) {
  // The first can only be one zone; of the others the second has the larger zones, and takes one more.
  EXPECT_THAT(Country({{1}, {2, 3}, {2, 3}}, {2, 2, 2}).counts(), ElementsAre(1, 3, 2));
  // The second cannot: the third does.
  EXPECT_THAT(Country({{1}, {2}, {2, 3}}, {2, 2, 2}).counts(), ElementsAre(1, 2, 3));
  // The first needs three: the third, of the smallest zones, gives one.
  EXPECT_THAT(Country({{3}, {1, 2}, {1, 2}}, {2, 2, 2}).counts(), ElementsAre(3, 2, 1));
}

TEST(Recount, TwoParentsMayExchange) {
  EXPECT_THAT(Country({{1}, {3}, {2}}, {2, 2, 2}).counts(), ElementsAre(1, 3, 2));
}

TEST(Recount, WhatNobodyTakesStays) {
  Country country({{1}, {2}, {2}}, {2, 2, 2});
  EXPECT_THAT(country.counts(), ElementsAre(2, 2, 2));
  EXPECT_EQ(country.solved[0].plan.outcome, Outcome::Infeasible);
}

}  // namespace
}  // namespace lastmeter
