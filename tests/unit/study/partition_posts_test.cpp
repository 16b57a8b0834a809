// SPDX-License-Identifier: Apache-2.0
#include "study/partition_posts.h"

#include <gmock/gmock.h>

#include "block_town.h"
#include "core/parallel.h"

namespace lastmeter {
namespace {

using testing::BlockTown;
using testing::figure;
using testing::files_of;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::put;

/// The town with two candidates in community A, in the southern blocks of its first and third columns.
class PostTown : public BlockTown {
 protected:
  PostTown() {
    put(town_.path() / "candidates.csv", "code,name,x,y\ns1,First,500050,3900050\ns2,Third,500250,3900050\n");
    extra_layers_ = R"([layers.candidates]
path = "candidates.csv"
x = "x"
y = "y"
crs = "EPSG:32650"
)";
  }
};

/// Halves of A (60 and 60) are the most equal zones, and both candidates lie in the western one. Cut after the second
/// column (40 and 80), each zone holds one: from s2 to the far corner of its zone are 316 m.
constexpr const char* kHalves = "[partition]\nhouseholds = [40, 80]\nzones = 4\nbalance = 1\n";

TEST_F(PostTown, TogetherEveryZoneHasAStationWhereZonesFirstLeaveOneWithout) {
  const RunOutcome outcome = ask(std::string(kHalves) + "posts_within_m = 320\n");
  EXPECT_FALSE(outcome.target_missed);
  EXPECT_EQ(figure(outcome, "partition.stations_ok"), 4.0);
  EXPECT_EQ(figure(outcome, "partition.stations_ok_separate"), 3.0);
  EXPECT_NEAR(figure(outcome, "partition.posts_objective") - figure(outcome, "partition.posts_objective_separate"),
              40.0 / 60.0, 1e-9);  // two zones 20 off their mean of 60
  EXPECT_EQ(figure(outcome, "partition.posts_objective"), figure(outcome, "partition.objective"));
  EXPECT_THAT(outcome.text, HasSubstr("4 of 4 zones have a station within 320 m of 100 % of their households"));
  EXPECT_THAT(outcome.text, HasSubstr("together serves 1 zone more than one after the other (3), and adds 0.667"));
}

TEST_F(PostTown, TablesNameTheStationOfEveryZone) {
  ask(std::string(kHalves) + "posts_within_m = 320\n");
  EXPECT_THAT(table("partition_zones"), HasSubstr("station,station_share"));
  EXPECT_THAT(table("partition_stations"), HasSubstr("s1,candidate,A001,A,40,1,1,"));
  EXPECT_THAT(table("partition_stations"), HasSubstr("s2,candidate,A002,A,80,1,1,"));
  EXPECT_THAT(table("partition_stations"), HasSubstr(",unit,B001,B,"));  // B has no candidate
  EXPECT_THAT(table("partition_parents"), HasSubstr("2,1,proved that no more can be served"));
}

TEST_F(PostTown, TheDistanceIsInclusiveAndAShareMayBeEnough) {
  EXPECT_TRUE(ask(std::string(kHalves) + "posts_within_m = 310\n").target_missed);
  const RunOutcome most = ask(std::string(kHalves) + "posts_within_m = 310\nposts_share = 0.875\n");
  EXPECT_FALSE(most.target_missed);  // all but one of the eight blocks
  EXPECT_THAT(table("partition_stations"), HasSubstr("s2,candidate,A002,A,70,0.875,1,"));
}

TEST_F(PostTown, WhatCannotBeServedIsSaidWithItsProof) {
  const RunOutcome outcome = ask(std::string(kHalves) + "posts_within_m = 60\n");
  EXPECT_TRUE(outcome.target_missed);
  EXPECT_EQ(figure(outcome, "partition.stations_ok"), 0.0);
  EXPECT_EQ(figure(outcome, "partition.feasible"), 0.0);
  EXPECT_THAT(outcome.text, HasSubstr("proved in 2 of 2 parents that no plan of as many zones serves more"));
  EXPECT_THAT(testing::bytes_of(town_.path() / "out" / "issues.csv"),
              HasSubstr("0 of 2 zones have a station within 60 m of 100 % of their households, and no plan"));
}

TEST_F(PostTown, UnitsAreStationsWhereTheyAreAskedFor) {
  const RunOutcome outcome = ask(std::string(kHalves) + "posts_within_m = 320\nposts_from = \"units\"\n");
  EXPECT_EQ(figure(outcome, "partition.stations_ok_separate"), 4.0);
  EXPECT_EQ(figure(outcome, "partition.posts_objective"), figure(outcome, "partition.posts_objective_separate"));
  EXPECT_THAT(table("partition_stations"), Not(HasSubstr("candidate")));
  EXPECT_THAT(outcome.text, HasSubstr("together serves no zone more"));
}

TEST_F(PostTown, ZonesComeFirstWhereTooManyArePossible) {
  const RunOutcome outcome = ask(
      "[partition]\nwithin = \"study\"\nhouseholds = [10, 260]\nzones = 2\neffort = \"fast\"\nposts_within_m = 60\n");
  EXPECT_EQ(figure(outcome, "partition.stations_ok"), figure(outcome, "partition.stations_ok_separate"));
  EXPECT_THAT(outcome.text, HasSubstr("in 1 parent zones were drawn first: too many are possible to list them"));
  EXPECT_THAT(table("partition_parents"), HasSubstr("\"zones first, too many to list\""));
}

TEST_F(PostTown, APlanMadeElsewhereKeepsItsZones) {
  ask(kHalves);  // without stations: halves
  put(town_.path() / "plan.csv", table("partition_units"));
  const RunOutcome scored =
      ask(std::string(kHalves) + "posts_within_m = 320\n", Stage::Partition, (town_.path() / "plan.csv").string());
  EXPECT_TRUE(scored.target_missed);
  EXPECT_EQ(figure(scored, "partition.stations_ok"), 3.0);
  EXPECT_THAT(scored.text, Not(HasSubstr("stations together")));
  EXPECT_THAT(table("partition_parents"), HasSubstr("as given"));
}

TEST_F(PostTown, NothingIsSaidOfStationsThatNobodyAskedFor) {
  const RunOutcome outcome = ask(kHalves);
  EXPECT_THAT(outcome.text, Not(HasSubstr("station")));
  EXPECT_THAT(table("partition_zones"), Not(HasSubstr("station")));
  EXPECT_FALSE(std::filesystem::exists(town_.path() / "out" / "tables" / "partition_stations.csv"));
}

TEST_F(PostTown, SameBytesForAnyNumberOfThreads) {
  const auto run = [&](std::size_t threads) {
    set_thread_limit(threads);
    ask(std::string(kHalves) + "posts_within_m = 320\n");
    auto files = files_of(town_.path() / "out");
    files.erase("manifest.json");
    set_thread_limit(0);
    return files;
  };
  EXPECT_EQ(run(1), run(4));
}

TEST_F(PostTown, KeysThatMakeNoSenseAreRefused) {
  EXPECT_THAT(fault(std::string(kHalves) + "posts_share = 0.5\n"), HasSubstr("posts_within_m = 500"));
  EXPECT_THAT(fault(std::string(kHalves) + "posts_within_m = 0\n"), HasSubstr("posts_within_m"));
  EXPECT_THAT(fault(std::string(kHalves) + "posts_within_m = 300\nposts_share = 2\n"), HasSubstr("posts_share"));
  EXPECT_THAT(fault(std::string(kHalves) + "posts_within_m = 300\nposts_from = \"unit\"\n"), HasSubstr("units"));
}

}  // namespace
}  // namespace lastmeter
