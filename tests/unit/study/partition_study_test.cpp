// SPDX-License-Identifier: Apache-2.0
#include "study/partition_study.h"

#include <gmock/gmock.h>

#include "block_town.h"
#include "core/parallel.h"

namespace lastmeter {
namespace {

using testing::BlockTown;
using testing::figure;
using testing::files_of;
using ::testing::HasSubstr;
using testing::put;

TEST_F(BlockTown, EveryZoneIsWithinBoundsAndItsCommunity) {
  const RunOutcome outcome = ask("[partition]\nhouseholds = [30, 50]\nzones = 6\n");
  EXPECT_FALSE(outcome.target_missed);
  EXPECT_EQ(figure(outcome, "partition.zones"), 6.0);
  EXPECT_EQ(figure(outcome, "partition.out_of_bounds"), 0.0);
  EXPECT_EQ(figure(outcome, "partition.contiguous"), 1.0);
  EXPECT_EQ(figure(outcome, "partition.parents_proved"), 2.0);
  EXPECT_EQ(figure(outcome, "partition.objective"), figure(outcome, "partition.bound"));
  EXPECT_THAT(table("partition_zones"), HasSubstr("A001,A,in bounds,"));
  EXPECT_THAT(table("partition_zones"), HasSubstr("B001,B,in bounds,"));
  EXPECT_THAT(outcome.text,
              HasSubstr("partition: 6 zones of 24 population areas in 2 communities, each 30 to 50 households"));
}

TEST_F(BlockTown, ThreeZonesOfFourBlocksAreTwoLimitsOfTwoBlocks) {
  // A: 120 households in 3 zones of 40: straight cuts every 200 m cost 2 x 2 borders of 100 m; nothing is shorter.
  const RunOutcome outcome = ask("[partition]\nwithin = \"communities\"\nhouseholds = [40, 50]\nzones = 6\n");
  EXPECT_EQ(figure(outcome, "partition.zones"), 6.0);
  EXPECT_THAT(table("partition_parents"), HasSubstr("A,West,optimal,120,12,3,0,0,4,4,"));
}

TEST_F(BlockTown, FewestZones) {
  // A 120 in zones of at most 50: 3. B 150: 3.
  const RunOutcome outcome = ask("[partition]\nhouseholds = [20, 50]\nzones = \"fewest\"\n");
  EXPECT_EQ(figure(outcome, "partition.zones"), 6.0);
  EXPECT_EQ(figure(ask("[partition]\nhouseholds = [20, 60]\nzones = \"fewest\"\n"), "partition.zones"), 5.0);
}

TEST_F(BlockTown, TooFewZonesAreExplainedAndTheNearestPlanShown) {
  const RunOutcome outcome = ask("[partition]\nhouseholds = [30, 50]\nzones = 4\n");
  EXPECT_TRUE(outcome.target_missed);
  EXPECT_EQ(figure(outcome, "partition.zones"), 4.0);
  EXPECT_EQ(figure(outcome, "partition.feasible"), 0.0);
  EXPECT_THAT(outcome.text,
              HasSubstr("270 households in zones of at most 50 need at least 6 zones, and 4 are asked for; "
                        "4 could hold them if zones might have 68 and more"));
}

TEST_F(BlockTown, AUnitTooHeavyForAnyZoneIsNamed) {
  const RunOutcome outcome = ask("[partition]\nhouseholds = [20, 30]\n");
  EXPECT_TRUE(outcome.target_missed);
  EXPECT_EQ(figure(outcome, "partition.out_of_bounds"), 1.0);
  EXPECT_EQ(figure(outcome, "partition.parents_infeasible"), 1.0);
  EXPECT_THAT(outcome.text, HasSubstr("b210"));
}

TEST_F(BlockTown, MergesUnitsIntoLargerZones) {
  extra_layers_ = "[layers.units]\npath = \"blocks.csv\"\ngeometry = \"wkt\"\ncrs = \"EPSG:32650\"\n";
  const RunOutcome outcome = ask("[merge]\ninto = 4\nhouseholds = [50, 80]\n", Stage::Merge);
  EXPECT_FALSE(outcome.target_missed);
  EXPECT_EQ(figure(outcome, "merge.zones"), 4.0);
  EXPECT_EQ(figure(outcome, "merge.units"), 24.0);
  EXPECT_THAT(table("merge_zones"), HasSubstr("001,,in bounds,"));
}

TEST_F(BlockTown, MergedUnitsKeepToTheirCommunitiesWhereThatIsPriced) {
  extra_layers_ = "[layers.units]\npath = \"blocks.csv\"\ngeometry = \"wkt\"\ncrs = \"EPSG:32650\"\n";
  ask("[merge]\ninto = 2\nhouseholds = [100, 170]\naffinity = 5\naffinity_to = \"communities\"\n", Stage::Merge);
  EXPECT_THAT(table("merge_zones"), HasSubstr("001,,in bounds,120,"));  // A; B has 150
}

TEST_F(BlockTown, EventsKnownByGridZoneAloneAreCountedInMergedUnits) {
  put(town_.path() / "zones.csv",
      "code,wkt\nG1,\"" + box(0, 0, 100, 100) + "\"\nG2,\"" + box(700, 0, 800, 100) + "\"\n");
  put(town_.path() / "events.csv", "code,grid_code\ne1,G1\ne2,G1\ne3,G2\n");
  extra_layers_ =
      "[layers.units]\npath = \"blocks.csv\"\ngeometry = \"wkt\"\ncrs = \"EPSG:32650\"\n"
      "[layers.grid_zones]\npath = \"zones.csv\"\ngeometry = \"wkt\"\ncrs = \"EPSG:32650\"\n"
      "[layers.events]\npath = \"events.csv\"\n";
  ask("[merge]\nwithin = \"communities\"\ninto = 2\nhouseholds = [100, 200]\nbalance_events = 1\n", Stage::Merge);
  const std::string zones = table("merge_zones");
  EXPECT_THAT(zones, HasSubstr(",0.382,2,"));  // A
  EXPECT_THAT(zones, HasSubstr(",0.382,1,"));  // B
}

TEST_F(BlockTown, EventsAreCountedAndBalanced) {
  EXPECT_THAT(fault("[partition]\nhouseholds = [20, 100]\nzones = 4\nbalance_events = 1\n"),
              HasSubstr("balances events, but the study has none"));
  // In A all at the west end: two blocks of the first column against ten others.
  put(town_.path() / "events.csv",
      "code,x,y\ne1,500050,3900050\ne2,500050,3900150\ne3,500150,3900050\ne4,500250,3900050\n");
  extra_layers_ = "[layers.events]\npath = \"events.csv\"\nx = \"x\"\ny = \"y\"\ncrs = \"EPSG:32650\"\n";
  ask("[partition]\nhouseholds = [20, 130]\nzones = 4\nbalance_events = 10\n");
  EXPECT_THAT(table("partition_zones"), HasSubstr("events"));
  EXPECT_THAT(table("partition_parents"), HasSubstr("A,West,optimal,120,12,2,"));
  const std::string zones = table("partition_zones");
  EXPECT_THAT(zones, HasSubstr("A001,A,in bounds,20,"));  // the first column alone: two events of four
}

TEST_F(BlockTown, ItsOwnPlanIsScoredTheSame) {
  const RunOutcome found = ask("[partition]\nhouseholds = [30, 50]\nzones = 6\n");
  put(town_.path() / "plan.csv", table("partition_units"));
  const RunOutcome scored =
      ask("[partition]\nhouseholds = [30, 50]\nzones = 6\n", Stage::Partition, (town_.path() / "plan.csv").string());
  EXPECT_FALSE(scored.target_missed);
  for (const char* name : {"partition.objective", "partition.border_m", "partition.cut_edges", "partition.zones"}) {
    EXPECT_EQ(figure(found, name), figure(scored, name)) << name;
  }
}

TEST_F(BlockTown, AForeignPlanOfPolygonsIsScored) {
  // Halves of A and B, and no zone over the last block column of B.
  put(town_.path() / "plan.geojson", R"({"type":"FeatureCollection",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32650"}},"features":[
{"type":"Feature","properties":{"code":"x"},"geometry":{"type":"Polygon","coordinates":[[[500000,3900000],[500300,3900000],[500300,3900200],[500000,3900200],[500000,3900000]]]}},
{"type":"Feature","properties":{"code":"y"},"geometry":{"type":"Polygon","coordinates":[[[500300,3900000],[501100,3900000],[501100,3900200],[500300,3900200],[500300,3900000]]]}}]})");
  const RunOutcome scored = ask("[partition]\nhouseholds = [30, 60]\nzones = 2\n", Stage::Partition,
                                (town_.path() / "plan.geojson").string());
  EXPECT_TRUE(scored.target_missed);
  EXPECT_THAT(scored.text, HasSubstr("zone 'y' lies in 2 of the communities"));
  EXPECT_THAT(scored.text, HasSubstr("2 units lie in no zone of the plan"));
}

