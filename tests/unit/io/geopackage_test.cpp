// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "core/error.h"
#include "core/random.h"
#include "io/output_folder.h"
#include "io/qgis_style.h"
#include "io/read_table.h"
#include "io/write_table.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

FeatureTable zones(std::size_t rows) {
  FeatureTable table;
  table.name = "zones";
  table.crs = Crs::parse("EPSG:4548");
  table.geometry.emplace();
  Random random(1);
  Column code("code", ColumnType::Text);
  Column people("人口", ColumnType::Integer);
  Column share("share", ColumnType::Real);
  Column built("built", ColumnType::Date);
  for (std::size_t row = 0; row < rows; ++row) {
    code.append_text("00" + std::to_string(row));
    people.append_integer(static_cast<std::int64_t>(row) * 100);
    share.append_real(random.uniform());
    built.append_text("2016-12-01");
    const double x = random.uniform(480000, 520000);
    const double y = random.uniform(3860000, 3900000);
    table.geometry->begin(GeometryKind::Polygon);
    table.geometry->begin_part();
    table.geometry->begin_ring();
    for (const Coordinate at : {Coordinate{x, y}, {x + 9, y}, {x + 9, y + 9}, {x, y}}) {
      table.geometry->add(at);
    }
  }
  table.columns = {std::move(code), std::move(people), std::move(share), std::move(built)};
  table.rows = rows;
  return table;
}

FeatureTable without_geometry(const std::string& name) {
  FeatureTable table;
  table.name = name;
  Column note("note", ColumnType::Text);
  note.append_text("滕州");
  note.append_null();
  table.columns.push_back(std::move(note));
  table.rows = 2;
  return table;
}

LayerStyle classes(const std::string& column) {
  return {.colour = "#4477aa",
          .opacity = 0.5,
          .column = column,
          .classes = {{100, "#ff0000", "up to 100"}, {300, "#00ff7f", "<300 & \"more\""}}};
}

