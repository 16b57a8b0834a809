// SPDX-License-Identifier: Apache-2.0
#include "io/read_ogr.h"

#include <gmock/gmock.h>

#include "core/error.h"
#include "io/write_table.h"
#include "unit/io/read_support.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using testing::column_names;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kinds;
using ::testing::Not;
using testing::notes;
using testing::put;
using testing::read;
using testing::TempFolder;
using testing::values;

constexpr std::string_view four_features = R"({"type":"FeatureCollection","features":[
  {"type":"Feature","properties":{"code":370481001002,"b":true,"l":[1,2],"o":{"a":1},"d":"2016-12-01",
    "t":"2016-12-01T08:30:00+08:00","z":"007"},"geometry":null},
  {"type":"Feature","properties":{"code":1,"b":false,"r":1.5},
    "geometry":{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}},
  {"type":"Feature","properties":{},
    "geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}},
  {"type":"Feature","properties":{},
    "geometry":{"type":"Polygon","coordinates":[[[0,0,5],[4,0,5],[4,4,5],[0,0,5]],[[1,0,5],[2,0,5],[2,1,5],[1,0,5]]]}}]})";

FeatureTable one_point(const std::string& name, const std::string& code) {
  FeatureTable table;
  table.name = name;
  table.columns.emplace_back("code", ColumnType::Text);
  table.columns.back().append_text(code);
  table.geometry.emplace();
  table.geometry->append_point({1, 2});
  table.crs = Crs::parse("EPSG:4548");
  table.rows = 1;
  return table;
}

TEST(ReadOgr, GeoJsonValuesKeepTheirTypes) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.geojson", four_features)});
  EXPECT_EQ(table.rows, 4U);
  EXPECT_EQ(table.columns[table.find("code").value()].integer(0), 370481001002);
  EXPECT_THAT(values(table, "z"), ElementsAre("007", "", "", ""));
  EXPECT_THAT(values(table, "b"), ElementsAre("1", "0", "", ""));
  EXPECT_THAT(values(table, "r"), ElementsAre("", "1.5", "", ""));
  EXPECT_THAT(values(table, "d")[0], "2016-12-01");
  EXPECT_EQ(table.columns[table.find("d").value()].type(), ColumnType::Date);
  EXPECT_THAT(values(table, "t")[0], "2016-12-01T08:30:00+08:00");
  EXPECT_THAT(values(table, "l")[0], "[ 1, 2 ]");
  EXPECT_THAT(values(table, "o")[0], "{ \"a\": 1 }");
  EXPECT_EQ(table.crs.value().epsg(), 4326);
  EXPECT_EQ(table.source.driver, "GeoJSON");
  EXPECT_EQ(table.source.files.size(), 1U);
}

TEST(ReadOgr, GeometriesKeepTheirPartsAndLoseTheirHeight) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.geojson", four_features)});
  EXPECT_THAT(kinds(table),
              ElementsAre(GeometryKind::Null, GeometryKind::Point, GeometryKind::Mixed, GeometryKind::Polygon));
  EXPECT_EQ(table.geometry->part_count(1), 2U);
  EXPECT_EQ(table.geometry->ring(1, 1, 0)[0], (Coordinate{3, 4}));
  EXPECT_EQ(table.geometry->part_count(3), 1U);
  EXPECT_EQ(table.geometry->ring_count(3, 0), 2U);
  EXPECT_EQ(table.geometry->ring(3, 0, 1).size(), 4U);
}

TEST(ReadOgr, ADeclaredSystemIsTaken) {
  const TempFolder temp;
  std::string text(four_features);
  text.insert(1, R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4548"}},)");
  EXPECT_EQ(read({.path = put(temp, "a.geojson", text)}).crs.value().epsg(), 4548);
}

TEST(ReadOgr, ABareGeometryIsATableOfOneRow) {
  const TempFolder temp;
  const FeatureTable table =
      read({.path = put(temp, "fence.json", R"({"type":"LineString","coordinates":[[1,2],[3,4]]})")});
  EXPECT_THAT(kinds(table), ElementsAre(GeometryKind::Line));
  EXPECT_THAT(table.columns, IsEmpty());
}

TEST(ReadOgr, GbkInsideGeoJsonIsDecodedAndNoted) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.geojson",
                                               "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                                               "\"properties\":{\"n\":\"\xB1\xA6\xC9\xBD\"},\"geometry\":null}]}")});
  EXPECT_THAT(values(table, "n"), ElementsAre("宝山"));
  EXPECT_THAT(notes(table, ReadNote::Kind::Encoding), HasSubstr("GB18030"));
}

