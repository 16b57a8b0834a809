// SPDX-License-Identifier: Apache-2.0
#include "study/init.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "study_files.h"

namespace lastmeter {
namespace {

using testing::put;
using testing::TempFolder;

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const std::string kTwoDistricts = R"({"type": "FeatureCollection", "features": [)" + [] {
  std::string features;
  for (int i = 0; i < 6; ++i) {
    const std::string lon = "120." + std::to_string(10 + i);
    const std::string next = "120." + std::to_string(11 + i);
    features += fmt::format(R"({}{{"type": "Feature", "properties": {{"CODEBASE": "B{}", "TOWN_ID": "{}"}}, )",
                            i == 0 ? "" : ",", i, i < 3 ? "T1" : "T2");
    features += fmt::format(R"("geometry": {{"type": "Polygon", "coordinates": [[[{0}, 23], [{1}, 23], )", lon, next);
    features += fmt::format("[{1}, 23.1], [{0}, 23]]]}}}}", lon, next);
  }
  return features;
}() + "]}";

TEST(Init, WritesAStudyThatRuns) {
  const TempFolder folder;
  const auto communities = put(folder.path() / "communities.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"社区编码": "370481001001", "社区名称": "东关", "户数": 12},
     "geometry": {"type": "Polygon", "coordinates": [[[117.1, 35.0], [117.11, 35.0], [117.11, 35.01], [117.1, 35.01], [117.1, 35.0]]]}}]})");
  const auto posts = put(folder.path() / "posts.csv", "编号,名称,类型,lon,lat\n1,东关中心,中心,117.105,35.005\n");
  const std::string text = initial_study_file({communities.string(), posts.string()});
  EXPECT_TRUE(holds(text, "[layers.communities]\npath = \"" + communities.string() + "\"")) << text;
  EXPECT_TRUE(holds(text, "1 polygon; columns: 社区编码, 社区名称, 户数")) << text;
  EXPECT_TRUE(holds(text, "# used: code = 社区编码, name = 社区名称, households = 户数")) << text;
  EXPECT_TRUE(holds(text, "[layers.facilities]")) << text;
  const Config config = parse_config(text, folder.path() / "study.toml");
  SilentProgress silent;
  const RunOutcome outcome = run_study(config, {}, silent);
  EXPECT_EQ(outcome.refused, 0U) << outcome.text;
  EXPECT_TRUE(holds(outcome.summary, "coverage.households")) << outcome.summary;
}

TEST(Init, TakesTheStreetsOfAnExtractAndShowsHowToTakeMore) {
  const TempFolder folder;
  const auto extract = put(folder.path() / "town.osm", "<osm version='0.6'></osm>");
  const std::string text = initial_study_file({extract.string()});
  EXPECT_TRUE(holds(text, "\n[layers.streets]\npath = \"" + extract.string() + "\"")) << text;
  EXPECT_TRUE(holds(text, "# where = \"building IS NOT NULL\"")) << text;
  EXPECT_TRUE(holds(text, "modes   = [\"straight\", \"walking\"]")) << text;
  EXPECT_TRUE(holds(text, "rules = [\"service-radius-500\"]")) << text;
}

TEST(Init, CommentsOutWhatItCannotUse) {
  const TempFolder folder;
  const auto first = put(folder.path() / "posts_a.csv", "code,lon,lat\n1,117.1,35\n");
  const auto second = put(folder.path() / "posts_b.csv", "code,lon,lat\n1,117.1,35\n");
  const auto odd = put(folder.path() / "odd.csv", "a,b\n1,2\n");
  const std::string text = initial_study_file({first.string(), second.string(), odd.string()});
  EXPECT_TRUE(holds(text, "\n[layers.facilities]")) << text;
  EXPECT_TRUE(holds(text, "\n# [layers.facilities]\n# path = ")) << text;
  EXPECT_TRUE(holds(text, "\n# [layers.ROLE.join]\n# path = ")) << text;
  const Config config = parse_config(text, folder.path() / "study.toml");
  ASSERT_EQ(config.input.layers.size(), 1U);
  EXPECT_EQ(config.input.layers[0].read.path, first.string());
}

