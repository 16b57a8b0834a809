// SPDX-License-Identifier: Apache-2.0
#include "io/read_shapefile.h"

#include <gmock/gmock.h>

#include "core/error.h"
#include "core/random.h"
#include "io/read_shape_index.h"
#include "unit/io/dbf_bytes.h"
#include "unit/io/read_support.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using testing::column_names;
using testing::dbf_bytes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kinds;
using ::testing::Not;
using testing::notes;
using testing::put;
using testing::read;
using testing::shp_bytes;
using testing::TempFolder;
using testing::values;
using Kind = ReadNote::Kind;

constexpr const char* baoshan_gbk = "\xB1\xA6\xC9\xBD\xC7\xF8";  // 宝山区

std::string points_with_table(const TempFolder& temp, const std::string& dbf) {
  put(temp, "a.shp", shp_bytes(2));
  put(temp, "a.shx", rebuild_index(shp_bytes(2)).shx);
  put(temp, "a.dbf", dbf);
  return (temp.path() / "a.shp").string();
}

TEST(ReadShapefile, ReadsShapesAndAttributesTogether) {
  const TempFolder temp;
  const FeatureTable table = read(
      {.path = points_with_table(temp, dbf_bytes({{"NAME", 'C', 6}, {"N", 'N', 5}}, {{"a", "1"}, {"b", "  22"}}))});
  EXPECT_EQ(table.rows, 2U);
  EXPECT_EQ(table.geometry->coordinates(1)[0], (Coordinate{1, 10}));
  EXPECT_THAT(values(table, "NAME"), ElementsAre("a", "b"));
  EXPECT_THAT(values(table, "N"), ElementsAre("1", "22"));
  EXPECT_EQ(table.columns[1].type(), ColumnType::Integer);
  EXPECT_EQ(table.source.files.size(), 3U);
  EXPECT_FALSE(table.crs);
  EXPECT_THAT(table.notes, IsEmpty());
}

TEST(ReadShapefile, GbkWithoutDeclarationIsReadAndNoted) {
  const TempFolder temp;
  const std::string dbf = dbf_bytes({{"\xC3\xFB\xB3\xC6", 'C', 6}}, {{baoshan_gbk}, {""}}, 0x57);
  const FeatureTable table = read({.path = points_with_table(temp, dbf)});
  EXPECT_THAT(values(table, "名称"), ElementsAre("宝山区", ""));
  EXPECT_EQ(table.source.encoding, "GB18030");
  EXPECT_THAT(notes(table, Kind::Encoding), HasSubstr("GB18030"));
}

TEST(ReadShapefile, ATrueDeclarationNeedsNoNote) {
  const TempFolder temp;
  const FeatureTable table =
      read({.path = points_with_table(temp, dbf_bytes({{"N", 'C', 6}}, {{baoshan_gbk}, {"x"}}, 0x4D))});
  EXPECT_THAT(values(table, "N"), ElementsAre("宝山区", "x"));
  EXPECT_THAT(notes(table, Kind::Encoding), IsEmpty());
}

TEST(ReadShapefile, AWrongCpgIsCaught) {
  const TempFolder temp;
  put(temp, "a.cpg", "UTF-8\r\n");
  const FeatureTable table =
      read({.path = points_with_table(temp, dbf_bytes({{"N", 'C', 6}}, {{baoshan_gbk}, {"x"}}, 0x4D))});
  EXPECT_THAT(values(table, "N"), ElementsAre("宝山区", "x"));
  EXPECT_THAT(notes(table, Kind::Encoding), AllOf(HasSubstr("UTF-8"), HasSubstr("language byte")));
}

TEST(ReadShapefile, ATailCutInsideACharacterIsRepairedAndCounted) {
  const TempFolder temp;
  const FeatureTable table =
      read({.path = points_with_table(temp, dbf_bytes({{"N", 'C', 5}}, {{"x"}, {baoshan_gbk}}, 0x4D))});
  EXPECT_THAT(values(table, "N"), ElementsAre("x", "宝山"));
  EXPECT_THAT(notes(table, Kind::TextRepaired), AllOf(HasSubstr("row 1"), HasSubstr("now '宝山'")));
}