TEST(ReadOgr, ColumnsAndConditionsWorkAsForText) {
  const TempFolder temp;
  const std::string path = put(temp, "a.geojson", four_features);
  const FeatureTable table = read({.path = path, .where = "code > 5", .columns = {"z"}});
  EXPECT_THAT(column_names(table), ElementsAre("z"));
  EXPECT_EQ(table.rows, 1U);
  EXPECT_EQ(table.geometry->size(), 1U);
  EXPECT_THROW(read({.path = path, .columns = {"zz9"}}), InputError);
  EXPECT_THROW(read({.path = path, .where = "code >"}), ConfigError);
}

TEST(ReadOgr, SeveralLayersAskForAName) {
  const TempFolder temp;
  const std::filesystem::path file = temp.path() / "a.gpkg";
  write_geopackage({{one_point("posts", "1"), {}}, {one_point("zones", "2"), {}}}, file);
  try {
    read({.path = file.string()});
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("'posts' (1 row)"), HasSubstr("'zones' (1 row)"), Not(HasSubstr("layer_styles"))));
  }
  EXPECT_THAT(values(read({.path = file.string(), .layer = "zones"}), "code"), ElementsAre("2"));
  try {
    read({.path = file.string(), .layer = "zone"});
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no layer 'zone'"));
    EXPECT_THAT(error.fix(), HasSubstr("did you mean 'zones'"));
  }
  const auto layers = list_layers(file.string());
  ASSERT_EQ(layers.size(), 2U);
  EXPECT_EQ(layers[0].kind, GeometryKind::Point);
  EXPECT_THAT(layers[0].columns, ElementsAre("code"));
}

TEST(ReadOgr, TheOnlyLayerWithFeaturesNeedsNoName) {
  const TempFolder temp;
  const std::filesystem::path file = temp.path() / "a.gpkg";
  FeatureTable empty;
  empty.name = "nothing";
  empty.columns.emplace_back("code", ColumnType::Text);
  empty.geometry.emplace();
  empty.crs = Crs::parse("EPSG:4548");
  write_geopackage({{empty, {}}, {one_point("zones", "2"), {}}}, file);
  const FeatureTable table = read({.path = file.string()});
  EXPECT_EQ(table.source.layer, "zones");
  EXPECT_EQ(table.crs.value().epsg(), 4548);
}

TEST(ReadOgr, NothingIsWrittenBesideTheInput) {
  const TempFolder temp;
  const std::filesystem::path file = temp.path() / "a.gpkg";
  write_geopackage({{one_point("posts", "1"), {}}}, file);
  const auto before = std::filesystem::last_write_time(file);
  read({.path = file.string()});
  EXPECT_EQ(std::filesystem::last_write_time(file), before);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(temp.path()), {}), 1);
}

TEST(ReadOgr, SheetsKeepTextAndTakeTheirFirstRowAsHeader) {
  const std::filesystem::path file = std::filesystem::path(__FILE__).parent_path() / "fixtures" / "two_sheets.xlsx";
  const FeatureTable texts = read({.path = file.string(), .layer = "sheet1"});
  EXPECT_THAT(values(texts, "code"), ElementsAre("007", "010"));
  EXPECT_THAT(values(texts, "名称"), ElementsAre("宝山区", "静安区"));
  EXPECT_EQ(texts.geometry.value().coordinates(1)[0], (Coordinate{121.5, 31.2}));
  const FeatureTable numbers = read({.path = file.string(), .layer = "sheet2", .x = "lon", .y = "lat"});
  EXPECT_EQ(numbers.columns[0].type(), ColumnType::Integer);
  EXPECT_EQ(numbers.geometry.value().coordinates(0)[0], (Coordinate{121.4, 31.4}));
  EXPECT_EQ(read({.path = file.string(), .layer = "sheet1", .header = false}).rows, 3U);
}

TEST(ReadOgr, ADatabaseThatIsNotThereIsOneLineWithoutPassword) {
  try {
    read({.path = "PG:host=127.0.0.1 port=1 user=me password=secret dbname=none", .layer = "zones"});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(std::string(error.what()) + error.fix(), AllOf(HasSubstr("PG:"), Not(HasSubstr("secret"))));
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
  }
}

TEST(ReadOgr, OpenRingsAreCountedInPlainWords) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4]]]}}]})")});
  const std::string open = notes(table, ReadNote::Kind::RingsOpen);
  EXPECT_THAT(open, HasSubstr("1 rings are not closed"));
  EXPECT_THAT(open, Not(HasSubstr("OGR_")));
  EXPECT_EQ(notes(table, ReadNote::Kind::FileDamaged), "");
}

}  // namespace
}  // namespace lastmeter
