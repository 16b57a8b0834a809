// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <numbers>
#include <set>

#include "report/result_tables.h"
#include "report/table_builder.h"
#include "small_town.h"

namespace lastmeter {
namespace {

using testing::cell;
using testing::names_of;
using testing::SmallTown;
using Names = std::vector<std::string>;

TEST(TableBuilder, FollowsTheOrderItIsGiven) {
  const std::vector<std::string> codes{"b", "a", "c"};
  const std::vector<double> numbers{2.0, 1.23456, 3.0};
  TableBuilder builder("t", order_by_code(3, [&](std::size_t i) -> const std::string& { return codes[i]; }),
                       std::nullopt);
  builder.text("code", [&](std::size_t i) { return codes[i]; })
      .real("x", 3, [&](std::size_t i) { return std::optional(numbers[i]); })
      .whole("n", [&](std::size_t i) { return i == 2 ? std::nullopt : std::optional(numbers[i]); })
      .points([&](std::size_t i) {
        return i == 2 ? std::nullopt : std::optional(Point{numbers[i], 0.0});
      });
  const FeatureTable table = builder.take();
  ASSERT_EQ(table.rows, 3U);
  EXPECT_EQ(cell(table, "code", 0) + cell(table, "code", 1) + cell(table, "code", 2), "abc");
  EXPECT_EQ(cell(table, "x", 0), "1.235");
  EXPECT_EQ(cell(table, "n", 0), "1");
  EXPECT_EQ(cell(table, "n", 2), "");
  EXPECT_EQ(table.geometry->kind(2), GeometryKind::Null);
  EXPECT_EQ(table.geometry->coordinates(1)[0], (Coordinate{2.0, 0.0}));
}

TEST(OrderByCode, KeepsTheOrderOfEqualCodes) {
  const std::vector<std::string> codes{"b", "a", "b", "a"};
  EXPECT_EQ(order_by_code(4, [&](std::size_t i) -> const std::string& { return codes[i]; }),
            (std::vector<std::size_t>{1, 3, 0, 2}));
}

TEST(AppendPolygon, ClosesItsRings) {
  GeometryColumn column;
  append_polygon(column, {{Polygon{{{0, 0}, {9, 0}, {9, 9}}, {{{5, 2}, {6, 3}, {6, 2}}}}}});
  append_polygon(column, {});
  ASSERT_EQ(column.size(), 2U);
  ASSERT_EQ(column.ring_count(0, 0), 2U);
  EXPECT_EQ(column.ring(0, 0, 0).size(), 4U);
  EXPECT_EQ(column.ring(0, 0, 0).front(), column.ring(0, 0, 0).back());
  EXPECT_EQ(column.ring(0, 0, 1).front(), column.ring(0, 0, 1).back());
  EXPECT_EQ(column.kind(1), GeometryKind::Empty);
}

TEST(ZoneTables, HoldTheFiguresOnPaper) {
  SmallTown town;
  town.measure();
  const auto tables = zone_tables(town.measured());
  ASSERT_EQ(tables.size(), 1U);
  const FeatureTable& table = tables[0].table;
  EXPECT_EQ(table.name, "communities");
  ASSERT_EQ(table.rows, 2U) << "demand in no zone has no row";
  EXPECT_EQ(cell(table, "code", 0), "A");
  EXPECT_EQ(cell(table, "name", 0), "West");
  EXPECT_EQ(cell(table, "area_m2", 0), "1000000");
  EXPECT_EQ(cell(table, "population", 0), "80");
  EXPECT_EQ(cell(table, "households", 0), "30");
  EXPECT_EQ(cell(table, "buildings", 0), "2");
  EXPECT_EQ(cell(table, "facilities", 0), "1");
  EXPECT_EQ(cell(table, "population_300m_open", 0), "30");
  EXPECT_EQ(cell(table, "population_share_300m_open", 0), "0.375");
  EXPECT_EQ(cell(table, "population_500m_open", 0), "80");
  EXPECT_EQ(cell(table, "population_share_500m_open", 0), "1");
  EXPECT_EQ(cell(table, "nearest_mean_m", 0), "250") << "(30 x 0 + 50 x 400) / 80";
  EXPECT_EQ(cell(table, "area_m2_300m_open", 0), "282743.34") << "300 m circle inside";
  EXPECT_EQ(cell(table, "population_500m_open", 1), "0");
  EXPECT_EQ(cell(table, "nearest_mean_m", 1), "1400");
  EXPECT_FALSE(table.find("parent")) << "nothing above";
  EXPECT_EQ(tables[0].style.column, "population_share_500m_open");
  EXPECT_TRUE(table.find(tables[0].style.column));
}

TEST(ZoneTables, NameTheParent) {
  SmallTown town;
  town.area.zones(ZoneLevel::GridZone) = testing::draw_zones(ZoneLevel::GridZone, "a b", Metres(1000.0));
  testing::link_parents(town.area);
  town.area.zones(ZoneLevel::GridZone).zones[ZoneId(1)].parent.reset();
  const auto tables = zone_tables(town.checked());
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[1].table.name, "grid_zones");
  EXPECT_EQ(cell(tables[1].table, "parent", 0), "A");
  EXPECT_EQ(cell(tables[1].table, "parent", 1), "");
  EXPECT_EQ(names_of(tables[1].table), (Names{"code", "name", "parent", "area_m2"})) << "no coverage, no columns of it";
}

TEST(DemandTable, NamesTheNearestPost) {
  SmallTown town;
  town.measure({ServiceRule::Open, ServiceRule::Home});
  const StyledTable styled = demand_table(town.measured());
  const FeatureTable& table = styled.table;
  EXPECT_EQ(table.name, "buildings");
  ASSERT_EQ(table.rows, 3U);
  EXPECT_EQ(cell(table, "code", 0) + cell(table, "code", 1) + cell(table, "code", 2), "b1b2b3");
  EXPECT_EQ(cell(table, "community", 2), "B");
  EXPECT_EQ(cell(table, "nearest_facility", 2), "p1");
  EXPECT_EQ(cell(table, "nearest_m", 1), "400");
  EXPECT_EQ(cell(table, "facilities_300m_open", 1), "0");
  EXPECT_EQ(cell(table, "facilities_500m_open", 1), "1");
  EXPECT_EQ(cell(table, "facilities_500m_home", 1), "1");
  EXPECT_FALSE(table.find("grid_zone"));
  EXPECT_TRUE(table.find(styled.style.column));
}

TEST(FacilityTable, HoldsWhatAPostReaches) {
  SmallTown town;
  town.measure();
  const FeatureTable table = facility_table(town.measured()).table;
  ASSERT_EQ(table.rows, 1U);
  EXPECT_EQ(cell(table, "kind", 0), "centre");
  EXPECT_EQ(cell(table, "community", 0), "A");
  EXPECT_EQ(cell(table, "own_radius_m", 0), "");
  EXPECT_EQ(cell(table, "population_500m", 0), "80");
  EXPECT_EQ(cell(table, "population_exclusive_500m", 0), "80");
  EXPECT_EQ(cell(table, "households_300m", 0), "10");
  EXPECT_EQ(cell(table, "population_nearest", 0), "160") << "the whole town is its catchment";
  EXPECT_EQ(cell(table, "farthest_m", 0), "1400");
}

TEST(UncoveredTable, ListsWhoIsBeyondTheNominalRadius) {
  SmallTown town;
  town.measure();
  const FeatureTable table = uncovered_table(town.measured(), town.coverage).table;
  ASSERT_EQ(table.rows, 1U);
  EXPECT_EQ(cell(table, "code", 0), "b3");
  EXPECT_EQ(cell(table, "households", 0), "40");
  EXPECT_EQ(cell(table, "nearest_facility", 0), "p1");
  EXPECT_EQ(cell(table, "nearest_m", 0), "1400");
}

TEST(Tables, WithoutPostsHaveNoNearest) {
  SmallTown town;
  town.area.facilities = {};
  town.measure();
  const FeatureTable demand = demand_table(town.measured()).table;
  EXPECT_EQ(cell(demand, "nearest_facility", 0), "");
  EXPECT_EQ(cell(demand, "nearest_m", 0), "");
  EXPECT_EQ(uncovered_table(town.measured(), town.coverage).table.rows, 3U);
  for (const StyledTable& styled : all_tables(town.measured())) {
    EXPECT_NE(styled.table.name, "facilities");
  }
}

TEST(ShapeTables, OneRowARadius) {
  SmallTown town;
  town.measure();
  const auto tables = shape_tables(town.measured());
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].table.name, "service_area");
  EXPECT_EQ(tables[1].table.name, "gaps");
  EXPECT_EQ(cell(tables[0].table, "radius", 0), "300");
  EXPECT_EQ(cell(tables[0].table, "radius", 1), "500");
  for (const StyledTable& styled : tables) {
    EXPECT_EQ(cell(styled.table, "mode", 0), "straight");
    EXPECT_EQ(cell(styled.table, "service", 0), "open");
    EXPECT_EQ(cell(styled.table, "radius_m", 1), "500");
    EXPECT_EQ(cell(styled.table, "pieces", 0), "1");
  }
}

