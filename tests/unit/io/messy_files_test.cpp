// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/text.h"
#include "io/encoding.h"
#include "support/shared_data.h"
#include "unit/io/read_support.h"

namespace lastmeter {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::notes;
using testing::read;
using testing::shared_data;
using testing::values;
using Kind = ReadNote::Kind;

/// Tests over data sets that are not part of the project.
class MessyFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!shared_data()) {
      GTEST_SKIP() << "the shared data sets are not here";
    }
  }
};
class RealFiles : public MessyFiles {};

/// A row of the collection's manifest: what GDAL 3.6.2 makes of the layer.
struct ManifestRow {
  std::string path;
  bool ok = false;
  std::optional<std::size_t> features;
  std::size_t null_or_empty = 0;
  std::optional<std::size_t> rebuilt;  // features GDAL finds once a missing .shx is rebuilt
};

std::vector<ManifestRow> manifest(const fs::path& folder) {
  const FeatureTable table = read({.path = (folder / "manifest.csv").string()});
  const auto number = [&](const char* column, std::size_t row) -> std::optional<std::size_t> {
    const auto value = parse_number(values(table, column)[row]);
    return value ? std::optional(static_cast<std::size_t>(*value)) : std::nullopt;
  };
  std::vector<ManifestRow> rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::string rebuilt = values(table, "shx_rebuilt")[row];
    rows.push_back({.path = values(table, "path")[row],
                    .ok = values(table, "status")[row] == "ok",
                    .features = number("features", row),
                    .null_or_empty = number("null_geom", row).value_or(0) + number("empty_geom", row).value_or(0),
                    .rebuilt = std::nullopt});
    if (const auto end = rebuilt.find(" features"); end != std::string::npos) {
      rows.back().rebuilt = static_cast<std::size_t>(std::stoul(rebuilt.substr(0, end)));
    }
  }
  return rows;
}

std::size_t without_coordinates(const FeatureTable& table) {
  std::size_t count = 0;
  for (std::size_t row = 0; table.geometry && row < table.rows; ++row) {
    const GeometryKind kind = table.geometry->kind(row);
    count += kind == GeometryKind::Null || kind == GeometryKind::Empty ? 1 : 0;
  }
  return count;
}

void expect_sound(const FeatureTable& table) {
  for (const Column& column : table.columns) {
    ASSERT_EQ(column.size(), table.rows) << column.name();
    ASSERT_TRUE(is_utf8(column.name()));
    for (std::size_t row = 0; row < table.rows; ++row) {
      ASSERT_TRUE(is_utf8(column.as_text(row))) << column.name() << " row " << row;
    }
  }
  if (table.geometry) {
    ASSERT_EQ(table.geometry->size(), table.rows);
  }
  for (const ReadNote& note : table.notes) {
    ASSERT_FALSE(note.what.empty());
    ASSERT_TRUE(!note.row || *note.row < table.rows) << note.what;
  }
}

TEST_F(MessyFiles, EveryLayerLoadsAsGdalSaysOrEndsInOneLine) {
  const fs::path folder = *shared_data() / "messy_shapefiles";
  std::size_t loaded = 0;
  for (const ManifestRow& layer : manifest(folder)) {
    SCOPED_TRACE(layer.path);
    try {
      const FeatureTable table = read({.path = (folder / layer.path).string()});
      expect_sound(table);
      ++loaded;
      if (layer.ok) {
        EXPECT_EQ(table.rows, layer.features);
        if (layer.null_or_empty < layer.features) {  // else a table, which may have its positions in columns
          EXPECT_EQ(without_coordinates(table), layer.null_or_empty);
        }
      }
      if (layer.rebuilt) {
        EXPECT_EQ(table.rows, layer.rebuilt);
      }
    } catch (const Error& error) {
      EXPECT_FALSE(layer.ok || layer.rebuilt) << error.what();
      EXPECT_THAT(error.what(), AllOf(HasSubstr(fs::path(layer.path).stem().string()), Not(HasSubstr("\n"))));
    }
  }
  EXPECT_GE(loaded, 93U);
}

TEST_F(MessyFiles, EveryOtherFileEndsToo) {
  std::size_t looked_at = 0;
  for (const char* folder : {"messy_shapefiles", "messy_geometry"}) {
    for (const auto& entry : fs::recursive_directory_iterator(*shared_data() / folder)) {
      if (!entry.is_regular_file()) {
        continue;
      }
      ++looked_at;
      SCOPED_TRACE(entry.path().string());
      try {
        expect_sound(read({.path = entry.path().string()}));
      } catch (const Error& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr(entry.path().filename().string()), Not(HasSubstr("\n"))));
      }
    }
  }
  EXPECT_GT(looked_at, 150U);
}

/// Coordinates of all rows, one after the other.
std::vector<Coordinate> coordinates(const FeatureTable& table) {
  const auto all = table.geometry->all_coordinates();
  return {all.begin(), all.end()};
}

