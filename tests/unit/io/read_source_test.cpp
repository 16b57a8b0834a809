// SPDX-License-Identifier: Apache-2.0
#include "io/read_source.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/error.h"
#include "unit/io/read_support.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using testing::column_names;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::notes;
using testing::put;
using testing::read;
using testing::TempFolder;
using testing::values;

/// "what: fix" of the error that reading ends in; "" when it does not.
std::string error_of(const ReadOptions& options) {
  try {
    read(options);
    return "";
  } catch (const InputError& error) {
    return std::string(error.what()) + ": " + error.fix();
  }
}

TEST(ReadSource, AMissingFileIsAnsweredWithTheNearestName) {
  const TempFolder temp;
  put(temp, "communities.csv", "a\n1\n");
  EXPECT_THAT(error_of({.path = (temp.path() / "comunities.csv").string()}),
              AllOf(HasSubstr("comunities.csv does not exist"), HasSubstr("did you mean 'communities.csv'")));
  EXPECT_THAT(error_of({.path = (temp.path() / "no" / "a.csv").string()}), HasSubstr("there is no folder"));
}

TEST(ReadSource, AFolderIsAnsweredWithTheFilesInIt) {
  const TempFolder temp;
  put(temp, "a.geojson", "{}");
  EXPECT_THAT(error_of({.path = temp.path().string()}), AllOf(HasSubstr("is a folder"), HasSubstr("a.geojson")));
}

TEST(ReadSource, PipesDevicesAndEmptyFilesAreRefusedAtOnce) {
  const TempFolder temp;
  for (const std::string name : {"posts.csv", "posts.json", "posts.geojson", "posts.shp", "posts.zip"}) {
    const std::filesystem::path pipe = temp.path() / name;
    ASSERT_EQ(mkfifo(pipe.c_str(), S_IRUSR | S_IWUSR), 0);
    EXPECT_THAT(error_of({.path = pipe.string()}), HasSubstr("is a pipe or a device")) << name;
    std::filesystem::remove(pipe);
    put(temp, name, "");
    EXPECT_THAT(error_of({.path = pipe.string()}), HasSubstr("is empty: 0 bytes")) << name;
  }
  EXPECT_THAT(error_of({.path = "/dev/zero"}), HasSubstr("is a pipe or a device"));
}

TEST(ReadSource, AnUnknownKindOfFileIsSaidWithWhatToDo) {
  const TempFolder temp;
  put(temp, "posts.geojson", std::string("\x01\x02\x00\x7f", 4));
  EXPECT_THAT(error_of({.path = (temp.path() / "posts.geojson").string()}),
              AllOf(HasSubstr("no reader knows this kind of file"), HasSubstr("check that it is whole")));
}

TEST(ReadSource, PackedFilesAndLooseShapesAreToldWhatWorks) {
  const TempFolder temp;
  const std::string noise("\x01\x02\x00\x7f", 4);
  EXPECT_THAT(error_of({.path = put(temp, "town.osm.gz", noise)}),
              AllOf(HasSubstr("unpack it"), HasSubstr(".osm.pbf")));
  EXPECT_THAT(error_of({.path = put(temp, "town.tar", noise)}), HasSubstr("unpack it"));
  EXPECT_THAT(error_of({.path = put(temp, "town.wkt", "POINT (1 2)")}), HasSubstr("a column named wkt"));
}

TEST(ReadSource, ARecordOfAPatternIsNamedWithItsFile) {
  const TempFolder temp;
  put(temp, "east.csv", "code\n1\n2\n");
  put(temp, "west.csv", "code\n3\n4\n5\n");
  const FeatureTable table = read({.path = (temp.path() / "*st.csv").string(), .where = "code <> '1'"});
  ASSERT_EQ(table.rows, 4U);
  EXPECT_EQ(table.record_text(0), "row 2 of east.csv");
  EXPECT_EQ(table.record_text(1), "row 1 of west.csv");
  EXPECT_EQ(table.record_text(3), "row 3 of west.csv");
  EXPECT_EQ(read({.path = (temp.path() / "east.csv").string()}).record_text(1), "row 2");
}

TEST(ReadSource, HiddenFilesFitNoStar) {
  const TempFolder temp;
  put(temp, "a.csv", "code\n1\n");
  put(temp, ".b.csv", "code\n2\n");
  EXPECT_THAT(values(read({.path = (temp.path() / "*.csv").string()}), "code"), ElementsAre("1"));
  EXPECT_THAT(values(read({.path = (temp.path() / ".*.csv").string()}), "code"), ElementsAre("2"));
}

TEST(ReadSource, NoPermissionIsSaid) {
  if (geteuid() == 0) {
    GTEST_SKIP() << "root may read everything";
  }
  const TempFolder temp;
  const std::string path = put(temp, "a.csv", "a\n1\n");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  EXPECT_THAT(error_of({.path = path}), HasSubstr("Permission denied"));
}

TEST(ReadSource, UnknownKindsAndBrokenFilesEndInOneLine) {
  const TempFolder temp;
  EXPECT_THAT(error_of({.path = put(temp, "a.xyzzy", "what is this")}), HasSubstr("cannot be read"));
  EXPECT_THAT(error_of({.path = put(temp, "a.json", "[1, 2")}), HasSubstr("not valid JSON"));
  EXPECT_THAT(error_of({.path = put(temp, "a.geojson", "{\"type\": \"FeatureColl")}), HasSubstr("cannot be read"));
  EXPECT_THAT(error_of({.path = put(temp, "a.gpkg", "SQLite format 3")}), HasSubstr("cannot be read"));
  EXPECT_THROW(read({.path = ""}), ConfigError);
}