TEST(ReadShapefile, AGivenEncodingWins) {
  const TempFolder temp;
  const std::string path = points_with_table(temp, dbf_bytes({{"N", 'C', 2}}, {{"\xA4\xA4"}, {"x"}}, 0x4D));
  EXPECT_THAT(values(read({.path = path, .encoding = "big5"}), "N"), ElementsAre("中", "x"));
}

TEST(ReadShapefile, LongCodesInNumberFieldsStayWhole) {
  const TempFolder temp;
  const FeatureTable table =
      read({.path = points_with_table(
                temp, dbf_bytes({{"CODE", 'N', 20}, {"C12", 'N', 12}, {"R", 'N', 8, 2}},
                                {{"37048100100200300401", "370481001002", " 1.50"}, {"", "********", "*****"}}))});
  EXPECT_EQ(table.columns[0].type(), ColumnType::Text);
  EXPECT_THAT(values(table, "CODE"), ElementsAre("37048100100200300401", ""));
  EXPECT_EQ(table.columns[1].integer(0), 370481001002);
  EXPECT_TRUE(table.columns[1].is_null(1));
  EXPECT_THAT(values(table, "R"), ElementsAre("1.5", ""));
  EXPECT_THAT(table.notes, IsEmpty());
}

TEST(ReadShapefile, DatesLogicalsAndUnreadableValues) {
  const TempFolder temp;
  const FeatureTable table =
      read({.path = points_with_table(temp, dbf_bytes({{"D", 'D', 8}, {"L", 'L', 1}, {"R", 'N', 6, 1}},
                                                      {{"20161201", "T", "1.5x"}, {"20161301", "?", "1e2"}}))});
  EXPECT_EQ(table.columns[0].type(), ColumnType::Date);
  EXPECT_THAT(values(table, "D"), ElementsAre("2016-12-01", ""));
  EXPECT_THAT(values(table, "L"), ElementsAre("1", ""));
  EXPECT_THAT(values(table, "R"), ElementsAre("", "100"));
  EXPECT_THAT(notes(table, Kind::TextRepaired),
              AllOf(HasSubstr("row 1: 'D' is no date: '20161301'"), HasSubstr("row 0: 'R' is no number: '1.5x'")));
}

TEST(ReadShapefile, FoxProBinaryFieldsAndMemos) {
  const TempFolder temp;
  const std::string path =
      put(temp, "fox.dbf",
          dbf_bytes({{"I", 'I', 4}, {"M", 'M', 4}, {"Y", 'Y', 8}, {"B", 'B', 8}, {"T", 'T', 8}},
                    {{testing::little_endian(7, 4), "", testing::little_endian(12500, 8), testing::double_bytes(2.5),
                      testing::little_endian(2457724, 4) + testing::little_endian(30600000, 4)}},
                    3, 0x30));
  const FeatureTable table = read({.path = path});
  EXPECT_THAT(column_names(table), ElementsAre("I", "Y", "B", "T"));
  EXPECT_THAT(values(table, "I"), ElementsAre("7"));
  EXPECT_THAT(values(table, "Y"), ElementsAre("1.25"));
  EXPECT_THAT(values(table, "B"), ElementsAre("2.5"));
  EXPECT_THAT(values(table, "T"), ElementsAre("2016-12-01T08:30:00"));
  EXPECT_THAT(notes(table, Kind::FileDamaged), HasSubstr("memo field 'M'"));
  EXPECT_FALSE(table.geometry);
}

TEST(ReadShapefile, DeletedRecordsAreLeftOutWithANote) {
  const TempFolder temp;
  const FeatureTable table = read({.path = points_with_table(temp, dbf_bytes({{"N", 'C', 1}}, {{"*", "a"}, {"b"}}))});
  EXPECT_THAT(values(table, "N"), ElementsAre("b"));
  EXPECT_EQ(table.geometry->coordinates(0)[0], (Coordinate{1, 10}));
  EXPECT_THAT(notes(table, Kind::RowUnreadable), HasSubstr("record 1 is marked as deleted"));
  EXPECT_EQ(table.source_row(0), 1U);
}

TEST(ReadShapefile, NullShapesStayRows) {
  const TempFolder temp;
  put(temp, "a.dbf", dbf_bytes({{"N", 'C', 1}}, {{"a"}, {"b"}, {"c"}}));
  const FeatureTable table = read({.path = put(temp, "a.shp", shp_bytes(3, 1))});
  EXPECT_THAT(kinds(table), ElementsAre(GeometryKind::Point, GeometryKind::Null, GeometryKind::Point));
  EXPECT_THAT(notes(table, Kind::FileDamaged), HasSubstr("no .shx index: rebuilt, 3 shapes found"));
  EXPECT_FALSE(std::filesystem::exists(temp.path() / "a.shx"));
}

