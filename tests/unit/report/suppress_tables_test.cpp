// SPDX-License-Identifier: Apache-2.0
#include "report/suppress_tables.h"

#include <gmock/gmock.h>

#include "report/table_builder.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

class Tables {
 public:
  TableBuilder& table(const std::string& name, std::size_t rows) {
    builders_.emplace_back(name, in_order(rows), std::nullopt);
    return builders_.back();
  }
  std::vector<StyledTable> take() {
    std::vector<StyledTable> tables;
    for (TableBuilder& builder : builders_) {
      tables.push_back({builder.take(), LayerStyle{}});
    }
    return tables;
  }

 private:
  std::vector<TableBuilder> builders_;
};

TableBuilder& text(TableBuilder& builder, const std::string& name, const Texts& values) {
  return builder.text(name, [&](std::size_t i) { return values[i]; });
}

TableBuilder& count(TableBuilder& builder, const std::string& name, const Numbers& values) {
  return builder.real(name, 6, [&](std::size_t i) { return std::optional(values[i]); });
}

/// What stands in a column, "" where it is empty.
Texts shown(const std::vector<StyledTable>& tables, const std::string& name, const std::string& column) {
  for (const StyledTable& styled : tables) {
    const auto at = styled.table.name == name ? styled.table.find(column) : std::nullopt;
    Texts cells;
    for (std::size_t row = 0; at && row < styled.table.rows; ++row) {
      cells.push_back(styled.table.columns[*at].as_text(row));
    }
    if (at) {
      return cells;
    }
  }
  return {"no such column"};
}

/// Community A: grid zones of 4, 50 and 60 persons; B: 70 and 80. 50 of 60 persons of A3 within 300 m, the others all.
std::vector<StyledTable> town() {
  Tables tables;
  TableBuilder& communities = tables.table("communities", 2);
  text(communities, "code", {"A", "B"});
  count(communities, "population", {114, 150});
  count(communities, "population_300m_open", {104, 150});
  TableBuilder& zones = tables.table("grid_zones", 5);
  text(zones, "code", {"A1", "A2", "A3", "B1", "B2"});
  text(zones, "parent", {"A", "A", "A", "B", "B"});
  count(zones, "population", {4, 50, 60, 70, 80});
  count(zones, "population_300m_open", {4, 50, 50, 70, 80});
  count(zones, "population_share_300m_open", {1, 1, 0.833333, 1, 1});
  count(zones, "facilities", {1, 2, 3, 1, 2});
  TableBuilder& buildings = tables.table("buildings", 2);
  text(buildings, "code", {"b1", "b2"});
  count(buildings, "population", {4, 260});
  return tables.take();
}

TEST(SuppressTables, SmallCountsGoWithACompanionAndTheirShares) {
  std::vector<StyledTable> tables = town();
  const HiddenCounts hidden = suppress_tables(tables, 10.0);
  EXPECT_EQ(hidden.small, 2U) << "4 persons, in all and within 300 m";
  EXPECT_EQ(hidden.companions, 2U);
  EXPECT_EQ(hidden.exposed, 0U);
  EXPECT_THAT(shown(tables, "grid_zones", "population"), ElementsAre("", "", "60", "70", "80"));
  EXPECT_THAT(shown(tables, "grid_zones", "population_300m_open"), ElementsAre("", "", "50", "70", "80"));
  EXPECT_THAT(shown(tables, "grid_zones", "population_share_300m_open"), ElementsAre("", "", "0.833333", "1", "1"));
  EXPECT_THAT(shown(tables, "grid_zones", "facilities"), ElementsAre("1", "2", "3", "1", "2"));
  EXPECT_THAT(shown(tables, "communities", "population"), ElementsAre("114", "150"));
  EXPECT_EQ(shown(tables, "grid_zones", "hidden")[0], "population, population_300m_open, population_share_300m_open");
  EXPECT_EQ(shown(tables, "grid_zones", "hidden")[3], "");
}