TEST_F(BlockTown, SameBytesForAnyNumberOfThreads) {
  const auto run = [&](std::size_t threads) {
    set_thread_limit(threads);
    ask("[partition]\nhouseholds = [20, 50]\n");
    auto files = files_of(town_.path() / "out");
    files.erase("manifest.json");
    set_thread_limit(0);
    return files;
  };
  EXPECT_EQ(run(1), run(4));
}

TEST_F(BlockTown, WhatTheStudyLacksIsSaid) {
  EXPECT_THAT(fault("[partition]\nhouseholds = [30, 50]\nunits = \"buildings\"\n"), HasSubstr("no buildings"));
  EXPECT_THAT(fault("[partition]\nhouseholds = [30, 50]\nwithin = \"subdistricts\"\n"), HasSubstr("study has none"));
  EXPECT_THAT(fault("[partition]\nhouseholds = [30, 50]\nmove_at_most = 0.1\n"), HasSubstr("no grid zones"));
  EXPECT_THAT(fault("[partition]\nhouseholds = [50, 30]\n"), HasSubstr("the least and the most"));
  EXPECT_THAT(fault("[partition]\nhouseholds = [30, 50]\nzones = \"few\"\n"), HasSubstr("fewest"));
  EXPECT_THAT(fault("[partition]\n"), HasSubstr("neither the bounds"));
  EXPECT_THAT(fault("[partition]\nhouseholds = [30, 50]\nstability = 1\ncurrent = \"none\"\n"), HasSubstr("current"));
  EXPECT_THAT(fault(""), HasSubstr("no section [partition]"));
}

}  // namespace
}  // namespace lastmeter
