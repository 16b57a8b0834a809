// SPDX-License-Identifier: Apache-2.0
// Investments, zones of other days and building groups of a study.
#include <gmock/gmock.h>

#include "block_town.h"

namespace lastmeter {
namespace {

using testing::BlockTown;
using testing::fault_of;
using testing::figure;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::put;

/// Block town with a post in the west; a premise in each community.
class PlanTown : public BlockTown {
 protected:
  PlanTown() {
    put(town_.path() / "posts.csv", "code,x,y\np1,500100,3900100\np2,500900,3900100\n");
    put(town_.path() / "rules.toml", R"(
[[figure]]
key = "floor_area_per_100_households"
of = "floor_area_m2"
per = "households"
each = 100
lo = 30
unit = "m2"
source = "test"
grade = "D"
)");
    extra_layers_ = R"(
[layers.facilities]
path = "posts.csv"
x = "x"
y = "y"
crs = "EPSG:32650"
)";
  }

  RunOutcome invest(const std::string& options, const std::string& section) {
    put(town_.path() / "premises.csv", options);
    return ask("[[investment]]\npremises = \"premises.csv\"\nbenefit = \"floor_area\"\n" + section, Stage::Norms);
  }
};

TEST_F(PlanTown, TheBestOptionsAreBuiltInTheBestOrder) {
  // Money for one premise a year: the larger first. B of p1 costs more for each square metre.
  const RunOutcome outcome =
      invest("premise,option,cost,floor_area,floor_area_now\np1,A,10,40,5\np1,B,25,60,5\np2,A,10,50,7\n",
             "budgets = [10, 10]\n");
  EXPECT_EQ(figure(outcome, "investment.premises"), 2.0);
  EXPECT_EQ(figure(outcome, "investment.benefit"), 90.0);
  EXPECT_EQ(figure(outcome, "investment.proved"), 1.0);
  EXPECT_EQ(figure(outcome, "investment.floor_area_after"), 102.0);
  EXPECT_THAT(table("investment_plan"), HasSubstr("p2,,1,A,B,10,10,50,"));
  EXPECT_THAT(table("investment_plan"), HasSubstr("p1,,2,A,A,10,20,40,"));
  EXPECT_THAT(table("investment_years"), HasSubstr("1,10,10,10,0,1,50,50,50000,50,0,m2"));
}

TEST_F(PlanTown, MoneyThatIsNotCarriedIsLost) {
  const std::string options = "premise,option,cost,floor_area\np1,A,15,40\np2,A,5,10\n";
  EXPECT_EQ(figure(invest(options, "budgets = [10, 10]\n"), "investment.benefit"), 50.0);
  EXPECT_EQ(figure(invest(options, "budgets = [10, 10]\ncarry_over = false\n"), "investment.benefit"), 10.0);
}

TEST_F(PlanTown, BadOptionsAreTold) {
  const RunOutcome outcome =
      invest("premise,option,cost,floor_area\np1,A,-3,40\np1,A,10,40\np1,A,10,50\np2,A,0,10\np2,B,,10\n,A,1,1\n",
             "budgets = [10]\n");
  EXPECT_THAT(outcome.text, HasSubstr("p1 A: has the cost '-3' and is left out"));
  EXPECT_THAT(outcome.text, HasSubstr("p1 A: stands twice among the options; the first one counts"));
  EXPECT_THAT(outcome.text, HasSubstr("p2 A: costs nothing and is taken as free"));
  EXPECT_THAT(outcome.text, HasSubstr("p2 B: has no cost and is left out"));
  EXPECT_THAT(outcome.text, HasSubstr("names no premise and is left out"));
  EXPECT_EQ(figure(outcome, "investment.benefit"), 50.0);
}

TEST_F(PlanTown, ABudgetOfNothingIsExplained) {
  const RunOutcome outcome = invest("premise,option,cost,floor_area\np1,A,10,40\n", "budget = 0\n");
  EXPECT_EQ(figure(outcome, "investment.premises"), 0.0);
  EXPECT_THAT(outcome.text, HasSubstr("nothing is built: there are 0 yuan, and the cheapest option (p1) costs 10"));
  EXPECT_THAT(fault("[investment]\npremises = \"premises.csv\"\n"), HasSubstr("give each year its money"));
  EXPECT_THAT(fault_of([&] { ask("[investment]\nbudget = 5\n", Stage::Norms); }),
              HasSubstr("the study has no [layers.candidates]"));
}

TEST_F(PlanTown, PeopleAreThoseNewlyNear) {
  // p1 with 500 m covers the west already; p3 has no position.
  put(town_.path() / "premises.csv", "premise,option,cost,radius\np2,A,10,2000\np3,A,1,2000\n");
  const RunOutcome outcome =
      ask("[[investment]]\npremises = \"premises.csv\"\nbudget = 10\nradius_m = 100\n", Stage::Norms);
  EXPECT_THAT(outcome.text, HasSubstr("p3 A: has no position"));
  EXPECT_EQ(figure(outcome, "investment.premises"), 1.0);
  EXPECT_GT(figure(outcome, "investment.benefit"), 0.0);
}

TEST_F(PlanTown, FloorAreaOfAllPremisesCountsAndATableWithoutCostsIsOneLine) {
  const RunOutcome outcome =
      invest("premise,option,造价（元）,floor_area,现有面积 (m2)\np1,A,10,40,5\np2,A,,50,7\n", "budget = 10\n");
  EXPECT_EQ(figure(outcome, "investment.floor_area_after"), 52.0) << "also of p2, which has no cost";
  const RunOutcome none = invest("premise,option,floor_area\np1,A,40\np2,A,50\n", "budget = 10\n");
  EXPECT_THAT(none.text, HasSubstr("has no column of costs, so no option can be chosen"));
  EXPECT_THAT(none.text, Not(HasSubstr("p1 A")));
}

TEST_F(PlanTown, WaysMayBeWalked) {
  // p2 stands on the only street: blocks are further on foot, by the way to and along it.
  put(town_.path() / "premises.csv", "premise,cost,radius\np2,10,180\n");
  put(town_.path() / "streets.csv", "code,wkt\ns,\"LINESTRING (500000 3900100, 501200 3900100)\"\n");
  const std::string plan = "[[investment]]\npremises = \"premises.csv\"\nexisting = \"ignore\"\nbudget = 10\n";
  const std::string streets = "[layers.streets]\npath = \"streets.csv\"\ngeometry = \"wkt\"\ncrs = \"EPSG:32650\"\n";
  const double straight = figure(ask(plan, Stage::Norms), "investment.benefit");
  const double walked = figure(ask(plan + "mode = \"walking\"\n" + streets, Stage::Norms), "investment.benefit");
  EXPECT_GT(walked, 0.0);
  EXPECT_LT(walked, straight);
  EXPECT_THAT(fault_of([&] { ask(plan + "mode = \"walking\"\n", Stage::Norms); }),
              HasSubstr("[[investment]] mode asks for walking, but there is no [layers.streets]"));
}

TEST_F(PlanTown, EventsMayWeigh) {
  put(town_.path() / "premises.csv", "premise,cost,radius\np1,10,5000\np2,10,5000\n");
  put(town_.path() / "events.csv", "code,grid_zone_code,x,y\n1,A,,\n2,B,,\n3,,500650,3900050\n4,,,\n");
  const RunOutcome outcome =
      ask("[layers.events]\npath = \"events.csv\"\nx = \"x\"\ny = \"y\"\ncrs = "
          "\"EPSG:32650\"\n[[investment]]\npremises = \"premises.csv\"\nexisting = \"ignore\"\n"
          "weigh = \"events\"\nbudget = 20\n",
          Stage::Norms);
  EXPECT_NEAR(figure(outcome, "investment.benefit"), 3.0, 1e-9) << "one has no place";
  EXPECT_THAT(outcome.text, HasSubstr("3 of 3 events newly within the radius"));
  EXPECT_THAT(fault_of([&] {
                ask("[[investment]]\npremises = \"premises.csv\"\nweigh = \"events\"\nbudget = 20\n", Stage::Norms);
              }),
              HasSubstr("counts people by events, which the study does not"));
}

/// Zones with dates: A was two halves until 2022-06-01.
class DatedTown : public BlockTown {
 protected:
  void SetUp() override {
    put(town_.path() / "communities.csv", "code,name,valid_from,valid_to,wkt\nA1,North,,2022-06-01,\"" +
                                              box(0, 100, 600, 200) + "\"\nA2,South,,2022-06-01,\"" +
                                              box(0, 0, 600, 100) + "\"\nA,West,2022-06-01,,\"" + box(0, 0, 600, 200) +
                                              "\"\nB,East,,,\"" + box(600, 0, 1200, 200) + "\"\n");
  }
};

TEST_F(DatedTown, ZonesOfADayAndWhatTheyBecame) {
  const RunOutcome now = ask("[history]\nfrom = 2022-05-31\n", Stage::Norms);
  EXPECT_EQ(figure(now, "history.before"), 3.0);
  EXPECT_EQ(figure(now, "history.after"), 2.0);
  EXPECT_EQ(figure(now, "history.merged"), 1.0);
  EXPECT_EQ(figure(now, "history.kept"), 1.0);
  EXPECT_EQ(figure(now, "history.unions"), 1.0);
  EXPECT_EQ(figure(now, "history.households_lost"), 0.0);
  EXPECT_THAT(now.text, HasSubstr("so the newest state is taken: 2 of 4 records do not hold on 2022-06-01"));
  EXPECT_THAT(table("history_lineage"), HasSubstr("A1,A,merged,60000,60,120,6,1"));
}

TEST_F(DatedTown, EventsOfOldZonesAreCountedInTheNew) {
  put(town_.path() / "events.csv", "code,grid_zone_code,opened\n1,A1,2022-01-01\n2,A2,2022-02-01\n3,B,2022-02-01\n");
  const RunOutcome outcome =
      ask("[history]\nfrom = 2022-05-31\n[layers.events]\npath = \"events.csv\"\n", Stage::Events);
  EXPECT_THAT(table("events_by_community"), HasSubstr("A,West,120,2,"));
  EXPECT_THAT(outcome.text, HasSubstr("2 events in a zone that no longer exists, counted in the one that took over"));
  EXPECT_EQ(figure(outcome, "history.merged"), 1.0);
}

TEST_F(DatedTown, FaultyDatesAreTold) {
  put(town_.path() / "communities.csv", "code,name,valid_from,valid_to,wkt\nA,West,2022-06-01,2021-01-01,\"" +
                                            box(0, 0, 600, 200) + "\"\nA,West,2020-01-01,2022-01-01,\"" +
                                            box(0, 0, 600, 200) + "\"\nA,West,2021-06-01,soon,\"" +
                                            box(0, 0, 600, 200) + "\"\nB,East,,,\"" + box(600, 0, 1200, 200) + "\"\n");
  const RunOutcome outcome = ask("", Stage::Norms);
  EXPECT_THAT(outcome.text, HasSubstr("on no day, left out"));
  EXPECT_THAT(outcome.text, HasSubstr("has the last day 'soon', taken as none"));
  EXPECT_THAT(outcome.text, HasSubstr("holds from 2021-06-01, and row 2 under the same code holds until 2022-01-01"));
  EXPECT_THAT(fault("[history]\n"), HasSubstr("nothing says what the zones were before"));
}

/// Four buildings of 10 households in each of two compounds of one grid zone.
class GroupTown : public BlockTown {
 protected:
  GroupTown() {
    put(town_.path() / "zones.csv", "code,parent,wkt\nA1,A,\"" + box(0, 0, 600, 200) + "\"\n");
    std::string buildings = "code,compound_code,households,x,y\n";
    for (int i = 0; i < 8; ++i) {
      buildings += "h" + std::to_string(i) + (i < 4 ? ",west,10," : ",east,10,") + std::to_string(500040 + 70 * i) +
                   ",3900100\n";
    }
    put(town_.path() / "buildings.csv", buildings);
    extra_layers_ = R"(
[layers.grid_zones]
path = "zones.csv"
geometry = "wkt"
crs = "EPSG:32650"
[layers.buildings]
path = "buildings.csv"
x = "x"
y = "y"
crs = "EPSG:32650"
)";
  }
};

