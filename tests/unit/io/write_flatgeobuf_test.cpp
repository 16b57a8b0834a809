// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/error.h"
#include "io/read_table.h"
#include "io/write_table.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// Points on a diagonal; "weight" is the easting, so rows can be told apart in any order.
FeatureTable diagonal(std::size_t rows) {
  FeatureTable table;
  table.name = "posts";
  table.crs = Crs::parse("EPSG:4548");
  table.geometry.emplace();
  Column name("名称", ColumnType::Text);
  Column weight("weight", ColumnType::Real);
  for (std::size_t row = 0; row < rows; ++row) {
    const double x = 480000.5 + 7.0 * static_cast<double>(row * 37 % 1001);
    name.append_text("驿站" + std::to_string(row));
    weight.append_real(x);
    table.geometry->append_point({x, x + 3400000});
  }
  table.columns = {std::move(name), std::move(weight)};
  table.rows = rows;
  return table;
}

FeatureTable read_back(const std::filesystem::path& file) {
  SilentProgress silent;
  ReadOptions options;
  options.path = file.string();
  return read_table(options, silent);
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class WriteFlatGeobuf : public ::testing::Test {
 protected:
  testing::TempFolder temp_;
  std::filesystem::path file_ = temp_.path() / "posts.fgb";
};

TEST_F(WriteFlatGeobuf, EveryRowReadsBackWithItsOwnPlace) {
  const FeatureTable table = diagonal(500);
  write_flatgeobuf(table, file_);
  const FeatureTable back = read_back(file_);
  ASSERT_EQ(back.rows, table.rows);
  EXPECT_EQ(back.crs->id(), "EPSG:4548");
  EXPECT_EQ(back.columns[0].name(), "名称");
  std::vector<double> seen;
  for (std::size_t row = 0; row < back.rows; ++row) {
    const double x = back.geometry->coordinates(row)[0].x;
    EXPECT_EQ(back.columns[1].real(row), x);
    EXPECT_EQ(back.geometry->coordinates(row)[0].y, x + 3400000);
    seen.push_back(x);
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end());
}

TEST_F(WriteFlatGeobuf, SameTableGivesTheSameBytes) {
  write_flatgeobuf(diagonal(500), file_);
  const std::string first = bytes_of(file_);
  write_flatgeobuf(diagonal(500), file_);
  EXPECT_EQ(bytes_of(file_), first);
}

TEST_F(WriteFlatGeobuf, ARowWithoutGeometryIsRefused) {
  const auto refusal = [&](const FeatureTable& table) -> std::string {
    try {
      write_flatgeobuf(table, file_);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  FeatureTable table = diagonal(2);
  table.geometry.emplace();
  table.geometry->append_point({480000, 3860000});
  table.geometry->append(GeometryKind::Null);
  EXPECT_THAT(refusal(table), AllOf(HasSubstr("row 2 of table 'posts'"), HasSubstr("no geometry")));
  table.geometry.reset();
  EXPECT_THAT(refusal(table), HasSubstr("row 1 of table 'posts'"));
}

TEST_F(WriteFlatGeobuf, ATableWithoutRowsReadsBack) {
  write_flatgeobuf(diagonal(0), file_);
  EXPECT_EQ(read_back(file_).rows, 0U);
}

}  // namespace
}  // namespace lastmeter
