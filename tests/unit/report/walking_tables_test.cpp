// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "coverage/reach_walking.h"
#include "network/build_network.h"
#include "report/result_tables.h"
#include "small_town.h"

namespace lastmeter {
namespace {

using testing::cell;
using ::testing::Contains;
using testing::names_of;
using ::testing::Not;
using testing::SmallTown;

/// The small town with a street from the post east, (500, 500) to (1500, 500), and one off it, (800, 500) to
/// (800, 900): 700 m of walking from b2 to the post, and b3 400 m off every street.
struct WalkedTown : SmallTown {
  CoverageResult walked;
  WalkingResult walking;

  WalkedTown() {
    measure();
    ContextLayer layer;
    layer.role = "streets";
    layer.codes = {"s1", "s2"};
    layer.names = {"Main Street", ""};
    layer.kinds = {"", ""};
    StreetLines streets;
    streets.add(std::vector<Point>{{500, 500}, {800, 500}, {1500, 500}}, 0);
    streets.add(std::vector<Point>{{800, 500}, {800, 900}, {500, 900}}, 1);
    for (std::size_t i = 0; i < streets.size(); ++i) {
      layer.shapes.begin(GeometryKind::Line);
      layer.shapes.begin_part();
      layer.shapes.begin_ring();
      for (const Point at : streets.line(i)) {
        layer.shapes.add({at.x, at.y});
      }
    }
    area.context.push_back(std::move(layer));
    measure_walking(streets);
  }

  [[nodiscard]] Results both() const {
    return {.area = &area, .ledger = &ledger, .coverage = {&coverage, &walked}, .walking = &walking, .shapes = &shapes};
  }