FeatureTable read_back(const fs::path& file, const std::string& layer) {
  SilentProgress silent;
  ReadOptions options;
  options.path = file.string();
  options.layer = layer;
  return read_table(options, silent);
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string refusal(const std::vector<StyledTable>& tables) {
  const testing::TempFolder temp;
  try {
    write_geopackage(tables, temp.path() / "t.gpkg");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

class GeoPackageTest : public ::testing::Test {
 protected:
  testing::TempFolder temp_;
  fs::path file_ = temp_.path() / "study.gpkg";
};

TEST_F(GeoPackageTest, EveryLayerReadsBack) {
  const FeatureTable table = zones(30);
  write_geopackage({{table, {}}, {without_geometry("totals"), {}}}, file_);
  const FeatureTable back = read_back(file_, "zones");
  ASSERT_EQ(back.rows, table.rows);
  EXPECT_EQ(back.crs->id(), "EPSG:4548");
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (const Column& column : table.columns) {
      const Column& read = back.columns[*back.find(column.name())];
      EXPECT_EQ(read.type(), column.type());
      EXPECT_EQ(read.as_text(row), column.as_text(row));
    }
    EXPECT_TRUE(std::ranges::equal(back.geometry->ring(row, 0, 0), table.geometry->ring(row, 0, 0)));
  }
  const FeatureTable totals = read_back(file_, "totals");
  EXPECT_FALSE(totals.geometry);
  EXPECT_EQ(totals.columns[*totals.find("note")].text(0), "滕州");
  EXPECT_TRUE(totals.columns[*totals.find("note")].is_null(1));
}

TEST_F(GeoPackageTest, SameTablesGiveTheSameBytes) {
  const std::vector<StyledTable> tables = {{zones(3000), classes("人口")}, {without_geometry("totals"), {}}};
  write_geopackage(tables, file_);
  const std::string first = bytes_of(file_);
  write_geopackage(tables, temp_.path() / "other.gpkg");
  EXPECT_TRUE(bytes_of(temp_.path() / "other.gpkg") == first);
  write_geopackage(tables, file_);
  EXPECT_TRUE(bytes_of(file_) == first);
}

TEST_F(GeoPackageTest, StylesStandWhereQgisLooks) {
  write_geopackage({{zones(5), classes("人口")}, {without_geometry("totals"), {}}}, file_);
  const FeatureTable styles = read_back(file_, "layer_styles");
  std::vector<std::string> names;
  for (const Column& column : styles.columns) {
    names.push_back(column.name());
  }
  EXPECT_THAT(names, ElementsAre("f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                                 "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"));
  ASSERT_EQ(styles.rows, 1U);
  EXPECT_EQ(styles.columns[*styles.find("f_table_name")].as_text(0), "zones");
  EXPECT_EQ(styles.columns[*styles.find("f_geometry_column")].as_text(0), "geom");
  EXPECT_FALSE(styles.columns[*styles.find("f_table_schema")].is_null(0));
  EXPECT_EQ(styles.columns[*styles.find("useAsDefault")].as_text(0), "1");
  EXPECT_THAT(styles.columns[*styles.find("styleQML")].as_text(0), HasSubstr("graduatedSymbol"));
}

TEST_F(GeoPackageTest, ColumnsNamedLikeGdalsOwnStay) {
  FeatureTable table = zones(2);
  Column fid("FID", ColumnType::Text);
  Column geom("geom", ColumnType::Text);
  for (const char* value : {"a", "b"}) {
    fid.append_text(value);
    geom.append_text(value);
  }
  table.columns = {fid, geom};
  write_geopackage({{table, {}}}, file_);
  const FeatureTable back = read_back(file_, "zones");
  EXPECT_EQ(back.columns[*back.find("FID")].text(1), "b");
  EXPECT_EQ(back.columns[*back.find("geom")].text(1), "b");
  EXPECT_EQ(back.geometry->kind(1), GeometryKind::Polygon);
  const FeatureTable styles = read_back(file_, "layer_styles");
  EXPECT_EQ(styles.columns[*styles.find("f_geometry_column")].as_text(0), "geom_2");
}

TEST_F(GeoPackageTest, RowsWithoutGeometryAndPartsSurvive) {
  FeatureTable table = zones(1);
  table.columns.clear();
  GeometryColumn& geometry = *table.geometry;
  geometry.append(GeometryKind::Null);
  geometry.begin(GeometryKind::Polygon);
  for (const double x : {0.0, 100.0}) {
    geometry.begin_part();
    geometry.begin_ring();
    for (const Coordinate at : {Coordinate{x, 0}, {x + 9, 0}, {x, 9}, {x, 0}}) {
      geometry.add(at);
    }
  }
  table.rows = 3;
  write_geopackage({{table, {}}}, file_);
  const FeatureTable back = read_back(file_, "zones");
  EXPECT_EQ(back.geometry->kind(1), GeometryKind::Null);
  EXPECT_EQ(back.geometry->part_count(0), 1U);
  EXPECT_EQ(back.geometry->part_count(2), 2U);
}

TEST_F(GeoPackageTest, EmptyTablesAndNoTables) {
  FeatureTable table = zones(0);
  write_geopackage({{table, {}}}, file_);
  EXPECT_EQ(read_back(file_, "zones").rows, 0U);
  write_geopackage({}, file_);
  EXPECT_EQ(read_back(file_, "layer_styles").rows, 0U);
}

TEST_F(GeoPackageTest, DatesWithTimeAndLooseDates) {
  FeatureTable table = without_geometry("t");
  Column exact("exact", ColumnType::Date);
  exact.append_text("2016-12-01T08:30:00");
  exact.append_null();
  Column loose("loose", ColumnType::Date);
  loose.append_text("2016-12-01");
  loose.append_text("2016");
  table.columns.push_back(exact);
  table.columns.push_back(loose);
  write_geopackage({{table, {}}}, file_);
  const FeatureTable back = read_back(file_, "t");
  EXPECT_THAT(back.columns[*back.find("exact")].as_text(0), HasSubstr("2016-12-01T08:30:00"));
  EXPECT_EQ(back.columns[*back.find("loose")].as_text(0), "2016-12-01");
  EXPECT_EQ(back.columns[*back.find("loose")].as_text(1), "2016");
}

TEST_F(GeoPackageTest, ShiftedCoordinatesAreWrittenInWgs84) {
  FeatureTable table;
  table.name = "posts";
  table.crs = Crs::parse("GCJ-02");
  table.geometry.emplace();
  table.geometry->append_point({116.4, 39.9});
  table.rows = 1;
  write_geopackage({{table, {}}}, file_);
  const FeatureTable back = read_back(file_, "posts");
  EXPECT_EQ(back.crs->epsg(), 4326);
  EXPECT_NEAR(back.geometry->coordinates(0)[0].x, 116.4 - 0.0062, 0.001);
}

TEST(GeoPackage, NamesThatCannotBeAreRefused) {
  EXPECT_THAT(refusal({{zones(1), {}}, {zones(1), {}}}), HasSubstr("'zones'"));
  EXPECT_THAT(refusal({{without_geometry("Layer_Styles"), {}}}), HasSubstr("'Layer_Styles'"));
  EXPECT_THAT(refusal({{without_geometry("gpkg_contents"), {}}}), HasSubstr("'gpkg_contents'"));
  EXPECT_THAT(refusal({{without_geometry(""), {}}}), HasSubstr("''"));
  FeatureTable twice = without_geometry("t");
  twice.columns.emplace_back("NOTE", ColumnType::Text);
  twice.columns.back().append_null();
  twice.columns.back().append_null();
  EXPECT_THAT(refusal({{twice, {}}}), HasSubstr("two columns 'NOTE'"));
}

TEST(GeoPackage, RowsThatCannotBeSaidAreNamed) {
  FeatureTable table = zones(3);
  table.geometry->all_coordinates()[5].x = std::nan("");
  EXPECT_THAT(refusal({{table, {}}}), AllOf(HasSubstr("row 2 of table 'zones'"), HasSubstr("coordinate nan")));
  table = without_geometry("t");
  table.columns.emplace_back("b", ColumnType::Text);
  table.columns[1].append_text("fine");
  table.columns[1].append_text("\xCC\xDA");
  EXPECT_THAT(refusal({{table, {}}}), AllOf(HasSubstr("row 2 of table 't'"), HasSubstr("'b' is not UTF-8")));
}

TEST(GeoPackage, AMissingFolderIsSaid) {
  try {
    write_geopackage({{zones(1), {}}}, "/proc/missing/t.gpkg");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot write /proc/missing/t.gpkg: "));
  }
}

TEST(QgisStyle, OneColour) {
  const std::string style = qgis_style(zones(2), {.colour = "#ff8000", .opacity = 0.25, .column = "", .classes = {}});
  EXPECT_THAT(style, AllOf(HasSubstr("type=\"singleSymbol\""), HasSubstr("class=\"SimpleFill\""),
                           HasSubstr("alpha=\"0.25\""), HasSubstr("name=\"color\" value=\"255,128,0,255\""),
                           HasSubstr("<layerGeometryType>2</layerGeometryType>"), Not(HasSubstr("range"))));
}

TEST(QgisStyle, PointsAndLines) {
  FeatureTable table;
  table.rows = 1;
  table.geometry.emplace();
  table.geometry->append_point({1, 1});
  EXPECT_THAT(qgis_style(table, {}), AllOf(HasSubstr("class=\"SimpleMarker\""), HasSubstr("type=\"marker\"")));
  table.geometry.emplace();
  table.geometry->begin(GeometryKind::Line);
  table.geometry->begin_part();
  table.geometry->begin_ring();
  table.geometry->add({1, 1});
  EXPECT_THAT(qgis_style(table, {}), AllOf(HasSubstr("class=\"SimpleLine\""), HasSubstr("type=\"line\"")));
}

TEST(QgisStyle, ClassesCoverAllValues) {
  const std::string style = qgis_style(zones(6), classes("人口"));
  EXPECT_THAT(style,
              AllOf(HasSubstr("attr=\"人口\""), HasSubstr(R"(lower="0" upper="100" symbol="0" label="up to 100")"),
                    HasSubstr(R"(lower="100" upper="500" symbol="1" label="&lt;300 &amp; &quot;more&quot;")"),
                    HasSubstr("value=\"255,0,0,255\""), HasSubstr("value=\"0,255,127,255\"")));
}

TEST(QgisStyle, MixturesAndTablesHaveNone) {
  EXPECT_EQ(qgis_style(without_geometry("t"), {}), "");
  FeatureTable table = zones(1);
  table.geometry->append_point({1, 1});
  table.rows = 2;
  EXPECT_EQ(qgis_style(table, {}), "");
}

TEST(QgisStyle, MistakesAreRefused) {
  EXPECT_THROW(qgis_style(zones(1), classes("code")), InputError);
  EXPECT_THROW(qgis_style(zones(1), classes("missing")), InputError);
  LayerStyle falling = classes("人口");
  falling.classes[1].upper = 100;
  EXPECT_THROW(qgis_style(zones(1), falling), InputError);
  for (const char* colour : {"red", "#ff00", "#gg0000", "#-1ff00", "ff00000"}) {
    EXPECT_THROW(qgis_style(zones(1), {.colour = colour, .opacity = 1, .column = "", .classes = {}}), InputError);
  }
}

}  // namespace
}  // namespace lastmeter