TEST(ShapeTables, AreasAreTheExactFigures) {
  SmallTown town;
  town.measure();
  const auto tables = shape_tables(town.measured());
  const double disc = std::numbers::pi * 300.0 * 300.0;  // wholly within the two communities of 1 km2
  EXPECT_NEAR(std::stod(cell(tables[0].table, "area_m2", 0)), disc, 0.01);
  EXPECT_NEAR(std::stod(cell(tables[1].table, "area_m2", 0)), 2e6 - disc, 0.01);
}

TEST(ShapeTables, OwnRadiiHaveNoSingleNumber) {
  SmallTown town;
  town.area.facilities[FacilityId(0)].own_radius = Metres(200.0);
  town.measure();
  const FeatureTable table = shape_tables(town.measured())[0].table;
  ASSERT_EQ(table.rows, 3U);
  EXPECT_EQ(cell(table, "radius", 2), "own");
  EXPECT_EQ(cell(table, "radius_m", 2), "");
  EXPECT_NEAR(std::stod(cell(table, "area_m2", 2)), std::numbers::pi * 200.0 * 200.0, 0.01);
}

TEST(IssueTable, HoldsEveryIssue) {
  SmallTown town;
  Issue issue = finding(Rule::ZoneOverlap, "grid_zones", "A", "overlaps B by 4 m2", "move the border");
  issue.figure = 4.00049;
  issue.unit = "m2";
  issue.at = Point{1, 2};
  issue.row = 0;
  town.ledger.add(issue);
  town.ledger.add(finding(Rule::CodeMissing, "units", "", "has no code", "enter one"));
  const FeatureTable table = issue_table(town.checked()).table;
  ASSERT_EQ(table.rows, 2U);
  EXPECT_EQ(cell(table, "severity", 0), "error");
  EXPECT_EQ(cell(table, "rule", 0), "zone.overlap");
  EXPECT_EQ(cell(table, "figure", 0), "4");
  EXPECT_EQ(cell(table, "unit", 0), "m2");
  EXPECT_EQ(cell(table, "fix", 0), "move the border");
  EXPECT_EQ(cell(table, "row", 0), "1") << "people count from 1";
  EXPECT_EQ(cell(table, "row", 1), "");
  EXPECT_EQ(table.geometry->kind(0), GeometryKind::Point);
  EXPECT_EQ(table.geometry->kind(1), GeometryKind::Null);
}

