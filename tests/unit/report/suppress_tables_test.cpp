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

/// What other tables than the town's show of counts below 10.
std::vector<StyledTable> with_town(Tables& more) {
  std::vector<StyledTable> tables = town();
  for (StyledTable& table : more.take()) {
    tables.push_back(std::move(table));
  }
  suppress_tables(tables, 10.0);
  return tables;
}

TEST(SuppressTables, GroupsAddUpToTheirGridZone) {
  Tables more;
  TableBuilder& groups = more.table("building_groups", 4);
  text(groups, "code", {"B1-1", "B1-2", "A3-1", "A3-2"});
  text(groups, "grid_zone", {"B1", "B1", "A3", "A3"});
  count(groups, "population", {3, 67, 20, 40});
  TableBuilder& buildings = more.table("groups_buildings", 2);
  text(buildings, "code", {"b1", "b2"});
  count(buildings, "population", {4, 260});
  const auto tables = with_town(more);
  EXPECT_EQ(shown(tables, "building_groups", "population")[0], "");
  EXPECT_EQ(shown(tables, "building_groups", "population")[1], "") << "70 less 67";
  EXPECT_THAT(shown(tables, "groups_buildings", "population"), ElementsAre("", ""));
}

TEST(SuppressTables, ZonesOfAPlanSayNothingOfGroundWithAHiddenCount) {
  Tables more;
  TableBuilder& plan = more.table("partition_zones", 4);
  text(plan, "code", {"A-1", "A-2", "B-1", "B-2"});
  text(plan, "parent", {"A", "A", "B", "B"});
  count(plan, "population", {54, 60, 75, 75});
  count(plan, "population_share_300m_open", {1, 0.8, 1, 1});
  TableBuilder& merged = more.table("merge_zones", 1);
  text(merged, "code", {"M"});
  count(merged, "population", {264});
  TableBuilder& events = more.table("events", 1);
  text(events, "code", {"e1"});
  const auto tables = with_town(more);
  EXPECT_THAT(shown(tables, "partition_zones", "population"), ElementsAre("", "", "75", "75"))
      << "A1 and A2 together are one zone of the plan";
  EXPECT_THAT(shown(tables, "partition_zones", "population_share_300m_open"), ElementsAre("", "", "1", "1"));
  EXPECT_THAT(shown(tables, "merge_zones", "population"), ElementsAre("264")) << "communities are shown";
  EXPECT_THAT(shown(tables, "events", "code"), ElementsAre("no such column")) << "a row is one matter of somebody";
}

TEST(SuppressTables, PeopleInAnEmergencyAreGuarded) {
  Tables more;
  TableBuilder& posts = more.table("emergency_posts", 3);
  text(posts, "code", {"P1", "P2", "P3"});
  count(posts, "load", {5, 90, 100});
  count(posts, "load_share", {0.05, 0.9, 1});
  count(posts, "unserved_if_closed", {20, 9, 40});
  TableBuilder& failures = more.table("emergency_failures", 2);
  text(failures, "code", {"P2", "P3"});
  count(failures, "unserved_more", {9, 40});
  TableBuilder& unserved = more.table("emergency_unserved", 1);
  text(unserved, "code", {"b2"});
  count(unserved, "people", {260});
  const auto tables = with_town(more);
  EXPECT_THAT(shown(tables, "emergency_posts", "load"), ElementsAre("", "", "100"));
  EXPECT_THAT(shown(tables, "emergency_posts", "load_share"), ElementsAre("", "", "1"));
  EXPECT_EQ(shown(tables, "emergency_posts", "unserved_if_closed")[1], "");
  EXPECT_EQ(shown(tables, "emergency_failures", "unserved_more")[0], "") << "the same figure";
  EXPECT_THAT(shown(tables, "emergency_unserved", "people"), ElementsAre(""));
}