TEST(SuppressTables, SinglePlacesShowNoCountAtAll) {
  std::vector<StyledTable> tables = town();
  EXPECT_EQ(suppress_tables(tables, 10.0).places, 2U);
  EXPECT_THAT(shown(tables, "buildings", "population"), ElementsAre("", ""));
  EXPECT_THAT(shown(tables, "buildings", "code"), ElementsAre("b1", "b2"));
}

TEST(SuppressTables, FewBeyondARadiusAreGuardedToo) {
  std::vector<StyledTable> tables = town();
  suppress_tables(tables, 11.0);  // 10 persons of A3 are beyond 300 m: 60 and 50 must not both be shown
  EXPECT_TRUE(shown(tables, "grid_zones", "population")[2].empty() ||
              shown(tables, "grid_zones", "population_300m_open")[2].empty());
  EXPECT_EQ(shown(tables, "grid_zones", "population_share_300m_open")[2], "");
  EXPECT_TRUE(shown(tables, "communities", "population")[0].empty() ||
              shown(tables, "communities", "population_300m_open")[0].empty())
      << "the community has the same 10";
}

TEST(SuppressTables, WithoutSmallCountsOnlySinglePlacesChange) {
  std::vector<StyledTable> tables = town();
  const HiddenCounts hidden = suppress_tables(tables, 3.0);
  EXPECT_EQ(hidden.small + hidden.companions, 0U);
  EXPECT_THAT(shown(tables, "grid_zones", "population"), ElementsAre("4", "50", "60", "70", "80"));
  EXPECT_THAT(shown(tables, "grid_zones", "hidden"), ElementsAre("no such column"));
}

TEST(SuppressTables, OneCountInSeveralTablesIsOneCount) {
  std::vector<StyledTable> tables = town();
  Tables more;
  TableBuilder& events = more.table("events_by_grid_zone", 5);
  text(events, "code", {"A1", "A2", "A3", "B1", "B2"});
  text(events, "parent", {"A", "A", "A", "B", "B"});
  count(events, "households", {2, 20, 30, 25, 25});
  count(events, "events", {40, 50, 60, 70, 20});
  count(events, "events_settled", {40, 50, 60, 70, 15});
  count(events, "events_open", {0, 0, 0, 0, 5});
  count(events, "per_1000_households", {1, 2, 3, 4, 5});
  count(events, "settled_share", {1, 1, 1, 1, 0.75});
  TableBuilder& other = more.table("of_another_stage", 2);
  text(other, "code", {"A1", "B1"});
  count(other, "households", {2, 25});
  TableBuilder& spots = more.table("events_hot_spots", 5);
  text(spots, "code", {"A1", "A2", "A3", "B1", "B2"});
  count(spots, "gi_star", {1, 2, 3, 4, 5});
  for (StyledTable& table : more.take()) {
    tables.push_back(std::move(table));
  }
  suppress_tables(tables, 10.0);
  EXPECT_THAT(shown(tables, "events_by_grid_zone", "households")[0], Eq(""));
  EXPECT_THAT(shown(tables, "of_another_stage", "households")[0], Eq(""));
  EXPECT_THAT(shown(tables, "events_by_grid_zone", "per_1000_households")[0], Eq("")) << "and 40 events would tell 2";
  EXPECT_THAT(shown(tables, "events_by_grid_zone", "events_open")[4], Eq(""));
  EXPECT_TRUE(shown(tables, "events_by_grid_zone", "events_settled")[4].empty() ||
              shown(tables, "events_by_grid_zone", "events")[4].empty())
      << "20 less 15";
  EXPECT_THAT(shown(tables, "events_by_grid_zone", "settled_share")[4], Eq(""));
  EXPECT_THAT(shown(tables, "events_hot_spots", "gi_star"), ElementsAre("", "", "", "", ""));
}

TEST(SuppressTables, TheLineSaysHowMany) {
  std::vector<StyledTable> tables = town();
  EXPECT_EQ(
      hidden_line(suppress_tables(tables, 10.0)),
      "hidden in tables and maps: 2 counts below 10, 2 others that would give them away, all 2 of single places and "
      "of what moves\n");
}

}  // namespace
}  // namespace lastmeter