TEST(Init, AHeadingOfTwoLinesStaysAComment) {
  const TempFolder folder;
  const auto posts = put(folder.path() / "posts \"a\".csv", "\"编\n[码]\",\"x = 1\ny\",lon,lat\n1,2,117.1,35\n");
  const std::string text = initial_study_file({posts.string()});
  const Config config = parse_config(text, folder.path() / "study.toml");
  ASSERT_EQ(config.input.layers.size(), 1U) << text;
  EXPECT_EQ(config.input.layers[0].read.path, posts.string()) << "quotes in a name are escaped";
}

TEST(Init, TellsEveryFileThatCannotBeRead) {
  const TempFolder folder;
  try {
    initial_study_file({(folder.path() / "a.shp").string(), (folder.path() / "b.gpkg").string()});
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_TRUE(holds(error.what(), "a.shp") && holds(error.what(), "b.gpkg")) << error.what();
  }
}

TEST(Init, AHeaderlessTableGetsHeaderFalseAndItsPositions) {
  const TempFolder folder;
  const auto posts = put(folder.path() / "posts.csv",
                         "370481001000,370481000000,荆河街道,117.163675,35.078714\n"
                         "370481002000,370481000000,龙泉街道,117.171,35.1\n");
  const std::string text = initial_study_file({posts.string()});
  EXPECT_TRUE(holds(text, "2 rows without geometry; columns: field_1 = 370481001000, field_2 = ")) << text;
  const Config config = parse_config(text, folder.path() / "study.toml");
  ASSERT_EQ(config.input.layers.size(), 1U) << text;
  EXPECT_FALSE(config.input.layers[0].read.header);
  EXPECT_EQ(config.input.layers[0].read.x, "field_4");
  EXPECT_EQ(config.input.layers[0].read.y, "field_5");
  EXPECT_EQ(config.input.layers[0].crs, "EPSG:4326");
}

TEST(Init, LongListsOfColumnsAreCut) {
  const TempFolder folder;
  std::string header = "lon,lat";
  std::string row = "1,2";
  for (int i = 0; i < 30; ++i) {
    header += ",column" + std::to_string(i);
    row += ",a";
  }
  const std::string text = initial_study_file({put(folder.path() / "posts.csv", header + "\n" + row + "\n").string()});
  EXPECT_TRUE(holds(text, "column17 ... and 12 more\n")) << text;
  EXPECT_FALSE(holds(text, "column18")) << text;
}

TEST(Init, DegreesWithoutSystemAreTakenAsWgs84WithAWord) {
  const TempFolder folder;
  const auto china = put(folder.path() / "posts.csv", "code,lon,lat\n1,117.1,35.0\n");
  const auto brazil = put(folder.path() / "posts.csv.csv", "code,lon,lat\n1,-51.2,-30.0\n");
  const auto metres = put(folder.path() / "posts_m.csv", "code,x,y\n1,500000,3900000\n");
  const std::string text = initial_study_file({china.string()});
  EXPECT_TRUE(holds(text, "\ncrs = \"EPSG:4326\"")) << text;
  EXPECT_TRUE(holds(text, "GCJ-02")) << text;
  EXPECT_EQ(parse_config(text, folder.path() / "study.toml").input.layers.at(0).crs, "EPSG:4326");
  EXPECT_FALSE(holds(initial_study_file({brazil.string()}), "GCJ-02"));
  EXPECT_TRUE(holds(initial_study_file({metres.string()}), "# crs = \"EPSG:...\""));
}

TEST(Init, MetresWithoutSystemAreTakenAsTheLayerBesideHasThem) {
  const TempFolder folder;
  const auto posts = put(folder.path() / "posts.csv", "编码,东坐标,北坐标\n1,500000,3900000\n");
  const auto zones = put(folder.path() / "communities.json",
                         R"({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:4548"}},
  "features": [{"type": "Feature", "properties": {"code": "1"}, "geometry": {"type": "Polygon",
  "coordinates": [[[500000, 3900000], [500100, 3900000], [500100, 3900100], [500000, 3900000]]]}}]})");
  const std::string text = initial_study_file({posts.string(), zones.string()});
  EXPECT_TRUE(holds(text, "crs = \"EPSG:4548\"           # assumed, as communities.json has it\n")) << text;
  const Config config = parse_config(text, folder.path() / "study.toml");
  ASSERT_EQ(config.input.layers.size(), 2U) << text;
  EXPECT_EQ(config.input.layers[1].crs, "EPSG:4548");
}