TEST(SuppressTables, MembersAreGuardedAndPlacesOfMoneyStay) {
  Tables more;
  TableBuilder& units = more.table("assign_units", 3);
  text(units, "code", {"u1", "u2", "u3"});
  text(units, "community", {"A", "A", "B"});
  count(units, "members", {6, 30, 50});
  TableBuilder& communities = more.table("assign_units_communities", 2);
  text(communities, "code", {"A", "B"});
  count(communities, "members", {36, 50});
  for (const auto& [name, unit] : {std::pair("", "m2"), std::pair("_people", "persons")}) {
    TableBuilder& options = more.table(std::string("investment_options") + name, 2);
    text(options, "code", {"p", "p"});
    text(options, "option", {"A", "B"});
    count(options, "gain", {7, 70});
    TableBuilder& years = more.table(std::string("investment_years") + name, 1);
    text(years, "unit", {unit});
  }
  const auto tables = with_town(more);
  EXPECT_EQ(shown(tables, "assign_units", "members")[0], "");
  EXPECT_EQ(shown(tables, "assign_units", "members")[1], "") << "36 less 30";
  EXPECT_THAT(shown(tables, "investment_options", "gain"), ElementsAre("7", "70")) << "square metres";
  EXPECT_EQ(shown(tables, "investment_options_people", "gain")[0], "");
}

TEST(SuppressTables, ZonesThatBecameOneDoNotTellEachOther) {
  Tables more;
  TableBuilder& before = more.table("history_before", 3);
  text(before, "code", {"A1", "A2", "B"});
  text(before, "successors", {"A", "A", "B"});
  count(before, "households", {4, 110, 150});
  TableBuilder& after = more.table("history_after", 2);
  text(after, "code", {"A", "B"});
  text(after, "predecessors", {"A1 A2", "B"});
  count(after, "households", {114, 150});
  TableBuilder& lineage = more.table("history_lineage", 3);
  text(lineage, "before", {"A1", "A2", "B"});
  text(lineage, "after", {"A", "A", "B"});
  count(lineage, "households", {4, 110, 150});
  const auto tables = with_town(more);
  EXPECT_THAT(shown(tables, "history_before", "households"), ElementsAre("", "", "150"));
}

TEST(SuppressTables, AFewWhoChangedTheirZoneDoNotShowInDifferences) {
  Tables more;
  TableBuilder& before = more.table("history_before", 2);
  text(before, "code", {"A", "B"});
  text(before, "kind", {"reshaped", "reshaped"});
  count(before, "households", {117, 147});
  TableBuilder& after = more.table("history_after", 2);
  text(after, "code", {"A", "B"});
  text(after, "kind", {"reshaped", "reshaped"});
  count(after, "households", {114, 150});
  TableBuilder& lineage = more.table("history_lineage", 3);
  text(lineage, "before", {"A", "A", "B"});
  text(lineage, "after", {"A", "B", "B"});
  count(lineage, "households", {114, 3, 147});
  const auto tables = with_town(more);
  const Texts was = shown(tables, "history_before", "households");
  const Texts is = shown(tables, "history_after", "households");
  EXPECT_TRUE(was[0].empty() || is[0].empty()) << "117 less 114";
  EXPECT_TRUE(was[1].empty() || is[1].empty()) << "150 less 147";
}

TEST(SuppressTables, PlansThatCrossCommunitiesAreGuardedToo) {
  Tables more;
  TableBuilder& plan = more.table("partition_zones", 2);
  text(plan, "code", {"P1", "P2"});
  text(plan, "parent", {"the study", "the study"});
  count(plan, "population", {54, 210});
  const auto tables = with_town(more);
  EXPECT_THAT(shown(tables, "partition_zones", "population"), ElementsAre("", "")) << "P1 is A1 and A2";
}

TEST(SuppressTables, RowsThatShareACodeAreJudgedEach) {
  Tables more;
  TableBuilder& posts = more.table("emergency_posts", 3);
  text(posts, "code", {"P1", "P1", "P2"});
  count(posts, "load", {90, 5, 100});
  const auto tables = with_town(more);
  EXPECT_EQ(shown(tables, "emergency_posts", "load")[1], "");
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
