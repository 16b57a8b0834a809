// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include "core/error.h"
#include "core/parallel.h"
#include "core/random.h"
#include "io/geojson_text.h"
#include "io/json_text.h"
#include "io/write_table.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Json = nlohmann::json;
using Coordinates = std::vector<Coordinate>;

void add_polygon(GeometryColumn& geometry, const std::vector<Coordinates>& rings) {
  geometry.begin_part();
  for (const Coordinates& ring : rings) {
    geometry.begin_ring();
    for (const Coordinate at : ring) {
      geometry.add(at);
    }
  }
}

Column text_column(const std::string& name, const std::vector<std::string>& values) {
  Column column(name, ColumnType::Text);
  for (const std::string& value : values) {
    column.append_text(value);
  }
  return column;
}

FeatureTable points_table(const Coordinates& points) {
  FeatureTable table;
  table.name = "posts";
  table.crs = Crs::wgs84();
  table.geometry.emplace();
  for (const Coordinate at : points) {
    table.geometry->append_point(at);
  }
  table.rows = points.size();
  return table;
}

std::string written(const FeatureTable& table, std::string_view id = "", int decimals = 7) {
  const testing::TempFolder temp;
  const auto file = temp.path() / "t.geojson";
  write_geojson(table, file, id, decimals);
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string refusal(const FeatureTable& table, std::string_view id = "") {
  try {
    written(table, id);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string geometry_text(const GeometryColumn& geometry, int decimals) {
  std::string out;
  GeoJsonText(decimals).append_geometry(out, geometry, 0);
  return out;
}

std::string number_text(double value, int decimals) {
  std::string out;
  GeoJsonText(decimals).append_number(out, value);
  return out;
}

double doubled_area(const Json& ring) {
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    sum += (ring[i][0].get<double>() - ring[0][0].get<double>()) *
               (ring[i + 1][1].get<double>() - ring[0][1].get<double>()) -
           (ring[i + 1][0].get<double>() - ring[0][0].get<double>()) *
               (ring[i][1].get<double>() - ring[0][1].get<double>());
  }
  return sum;
}

/// A ring around a centre that never crosses itself, in either sense.
Coordinates star(Random& random, Coordinate centre, double radius) {
  Coordinates ring;
  const int corners = 3 + static_cast<int>(random.next() % 9);
  for (int i = 0; i < corners; ++i) {
    const double angle = (i + random.uniform(0.0, 0.9)) * 6.283185307179586 / corners;
    const double reach = radius * random.uniform(0.6, 1.0);
    ring.push_back({centre.x + reach * std::cos(angle), centre.y + reach * std::sin(angle)});
  }
  ring.push_back(ring.front());
  if (random.next() % 2 == 0) {
    std::reverse(ring.begin(), ring.end());
  }
  return ring;
}

TEST(GeoJson, WholeFile) {
  FeatureTable table = points_table({{117.1, 35.0}, {-0.5, -35.25}});
  table.columns.push_back(text_column("CODE", {"0370481", "b"}));
  Column people("人口", ColumnType::Integer);
  people.append_integer(-12);
  people.append_null();
  table.columns.push_back(std::move(people));
  EXPECT_EQ(written(table, "code"),
            R"({"type":"FeatureCollection","name":"posts","bbox":[-0.5000000,-35.2500000,117.1000000,35.0000000],)"
            "\"features\":[\n"
            R"({"type":"Feature","id":"0370481","properties":{"CODE":"0370481","人口":-12},)"
            R"("geometry":{"type":"Point","coordinates":[117.1000000,35.0000000]}},)"
            "\n"
            R"({"type":"Feature","id":"b","properties":{"CODE":"b","人口":null},)"
            R"("geometry":{"type":"Point","coordinates":[-0.5000000,-35.2500000]}})"
            "\n]}\n");
}

TEST(GeoJson, EmptyTableIsAnEmptyCollection) {
  FeatureTable table;
  EXPECT_EQ(written(table), "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n");
  EXPECT_EQ(Json::parse(written(points_table({})))["features"].size(), 0U);
}

TEST(GeoJson, NumbersHaveFixedDecimals) {
  EXPECT_EQ(number_text(117.0, 7), "117.0000000");
  EXPECT_EQ(number_text(-0.00000004, 7), "0.0000000");
  EXPECT_EQ(number_text(-0.00000006, 7), "-0.0000001");
  EXPECT_EQ(number_text(0.012, 7), "0.0120000");
  EXPECT_EQ(number_text(-9.5, 1), "-9.5");
  EXPECT_EQ(number_text(179.99999999, 7), "180.0000000");
  EXPECT_EQ(number_text(2.5, 0), "3");
  EXPECT_EQ(number_text(-180.0, 12), "-180.000000000000");
}

TEST(GeoJson, NumbersAgreeWithPrintf) {
  Random random(7);
  for (int i = 0; i < 20000; ++i) {
    const double value = random.uniform(-180.0, 180.0);
    const int decimals = static_cast<int>(random.next() % 10);
    const std::string printed = fmt::format("{:.{}f}", value, decimals);
    const bool zero = printed.find_first_of("123456789") == std::string::npos;
    EXPECT_EQ(number_text(value, decimals), zero && value < 0 ? printed.substr(1) : printed) << value;
  }
}

TEST(GeoJson, RingsFollowTheRightHandRuleAsWritten) {
  Random random(11);
  for (int i = 0; i < 500; ++i) {
    const int decimals = static_cast<int>(2 + random.next() % 6);
    GeometryColumn geometry;
    geometry.begin(GeometryKind::Polygon);
    add_polygon(geometry, {star(random, {117, 35}, 0.1), star(random, {117, 35}, 0.02)});
    const Json polygon = Json::parse(geometry_text(geometry, decimals));
    ASSERT_EQ(polygon["type"], "Polygon");
    EXPECT_GE(doubled_area(polygon["coordinates"][0]), -1e-15);
    EXPECT_LE(doubled_area(polygon["coordinates"][1]), 1e-15);
  }
}

TEST(GeoJson, ACollapsedPolygonKeepsFourPositions) {
  GeometryColumn geometry;
  geometry.begin(GeometryKind::Polygon);
  add_polygon(geometry, {{{1, 1}, {1 + 1e-9, 1}, {1, 1 + 1e-9}, {1, 1}}});
  EXPECT_EQ(geometry_text(geometry, 2),
            R"({"type":"Polygon","coordinates":[[[1.00,1.00],[1.00,1.00],[1.00,1.00],[1.00,1.00]]]})");
}

TEST(GeoJson, OpenAndShortRingsAreClosed) {
  GeometryColumn geometry;
  geometry.begin(GeometryKind::Polygon);
  add_polygon(geometry, {{{0, 0}, {1, 0}, {0, 1}}, {}, {{5, 5}, {6, 6}}});
  EXPECT_EQ(geometry_text(geometry, 0),
            R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]],[[5,5],[6,6],[5,5],[5,5]]]})");
}