TEST(ReadSource, PatternsJoinFilesByNameWithAllColumns) {
  const TempFolder temp;
  put(temp, "b2.csv", "code,n\n2,x\n");
  put(temp, "b1.csv", "code,m\n1,y\n9,z,q\n");
  put(temp, "c1.csv", "code\n3\n");
  const std::string pattern = (temp.path() / "b?.csv").string();
  const FeatureTable table = read({.path = pattern});
  EXPECT_THAT(column_names(table), ElementsAre("code", "m", "n"));
  EXPECT_THAT(values(table, "code"), ElementsAre("1", "2"));
  EXPECT_THAT(values(table, "n"), ElementsAre("", "x"));
  EXPECT_EQ(table.source.path, pattern);
  EXPECT_EQ(table.source.files.size(), 2U);
  EXPECT_THAT(notes(table, ReadNote::Kind::RowUnreadable), HasSubstr("b1.csv: line 3"));
  EXPECT_EQ(read({.path = (temp.path() / "*.csv").string()}).rows, 3U);
  EXPECT_THAT(error_of({.path = (temp.path() / "z*.csv").string()}), HasSubstr("no file matches"));
}

TEST(ReadSource, JoinedColumnsTakeATypeThatFitsAll) {
  const TempFolder temp;
  put(temp, "1.json", R"([{"a": 1, "b": 1, "c": "x"}])");
  put(temp, "2.json", R"([{"a": 1.5, "b": "y", "d": 2}])");
  const FeatureTable table = read({.path = (temp.path() / "*.json").string()});
  EXPECT_EQ(table.columns[0].type(), ColumnType::Real);
  EXPECT_EQ(table.columns[1].type(), ColumnType::Text);
  EXPECT_THAT(values(table, "b"), ElementsAre("1", "y"));
  EXPECT_THAT(values(table, "d"), ElementsAre("", "2"));
}

TEST(ReadSource, JoinedNotesPointAtTheirRow) {
  const TempFolder temp;
  put(temp, "1.csv", "a,b\n1,2\n");
  put(temp, "2.csv", "a,b\n3\n");
  const FeatureTable table = read({.path = (temp.path() / "*.csv").string()});
  EXPECT_THAT(notes(table, ReadNote::Kind::TextRepaired), HasSubstr("row 1: line 2"));
  EXPECT_EQ(table.record_text(1), "row 1 of 2.csv");
}

TEST(ReadSource, ConditionsHoldForJoinedFilesAndSourceRowsCountThroughAll) {
  const TempFolder temp;
  put(temp, "1.csv", "a,b\n1,x\n2,x,left out\n3,x\n");
  put(temp, "2.csv", "a,c\n4,y\n5,z\n");
  const std::string pattern = (temp.path() / "*.csv").string();
  EXPECT_THAT(read({.path = pattern}).source_rows, ElementsAre(0, 2, 3, 4));
  const FeatureTable table = read({.path = pattern, .where = "a = 3 OR c = 'z'"});
  EXPECT_THAT(values(table, "a"), ElementsAre("3", "5"));
  EXPECT_THAT(table.source_rows, ElementsAre(2, 4));
}

TEST(ReadSource, ConnectionsAreNotLookedForOnDisk) {
  EXPECT_TRUE(is_connection("PG:dbname=gis"));
  EXPECT_TRUE(is_connection("https://example.org/a.geojson"));
  EXPECT_FALSE(is_connection("C:/data/a.shp"));
  EXPECT_FALSE(is_connection("folder/a:b.shp"));
  EXPECT_FALSE(is_connection("a.shp"));
}

TEST(ListLayers, TellsWhatATableHolds) {
  const TempFolder temp;
  const auto layers = list_layers(put(temp, "posts.csv", "name,lon,lat\na,1,2\nb,3,4\n"));
  ASSERT_EQ(layers.size(), 1U);
  EXPECT_EQ(layers[0].layer, "posts");
  EXPECT_EQ(layers[0].rows, 2U);
  EXPECT_EQ(layers[0].kind, GeometryKind::Point);
  EXPECT_THAT(layers[0].columns, ElementsAre("name", "lon", "lat"));
  EXPECT_TRUE(layers[0].header);
  EXPECT_TRUE(layers[0].damage.empty());
  EXPECT_EQ(layers[0].encoding, "UTF-8");
  EXPECT_FALSE(layers[0].crs);
  ASSERT_TRUE(layers[0].place);
  EXPECT_EQ(layers[0].place->x, 1.0);
  EXPECT_THAT(layers[0].sample, ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "3"), ElementsAre("2", "4")));
}

TEST(ListLayers, SeesThatTheFirstRowIsData) {
  const TempFolder temp;
  const auto layers = list_layers(put(temp, "adcode.csv", "370481,滕州市,117.16,35.11\n370402,市中区,117.5,34.8\n"));
  ASSERT_EQ(layers.size(), 1U);
  EXPECT_FALSE(layers[0].header);
  EXPECT_EQ(layers[0].rows, 2U);
  EXPECT_THAT(layers[0].columns, ElementsAre("field_1", "field_2", "field_3", "field_4"));
  EXPECT_TRUE(list_layers(put(temp, "years.csv", "code,2015,2016\n1,2,3\n"))[0].header) << "years name columns";
  EXPECT_TRUE(list_layers(put(temp, "words.csv", "a,b,c\n1,2,3\n"))[0].header);
}

}  // namespace
}  // namespace lastmeter
