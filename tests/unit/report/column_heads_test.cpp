// SPDX-License-Identifier: Apache-2.0
#include "report/column_heads.h"

#include <gmock/gmock.h>

#include "report/workbook.h"
#include "small_town.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using testing::SmallTown;

TEST(ColumnHead, IsSaidByItsParts) {
  EXPECT_EQ(column_head(Language::English, "population_share_500m_open_walking"),
            "People share · 500 m · open · walking");
  EXPECT_EQ(column_head(Language::Chinese, "population_share_500m_home"), "人口占比 · 500 m · 本社区服务");
  EXPECT_EQ(column_head(Language::Chinese, "households_exclusive_300m"), "户数（唯一） · 300 m");
  EXPECT_EQ(column_head(Language::English, "facilities_own_open"), "posts · own radius · open");
  EXPECT_EQ(column_head(Language::Chinese, "population_share_before_500m_open"), "人口占比（前） · 500 m · 开放服务");
  EXPECT_EQ(column_head(Language::Chinese, "nearest_m_walking"), "到最近阵地（米） · 步行");
}

TEST(ColumnHead, OfAWholeWordIsThatWord) {
  EXPECT_EQ(column_head(Language::Chinese, "units_moved"), "调整单元");
  EXPECT_EQ(column_head(Language::English, "code"), "code");
  EXPECT_EQ(column_head(Language::Chinese, "open"), "是否启用") << "not the service of that name";
}

TEST(ColumnHead, WithoutWordsIsTheNameWithSpaces) {
  EXPECT_EQ(column_head(Language::English, "mittlerer_abstand"), "mittlerer abstand");
  EXPECT_EQ(column_head(Language::English, ""), "");
  EXPECT_EQ(column_head(Language::English, "_before"), " before");
}

TEST(TableTitle, IsAWordOrMadeOfThem) {
  EXPECT_EQ(table_title(Language::English, "communities"), "Communities");
  EXPECT_EQ(table_title(Language::English, "shares_building_groups_grid_zones"), "Building groups by grid zone");
  EXPECT_EQ(table_title(Language::Chinese, "shares_health_workers_communities"), "各社区health workers");
  EXPECT_EQ(table_title(Language::English, "assign_doctors"), "Assigned: doctors");
  EXPECT_EQ(table_title(Language::English, "assign_doctors_members"), "Members sent to another community: doctors");
  EXPECT_EQ(table_title(Language::English, "investment_plan_at_666667"), "Investments by year (at 666667)");
  EXPECT_EQ(table_title(Language::Chinese, "grid_zones_before"), "网格（前）");
  EXPECT_EQ(table_title(Language::English, "whatever_it_is"), "whatever it is");
}

TEST(Workbook, HasASheetForEachFamily) {
  const std::vector<std::string> with_sheet{"communities",       "assign_units",      "emergency_posts",
                                            "investment_plan_a", "groups_grid_zones", "history_lineage",
                                            "events_hot_spots"};
  std::vector<StyledTable> tables(with_sheet.size() + 2);
  for (std::size_t i = 0; i < with_sheet.size(); ++i) {
    tables[i].table.name = with_sheet[i];
  }
  tables[with_sheet.size()].table.name = "streets";
  tables[with_sheet.size() + 1].table.name = "communities_before";
  SmallTown town;
  const Workbook book = workbook_of(town.checked(), tables, Language::English);
  std::vector<std::string> sheets;
  for (const WorkbookSheet& sheet : book.sheets) {
    sheets.push_back(sheet.table->name);
  }
  EXPECT_EQ(sheets, with_sheet);
}

TEST(Workbook, HasHeadingsAndWordsOfItsLanguage) {
  SmallTown town;
  town.measure();
  town.ledger.add(finding(Rule::ZoneOverlap, "communities", "A", "overlaps", "move it"));
  const Results results = town.measured();
  const auto tables = all_tables(results);
  const Workbook book = workbook_of(results, tables, Language::Chinese);
  ASSERT_EQ(book.heads_head.size(), 4U);
  for (const WorkbookSheet& sheet : book.sheets) {
    EXPECT_EQ(sheet.heads.size(), sheet.table->columns.size());
  }
  const auto sheet_of = [&](const std::string& name) {
    return *std::find_if(book.sheets.begin(), book.sheets.end(),
                         [&](const WorkbookSheet& sheet) { return sheet.table->name == name; });
  };
  EXPECT_THAT(sheet_of("communities").heads, Contains("人口占比 · 500 m · 开放服务"));
  const WorkbookSheet issues = sheet_of("issues");
  const auto words = [&](const std::string& column) { return issues.words[*issues.table->find(column)]; };
  EXPECT_EQ(words("severity").at("error"), "错误");
  EXPECT_EQ(words("rule").at("zone.overlap"), "分区重叠 (zone.overlap)");
  EXPECT_TRUE(words("what").empty()) << "sentences stay as they are";
  EXPECT_EQ(words("fix").at("move it"), "调整边界，消除重叠（move it）") << "advice is that of the rule";
}

}  // namespace
}  // namespace lastmeter
