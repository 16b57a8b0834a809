// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <sys/mount.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "core/error.h"
#include "core/random.h"
#include "io/read_table.h"
#include "io/write_table.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

FeatureTable posts(std::size_t rows) {
  FeatureTable table;
  table.name = "posts";
  table.crs = Crs::parse("EPSG:4548");
  table.geometry.emplace();
  Random random(2);
  Column name("驿站名称", ColumnType::Text);
  Column people("人口", ColumnType::Integer);
  Column area("area", ColumnType::Real);
  Column built("date", ColumnType::Date);
  for (std::size_t row = 0; row < rows; ++row) {
    name.append_text(row % 2 == 0 ? "滕州市" : "驿");
    people.append_integer(row % 3 == 0 ? -1 : 370481001001001);
    area.append_real(random.uniform(0.0, 1000.0));
    built.append_text("2016-12-01");
    table.geometry->append_point({random.uniform(480000, 520000), random.uniform(3860000, 3900000)});
  }
  table.columns = {std::move(name), std::move(people), std::move(area), std::move(built)};
  table.rows = rows;
  return table;
}

FeatureTable with_text(const std::string& name, const std::string& value) {
  FeatureTable table = posts(1);
  table.columns = {Column(name, ColumnType::Text)};
  table.columns[0].append_text(value);
  return table;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

FeatureTable read_back(const fs::path& file, const std::string& encoding = "") {
  SilentProgress silent;
  ReadOptions options;
  options.path = file.string();
  options.encoding = encoding;
  return read_table(options, silent);
}

class WriteShapefile : public ::testing::Test {
 protected:
  [[nodiscard]] std::string refusal(const FeatureTable& table, const std::string& encoding) const {
    try {
      write_shapefile(table, file_, encoding, false);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }
  [[nodiscard]] fs::path beside(const char* extension) const { return fs::path(file_).replace_extension(extension); }

  testing::TempFolder temp_;
  fs::path file_ = temp_.path() / "posts.shp";
};

TEST_F(WriteShapefile, GbkIsTwoBytesAndItsLanguageByte) {
  write_shapefile(posts(2), file_, "GBK", false);
  const std::string dbf = bytes_of(beside(".dbf"));
  EXPECT_EQ(dbf[29], '\x4D');
  EXPECT_EQ(dbf.substr(32, 9), std::string("\xE6\xE4\xD5\xBE\xC3\xFB\xB3\xC6\0", 9));
  EXPECT_EQ(dbf[32 + 16], 6);
  EXPECT_THAT(dbf, HasSubstr("\xEB\xF8\xD6\xDD\xCA\xD0"));
  EXPECT_FALSE(fs::exists(beside(".cpg")));
}

TEST_F(WriteShapefile, Utf8WithoutAWordAboutIt) {
  FeatureTable table = with_text("名称", "滕州市");
  write_shapefile(table, file_, "UTF-8", false);
  const std::string dbf = bytes_of(beside(".dbf"));
  EXPECT_EQ(dbf[29], '\0');
  EXPECT_EQ(dbf[32 + 16], 9);
  EXPECT_THAT(dbf, HasSubstr("滕州市"));
  EXPECT_FALSE(fs::exists(beside(".cpg")));
}

TEST_F(WriteShapefile, CodePageFileOnlyWhenAsked) {
  write_shapefile(with_text("名称", "滕州市"), file_, "UTF-8", true);
  EXPECT_EQ(bytes_of(beside(".cpg")), "UTF-8");
  write_shapefile(posts(1), file_, "GBK", true);
  EXPECT_EQ(bytes_of(beside(".cpg")), "GBK");
  write_shapefile(posts(1), file_, "GBK", false);
  EXPECT_FALSE(fs::exists(beside(".cpg")));
}

TEST_F(WriteShapefile, ProjectionIsEsris) {
  write_shapefile(posts(1), file_, "GBK", false);
  EXPECT_THAT(bytes_of(beside(".prj")), StartsWith("PROJCS[\"CGCS2000_3_Degree_GK_CM_117E\""));
}

TEST_F(WriteShapefile, EverythingReadsBack) {
  const FeatureTable table = posts(200);
  for (const bool with_cpg : {false, true}) {
    write_shapefile(table, file_, "GBK", with_cpg);
    const FeatureTable back = read_back(file_);
    ASSERT_EQ(back.rows, table.rows);
    EXPECT_EQ(back.crs->id(), "EPSG:4548");
    for (std::size_t row = 0; row < table.rows; ++row) {
      EXPECT_EQ(back.columns[0].name(), "驿站名称");
      EXPECT_EQ(back.columns[0].as_text(row), table.columns[0].as_text(row));
      EXPECT_EQ(back.columns[1].as_number(row), table.columns[1].as_number(row));
      EXPECT_NEAR(*back.columns[2].as_number(row), table.columns[2].real(row), 1e-12);
      EXPECT_EQ(back.columns[3].as_text(row), "2016-12-01");
      EXPECT_EQ(back.geometry->coordinates(row)[0], table.geometry->coordinates(row)[0]);
    }
  }
}

TEST_F(WriteShapefile, NullsStayNull) {
  FeatureTable table = posts(1);
  for (Column& column : table.columns) {
    column.append_null();
  }
  table.geometry->append(GeometryKind::Null);
  table.rows = 2;
  write_shapefile(table, file_, "GBK", false);
  const FeatureTable back = read_back(file_);
  ASSERT_EQ(back.rows, 2U);
  EXPECT_EQ(back.geometry->kind(1), GeometryKind::Null);
  for (const Column& column : back.columns) {
    EXPECT_EQ(column.as_text(1), "") << column.name();
  }
}

TEST_F(WriteShapefile, SameTableGivesTheSameBytes) {
  write_shapefile(posts(50), file_, "GBK", false);
  const fs::path other = temp_.path() / "other.shp";
  write_shapefile(posts(50), other, "GBK", false);
  for (const char* extension : {".shp", ".shx", ".dbf", ".prj"}) {
    EXPECT_EQ(bytes_of(beside(extension)), bytes_of(fs::path(other).replace_extension(extension))) << extension;
  }
}

TEST_F(WriteShapefile, FieldNamesThatDoNotFitAreRefused) {
  EXPECT_EQ(refusal(with_text("驿站名称二", "x"), "GBK"), "");
  EXPECT_THAT(refusal(with_text("驿站名称二", "x"), "UTF-8"), HasSubstr("'驿站名称二' does not fit into the 10 bytes"));
  EXPECT_THAT(refusal(with_text("驿站名称二三", "x"), "GBK"), HasSubstr("'驿站名称二三'"));
  EXPECT_THAT(refusal(with_text("elevenbytes", "x"), "GBK"), HasSubstr("'elevenbytes'"));
  EXPECT_THAT(refusal(with_text("", "x"), "GBK"), HasSubstr("''"));
}

TEST_F(WriteShapefile, TextThatDoesNotFitIsRefusedWithItsRow) {
  EXPECT_EQ(refusal(with_text("t", std::string(254, 'x')), "GBK"), "");
  EXPECT_THAT(refusal(with_text("t", std::string(255, 'x')), "GBK"), AllOf(HasSubstr("row 1"), HasSubstr("255 bytes")));
  EXPECT_THAT(refusal(with_text("t", "😀"), "GBK"), AllOf(HasSubstr("row 1"), HasSubstr("cannot be said in GBK")));
  EXPECT_EQ(refusal(with_text("t", "😀"), "UTF-8"), "");
  EXPECT_THAT(refusal(with_text("t", "\xCC\xDA"), "UTF-8"), HasSubstr("cannot be said in UTF-8"));
}

TEST_F(WriteShapefile, RealsKeepTheirValueOrAreRefused) {
  FeatureTable table = posts(6);
  const std::vector<double> values = {1.5e9 + 0.25, -123456789012.5, 1e21, 0.1, std::nan(""), -HUGE_VAL};
  table.columns = {Column("r", ColumnType::Real)};
  for (const double value : values) {
    table.columns[0].append_real(value);
  }
  write_shapefile(table, file_, "GBK", false);
  const FeatureTable back = read_back(file_);
  for (std::size_t row = 0; row < 4; ++row) {
    EXPECT_DOUBLE_EQ(*back.columns[0].as_number(row), values[row]);
  }
  EXPECT_FALSE(back.columns[0].as_number(4));
  EXPECT_FALSE(back.columns[0].as_number(5));
  table = posts(1);
  table.columns = {Column("r", ColumnType::Real)};
  table.columns[0].append_real(-1e22);
  EXPECT_THAT(refusal(table, "GBK"), AllOf(HasSubstr("row 1 of column 'r'"), HasSubstr("-1e+22")));
}

TEST_F(WriteShapefile, OtherMistakesAreRefused) {
  EXPECT_THAT(refusal(posts(1), "LATIN1"), HasSubstr("'LATIN1'"));
  FeatureTable table = posts(1);
  table.geometry.reset();
  EXPECT_THAT(refusal(table, "GBK"), HasSubstr("has no geometry"));
}

TEST_F(WriteShapefile, AFullDiskIsSaid) {
  const fs::path disk = temp_.path() / "disk";
  fs::create_directories(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=256k") != 0) {
    GTEST_SKIP() << "this user may not mount a small disk";
  }
  const FeatureTable table = posts(20000);
  EXPECT_THROW(write_shapefile(table, disk / "t.shp", "GBK", false), InputError);
  fs::remove_all(disk / "t.shp");
  EXPECT_THROW(write_flatgeobuf(table, disk / "t.fgb"), InputError);
  EXPECT_THROW(write_geopackage({{table, {}}}, disk / "t.gpkg"), InputError);
  EXPECT_THROW(write_geojson(table, disk / "t.geojson", ""), InputError);
  ::umount(disk.c_str());
}

}  // namespace
}  // namespace lastmeter