 private:
  void measure_walking(const StreetLines& streets) {
    CoverageOptions options;
    options.radii = {Metres(300.0), Metres(500.0)};
    WalkAccess access;
    access.network = build_network(streets, {}).network;
    std::vector<Point> homes;
    for (const DemandPoint& point : area.demand) {
      homes.push_back(point.at);
    }
    access.demand = snap_to_links(access.network, homes, {}, {});
    access.posts = snap_to_links(access.network, std::vector<Point>{area.facilities[FacilityId(0)].at}, {}, {});
    const Metres limit = needed_reach(area, options);
    const Reach straight = reach_straight(area.demand, area.facilities, limit);
    const Reach reach = reach_walking(area, access, limit);
    options.mode = TravelMode::Walking;
    SilentProgress silent;
    walked = measure_coverage(area, reach, options, silent, nearest_walking(area, access));
    walking.reasons = explain_walking(area, access, straight, reach, options.nominal);
    walking.streets = streets_in_reach(area, access, options);
    walking.street_length = street_length(access.network);
  }
};

TEST(WalkingTables, DemandHasBothModesAndTheReason) {
  const WalkedTown town;
  const FeatureTable table = demand_table(town.both()).table;
  ASSERT_EQ(cell(table, "code", 1), "b2");
  EXPECT_EQ(cell(table, "nearest_m", 1), "400");
  EXPECT_EQ(cell(table, "nearest_m_walking", 1), "1000") << "300 + 400 + 300 m";
  EXPECT_EQ(cell(table, "nearest_facility_walking", 1), "p1");
  EXPECT_EQ(cell(table, "facilities_500m_open", 1), "1");
  EXPECT_EQ(cell(table, "facilities_500m_open_walking", 1), "0");
  EXPECT_EQ(cell(table, "walking_book", 1), "straight_only");
  EXPECT_EQ(cell(table, "detour_facility", 1), "p1");
  EXPECT_EQ(cell(table, "detour_m", 1), "1000");
  EXPECT_EQ(cell(table, "detour_ratio", 1), "2.5");
  EXPECT_EQ(cell(table, "walking_book", 0), "both");
  EXPECT_EQ(cell(table, "walking_reason", 0), "covered");
  EXPECT_EQ(cell(table, "detour_m", 0), "");
  EXPECT_EQ(cell(table, "walking_reason", 2), "too_far");
  EXPECT_EQ(cell(table, "nearest_m_walking", 2), "") << "on no street";
}

TEST(WalkingTables, WithoutWalkingThereIsNoReason) {
  const WalkedTown town;
  EXPECT_THAT(names_of(demand_table(town.measured()).table), Not(Contains("walking_reason")));
  EXPECT_THAT(names_of(uncovered_table(town.both(), town.coverage).table), Not(Contains("walking_reason")))
      << "the list of straight lines is as it always was";
}

TEST(WalkingTables, UncoveredOnFootSaysWhy) {
  const WalkedTown town;
  const FeatureTable straight = uncovered_table(town.both(), town.coverage).table;
  EXPECT_EQ(straight.name, "uncovered");
  EXPECT_EQ(straight.rows, 1U);
  const FeatureTable table = uncovered_table(town.both(), town.walked).table;
  EXPECT_EQ(table.name, "uncovered_walking");
  ASSERT_EQ(table.rows, 2U);
  EXPECT_EQ(cell(table, "code", 0), "b2");
  EXPECT_EQ(cell(table, "nearest_m", 0), "1000");
  EXPECT_EQ(cell(table, "walking_book", 0), "straight_only");
  EXPECT_EQ(cell(table, "detour_ratio", 0), "2.5");
  EXPECT_EQ(cell(table, "code", 1), "b3");
  EXPECT_EQ(cell(table, "walking_reason", 1), "too_far");
  EXPECT_EQ(cell(table, "detour_ratio", 1), "");
}

TEST(WalkingTables, ZonesAndPostsHaveColumnsOfBothModes) {
  const WalkedTown town;
  const FeatureTable zones = zone_tables(town.both()).at(0).table;
  EXPECT_EQ(cell(zones, "population_500m_open", 0), "80");
  EXPECT_EQ(cell(zones, "population_500m_open_walking", 0), "30");
  const FeatureTable posts = facility_table(town.both()).table;
  EXPECT_EQ(cell(posts, "population_500m", 0), "80");
  EXPECT_EQ(cell(posts, "population_500m_walking", 0), "30");
  EXPECT_EQ(cell(posts, "farthest_m_walking", 0), "1000") << "b2, the farthest that can walk there at all";
  EXPECT_THAT(names_of(posts), Contains("area_m2_500m"));
  EXPECT_THAT(names_of(posts), Not(Contains("area_m2_500m_walking"))) << "areas are those of circles";
}

TEST(WalkingTables, ReachedStreetsHaveARowARadiusAndStreet) {
  const WalkedTown town;
  const FeatureTable table = reached_streets_table(town.both()).table;
  EXPECT_EQ(table.name, "streets_reached");
  ASSERT_EQ(table.rows, 3U) << "at 300 m the walk ends at the corner";
  EXPECT_EQ(cell(table, "code", 0) + " " + cell(table, "radius_m", 0) + " " + cell(table, "length_m", 0), "s1 300 300");
  EXPECT_EQ(cell(table, "code", 1) + " " + cell(table, "radius_m", 1) + " " + cell(table, "length_m", 1), "s1 500 500");
  EXPECT_EQ(cell(table, "code", 2) + " " + cell(table, "radius_m", 2) + " " + cell(table, "length_m", 2), "s2 500 200");
  EXPECT_EQ(cell(table, "name", 0), "Main Street");
  EXPECT_EQ(table.geometry->kind(2), GeometryKind::Line);
  EXPECT_EQ(table.geometry->coordinates(2).back(), (Coordinate{800.0, 700.0}));
}

TEST(WalkingTables, AllTablesStandInOrder) {
  const WalkedTown town;
  std::vector<std::string> names;
  for (const StyledTable& styled : all_tables(town.both())) {
    names.push_back(styled.table.name);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"communities", "service_area", "gaps", "streets", "streets_reached",
                                             "buildings", "uncovered", "uncovered_walking", "facilities", "issues"}));
}

}  // namespace
}  // namespace lastmeter