TEST(Init, DrawingZonesIsOfferedWhereThereIsWhatToDrawThemOf) {
  const TempFolder folder;
  const auto zones = put(folder.path() / "communities.json", kTwoDistricts);
  const auto buildings = put(folder.path() / "buildings.csv", "code,households,x,y\n1,5,500000,3900000\n");
  EXPECT_FALSE(holds(initial_study_file({zones.string()}), "# [partition]"));
  EXPECT_TRUE(holds(initial_study_file({zones.string(), buildings.string()}), "\n# [partition]"));
  const auto units = put(folder.path() / "base_units.json", kTwoDistricts);
  EXPECT_TRUE(holds(initial_study_file({units.string()}), "\n# [merge]"));
}

TEST(Init, ATableOfCountsIsOfferedAsAJoin) {
  const TempFolder folder;
  const auto areas = put(folder.path() / "communities.json", kTwoDistricts);
  const auto counts = put(folder.path() / "population.csv",
                          "CODEBASE,TOWN_ID,H_CNT\n\xB2\xCE\xAD\x70,\xB6\x6D,\xA4\xE1\xBC\xC6\n"
                          "B0,T1,3\nB1,T1,4\nB2,T1,5\n");
  const std::string text = initial_study_file({areas.string(), counts.string()});
  EXPECT_TRUE(holds(text, "# [layers.communities.join]\n# path = \"" + counts.string() + "\"\n")) << text;
  EXPECT_TRUE(holds(text, "\n# skip_rows = 1")) << text;
  EXPECT_TRUE(holds(text, "\n# encoding = \"")) << text;
  EXPECT_TRUE(holds(text, "\"CP950\"")) << text;
  EXPECT_TRUE(holds(text, "\n# key = \"CODEBASE\"")) << text;
  EXPECT_TRUE(holds(text, "\n# dissolve = \"TOWN_ID\"")) << text;
  EXPECT_EQ(parse_config(text, folder.path() / "study.toml").input.layers.size(), 1U);
}

std::string many_areas(int first, int count) {
  std::string features;
  for (int i = first; i < first + count; ++i) {
    const double lon = 120.0 + 0.001 * (i % 100);
    const double lat = 23.0 + 0.001 * (i / 100);
    features += fmt::format(R"({}{{"type": "Feature", "properties": {{"CODEBASE": "B{}", "TOWN_ID": "T{}"}}, )",
                            i == first ? "" : ",", i, i / 300);
    features +=
        fmt::format(R"("geometry": {{"type": "Polygon", "coordinates": [[[{0:.3f}, {1:.3f}], [{2:.3f}, {1:.3f}], )",
                    lon, lat, lon + 0.001);
    features += fmt::format("[{1:.3f}, {2:.3f}], [{0:.3f}, {2:.3f}], [{0:.3f}, {3:.3f}]]]}}}}", lon, lon + 0.001,
                            lat + 0.001, lat);
  }
  return R"({"type": "FeatureCollection", "features": [)" + features + "]}";
}

TEST(Init, FilesOfOneKindAreOnePattern) {
  const TempFolder folder;
  std::vector<std::string> files;
  for (int i = 0; i < 4; ++i) {
    files.push_back(put(folder.path() / fmt::format("6700{}.json", i), many_areas(300 * i, 300)).string());
  }
  const std::string text = initial_study_file(files);
  EXPECT_TRUE(holds(text, "*.json: 4 files, 1,200 polygons; columns: CODEBASE, TOWN_ID")) << text;
  EXPECT_FALSE(holds(text, "67001.json")) << text;
  put(folder.path() / "expected.json", "{}");  // nobody named it, and the pattern would take it too
  const std::string apart = initial_study_file(files);
  EXPECT_TRUE(holds(apart, "67001.json")) << apart;
}

