// SPDX-License-Identifier: Apache-2.0
// Norms, shares and branches of a study.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "block_town.h"

namespace lastmeter {
namespace {

using testing::BlockTown;
using testing::fault_of;
using testing::figure;
using testing::files_of;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::put;

/// Block town with grid zones of 2 x 2 blocks, three in each community: 40 households each, 70 in B3; a river between
/// B1 and B2. Its norms: 30 to 60 households a grid zone, at most 200 a community, 1 worker per 50 households.
class OfficeTown : public BlockTown {
 protected:
  OfficeTown() {
    std::string zones = "code,parent,wkt\n";
    for (int i = 0; i < 6; ++i) {
      zones += std::string(i < 3 ? "A" : "B") + std::to_string(1 + i % 3) + (i < 3 ? ",A,\"" : ",B,\"") +
               box(200 * i, 0, 200 * i + 200, 200) + "\"\n";
    }
    put(town_.path() / "zones.csv", zones);
    put(town_.path() / "river.csv", "code,wkt\nr,\"LINESTRING (500800 3899900, 500800 3900300)\"\n");
    put(town_.path() / "rules.toml", R"(
[[figure]]
key = "zone_size"
of = "households"
per = "grid_zones"
lo = 30
hi = 60
source = "test"
grade = "D"
[[figure]]
key = "community_size"
of = "households"
per = "communities"
hi = 120
source = "test"
grade = "D"
[[figure]]
key = "staff"
of = "workers"
per = "households"
each = 50
lo = 1
source = "test"
grade = "D"
)");
  }