TEST(ReadShapefile, AHeaderThatLiesCostsNothing) {
  const TempFolder temp;
  std::string dbf = dbf_bytes({{"N", 'C', 1}}, {{"a"}, {"b"}});
  dbf.replace(4, 4, testing::little_endian(2000000000, 4));
  const FeatureTable table = read({.path = put(temp, "lie.dbf", dbf)});
  EXPECT_THAT(values(table, "N"), ElementsAre("a", "b"));
  EXPECT_THAT(notes(table, Kind::FileDamaged), HasSubstr("promises 2000000000 records, the file holds 2"));
}

TEST(ReadShapefile, ShapesAndRecordsThatDoNotMatchAreKeptAndNoted) {
  const TempFolder temp;
  put(temp, "a.dbf", dbf_bytes({{"N", 'C', 1}}, {{"a"}}));
  const FeatureTable more_shapes = read({.path = put(temp, "a.shp", shp_bytes(3))});
  EXPECT_THAT(values(more_shapes, "N"), ElementsAre("a", "", ""));
  EXPECT_THAT(notes(more_shapes, Kind::FileDamaged), HasSubstr("the last 2 rows have no attributes"));
  put(temp, "b.dbf", dbf_bytes({{"N", 'C', 1}}, {{"a"}, {"b"}}));
  const FeatureTable more_records = read({.path = put(temp, "b.shp", shp_bytes(1))});
  EXPECT_THAT(kinds(more_records), ElementsAre(GeometryKind::Point, GeometryKind::Null));
  EXPECT_THAT(notes(more_records, Kind::FileDamaged), HasSubstr("the last 1 rows have no geometry"));
}

TEST(ReadShapefile, MissingPartsUpperCaseEndingsAndForeignFiles) {
  const TempFolder temp;
  put(temp, "UP.DBF", dbf_bytes({{"N", 'C', 1}}, {{"a"}}));
  EXPECT_THAT(values(read({.path = put(temp, "UP.SHP", shp_bytes(1))}), "N"), ElementsAre("a"));
  const FeatureTable alone = read({.path = put(temp, "alone.shp", shp_bytes(2))});
  EXPECT_EQ(alone.rows, 2U);
  EXPECT_THAT(notes(alone, Kind::FileDamaged), HasSubstr("no .dbf file"));
  EXPECT_THROW(read({.path = put(temp, "text.shp", "hello")}), InputError);
  EXPECT_THROW(read({.path = put(temp, "text.dbf", "hello")}), InputError);
  EXPECT_THROW(read({.path = put(temp, "void.shp", "")}), InputError);
}

TEST(ReadShapefile, ATruncatedFileGivesWhatItHolds) {
  const TempFolder temp;
  const std::string whole = shp_bytes(3);
  put(temp, "a.shx", rebuild_index(whole).shx);
  const FeatureTable table = read({.path = put(temp, "a.shp", std::string_view(whole).substr(0, whole.size() - 10))});
  EXPECT_EQ(table.rows, 2U);
  EXPECT_THAT(
      notes(table, Kind::FileDamaged),
      AllOf(HasSubstr("unsound .shx"), HasSubstr("a.shp is cut: its header says 184 bytes, the file has 174, 1 of 3 "
                                                 "shapes are lost")));
}

TEST(ReadShapefile, AFileCutBetweenShapesIsNotTakenForWhole) {
  const TempFolder temp;
  const std::string whole = shp_bytes(3);
  const std::string path = put(temp, "a.shp", std::string_view(whole).substr(0, 100 + 28));
  EXPECT_THAT(notes(read({.path = path}), Kind::FileDamaged), HasSubstr("header says 184 bytes, the file has 128\n"));
  put(temp, "a.shx", rebuild_index(shp_bytes(1)).shx);
  EXPECT_THAT(notes(read({.path = path}), Kind::FileDamaged), HasSubstr("header says 184 bytes, the file has 128\n"))
      << "an index cut alike";
}

