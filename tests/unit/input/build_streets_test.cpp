// SPDX-License-Identifier: Apache-2.0
#include "input/build_streets.h"

#include <gmock/gmock.h>

#include <numeric>

#include "hand_made.h"
#include "network/build_network.h"
#include "support/draw_zones.h"

namespace lastmeter {
namespace {

using testing::brief;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Lines;
using testing::OwnedLayer;
using testing::text_table;

using Ring = std::vector<Coordinate>;

/// Appends a row of lines or rings, a part each.
void draw(FeatureTable& table, GeometryKind kind, const std::vector<Ring>& parts) {
  table.geometry = table.geometry.value_or(GeometryColumn());
  table.geometry->begin(kind);
  for (const Ring& part : parts) {
    table.geometry->begin_part();
    table.geometry->begin_ring();
    for (const Coordinate at : part) {
      table.geometry->add(at);
    }
  }
}
void draw_line(FeatureTable& table, const Ring& line) { draw(table, GeometryKind::Line, {line}); }
void draw_point(FeatureTable& table, Coordinate at) { draw(table, GeometryKind::Point, {{at}}); }

void append_wholes(FeatureTable& table, const std::string& name,
                   const std::vector<std::optional<std::int64_t>>& values) {
  table.columns.emplace_back(name, ColumnType::Integer);
  for (const auto& value : values) {
    value ? table.columns.back().append_integer(*value) : table.columns.back().append_null();
  }
}

std::vector<std::size_t> all_rows(const Layer& layer) {
  std::vector<std::size_t> rows(layer.rows());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

/// Streets of a layer and what the ledger says.
struct Built {
  StreetInput input;
  IssueLedger ledger;

  explicit Built(FeatureTable table, std::optional<FeatureTable> gates = std::nullopt) {
    OwnedLayer streets(Role::Streets, std::move(table));
    if (gates) {
      streets.layer.set_gates(std::move(*gates));
    }
    build_streets(streets.layer, all_rows(streets.layer), input, ledger);
  }
  [[nodiscard]] const StreetLines& lines() const { return input.streets; }
  [[nodiscard]] std::vector<double> components() const {
    return build_network(input.streets, {}).network.component_lengths;
  }
};

TEST(BuildStreets, FollowsTheTagsOfAnExtract) {
  FeatureTable table =
      text_table({"osm_id", "highway", "foot", "layer", "bridge", "oneway_foot"}, {{"1", "residential", "", "", "", ""},
                                                                                   {"2", "motorway", "", "", "", ""},
                                                                                   {"3", "steps", "", "", "", ""},
                                                                                   {"4", "footway", "", "", "yes", ""},
                                                                                   {"5", "path", "", "-2", "", "-1"},
                                                                                   {"6", "footway", "no", "", "", ""},
                                                                                   {"7", "path", "", "", "", "yes"}});
  for (int i = 0; i < 7; ++i) {
    draw_line(table, {{0.0, 10.0 * i}, {10.0, 10.0 * i}});
  }
  const Built town(std::move(table));
  EXPECT_THAT(town.lines().rows, ElementsAre(0U, 2U, 3U, 4U, 6U)) << "no motorway, nothing that says foot=no";
  EXPECT_THAT(town.lines().levels, ElementsAre(0, 0, 1, -2, 0));
  EXPECT_THAT(town.lines().kinds, ElementsAre(StreetKind::Street, StreetKind::Steps, StreetKind::Street,
                                              StreetKind::Street, StreetKind::Street));
  EXPECT_THAT(town.lines().directions, ElementsAre(WalkDirection::Both, WalkDirection::Both, WalkDirection::Both,
                                                   WalkDirection::Backward, WalkDirection::Forward))
      << "GDAL writes oneway:foot as oneway_foot";
  EXPECT_EQ(brief(town.ledger), (Lines{"street.not_walkable "}));
  EXPECT_EQ(town.ledger.issues()[0].what, "2 of 7 ways are not for walkers by their tags");
}

TEST(BuildStreets, LinesWithoutTagsAreStreetsUnlessClosed) {
  FeatureTable table = text_table({"name", "level", "kind", "access"}, {{"A", "", "lane", ""},
                                                                        {"B", "1", "steps", ""},
                                                                        {"C", "-1.0", "", "private"},
                                                                        {"D", "-1.0", "", ""},
                                                                        {"E", "high", "", ""}});
  for (int i = 0; i < 5; ++i) {
    draw_line(table, {{0.0, 10.0 * i}, {10.0, 10.0 * i}});
  }
  const Built town(std::move(table));
  EXPECT_THAT(town.lines().rows, ElementsAre(0U, 1U, 3U, 4U));
  EXPECT_THAT(town.lines().levels, ElementsAre(0, 1, -1, 0)) << "a level that is no number is the ground";
  EXPECT_EQ(town.lines().kinds[1], StreetKind::Steps);
}

TEST(BuildStreets, EveryPartIsALineAndWhatIsNoLineIsTold) {
  FeatureTable table = text_table({"code"}, {{"a"}, {"b"}, {"c"}});
  draw(table, GeometryKind::Line, {{{0, 0}, {5, 0}}, {{5, 0}, {5, 9}, {7, 9}}});
  draw_point(table, {1, 1});
  draw(table, GeometryKind::Polygon, {{{0, 0}, {1, 0}, {1, 1}, {0, 0}}});
  const Built town(std::move(table));
  EXPECT_THAT(town.lines().rows, ElementsAre(0U, 0U));
  EXPECT_THAT(town.lines().starts, ElementsAre(0U, 2U, 5U));
  EXPECT_EQ(brief(town.ledger), (Lines{"geometry.type b row 1", "geometry.type c row 2"}));
  EXPECT_THAT(town.components(), ElementsAre(16.0));
}

TEST(BuildStreets, RowsArePositionsAmongThoseCarriedAlong) {
  FeatureTable table = text_table({"code"}, {{"a"}, {"b"}, {"c"}});
  table.geometry.emplace();
  table.geometry->append(GeometryKind::Null);
  draw_line(table, {{0, 0}, {5, 0}});
  draw_line(table, {{0, 1}, {5, 1}});
  OwnedLayer streets(Role::Streets, std::move(table));
  StreetInput input;
  IssueLedger ledger;
  build_streets(streets.layer, {1, 2}, input, ledger);
  EXPECT_THAT(input.streets.rows, ElementsAre(0U, 1U));
}

TEST(BuildStreets, WallsAndLockedGatesSealTheirVertex) {
  FeatureTable table = text_table({"highway"}, {{"footway"}});
  draw_line(table, {{0, 0}, {10, 0}, {20, 0}, {30, 0}, {40, 0}});
  FeatureTable gates =
      text_table({"barrier", "access", "locked"}, {{"gate", "", ""}, {"gate", "private", ""}, {"gate", "", "yes"}});
  draw_point(gates, {10, 0});
  draw_point(gates, {20, 0});
  draw_point(gates, {30, 0});
  const Built town(std::move(table), std::move(gates));
  EXPECT_THAT(town.lines().sealed, ElementsAre(0, 0, 1, 1, 0)) << "an open gate lets walkers through";
  EXPECT_THAT(town.components(), ElementsAre(20.0, 10.0, 10.0));
}

TEST(BuildStreets, GatesThatAllOpenSealNothing) {
  FeatureTable table = text_table({"highway"}, {{"footway"}});
  draw_line(table, {{0, 0}, {10, 0}});
  FeatureTable gates = text_table({"barrier"}, {{"bollard"}});
  draw_point(gates, {10, 0});
  EXPECT_THAT(Built(std::move(table), std::move(gates)).lines().sealed, IsEmpty());
}

/// Two lines that share a place in the middle of both; their nodes differ, or not.
FeatureTable two_links() {
  FeatureTable table = text_table({"code"}, {{"a"}, {"b"}});
  draw_line(table, {{0, 0}, {10, 0}, {20, 0}});
  draw_line(table, {{10, 0}, {10, 10}});
  return table;
}

TEST(BuildStreets, SavedNodesSayWhatMeets) {
  EXPECT_THAT(Built(two_links()).components(), ElementsAre(30.0)) << "they share a vertex";
  FeatureTable apart = two_links();
  append_wholes(apart, "from_node", {1, 3});
  append_wholes(apart, "to_node", {2, 4});
  EXPECT_THAT(Built(std::move(apart)).components(), ElementsAre(20.0, 10.0)) << "a bridge over the other";
  FeatureTable joined = two_links();
  append_wholes(joined, "from_node", {1, 3});
  append_wholes(joined, "to_node", {2, 2});
  const Built town(std::move(joined));
  EXPECT_THAT(town.components(), ElementsAre(30.0));
  EXPECT_THAT(town.lines().vertex_ids, ElementsAre(1, -2, 2, 3, 2));
}

TEST(BuildStreets, NodesThatAreNotAllGivenAreIgnored) {
  FeatureTable gap = two_links();
  append_wholes(gap, "from_node", {1, std::nullopt});
  append_wholes(gap, "to_node", {2, 4});
  EXPECT_THAT(Built(std::move(gap)).lines().vertex_ids, IsEmpty());
  FeatureTable half = two_links();
  append_wholes(half, "from_node", {1, 3});
  EXPECT_THAT(Built(std::move(half)).lines().vertex_ids, IsEmpty());
  FeatureTable negative = two_links();
  append_wholes(negative, "from_node", {1, 3});
  append_wholes(negative, "to_node", {-2, 4});
  EXPECT_THAT(Built(std::move(negative)).lines().vertex_ids, IsEmpty()) << "would be taken for an inner vertex";
}

TEST(BuildStreets, NodesOfSeveralPartsAreThoseOfTheRowsEnds) {
  FeatureTable table = text_table({"code"}, {{"a"}, {"b"}});
  draw(table, GeometryKind::Line, {{{0, 0}, {10, 0}}, {{20, 0}, {30, 0}}});
  draw_line(table, {{30, 0}, {30, 9}});
  append_wholes(table, "from_node", {1, 2});
  append_wholes(table, "to_node", {2, 3});
  const Built town(std::move(table));
  EXPECT_EQ(town.lines().vertex_ids.size(), town.lines().vertices.size());
  EXPECT_THAT(town.components(), ElementsAre(19.0, 10.0));
}

TEST(BuildBarriers, TakesLinesAndRingsButNoPoints) {
  FeatureTable table = text_table({"code"}, {{"river"}, {"lake"}, {"post"}});
  draw(table, GeometryKind::Line, {{{0, 0}, {9, 0}}, {{9, 5}, {9, 9}}});
  draw(table, GeometryKind::Polygon, {{{0, 0}, {9, 0}, {9, 9}, {0, 0}}});
  table.geometry->begin_ring();  // an island
  for (const Coordinate at : Ring{{5, 2}, {6, 2}, {6, 3}, {5, 2}}) {
    table.geometry->add(at);
  }
  draw_point(table, {4, 4});
  OwnedLayer barriers(Role::Barriers, std::move(table));
  StreetInput input;
  IssueLedger ledger;
  build_barriers(barriers.layer, all_rows(barriers.layer), input, ledger);
  ASSERT_EQ(input.barriers.size(), 4U);
  EXPECT_THAT(input.barriers[1], ElementsAre(Point{9, 5}, Point{9, 9}));
  EXPECT_EQ(input.barriers[2].size(), 4U);
  EXPECT_EQ(input.barriers[2].front(), input.barriers[2].back());
  EXPECT_EQ(input.barriers[3].front(), (Point{5, 2}));
  EXPECT_EQ(brief(ledger), (Lines{"geometry.type post row 2"}));
}

TEST(BuildCrossings, ArePointsOrTheMiddle) {
  FeatureTable table = text_table({"code"}, {{"ford"}, {"deck"}});
  draw_point(table, {3, 4});
  draw(table, GeometryKind::Polygon, {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}});
  OwnedLayer crossings(Role::Crossings, std::move(table));
  StreetInput input;
  IssueLedger ledger;
  build_crossings(crossings.layer, all_rows(crossings.layer), input, ledger);
  ASSERT_EQ(input.crossings.size(), 2U);
  EXPECT_EQ(input.crossings[0], (Point{3, 4}));
  EXPECT_NEAR(distance(input.crossings[1], {5, 5}).value(), 0.0, 1e-9);
  EXPECT_THAT(ledger.issues(), IsEmpty());
}

TEST(BuildEntrances, FindTheirBuildingsCompoundsAndPosts) {
  StudyArea area =
      testing::draw_study({.subdistricts = "", .communities = "A", .grid_zones = "", .cell = Metres(100.0)});
  for (const char* code : {"b1", "b2", "b3"}) {
    testing::add_building(area, code, {50, 50}, 1, 1);
  }
  area.demand[DemandId(0)].compound = "garden";
  area.demand[DemandId(2)].compound = "garden";
  testing::add_facility(area, "p1", {10, 10});
  FeatureTable table = text_table({"code", "building", "compound", "facility"}, {{"e1", "", "garden", ""},
                                                                                 {"e2", "b2", "", ""},
                                                                                 {"e3", "", "", "p1"},
                                                                                 {"e4", "nobody", "", ""},
                                                                                 {"e5", "b1", "", "p1"},
                                                                                 {"e6", "", "", ""}});
  for (int i = 0; i < 6; ++i) {
    draw_point(table, {1.0 * i, 0.0});
  }
  OwnedLayer entrances(Role::Entrances, std::move(table));
  StreetInput input;
  IssueLedger ledger;
  build_entrances(entrances.layer, all_rows(entrances.layer), area, input, ledger);
  const auto lines = [](const std::vector<Entrance>& list) {
    Lines text;
    for (const Entrance& each : list) {
      text.push_back(fmt::format("{} at {:.0f}", each.place, each.at.x));
    }
    return text;
  };
  EXPECT_EQ(lines(input.building_entrances), (Lines{"0 at 0", "0 at 4", "1 at 1", "2 at 0"}))
      << "ascending by place, each in the order of the rows";
  EXPECT_EQ(lines(input.post_entrances), (Lines{"0 at 2", "0 at 4"}));
  EXPECT_EQ(brief(ledger), (Lines{"join.unmatched e4 row 3", "join.unmatched e6 row 5"}));
}

}  // namespace
}  // namespace lastmeter