TEST(Init, ManySmallAreasAreUnitsAndWhatTheyMakeUpTheCommunities) {
  const TempFolder folder;
  const auto areas = put(folder.path() / "base.json", many_areas(0, 1200));
  const auto posts = put(folder.path() / "posts.csv", "code,lon,lat\n1,120.05,23.005\n");
  const std::string text = initial_study_file({areas.string(), posts.string()});
  EXPECT_TRUE(holds(text, "\n[layers.units]\npath = ")) << text;
  EXPECT_TRUE(holds(text, "\n[layers.communities]\npath = \"" + areas.string() + "\"\ndissolve = \"TOWN_ID\"")) << text;
  const Config config = parse_config(text, folder.path() / "study.toml");
  SilentProgress silent;
  const RunOutcome outcome = run_study(config, {}, silent);
  EXPECT_EQ(outcome.refused, 0U) << outcome.text;
  EXPECT_TRUE(holds(outcome.text, "4 communities")) << outcome.text;
}

TEST(Init, ATableThatCountsTheAreasIsJoined) {
  const TempFolder folder;
  const auto areas = put(folder.path() / "base.json", many_areas(0, 1200));
  std::string rows = "CODEBASE,households\n";
  for (int i = 0; i < 1200; ++i) {
    rows += fmt::format("B{},{}\n", i, i % 7);
  }
  const auto counts = put(folder.path() / "census.csv", rows);
  const std::string text = initial_study_file({areas.string(), counts.string()});
  EXPECT_TRUE(holds(text, "\n[layers.population]\npath = \"" + areas.string())) << text;
  EXPECT_TRUE(holds(text, "\n[layers.population.join]\npath = \"" + counts.string())) << text;
  EXPECT_TRUE(holds(text, "\nkey = \"CODEBASE\"")) << text;
  EXPECT_TRUE(parse_config(text, folder.path() / "study.toml").input.layers.front().join ||
              parse_config(text, folder.path() / "study.toml").input.layers.back().join);
}

TEST(Init, ARasterIsTakenForHeights) {
  const TempFolder folder;
  const auto raster = put(folder.path() / "heights.tif", "II*");
  const auto extract = put(folder.path() / "town.osm", "<osm version='0.6'></osm>");
  EXPECT_TRUE(holds(initial_study_file({raster.string(), extract.string()}),
                    "\n[walking]\nelevation = \"" + raster.string() + "\"\n"));
  EXPECT_TRUE(holds(initial_study_file({raster.string()}), "needs [layers.streets]\n# [walking]\n# elevation = "));
}

TEST(Init, PlacesOfATableWithoutANameAreTakenForPosts) {
  const TempFolder folder;
  const auto places = put(folder.path() / "list.csv", "nummer,laenge,breite\n1,120.051,23.005\n2,120.052,23.006\n");
  const std::string text = initial_study_file({places.string()});
  EXPECT_TRUE(holds(text, "\n[layers.facilities]\npath = \"" + places.string() + "\"\n")) << text;
  EXPECT_TRUE(holds(text, "\nx = \"laenge\"")) << text;
  EXPECT_TRUE(holds(text, "if they are not, change the role")) << text;
}

TEST(Init, DamageStandsInTheFile) {
  const TempFolder folder;
  std::string shp("\0\0\x27\x0A", 4);
  shp.resize(24, '\0');
  shp += std::string("\0\0\0\x5C\xE8\x03\0\0\x01\0\0\0", 12);  // 184 bytes of points
  shp.resize(100, '\0');
  shp += std::string("\0\0\0\x01\0\0\0\x0A\x01\0\0\0", 12) + std::string(16, '\0');
  const std::string text = initial_study_file({put(folder.path() / "posts.shp", shp).string()});
  EXPECT_TRUE(holds(text, "posts.shp is cut: its header says 184 bytes, the file has 128: copy or export")) << text;
}

}  // namespace
}  // namespace lastmeter
