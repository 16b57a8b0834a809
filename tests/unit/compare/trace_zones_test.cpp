// SPDX-License-Identifier: Apache-2.0
#include "compare/trace_zones.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A strip of squares of 100 m, from x = 100 * first to 100 * last.
DatedZone strip(const std::string& code, int first, int last, std::optional<double> households = {}) {
  const double x0 = 100.0 * first;
  const double x1 = 100.0 * last;
  DatedZone zone;
  zone.code = code;
  zone.outline = MultiPolygon{{{{{x0, 0.0}, {x1, 0.0}, {x1, 100.0}, {x0, 100.0}}, {}}}};
  zone.area = area(zone.outline);
  zone.households = households;
  return zone;
}

/// A building of ten households in the middle of each of eight squares.
StudyArea street_of_eight() {
  StudyArea area;
  area.has_households = true;
  for (int i = 0; i < 8; ++i) {
    DemandPoint point;
    point.code = std::to_string(i);
    point.at = {100.0 * i + 50.0, 50.0};
    point.households = 10.0;
    area.demand.push_back(std::move(point));
  }
  return area;
}

const DatedZone& zone(const std::vector<DatedZone>& zones, const std::string& code) {
  return *std::find_if(zones.begin(), zones.end(), [&](const DatedZone& each) { return each.code == code; });
}

std::vector<std::string> codes(const std::vector<Successor>& successors) {
  std::vector<std::string> list;
  for (const Successor& each : successors) {
    list.push_back(each.code);
  }
  return list;
}

TEST(TraceZones, MergedKeptSplitAndRenamed) {
  // A and B become X, C stays, D becomes D1 (3 squares of 4 less one) and D2; E is called F.
  const HistoryResult result = trace_zones(
      {.before = {strip("A", 0, 1), strip("B", 1, 2), strip("C", 2, 3), strip("D", 3, 7), strip("E", 7, 8)},
       .after = {strip("X", 0, 2), strip("C", 2, 3), strip("D1", 3, 6), strip("D2", 6, 7), strip("F", 7, 8)}},
      street_of_eight());
  EXPECT_EQ(zone(result.after, "X").kind, ZoneChangeKind::Merged);
  EXPECT_EQ(zone(result.after, "C").kind, ZoneChangeKind::Kept);
  EXPECT_EQ(zone(result.after, "D1").kind, ZoneChangeKind::Split);
  EXPECT_EQ(zone(result.after, "F").kind, ZoneChangeKind::Renamed);
  EXPECT_EQ(zone(result.before, "D").kind, ZoneChangeKind::Split);
  EXPECT_THAT(zone(result.after, "X").relatives, ElementsAre("A", "B"));
  EXPECT_EQ(result.unions(), 1U);
  EXPECT_EQ(result.area_lost().value(), 0.0);
  EXPECT_EQ(result.households_lost(), 0.0);
  EXPECT_THAT(codes(result.lineage.successors("D")), ElementsAre("D1", "D2"));
  EXPECT_DOUBLE_EQ(result.lineage.successors("D").front().share, 0.75);
  EXPECT_THAT(codes(result.lineage.successors("A")), ElementsAre("X"));
  EXPECT_THAT(result.lineage.successors("X"), IsEmpty());
}

TEST(TraceZones, WhatIsLostAndGainedIsCounted) {
  // B goes, C moves one square to the east, D is new.
  const HistoryResult result = trace_zones({.before = {strip("A", 0, 1), strip("B", 1, 2), strip("C", 2, 4)},
                                            .after = {strip("A", 0, 1), strip("C", 3, 5), strip("D", 6, 8)}},
                                           street_of_eight());
  EXPECT_EQ(zone(result.before, "B").kind, ZoneChangeKind::Gone);
  EXPECT_EQ(zone(result.after, "C").kind, ZoneChangeKind::Reshaped);
  EXPECT_EQ(zone(result.after, "D").kind, ZoneChangeKind::New);
  EXPECT_DOUBLE_EQ(result.area_lost().value(), 20000.0);
  EXPECT_DOUBLE_EQ(result.area_gained().value(), 30000.0);
  EXPECT_DOUBLE_EQ(result.households_lost(), 20.0);
  EXPECT_DOUBLE_EQ(result.households_gained(), 30.0);
  EXPECT_FALSE(result.lineage.has_successor("B"));
}

TEST(TraceZones, WithoutCountsHouseholdsGoByArea) {
  StudyArea area = street_of_eight();
  area.has_households = false;
  for (DemandPoint& point : area.demand) {
    point.households = 0.0;
  }
  const HistoryResult result =
      trace_zones({.before = {strip("A", 0, 4, 100.0)}, .after = {strip("B", 0, 1), strip("C", 1, 4)}}, area);
  EXPECT_TRUE(result.by_area);
  EXPECT_DOUBLE_EQ(result.lineage.parts().front().households, 25.0);
  EXPECT_DOUBLE_EQ(result.lineage.successors("A").front().share, 0.75);
  EXPECT_EQ(result.lineage.successors("A").front().code, "C");
}

TEST(TraceZones, SliversAlongABorderAreNoChange) {
  DatedZone a = strip("A", 0, 2);
  a.outline.parts.front().outer[1].x += 0.004;  // 0.4 m2 into B
  a.outline.parts.front().outer[2].x += 0.004;
  a.area = area(a.outline);
  const HistoryResult result =
      trace_zones({.before = {strip("A", 0, 2), strip("B", 2, 4)}, .after = {a, strip("B", 2, 4)}}, street_of_eight());
  EXPECT_EQ(zone(result.after, "A").kind, ZoneChangeKind::Kept);
  EXPECT_EQ(zone(result.after, "B").kind, ZoneChangeKind::Kept);
  EXPECT_EQ(result.lineage.parts().size(), 2U);
}

}  // namespace
}  // namespace lastmeter