TEST(ReadShapefile, AnIndexThatListsTooFewShapesIsRebuilt) {
  const TempFolder temp;
  put(temp, "a.shx", rebuild_index(shp_bytes(2)).shx);
  const FeatureTable table = read({.path = put(temp, "a.shp", shp_bytes(5))});
  EXPECT_EQ(table.rows, 5U);
  EXPECT_THAT(notes(table, Kind::FileDamaged),
              AllOf(HasSubstr("the .shx index lists 2 shapes"), HasSubstr("rebuilt, 5 shapes found")));
}

TEST(ReadShapefile, AShapeRewrittenAtTheEndIsNoDisagreement) {
  const TempFolder temp;
  const std::string moved = shp_bytes(2).substr(100, 28);  // shape 1 once more, as an editor leaves it
  std::string shp = shp_bytes(2) + moved;
  shp.replace(24, 4, testing::big_endian(static_cast<std::uint32_t>(shp.size() / 2)));
  std::string shx = rebuild_index(shp_bytes(2)).shx;
  shx.replace(100, 4, testing::big_endian((100 + 2 * 28) / 2));
  put(temp, "a.shx", shx);
  put(temp, "a.dbf", dbf_bytes({{"N", 'C', 1}}, {{"a"}, {"b"}}));
  const FeatureTable table = read({.path = put(temp, "a.shp", shp)});
  EXPECT_EQ(table.rows, 2U);
  EXPECT_THAT(table.notes, IsEmpty());
}

TEST(ReadShapefile, APrjThatCannotBeUnderstoodIsNoted) {
  const TempFolder temp;
  put(temp, "a.prj", "no coordinate system at all");
  EXPECT_THAT(notes(read({.path = put(temp, "a.shp", shp_bytes(1))}), Kind::FileDamaged), HasSubstr(".prj"));
  put(temp, "b.prj",
      "\xEF\xBB\xBFGEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137,298.257223563]],"
      "PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.017453292519943295]]");
  const FeatureTable table = read({.path = put(temp, "b.shp", shp_bytes(1))});
  ASSERT_TRUE(table.crs);
  EXPECT_EQ(table.crs->epsg(), 4326);
}

TEST(ReadShapefile, AnyChangedByteEndsInATableOrOneError) {
  const TempFolder temp;
  const std::string shp = shp_bytes(3, 1);
  const std::string dbf = dbf_bytes({{"NAME", 'C', 4}, {"N", 'N', 3}, {"D", 'D', 8}},
                                    {{"a", "1", "20160101"}, {"b", "2", ""}, {"c", "3", ""}});
  Random random(11);
  for (int round = 0; round < 150; ++round) {
    std::string bad_shp = shp;
    std::string bad_dbf = dbf;
    for (int k = 0; k < 3; ++k) {
      bad_shp[random.below(bad_shp.size())] = static_cast<char>(random.below(256));
      bad_dbf[random.below(bad_dbf.size())] = static_cast<char>(random.below(256));
    }
    bad_shp.resize(bad_shp.size() - random.below(2) * random.below(60));
    bad_dbf.resize(bad_dbf.size() - random.below(2) * random.below(60));
    put(temp, "a.dbf", bad_dbf);
    try {
      const FeatureTable table = read({.path = put(temp, "a.shp", bad_shp)});
      for (const Column& column : table.columns) {
        ASSERT_EQ(column.size(), table.rows);
      }
      ASSERT_EQ(table.geometry->size(), table.rows);
    } catch (const InputError& error) {
      ASSERT_THAT(error.what(), AllOf(HasSubstr("a."), Not(HasSubstr("\n"))));
    }
  }
}

TEST(ShapeIndex, RebuiltIsSoundAndFindsRecordsBehindAWrongLength) {
  std::string shp = shp_bytes(4);
  EXPECT_TRUE(is_sound_index(rebuild_index(shp).shx, shp.size()));
  EXPECT_EQ(rebuild_index(shp).unread_bytes, 0U);
  shp.replace(100 + 28 + 4, 4, testing::big_endian(6));  // second record: 12 bytes instead of 20
  const ShapeIndex index = rebuild_index(shp);
  EXPECT_EQ(index.records, 4U);
  EXPECT_EQ(index.wrong_lengths, 1U);
  EXPECT_FALSE(is_sound_index(index.shx, shp.size() - 30));
  EXPECT_FALSE(is_sound_index("", shp.size()));
}

}  // namespace
}  // namespace lastmeter
