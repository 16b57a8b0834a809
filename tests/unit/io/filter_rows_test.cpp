// SPDX-License-Identifier: Apache-2.0
#include "io/filter_rows.h"

#include <gmock/gmock.h>

#include "core/error.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Rows 0..3 with a code, a number in text, a name, an integer and a point at (row, row).
FeatureTable sample() {
  FeatureTable table;
  table.name = "t";
  table.source.path = "t.csv";
  const std::vector<std::vector<std::string>> texts = {
      {"001", "9", "north"}, {"010", "10", "south"}, {"100", "", "south"}, {"101", "-1.5", "o'ld"}};
  for (const char* name : {"code", "schools", "名称"}) {
    table.columns.emplace_back(name, ColumnType::Text);
  }
  table.columns.emplace_back("n", ColumnType::Integer);
  table.geometry.emplace();
  for (std::size_t row = 0; row < texts.size(); ++row) {
    for (std::size_t c = 0; c < 3; ++c) {
      if (texts[row][c].empty()) {
        table.columns[c].append_null();
      } else {
        table.columns[c].append_text(texts[row][c]);
      }
    }
    table.columns[3].append_integer(static_cast<std::int64_t>(row));
    table.geometry->append_point({static_cast<double>(row), static_cast<double>(row)});
  }
  table.rows = texts.size();
  return table;
}

std::vector<std::int64_t> kept(const std::string& condition) {
  FeatureTable table = sample();
  filter_rows(table, condition);
  std::vector<std::int64_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    rows.push_back(table.columns[3].integer(row));
    EXPECT_EQ(table.geometry->coordinates(row)[0].x, static_cast<double>(rows.back()));
  }
  EXPECT_EQ(table.geometry->size(), table.rows);
  return rows;
}

TEST(FilterRows, TextThatIsAllNumbersComparesAsNumber) {
  EXPECT_THAT(kept("schools > 9"), ElementsAre(1));
  EXPECT_THAT(kept("schools < 9.5"), ElementsAre(0, 3));
  EXPECT_THAT(kept("schools IS NULL"), ElementsAre(2));
}

TEST(FilterRows, CodesWithLeadingZerosStayText) {
  EXPECT_THAT(kept("code = '001'"), ElementsAre(0));
  EXPECT_THAT(kept("code LIKE '1%'"), ElementsAre(2, 3));
  EXPECT_THAT(kept("code < '1'"), ElementsAre(0, 1));
}

TEST(FilterRows, MixesTextAndNumbersAndChineseNames) {
  EXPECT_THAT(kept("schools < 10 AND code LIKE '1%'"), ElementsAre(3));
  EXPECT_THAT(kept("名称 = 'south' AND n >= 2"), ElementsAre(2));
  EXPECT_THAT(kept("\"名称\" = 'o''ld'"), ElementsAre(3));
  EXPECT_THAT(kept("名称 <> '名称' AND n=0"), ElementsAre(0));
  EXPECT_THAT(kept("N IN (0, 3) OR \"SCHOOLS\" = 10"), ElementsAre(0, 1, 3));
}

TEST(FilterRows, AnEmptyConditionKeepsAll) { EXPECT_THAT(kept(""), ElementsAre(0, 1, 2, 3)); }

TEST(FilterRows, NotesMoveWithTheirRows) {
  FeatureTable table = sample();
  table.notes = {{ReadNote::Kind::TextRepaired, 1, "kept"},
                 {ReadNote::Kind::TextRepaired, 2, "gone"},
                 {ReadNote::Kind::Encoding, std::nullopt, "whole"}};
  filter_rows(table, "n = 1 OR n = 3");
  ASSERT_EQ(table.notes.size(), 2U);
  EXPECT_EQ(table.notes[0].row, 0U);
  EXPECT_EQ(table.notes[1].what, "whole");
}

TEST(FilterRows, SourceRowsRememberWhereRowsStood) {
  FeatureTable table = sample();
  EXPECT_EQ(table.source_row(3), 3U);
  filter_rows(table, "n <> 1");
  EXPECT_THAT(table.source_rows, ElementsAre(0, 2, 3));
  filter_rows(table, "n = 3");
  EXPECT_EQ(table.source_row(0), 3U) << "a filtered table filtered again";
  filter_rows(table, "n = 0");
  EXPECT_TRUE(table.source_rows.empty());
}

TEST(FilterRows, MistakesAreConfigErrors) {
  FeatureTable table = sample();
  try {
    filter_rows(table, "scools > 1");
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr("t.csv: the condition 'scools > 1'"));
    EXPECT_THAT(error.fix(), HasSubstr("did you mean 'schools'"));
  }
  EXPECT_THROW(filter_rows(table, "n >"), ConfigError);
  EXPECT_THROW(filter_rows(table, "n = 'a' +"), ConfigError);
  EXPECT_EQ(table.rows, 4U);
}

TEST(ColumnsInCondition, AreFoundAsWholeWords) {
  const std::vector<std::string> names = {"n", "name", "lat"};
  EXPECT_THAT(columns_in_condition("NAME = 'x' AND \"lat\" > 1", names), ElementsAre(1, 2));
  EXPECT_THAT(columns_in_condition("latitude > 1", names), ElementsAre());
}

}  // namespace
}  // namespace lastmeter
