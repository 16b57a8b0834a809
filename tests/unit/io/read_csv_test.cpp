// SPDX-License-Identifier: Apache-2.0
#include "io/read_csv.h"

#include <gmock/gmock.h>

#include "core/error.h"
#include "unit/io/read_support.h"

namespace lastmeter {
namespace {

using testing::column_names;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kinds;
using testing::notes;
using testing::put;
using testing::read;
using testing::TempFolder;
using testing::values;
using Kind = ReadNote::Kind;

TEST(ReadCsv, CodesStayText) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.csv", "code,n\n007,1\n370481001002003004,2\n")});
  EXPECT_EQ(table.rows, 2U);
  EXPECT_EQ(table.columns[0].type(), ColumnType::Text);
  EXPECT_EQ(table.columns[1].type(), ColumnType::Text);
  EXPECT_THAT(values(table, "code"), ElementsAre("007", "370481001002003004"));
  EXPECT_EQ(table.source.driver, "CSV");
  EXPECT_EQ(table.source.encoding, "UTF-8");
  EXPECT_EQ(table.name, "a");
  EXPECT_FALSE(table.geometry);
  EXPECT_FALSE(table.crs);
  EXPECT_THAT(table.notes, IsEmpty());
}

TEST(ReadCsv, TakesOffTheByteOrderMarkAndTheSeparatorLine) {
  const TempFolder temp;
  EXPECT_THAT(column_names(read({.path = put(temp, "a.csv", "\xEF\xBB\xBFid,name\n1,x\n")})),
              ElementsAre("id", "name"));
  const FeatureTable table = read({.path = put(temp, "b.CSV", "sep=;\r\nid;name\r\n1;a,b\r\n")});
  EXPECT_THAT(values(table, "name"), ElementsAre("a,b"));
}

TEST(ReadCsv, DecodesGbkAndSaysSo) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.csv", "\xC3\xFB\xB3\xC6,n\n\xB1\xA6\xC9\xBD\xC7\xF8,1\n")});
  EXPECT_THAT(values(table, "名称"), ElementsAre("宝山区"));
  EXPECT_EQ(table.source.encoding, "GB18030");
  EXPECT_THAT(notes(table, Kind::Encoding), HasSubstr("GB18030"));
}

TEST(ReadCsv, AGivenEncodingIsUsedWithoutLooking) {
  const TempFolder temp;
  const std::string path = put(temp, "a.csv", "n\n\xA4\xA4\n");
  EXPECT_THAT(values(read({.path = path, .encoding = "big5"}), "n"), ElementsAre("中"));
  EXPECT_THAT(values(read({.path = path, .encoding = "gbk"}), "n"), ElementsAre("い"));
  EXPECT_THROW(read({.path = path, .encoding = "nonsense"}), ConfigError);
}

TEST(ReadCsv, ReadsUtf16OfSpreadsheets) {
  const TempFolder temp;
  const FeatureTable table =
      read({.path = put(temp, "a.txt", std::string_view("\xFF\xFEi\0d\0\t\0n\0\n\0\x31\0\t\0\xB1\x5B\n\0", 20))});
  EXPECT_THAT(values(table, "n"), ElementsAre("宱"));
}

TEST(ReadCsv, DamagedBytesAreReplacedAndNamed) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.csv", "n,m\nok,1\n\xFFz,2\n"), .encoding = "UTF-8"});
  EXPECT_THAT(values(table, "n"), ElementsAre("ok", "\uFFFDz"));
  EXPECT_THAT(notes(table, Kind::TextRepaired), HasSubstr("row 1: line 3, column 'n'"));
}

TEST(ReadCsv, RowsWithoutHeaderGetNumberedColumns) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.csv", "1,x\n2,y\n"), .header = false});
  EXPECT_THAT(column_names(table), ElementsAre("field_1", "field_2"));
  EXPECT_THAT(values(table, "field_2"), ElementsAre("x", "y"));
}