TEST(GeoJson, SeveralPartsAreMulti) {
  GeometryColumn points;
  points.begin(GeometryKind::Point);
  add_polygon(points, {{{1, 2}}});
  add_polygon(points, {{{3, 4}}});
  EXPECT_EQ(geometry_text(points, 0), R"({"type":"MultiPoint","coordinates":[[1,2],[3,4]]})");
  GeometryColumn lines;
  lines.begin(GeometryKind::Line);
  add_polygon(lines, {{{1, 2}, {3, 4}}});
  EXPECT_EQ(geometry_text(lines, 0), R"({"type":"LineString","coordinates":[[1,2],[3,4]]})");
  add_polygon(lines, {{{5, 6}}});
  EXPECT_EQ(geometry_text(lines, 0), R"({"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[5,6]]]})");
  GeometryColumn polygons;
  polygons.begin(GeometryKind::Polygon);
  add_polygon(polygons, {{}});
  add_polygon(polygons, {{{0, 0}, {0, 1}, {1, 0}, {0, 0}}});
  EXPECT_EQ(geometry_text(polygons, 0), R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]]]})");
  add_polygon(polygons, {{{8, 8}, {9, 8}, {8, 9}, {8, 8}}});
  EXPECT_EQ(Json::parse(geometry_text(polygons, 0))["coordinates"].size(), 2U);
}

TEST(GeoJson, RowsWithoutCoordinatesHaveNullGeometry) {
  for (const GeometryKind kind :
       {GeometryKind::Null, GeometryKind::Empty, GeometryKind::Mixed, GeometryKind::Point, GeometryKind::Polygon}) {
    GeometryColumn geometry;
    geometry.append(kind);
    EXPECT_EQ(geometry_text(geometry, 7), "null");
  }
}

TEST(GeoJson, TextSurvives) {
  const std::vector<std::string> texts = {"",
                                          "plain",
                                          "say \"no\"",
                                          "back\\slash",
                                          "line\nfeed\r\ttab",
                                          "滕州市",
                                          "😀 emoji",
                                          std::string("nul\0byte", 8),
                                          "\x01\x1f\x7f",
                                          "/"};
  FeatureTable table;
  table.columns.push_back(text_column("name \"of\"", texts));
  table.rows = texts.size();
  const Json json = Json::parse(written(table));
  for (std::size_t row = 0; row < texts.size(); ++row) {
    EXPECT_EQ(json["features"][row]["properties"]["name \"of\""], texts[row]);
  }
  EXPECT_THAT(written(table), HasSubstr("滕州市"));
}