TEST_F(GroupTown, GroupsStayInsideTheGates) {
  const RunOutcome outcome = ask("[groups]\ntotal = 4\n", Stage::Norms);
  EXPECT_EQ(figure(outcome, "groups.total"), 4.0);
  EXPECT_EQ(figure(outcome, "groups.mixed"), 0.0);
  EXPECT_EQ(figure(outcome, "groups.weight_least"), 20.0);
  EXPECT_EQ(figure(outcome, "groups.weight_most"), 20.0);
  EXPECT_FALSE(outcome.target_missed);
  EXPECT_THAT(table("groups_buildings"), HasSubstr("h0,A101,A1,west,10,"));
}

TEST_F(GroupTown, MoreCompoundsThanGroups) {
  const RunOutcome closed = ask("[groups]\ntotal = 1\n", Stage::Norms);
  EXPECT_TRUE(closed.target_missed);
  EXPECT_THAT(closed.text, HasSubstr("A1: 2 compounds share 1 groups: with closed gates 2 groups are needed, 1 more"));
  const RunOutcome open = ask("[groups]\ntotal = 1\ngates = \"where_needed\"\n", Stage::Norms);
  EXPECT_FALSE(open.target_missed);
  EXPECT_EQ(figure(open, "groups.total"), 1.0);
  EXPECT_EQ(figure(open, "groups.mixed"), 1.0);
}

TEST_F(GroupTown, LimitsSayHowMany) {
  const RunOutcome outcome = ask("[groups]\nhouseholds = [10, 20]\n", Stage::Norms);
  EXPECT_EQ(figure(outcome, "groups.out_of_bounds"), 0.0);
  EXPECT_GE(figure(outcome, "groups.total"), 4.0);
  EXPECT_THAT(fault("[groups]\n"), HasSubstr("nothing says how many groups there are to be"));
}

}  // namespace
}  // namespace lastmeter