TEST(AllTables, StackFromZonesToIssues) {
  SmallTown town;
  ContextLayer streets;
  streets.role = "streets";
  streets.codes = {"s"};
  streets.names = {""};
  streets.kinds = {"primary"};
  streets.shapes.append_point({0, 0});
  town.area.context.push_back(streets);
  town.measure();
  Names names;
  for (const StyledTable& styled : all_tables(town.measured())) {
    names.push_back(styled.table.name);
    const Names columns = names_of(styled.table);
    EXPECT_EQ(std::set<std::string>(columns.begin(), columns.end()).size(), columns.size())
        << "a column twice in " << styled.table.name;
    for (const Column& column : styled.table.columns) {
      EXPECT_EQ(column.size(), styled.table.rows) << styled.table.name << "." << column.name();
    }
  }
  EXPECT_EQ(names, (Names{"communities", "service_area", "gaps", "streets", "buildings", "uncovered", "facilities",
                          "issues"}));
}

TEST(AllTables, OfACheckHaveNoCoverage) {
  SmallTown town;
  Names names;
  for (const StyledTable& styled : all_tables(town.checked())) {
    names.push_back(styled.table.name);
  }
  EXPECT_EQ(names, (Names{"communities", "buildings", "facilities", "issues"}));
}

TEST(CaseSuffix, NamesRadiusAndService) {
  CoverageResult coverage;
  coverage.radii = {{Metres(500.0)}, {Metres(333.3)}, {std::nullopt}};
  EXPECT_EQ(case_suffix(coverage, {ServiceRule::Open, 0}), "_500m_open");
  EXPECT_EQ(case_suffix(coverage, {ServiceRule::Home, 1}), "_333.3m_home");
  EXPECT_EQ(case_suffix(coverage, {ServiceRule::Open, 2}), "_own_open");
}

}  // namespace
}  // namespace lastmeter