TEST(GeoJson, TextThatIsNotUtf8IsRefusedWithItsRow) {
  for (const std::string bad : {"\xCC\xDA", "cut \xE6\xBB", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80"}) {
    FeatureTable table;
    table.name = "zones";
    table.columns.push_back(text_column("name", {"good", bad}));
    table.rows = 2;
    EXPECT_THAT(refusal(table), AllOf(HasSubstr("row 2 of table 'zones'"), HasSubstr("not UTF-8")));
  }
}

TEST(GeoJson, RealsReadBackTheSame) {
  Random random(3);
  for (int i = 0; i < 20000; ++i) {
    const double value = std::ldexp(random.uniform(-1.0, 1.0), static_cast<int>(random.next() % 200) - 100);
    std::string out;
    append_json_real(out, value);
    EXPECT_EQ(Json::parse(out).get<double>(), value);
    EXPECT_TRUE(Json::parse(out).is_number_float()) << out;
  }
}

TEST(GeoJson, RealsWithoutAWordAreNull) {
  for (const double value : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
    std::string out;
    append_json_real(out, value);
    EXPECT_EQ(out, "null");
  }
  std::string out;
  append_json_real(out, 5.0);
  EXPECT_EQ(out, "5.0");
}

TEST(GeoJson, IntegersKeepAllDigits) {
  FeatureTable table;
  Column column("n", ColumnType::Integer);
  column.append_integer(std::numeric_limits<std::int64_t>::max());
  column.append_integer(std::numeric_limits<std::int64_t>::min());
  table.columns.push_back(std::move(column));
  table.rows = 2;
  EXPECT_THAT(written(table), AllOf(HasSubstr(":9223372036854775807}"), HasSubstr(":-9223372036854775808}")));
}

TEST(GeoJson, DatesAreText) {
  FeatureTable table;
  Column column("built", ColumnType::Date);
  column.append_text("2016-12-01");
  table.columns.push_back(std::move(column));
  table.rows = 1;
  EXPECT_THAT(written(table), HasSubstr(R"("built":"2016-12-01")"));
}

TEST(GeoJson, ACoordinateThatIsNotANumberIsRefusedWithItsRow) {
  for (const double bad : {std::nan(""), HUGE_VAL}) {
    EXPECT_THAT(refusal(points_table({{117, 35}, {117, 35}, {bad, 35}})), HasSubstr("row 3 of table 'posts'"));
    EXPECT_THAT(refusal(points_table({{117, 35}, {117, bad}})), HasSubstr("row 2 of table 'posts'"));
  }
}

TEST(GeoJson, ProjectedTablesAreTurnedIntoDegrees) {
  FeatureTable table = points_table({{500000, 0}});
  table.crs = Crs::parse("EPSG:4548");
  EXPECT_THAT(written(table), HasSubstr(R"("coordinates":[117.0000000,0.0000000])"));
  EXPECT_EQ(table.geometry->coordinates(0)[0], (Coordinate{500000, 0}));
}

TEST(GeoJson, WithoutACoordinateSystemThereAreNoDegrees) {
  FeatureTable table = points_table({{500000, 3880000}});
  table.crs.reset();
  EXPECT_THAT(refusal(table), HasSubstr("coordinate system is not known"));
}

TEST(GeoJson, IdsComeFromTheColumn) {
  FeatureTable table = points_table({{1, 1}, {2, 2}});
  Column code("code", ColumnType::Integer);
  code.append_integer(48);
  code.append_null();
  table.columns.push_back(std::move(code));
  const Json json = Json::parse(written(table, "code"));
  EXPECT_EQ(json["features"][0]["id"], "48");
  EXPECT_FALSE(json["features"][1].contains("id"));
  EXPECT_THAT(refusal(table, "cod"), HasSubstr("no column 'cod'"));
}

TEST(GeoJson, SameBytesForAnyNumberOfThreads) {
  Random random(5);
  Coordinates points;
  for (int i = 0; i < 40000; ++i) {
    points.push_back({random.uniform(-180, 180), random.uniform(-90, 90)});
  }
  const FeatureTable table = points_table(points);
  set_thread_limit(1);
  const std::string one = written(table);
  set_thread_limit(8);
  EXPECT_EQ(written(table), one);
  set_thread_limit(0);
  const Json json = Json::parse(one);
  ASSERT_EQ(json["features"].size(), points.size());
  for (std::size_t i = 0; i < points.size(); i += 97) {
    EXPECT_NEAR(json["features"][i]["geometry"]["coordinates"][0].get<double>(), points[i].x, 0.51e-7);
  }
}

TEST(GeoJson, AFullDiskIsSaid) {
  try {
    write_geojson(points_table({{1, 1}}), "/dev/full", "");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "cannot write /dev/full: No space left on device");
  }
}

}  // namespace
}  // namespace lastmeter