TEST(ReadCsv, SkipsASecondHeaderRow) {
  const TempFolder temp;
  const std::string path = put(temp, "a.csv", "CODE,H\n编码,户数\n1,2\n");
  EXPECT_THAT(values(read({.path = path, .skip_rows = 1}), "CODE"), ElementsAre("1"));
  EXPECT_THAT(values(read({.path = path, .header = false, .skip_rows = 2}), "field_1"), ElementsAre("1"));
}

TEST(ReadCsv, ShortRowsAreFilledLongOnesLeftOutBothNoted) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.csv", "a,b\n1\n2,3,4\n5,6,\n7,8\n")});
  EXPECT_THAT(values(table, "a"), ElementsAre("1", "5", "7"));
  EXPECT_TRUE(table.columns[1].is_null(0));
  EXPECT_THAT(notes(table, Kind::TextRepaired), HasSubstr("row 0: line 2 has 1 cell for 2 columns"));
  EXPECT_THAT(notes(table, Kind::RowUnreadable), HasSubstr("line 3 has 3 cells for 2 columns"));
}

TEST(ReadCsv, StrayQuotesAreNotedWithTheirLine) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.csv", "a,b\n1,\"x\n2,y\n")});
  EXPECT_THAT(values(table, "b"), ElementsAre("\"x", "y"));
  EXPECT_THAT(notes(table, Kind::TextRepaired), HasSubstr("line 2 has a quote that is never closed"));
}

TEST(ReadCsv, EmptyAndDoubledNamesBecomeUsable) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.csv", " a ,,a\n1,2,3\n")});
  EXPECT_THAT(column_names(table), ElementsAre("a", "field_2", "a_2"));
  EXPECT_THAT(notes(table, Kind::FileDamaged), HasSubstr("second 'a'"));
}

TEST(ReadCsv, ManyBadRowsAreCountedNotListed) {
  const TempFolder temp;
  std::string text = "a,b\n";
  for (int i = 0; i < 250; ++i) {
    text += "1,2,3\n";
  }
  const FeatureTable table = read({.path = put(temp, "a.csv", text)});
  EXPECT_EQ(table.rows, 0U);
  EXPECT_EQ(table.notes.size(), 101U);
  EXPECT_THAT(notes(table, Kind::RowUnreadable), HasSubstr("150 more rows could not be read"));
}

TEST(ReadCsv, PositionsByWellKnownNames) {
  const TempFolder temp;
  for (const char* header : {"lat,lon", "Y,X", "纬度,经度", "latitude,longitude"}) {
    const FeatureTable table = read({.path = put(temp, "a.csv", std::string(header) + "\n35.1,117.2\n")});
    ASSERT_TRUE(table.geometry) << header;
    EXPECT_EQ(table.geometry->coordinates(0)[0], (Coordinate{117.2, 35.1})) << header;
  }
  EXPECT_FALSE(read({.path = put(temp, "b.csv", "lat,lonely\n1,2\n")}).geometry);
}

TEST(ReadCsv, NamedPositionsAndRowsWithoutOne) {
  const TempFolder temp;
  const std::string path = put(temp, "a.csv", "id,e,n\n1,10,20\n2,,\n3,east,20\n4,nan,1\n");
  const FeatureTable table = read({.path = path, .x = "e", .y = "N"});
  EXPECT_THAT(kinds(table),
              ElementsAre(GeometryKind::Point, GeometryKind::Null, GeometryKind::Null, GeometryKind::Null));
  EXPECT_EQ(table.rows, 4U);
  EXPECT_THAT(notes(table, Kind::PositionUnreadable), HasSubstr("row 2: e 'east', n '20' is no position"));
  EXPECT_THAT(notes(table, Kind::PositionUnreadable), Not(HasSubstr("row 1")));
  EXPECT_THROW(read({.path = path, .x = "e"}), ConfigError);
  try {
    read({.path = path, .x = "est", .y = "n"});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no column 'est'"));
    EXPECT_THAT(error.fix(), HasSubstr("did you mean 'e'"));
  }
}

