// SPDX-License-Identifier: Apache-2.0
#include "io/read_osm_streets.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "core/error.h"
#include "support/shared_data.h"
#include "unit/io/read_support.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kinds;
using testing::notes;
using testing::put;
using testing::TempFolder;
using testing::values;

/// Two streets that share node 2, a gate on it, a building, a way with a lost node and one without any.
constexpr std::string_view kTown = R"(<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
  <node id="1" lat="35.0" lon="117.0"/>
  <node id="2" lat="35.0" lon="117.001"><tag k="barrier" v="gate"/><tag k="access" v="private"/></node>
  <node id="3" lat="35.0" lon="117.002"/>
  <node id="4" lat="35.001" lon="117.001"/>
  <node id="5" lat="35.002" lon="117.001"/>
  <node id="9" lat="35.5" lon="117.5"><tag k="barrier" v="wall"/></node>
  <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="北京路"/></way>
  <way id="11"><nd ref="2"/><nd ref="4"/><tag k="highway" v="footway"/><tag k="foot" v="no"/></way>
  <way id="12"><nd ref="1"/><nd ref="2"/><nd ref="4"/><nd ref="1"/><tag k="building" v="yes"/></way>
  <way id="13"><nd ref="1"/><nd ref="2"/><nd ref="77"/><nd ref="4"/><nd ref="5"/><tag k="highway" v="path"/></way>
  <way id="14"><nd ref="77"/><nd ref="4"/><tag k="highway" v="path"/></way>
  <way id="15"><nd ref="4"/><nd ref="5"/><tag k="railway" v="platform"/></way>
</osm>)";

OsmStreets read_streets(const std::string& path) {
  SilentProgress silent;
  return read_osm_streets(path, silent);
}

std::string refusal(const std::string& path) {
  try {
    read_streets(path);
  } catch (const InputError& error) {
    return std::string(error.what()) + ": " + error.fix();
  }
  return "no refusal";
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(ReadOsmStreets, KeepsStreetsWithTheirTagsAndNothingElse) {
  const TempFolder folder;
  const OsmStreets town = read_streets(put(folder, "town.osm", kTown));
  EXPECT_THAT(values(town.ways, "osm_id"), ElementsAre("10", "11", "13", "14", "15"));
  EXPECT_THAT(values(town.ways, "highway"), ElementsAre("residential", "footway", "path", "path", ""));
  EXPECT_THAT(values(town.ways, "name"), ElementsAre("北京路", "", "", "", ""));
  EXPECT_THAT(values(town.ways, "foot"), ElementsAre("", "no", "", "", ""));
  EXPECT_EQ(town.ways.crs.value().id(), "EPSG:4326");
  const auto line = town.ways.geometry.value().coordinates(0);
  ASSERT_EQ(line.size(), 3U);
  EXPECT_EQ(line[1], (Coordinate{117.001, 35.0}));
}

TEST(ReadOsmStreets, KeepsOnlyBarriersOnTheStreets) {
  const TempFolder folder;
  const OsmStreets town = read_streets(put(folder, "town.osm", kTown));
  EXPECT_THAT(values(town.gates, "osm_id"), ElementsAre("2"));
  EXPECT_THAT(values(town.gates, "barrier"), ElementsAre("gate"));
  EXPECT_THAT(values(town.gates, "access"), ElementsAre("private"));
  EXPECT_EQ(town.gates.geometry.value().coordinates(0)[0], (Coordinate{117.001, 35.0}));
}

TEST(ReadOsmStreets, ALostNodeEndsTheStretch) {
  const TempFolder folder;
  const OsmStreets town = read_streets(put(folder, "town.osm", kTown));
  const GeometryColumn& lines = town.ways.geometry.value();
  EXPECT_EQ(lines.part_count(2), 2U);  // 1-2 and 4-5: no line jumps over node 77
  EXPECT_EQ(lines.kind(3), GeometryKind::Empty);
  EXPECT_THAT(notes(town.ways, ReadNote::Kind::RowUnreadable), HasSubstr("row 3: way 14"));
  EXPECT_THAT(notes(town.ways, ReadNote::Kind::FileDamaged), HasSubstr("2 streets refer to 2 nodes"));
}

TEST(ReadOsmStreets, AFileWithoutStreetsIsEmpty) {
  const TempFolder folder;
  EXPECT_EQ(read_streets(put(folder, "empty.osm", "<osm version='0.6'></osm>")).ways.rows, 0U);
}

TEST(ReadOsmStreets, DamagedFilesAreRefusedWhole) {
  const TempFolder folder;
  EXPECT_THAT(refusal(put(folder, "cut.osm", kTown.substr(0, 900))),
              AllOf(HasSubstr("cut.osm cannot be read"), HasSubstr("fetch it again")));
  EXPECT_THAT(refusal(put(folder, "noise.pbf", "this is no protocol buffer")), HasSubstr("noise.pbf cannot be read"));
  EXPECT_THAT(refusal((folder.path() / "none.osm").string()), HasSubstr("does not exist"));
}

TEST(ReadOsmStreets, KnowsItsFilesByName) {
  for (const char* name : {"a.osm", "b.osm.pbf", "C.PBF", "d.osm.gz", "e.osm.xml", "f.osm.bz2"}) {
    EXPECT_TRUE(is_osm_file(name)) << name;
  }
  EXPECT_FALSE(is_osm_file("osm.shp"));
  EXPECT_FALSE(is_osm_file("PG:dbname=osm"));
}

TEST(ReadOsmStreets, RealExtractsLoad) {
  const auto shared = testing::shared_data();
  if (!shared) {
    GTEST_SKIP() << "no shared data: set LASTMETER_SHARED";
  }
  std::size_t extracts = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*shared / "osm_extracts")) {
    if (!is_osm_file(entry.path().string())) {
      continue;
    }
    const OsmStreets streets = read_streets(entry.path().string());
    EXPECT_EQ(streets.ways.geometry.value().size(), streets.ways.rows) << entry.path();
    ++extracts;
  }
  EXPECT_EQ(extracts, 11U);
  const OsmStreets porto = read_streets((*shared / "osm_extracts" / "porto_portugal.osm.pbf").string());
  EXPECT_GT(porto.ways.rows, 45000U);
}

TEST(ReadOsmStreets, ATruncatedRealExtractIsRefused) {
  const auto shared = testing::shared_data();
  if (!shared) {
    GTEST_SKIP() << "no shared data: set LASTMETER_SHARED";
  }
  const TempFolder folder;
  const std::string whole = bytes_of(*shared / "osm_extracts" / "harrisburg.osm.pbf");
  for (const std::size_t length : {whole.size() / 3, whole.size() / 2, whole.size() - 1}) {
    EXPECT_THAT(refusal(put(folder, "cut.osm.pbf", std::string_view(whole).substr(0, length))),
                HasSubstr("cut.osm.pbf cannot be read"));
  }
}

}  // namespace
}  // namespace lastmeter
