// SPDX-License-Identifier: Apache-2.0
#include "io/write_xlsx.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "core/error.h"
#include "io/read_table.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

FeatureTable zones(const std::string& name) {
  FeatureTable table;
  table.name = "communities";
  table.rows = 2;
  Column code("code", ColumnType::Text);
  code.append_text("0370481");
  code.append_text(name);
  Column people("population", ColumnType::Integer);
  people.append_integer(11210);
  people.append_null();
  Column share("population_share", ColumnType::Real);
  share.append_real(0.25);
  share.append_real(1.0);
  table.columns = {std::move(code), std::move(people), std::move(share)};
  return table;
}

Workbook book_of(const FeatureTable& table, std::vector<std::string> titles = {"Communities"}) {
  Workbook book;
  book.title = "Town";
  book.head = {"Figure", "Case", "Value", "Of", "Share", "Unit"};
  book.lines = {{"People covered", "open", 3.0, 4.0, "persons"}, {"Faults", "", 0.0, std::nullopt, "issues"}};
  book.charted = 1;
  for (std::string& title : titles) {
    book.sheets.push_back({std::move(title), &table});
  }
  return book;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

FeatureTable read_back(const std::filesystem::path& file, const std::string& sheet) {
  SilentProgress silent;
  return read_table({.path = file.string(), .layer = sheet}, silent);
}

TEST(WriteXlsx, CodesStayTextAndNumbersNumbers) {
  const testing::TempFolder folder;
  const FeatureTable table = zones("=1+1");
  write_xlsx(book_of(table), folder.path() / "t.xlsx");
  const FeatureTable back = read_back(folder.path() / "t.xlsx", "Communities");
  ASSERT_EQ(back.rows, 2U);
  EXPECT_EQ(back.columns[0].as_text(0), "0370481");
  EXPECT_EQ(back.columns[0].as_text(1), "=1+1") << "text, not a formula";
  EXPECT_EQ(back.columns[1].as_number(0), 11210.0);
  EXPECT_TRUE(back.columns[1].is_null(1));
  EXPECT_EQ(back.columns[2].as_number(0), 0.25);
}

TEST(WriteXlsx, HeadingsAndWordsStandInPlaceOfNamesAndTheLastSheetTellsWhichIsWhich) {
  const testing::TempFolder folder;
  const FeatureTable table = zones("kept");
  Workbook book = book_of(table);
  book.sheets[0].heads = {"编码", "人口", "占比"};
  book.sheets[0].words = {{{"kept", "保留"}}};
  book.heads_head = {"字段", "工作表", "表头", "字段名"};
  write_xlsx(book, folder.path() / "t.xlsx");
  const FeatureTable back = read_back(folder.path() / "t.xlsx", "Communities");
  EXPECT_EQ(back.columns[1].name(), "人口");
  EXPECT_EQ(back.columns[0].as_text(0), "0370481");
  EXPECT_EQ(back.columns[0].as_text(1), "保留");
  const FeatureTable heads = read_back(folder.path() / "t.xlsx", "字段");
  ASSERT_EQ(heads.rows, 3U);
  EXPECT_EQ(heads.columns[1].as_text(1), "人口");
  EXPECT_EQ(heads.columns[2].as_text(1), "population");
}

TEST(WriteXlsx, TheSameWorkbookIsTheSameBytes) {
  const testing::TempFolder folder;
  const FeatureTable table = zones("A");
  write_xlsx(book_of(table), folder.path() / "a.xlsx");
  write_xlsx(book_of(table), folder.path() / "b.xlsx");
  EXPECT_EQ(bytes_of(folder.path() / "a.xlsx"), bytes_of(folder.path() / "b.xlsx"));
}

TEST(WriteXlsx, AwkwardSheetNamesAreMadeToFit) {
  const testing::TempFolder folder;
  const FeatureTable table = zones("A");
  write_xlsx(book_of(table, {"a/b:c", "a/b:c", "", std::string(60, 'x')}), folder.path() / "t.xlsx");
  EXPECT_EQ(read_back(folder.path() / "t.xlsx", "a b c 2").rows, 2U);
  EXPECT_EQ(read_back(folder.path() / "t.xlsx", std::string(31, 'x')).rows, 2U);
}

TEST(WriteXlsx, LongTextIsCutAndTextThatIsNotUtf8Refused) {
  const testing::TempFolder folder;
  const FeatureTable table = zones(std::string(40'000, 'n'));
  write_xlsx(book_of(table), folder.path() / "t.xlsx");
  EXPECT_LT(read_back(folder.path() / "t.xlsx", "Communities").columns[0].as_text(1).size(), 32'767U);
  const FeatureTable bad = zones("\xFF");
  EXPECT_THROW(write_xlsx(book_of(bad), folder.path() / "u.xlsx"), InputError);
}

TEST(WriteXlsx, AFolderThatIsNotThereIsOneLine) {
  const FeatureTable table = zones("A");
  EXPECT_THROW(write_xlsx(book_of(table), "/nonexistent/folder/t.xlsx"), InputError);
}

}  // namespace
}  // namespace lastmeter