TEST(ReadCsv, APositionThatIsHalfBlankIsMissingNotUnreadable) {
  const TempFolder temp;
  const FeatureTable table =
      read({.path = put(temp, "a.csv", "id,lon,lat\n1,117,35\n2,117,\n3, ,35\n4,117 E,\n"), .x = "lon", .y = "lat"});
  EXPECT_THAT(kinds(table),
              ElementsAre(GeometryKind::Point, GeometryKind::Null, GeometryKind::Null, GeometryKind::Null));
  EXPECT_EQ(notes(table, Kind::PositionUnreadable), "row 3: lon '117 E', lat '' is no position\n");
}

TEST(ReadCsv, GeometryColumnInAnyWriting) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.csv",
                                               "id,geometry\n"
                                               "1,POINT (1 2)\n"
                                               "2,\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[3,4]}\"\n"
                                               "3,01010000000000000000001440000000000000184 0\n"
                                               "4,010100000000000000000014400000000000001840\n"
                                               "5,\n"
                                               "6,POLYGON EMPTY\n"
                                               "7,\"POLYGON((0 0,1 0,1 1,0 0),(.1 .1,.2 .1,.2 .2,.1 .1))\"\n")});
  EXPECT_THAT(kinds(table),
              ElementsAre(GeometryKind::Point, GeometryKind::Point, GeometryKind::Null, GeometryKind::Point,
                          GeometryKind::Null, GeometryKind::Empty, GeometryKind::Polygon));
  EXPECT_EQ(table.geometry->coordinates(1)[0], (Coordinate{3, 4}));
  EXPECT_EQ(table.geometry->coordinates(3)[0], (Coordinate{5, 6}));
  EXPECT_EQ(table.geometry->ring_count(6, 0), 2U);
  EXPECT_THAT(notes(table, Kind::GeometryDropped), HasSubstr("row 2"));
}

TEST(ReadCsv, AColumnCalledGeometryThatHoldsNoneIsJustAColumn) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.csv", "geometry\nround\n")});
  EXPECT_FALSE(table.geometry);
  EXPECT_THAT(table.notes, IsEmpty());
}

TEST(ReadCsv, EwkbNamesItsSystem) {
  const TempFolder temp;
  const FeatureTable table =
      read({.path = put(temp, "a.csv", "geom\n0101000020E610000000000000000014400000000000001840\n")});
  EXPECT_EQ(table.geometry->coordinates(0)[0], (Coordinate{5, 6}));
  ASSERT_TRUE(table.crs);
  EXPECT_EQ(table.crs->epsg(), 4326);
}

TEST(ReadCsv, OnlyTheWantedColumnsStay) {
  const TempFolder temp;
  const std::string path = put(temp, "a.csv", "a,lon,b,lat,c\n1,117,2,35,3\n4,118,5,36,6\n");
  const FeatureTable table = read({.path = path, .where = "c > 3", .columns = {"B"}});
  EXPECT_THAT(column_names(table), ElementsAre("b"));
  EXPECT_THAT(values(table, "b"), ElementsAre("5"));
  EXPECT_EQ(table.geometry->coordinates(0)[0], (Coordinate{118, 36}));
  EXPECT_THROW(read({.path = path, .columns = {"zebra"}}), InputError);
}

TEST(ReadCsv, AnEmptyFileIsAnErrorAHeaderAloneIsATable) {
  const TempFolder temp;
  EXPECT_THROW(read({.path = put(temp, "a.csv", "")}), InputError);
  const FeatureTable table = read({.path = put(temp, "b.csv", "a,b\n")});
  EXPECT_EQ(table.rows, 0U);
  EXPECT_EQ(table.columns.size(), 2U);
}

TEST(ReadCsv, SourceRowsCountSkippedAndLeftOutRecords) {
  const TempFolder temp;
  const std::string path = put(temp, "a.csv", "code,n\ncodes,numbers\n1,x\n2,y,z\n3,w\n");
  const FeatureTable table = read({.path = path, .skip_rows = 1});
  EXPECT_THAT(values(table, "code"), ElementsAre("1", "3"));
  EXPECT_THAT(table.source_rows, ElementsAre(1, 3));
  EXPECT_TRUE(read({.path = put(temp, "b.csv", "code,n\n1,x\n2,y\n")}).source_rows.empty());
}

}  // namespace
}  // namespace lastmeter