  RunOutcome work(const std::string& sections, Stage stage = Stage::Norms, const std::string& output = "") {
    const auto file = put(town_.path() / "study.toml", R"([study]
crs = "EPSG:32650"
rules = ["rules.toml"]
[layers.communities]
path = "communities.csv"
geometry = "wkt"
crs = "EPSG:32650"
[layers.grid_zones]
path = "zones.csv"
geometry = "wkt"
crs = "EPSG:32650"
[layers.barriers]
path = "river.csv"
geometry = "wkt"
crs = "EPSG:32650"
[layers.population]
path = "blocks.csv"
geometry = "wkt"
crs = "EPSG:32650"
)" + sections + R"(
[output]
folder = "out"
formats = ["csv", "gpkg", "xlsx", "map"]
)" + output);
    SilentProgress progress;
    return run_study(read_config(file), {.stage = stage, .overwrite = Overwrite::Yes, .command = "t"}, progress);
  }
  std::string refusal(const std::string& sections) {
    return fault_of([&] { work(sections); });
  }
};

TEST_F(OfficeTown, NormsAreJudgedOnWhatTheLayersCount) {
  // 270 households: 45 a grid zone, 135 a community, so that 3 communities are needed, and 6 workers.
  const RunOutcome outcome = work("[norms.counts]\nworkers = 4\n");
  EXPECT_FALSE(outcome.target_missed);
  EXPECT_EQ(figure(outcome, "norms.met"), 1.0);
  EXPECT_EQ(figure(outcome, "norms.failed"), 2.0);
  EXPECT_THAT(outcome.text, HasSubstr("norms: 1 of 3 met, 2 not\n"));
  EXPECT_THAT(outcome.text,
              HasSubstr("30 households too many; needs at most 240 households or at least 3 communities"));
  EXPECT_THAT(outcome.text, HasSubstr("2 workers too few; needs at least 6 workers or at most 200 households"));
  EXPECT_THAT(outcome.text, HasSubstr("together, with 2 communities and 6 grid zones, they hold only for 180 to 240 "
                                      "households (community_size, zone_size)"));
  EXPECT_THAT(table("norms"), HasSubstr(",zone_size,households / grid_zones,45,30,60,,met,"));
  EXPECT_THAT(table("norm_limits"), HasSubstr(",households,270,180,240,zone_size,community_size"));
}

TEST_F(OfficeTown, ScenariosAndConflicts) {
  const RunOutcome outcome = work("[norms.counts]\nworkers = 9\n[norms.scenarios.one]\ncommunities = 1\n");
  EXPECT_THAT(outcome.text, HasSubstr("norms (one): 2 of 3 met, 1 not\n"));
  EXPECT_THAT(outcome.text, HasSubstr("community_size cannot be met together with zone_size while the study has 1 "
                                      "community and 6 grid zones"));
}

TEST_F(OfficeTown, MissingZeroAndMisspeltCountsAreTold) {
  const RunOutcome outcome = work("[norms.counts]\nworkres = 9\n");
  EXPECT_THAT(outcome.text, HasSubstr("norms workers: is not known"));
  EXPECT_THAT(testing::bytes_of(town_.path() / "out" / "issues.csv"), HasSubstr("did you mean 'workers'?"));
  EXPECT_THAT(work("[norms.counts]\ncommunities = 0\nworkers = 9\n").text, HasSubstr("unknown: communities is 0"));
  EXPECT_THAT(refusal("[norms.counts]\nworkers = -1\n"), HasSubstr("[norms.counts] workers is no count"));
  EXPECT_THAT(refusal("[norms]\ncount = 1\n"), HasSubstr("did you mean 'counts'?"));
}

TEST_F(OfficeTown, SharesAddUpOnEveryLevel) {
  const RunOutcome outcome =
      work("[[apportion]]\nwhat = 'workers'\ntotal = 9\nto = ['communities', 'grid_zones']\nby = 'households'\n");
  // 120 and 150 households share 9 as 4 and 5; A: 4 among three of 40, B: 5 among 40, 40, 70.
  EXPECT_THAT(table("shares_workers_communities"), HasSubstr("A,West,120,4,4\r\nB,East,150,5,5\r\n"));
  EXPECT_THAT(table("shares_workers_grid_zones"), HasSubstr("B3,,70,2.3333,2\r\n"));
  EXPECT_THAT(outcome.text, HasSubstr("workers: 9 to 2 communities by households (largest remainder): 1 x 4, 1 x 5\n"));
  EXPECT_EQ(figure(outcome, "apportion.total"), 9.0);
}

TEST_F(OfficeTown, FloorsAboveTheTotalAreExplained) {
  const RunOutcome outcome = work("[[apportion]]\nwhat = 'workers'\ntotal = 9\nfloor = 5\n");
  EXPECT_TRUE(outcome.target_missed);
  EXPECT_THAT(outcome.text, HasSubstr("the floors of 2 shares add up to 10, 1 more than the 9 to give out"));
  EXPECT_FALSE(files_of(town_.path() / "out").contains("tables/shares_workers_communities.csv"));
}

TEST_F(OfficeTown, LoadsFloorsAndCeilingsOfATable) {
  put(town_.path() / "loads.csv", "code,load,floor,ceiling\nA,0,,\nB,7,1,6\nC,1,,\nA,5,,\n");
  const RunOutcome outcome = work("[[apportion]]\nwhat = 'workers'\ntotal = 9\ntable = 'loads.csv'\n");
  EXPECT_THAT(table("shares_workers_communities"), HasSubstr("A,West,0,3,3\r\nB,East,7,6,6\r\n"));
  EXPECT_THAT(outcome.text, HasSubstr("no zone that takes part has this code"));
  EXPECT_THAT(outcome.text, HasSubstr("stands twice in the table"));
  EXPECT_THAT(outcome.text, HasSubstr("1 without load get their floor"));
  put(town_.path() / "loads.csv", "code,load\nA,-3\nB,many\n");
  EXPECT_THAT(work("[[apportion]]\nwhat = 'workers'\ntotal = 9\ntable = 'loads.csv'\n").text,
              HasSubstr("load 'many' is no number"));
  put(town_.path() / "loads.csv", "zone,load\nA,3\n");
  EXPECT_THAT(refusal("[[apportion]]\nwhat = 'workers'\ntotal = 9\ntable = 'loads.csv'\n"),
              HasSubstr("lacks its columns"));
}

TEST_F(OfficeTown, SharesThatMakeNoSenseAreRefused) {
  EXPECT_THAT(refusal("[[apportion]]\nwhat = 'Workers'\ntotal = 9\n"), HasSubstr("write small letters"));
  EXPECT_THAT(refusal("[[apportion]]\nwhat = 'workers'\n"), HasSubstr("total is missing"));
  EXPECT_THAT(refusal("[[apportion]]\nwhat = 'workers'\ntotal = -1\n"), HasSubstr("a whole number from 0"));
  EXPECT_THAT(refusal("[[apportion]]\nwhat = 'workers'\ntotal = 9\nfloor = 3\nceiling = 2\n"),
              HasSubstr("the ceiling 2 is below the floor 3"));
  EXPECT_THAT(refusal("[[apportion]]\nwhat = 'workers'\ntotal = 9\nto = ['subdistricts']\n"),
              HasSubstr("goes to subdistricts, and the study has none"));
  EXPECT_THAT(refusal("[[apportion]]\nwhat = 'workers'\ntotal = 9\nby = 'buildings'\n"),
              HasSubstr("follows buildings"));
  EXPECT_THAT(refusal("[[apportion]]\nwhat = 'a'\ntotal = 9\n[[apportion]]\nwhat = 'a'\ntotal = 8\n"),
              HasSubstr("to the same zones twice"));
}

TEST_F(OfficeTown, BranchesPairNeighboursButNotAcrossTheRiver) {
  const RunOutcome outcome = work("[branches]\n");
  // A1-A2-A3 in a row: one pair. B1 | B2-B3: one pair.
  EXPECT_FALSE(outcome.target_missed);
  EXPECT_EQ(figure(outcome, "branches.total"), 4.0);
  EXPECT_EQ(figure(outcome, "branches.pairs"), 2.0);
  EXPECT_THAT(table("branches"), HasSubstr("B002,B,2,B2,B3,110,220"));
  EXPECT_EQ(figure(work("[branches]\ntotal = 5\n"), "branches.pairs"), 1.0);
}

TEST_F(OfficeTown, EvenBranchesLeaveTheLargeGridZoneAlone) {
  const RunOutcome outcome = work("[branches]\ntotal = 4\nbarriers = 'ignore'\n");
  EXPECT_THAT(table("branches"), HasSubstr("B001,B,2,B1,B2,80,160"));
  EXPECT_EQ(figure(outcome, "branches.weight_most"), 80.0);
}

TEST_F(OfficeTown, TooFewBranchesAreProvedImpossible) {
  const RunOutcome outcome = work("[branches]\ntotal = 3\n");
  EXPECT_TRUE(outcome.target_missed);
  EXPECT_THAT(outcome.text, HasSubstr("at most 2 pairs are possible, so 4 branches are needed"));
  EXPECT_THAT(outcome.text, HasSubstr("ask for 4 to 6"));
  EXPECT_EQ(figure(outcome, "branches.total"), 4.0);
  EXPECT_THAT(work("[branches]\ntotal = 7\n").text,
              HasSubstr("6 grid zones make at most 6 branches, and 7 are asked for"));
}

TEST_F(OfficeTown, ASecondRunGivesTheSameBytes) {
  const std::string sections =
      "[norms]\n[branches]\n[[apportion]]\nwhat = 'workers'\ntotal = 9\nto = ['grid_zones']\nby = 'population'\n";
  work(sections, Stage::All);
  auto first = files_of(town_.path() / "out");
  work(sections, Stage::All);
  auto second = files_of(town_.path() / "out");
  first.erase("manifest.json");
  second.erase("manifest.json");
  EXPECT_EQ(first, second);
  EXPECT_TRUE(first.contains("tables/branches.csv"));
}

TEST_F(OfficeTown, WithoutASectionOnlyTheNormsAreDone) {
  const RunOutcome outcome = work("");
  EXPECT_THAT(outcome.text, HasSubstr("norms: "));
  EXPECT_THAT(outcome.text, Not(HasSubstr("branches:")));
  EXPECT_THAT(work("", Stage::All).text, Not(HasSubstr("norms: ")));
}

/// Two events in A1, one of them open, 40 in A2, and one in a grid zone that is gone.
class EventfulTown : public OfficeTown {
 protected:
  EventfulTown() {
    std::string events = "id,grid_code,category,subcategory,opened,closed\n";
    events += "e1,A1,noise,dogs,2022-01-01 08:10,2022-01-03 08:10\ne2,A1,noise,music,2022/1/2 21:00,\n";
    events += "e3,Z9,water,,2022年1月4日9时,2022-01-05\n";
    for (int i = 0; i < 40; ++i) {
      events += "f" + std::to_string(i) + ",A2,water,leak,2022-01-05 10:00,2022-01-06 10:00\n";
    }
    put(town_.path() / "events.csv", events);
  }
};

const std::string kEvents = "[layers.events]\npath = \"events.csv\"\n";

TEST_F(EventfulTown, EventsHaveACommandOfTheirOwn) {
  const RunOutcome outcome = work(kEvents, Stage::Events);
  EXPECT_EQ(figure(outcome, "events.total"), 43.0);
  EXPECT_EQ(figure(outcome, "events.open"), 1.0);
  EXPECT_EQ(figure(outcome, "events.in_grid_zones"), 42.0);
  EXPECT_EQ(figure(outcome, "events.without_grid_zone"), 1.0);
  EXPECT_EQ(figure(outcome, "events.days_median"), 1.0);
  EXPECT_THAT(outcome.text, HasSubstr("events: 43 as of 2022-01-06 10:00 (the last date): 42 settled, 1 open"));
  EXPECT_THAT(outcome.text, HasSubstr("1 event in a grid zone that does not exist, counted without it: row 3 (e3)"));
  EXPECT_THAT(outcome.text, Not(HasSubstr("norms")));
  for (const auto* name : {"grid_zone", "community", "category", "hour", "zone_and_category"}) {
    EXPECT_TRUE(std::filesystem::exists(town_.path() / "out/tables" / ("events_by_" + std::string(name) + ".csv")))
        << name;
  }
}

TEST_F(EventfulTown, EventsAreRefusedWithoutTheirLayerAndWithoutADate) {
  EXPECT_THAT(refusal("[events]\n"), HasSubstr("there is no [layers.events]"));
  EXPECT_THAT(refusal(kEvents + "[events]\nas_of = \"soon\"\n"), HasSubstr("as_of is 'soon', which is no date"));
  EXPECT_THAT(refusal(kEvents + "[events]\npermutations = 0\n"), HasSubstr("0 permutations show nothing"));
  EXPECT_EQ(figure(work(kEvents + "[events]\nas_of = 2022-01-04\n"), "events.future"), 40.0);
}

TEST_F(EventfulTown, SmallCountsAreHiddenInTables) {
  const RunOutcome outcome = work(kEvents + "[events]\n", Stage::Norms, "suppress_below = 10\n");
  EXPECT_THAT(outcome.text, HasSubstr("hidden in tables and maps: "));
  std::ifstream file(town_.path() / "out/tables/events_by_grid_zone.csv");
  std::string line;
  std::size_t hidden = 0;
  while (std::getline(file, line)) {
    hidden += line.starts_with("A1,") && line.find("events, ") != std::string::npos ? 1U : 0U;
  }
  EXPECT_EQ(hidden, 1U) << "two events of A1";
}

}  // namespace
}  // namespace lastmeter
