// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <iterator>

#include "core/error.h"
#include "io/write_table.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

FeatureTable one_column(const std::string& name, const std::vector<std::string>& values) {
  FeatureTable table;
  table.name = "t";
  Column column(name, ColumnType::Text);
  for (const std::string& value : values) {
    column.append_text(value);
  }
  table.columns.push_back(std::move(column));
  table.rows = values.size();
  return table;
}

std::string written(const FeatureTable& table) {
  const testing::TempFolder temp;
  write_csv(table, temp.path() / "t.csv");
  std::ifstream in(temp.path() / "t.csv", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The body of a file with one column "c".
std::string cell(const std::string& value) {
  const std::string file = written(one_column("c", {value}));
  const std::string head =
      "\xEF\xBB\xBF"
      "c\r\n";
  EXPECT_TRUE(file.starts_with(head) && file.ends_with("\r\n")) << file;
  return file.substr(head.size(), file.size() - head.size() - 2);
}

TEST(CsvWrite, WholeFile) {
  FeatureTable table = one_column("编码", {"0370481", "370481001001001"});
  Column people("people", ColumnType::Integer);
  people.append_integer(12);
  people.append_null();
  Column area("area", ColumnType::Real);
  area.append_real(0.1);
  area.append_real(5.0);
  Column built("built", ColumnType::Date);
  built.append_null();
  built.append_text("2016-12-01");
  table.columns.push_back(std::move(people));
  table.columns.push_back(std::move(area));
  table.columns.push_back(std::move(built));
  EXPECT_EQ(written(table),
            "\xEF\xBB\xBF"
            "编码,people,area,built\r\n0370481,12,0.1,\r\n370481001001001,,5,2016-12-01\r\n");
}

TEST(CsvWrite, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(cell("plain text 滕州"), "plain text 滕州");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(cell("two\rlines"), "\"two\rlines\"");
  EXPECT_EQ(cell(" kept "), "\" kept \"");
}

TEST(CsvWrite, FormulasAreDisarmed) {
  EXPECT_EQ(cell("=1+1"), "'=1+1");
  EXPECT_EQ(cell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(cell("+cmd|' /C calc'!A0"), "'+cmd|' /C calc'!A0");
  EXPECT_EQ(cell("-2+3"), "'-2+3");
  EXPECT_EQ(cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  EXPECT_EQ(cell("\t=1"), "'\t=1");
}

TEST(CsvWrite, SignedNumbersAreNoFormulas) {
  for (const char* number : {"-5", "+86", "-3.25", "-1e5", "a=1", "'=1", ""}) {
    EXPECT_EQ(cell(number), *number == '\0' ? "\"\"" : number);
  }
}

TEST(CsvWrite, ALoneEmptyCellIsNoBlankLine) {
  FeatureTable table = one_column("c", {});
  table.columns[0].append_null();
  table.rows = 1;
  EXPECT_THAT(written(table), HasSubstr("c\r\n\"\"\r\n"));
}

TEST(CsvWrite, RealsThatAreNoNumbersAreEmpty) {
  FeatureTable table = one_column("c", {"x", "y"});
  Column real("r", ColumnType::Real);
  real.append_real(std::nan(""));
  real.append_real(-HUGE_VAL);
  table.columns.push_back(std::move(real));
  EXPECT_THAT(written(table), HasSubstr("x,\r\ny,\r\n"));
}

TEST(CsvWrite, HeadersAreCellsToo) { EXPECT_THAT(written(one_column("=a,b", {})), HasSubstr("\"'=a,b\"\r\n")); }

TEST(CsvWrite, TextThatIsNotUtf8IsRefusedWithItsRow) {
  for (const FeatureTable& table : {one_column("c", {"a", "\xCC\xDA"})}) {
    try {
      written(table);
      FAIL();
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr("row 2 of table 't'"), HasSubstr("not UTF-8")));
    }
  }
}

TEST(CsvWrite, LongTablesAreWhole) {
  std::vector<std::string> values(300000, "abcdefgh");
  const std::string file = written(one_column("c", values));
  EXPECT_EQ(file.size(), 3 + 3 + values.size() * 10);
}

TEST(CsvWrite, AFullDiskIsSaid) { EXPECT_THROW(write_csv(one_column("c", {"x"}), "/dev/full"), InputError); }

}  // namespace
}  // namespace lastmeter