TEST_F(MessyFiles, ShapefilesEqualTheGeoJsonBesideThem) {
  std::size_t compared = 0;
  for (const auto& entry : fs::directory_iterator(*shared_data() / "messy_shapefiles" / "mbostock")) {
    if (entry.path().extension() != ".shp") {
      continue;
    }
    SCOPED_TRACE(entry.path().filename().string());
    const FeatureTable shapefile = read({.path = entry.path().string()});
    const FeatureTable expected = read({.path = fs::path(entry.path()).replace_extension(".json").string()});
    ASSERT_EQ(shapefile.rows, expected.rows);
    EXPECT_EQ(coordinates(shapefile), coordinates(expected));
    for (std::size_t row = 0; row < expected.rows; ++row) {
      EXPECT_EQ(shapefile.geometry->kind(row), expected.geometry->kind(row)) << row;
    }
    for (const Column& column : expected.columns) {
      const auto found = shapefile.find(column.name());
      if (!found || column.name() == "date" || column.name() == "foo") {
        continue;  // dates and mixed values are written in other ways there
      }
      for (std::size_t row = 0; row < expected.rows; ++row) {
        const Column& ours = shapefile.columns[*found];
        EXPECT_EQ(ours.as_number(row), column.as_number(row)) << column.name() << row;
        if (!column.as_number(row)) {
          EXPECT_EQ(ours.as_text(row), column.as_text(row)) << column.name() << row;
        }
      }
    }
    ++compared;
  }
  EXPECT_GE(compared, 20U);
}

TEST_F(RealFiles, GbkShapefileWithAChineseName) {
  const FeatureTable table = read({.path = (*shared_data() / "shanghai/districts/区县界_area.shp").string()});
  EXPECT_EQ(table.rows, 17U);
  EXPECT_EQ(values(table, "NAME")[0], "宝山区");
  EXPECT_EQ(table.source.encoding, "GB18030");
  EXPECT_EQ(table.crs.value().epsg(), 4326);
  EXPECT_THAT(table.notes, IsEmpty());
}

TEST_F(RealFiles, Big5CsvWithTwoHeaderRows) {
  const fs::path file = *shared_data() / "tainan/population_2016/105年12月臺南市統計區人口統計_最小統計區.csv";
  const FeatureTable table = read({.path = file.string(), .skip_rows = 1});
  EXPECT_EQ(table.rows, 11870U);
  EXPECT_EQ(table.source.encoding, "CP950");
  double people = 0;
  for (std::size_t row = 0; row < table.rows; ++row) {
    people += table.columns[table.find("P_CNT").value()].as_number(row).value();
  }
  EXPECT_EQ(people, 1883274.0);
  EXPECT_EQ(read({.path = file.string(), .encoding = "CP950", .skip_rows = 1}).notes.size(), 0U);
}

TEST_F(RealFiles, HeaderlessCommitteesKeepTheirRowsAndZeros) {
  const fs::path folder = *shared_data() / "beijing/adcode";
  const FeatureTable table = read(
      {.path = (folder / "*.csv").string(), .where = "field_5 = 5", .x = "field_13", .y = "field_14", .header = false});
  EXPECT_EQ(table.rows, 7007U);
  EXPECT_EQ(without_coordinates(table), 4676U);
  EXPECT_EQ(values(table, "field_1")[0].size(), 12U);
  const FeatureTable as_binary =
      read({.path = (folder / "110101.csv").string(), .geometry = "field_15", .header = false});
  const FeatureTable as_columns =
      read({.path = (folder / "110101.csv").string(), .x = "field_13", .y = "field_14", .header = false});
  EXPECT_EQ(coordinates(as_binary), coordinates(as_columns));
}

TEST_F(RealFiles, GeoJsonInsideCsvCells) {
  const FeatureTable table = read({.path = (*shared_data() / "beijing/compounds/beijing-village.csv").string()});
  EXPECT_EQ(table.rows, 3703U);
  EXPECT_EQ(table.geometry->kind(0), GeometryKind::Polygon);
  EXPECT_FALSE(table.crs);
}

TEST_F(RealFiles, KmlPointsWithoutAltitude) {
  const FeatureTable table = read({.path = (*shared_data() / "singapore/pre-schools-location-kml.kml").string()});
  EXPECT_EQ(table.rows, 1359U);
  EXPECT_EQ(values(table, "CENTRE_CODE")[0], "PT9281");
  EXPECT_EQ(table.crs.value().epsg(), 4326);
}

TEST_F(RealFiles, OpenStreetMapLayersWithPlannersTags) {
  const std::string path = (*shared_data() / "monaco/monaco.osm.pbf").string();
  const FeatureTable posts =
      read({.path = path, .layer = "points", .where = "amenity = 'pharmacy'", .columns = {"name"}});
  EXPECT_EQ(posts.rows, 23U);
  EXPECT_EQ(posts.columns.size(), 1U);
  const FeatureTable buildings = read({.path = path, .layer = "multipolygons", .where = "building IS NOT NULL"});
  EXPECT_GT(buildings.rows, 20000U);
  EXPECT_THAT(notes(buildings, Kind::RingsOpen), HasSubstr("not closed"));
  try {
    read({.path = path});
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr("'multipolygons'"));
  }
}

TEST_F(RealFiles, ByteOrderMarkTopologiesAndSeveralLayers) {
  const fs::path data = *shared_data();
  const FeatureTable codes = read({.path = (data / "area_codes/ok_data_level4.csv").string()});
  EXPECT_EQ(codes.rows, 43118U);
  EXPECT_EQ(codes.columns[0].name(), "id");
  EXPECT_EQ(read({.path = (data / "tainan/villages/cunli.json").string()}).rows, 752U);
  EXPECT_EQ(read({.path = (data / "tainan/base/*.json").string()}).rows, 12774U);
  EXPECT_EQ(read({.path = (data / "tengzhou/fences/370481.json").string()}).rows, 1U);
  EXPECT_EQ(list_layers((data / "prague_bubenec/bubenec.gpkg").string()).size(), 4U);
  EXPECT_EQ(read({.path = (data / "prague_bubenec/bubenec.gpkg").string(), .layer = "plots"}).rows, 407U);
}

}  // namespace
}  // namespace lastmeter
