// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "audit/checks.h"
#include "core/random.h"
#include "unit/audit/sound_town.h"

namespace lastmeter::testing {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(FacilitiesOutside, DistanceToTheNearestZoneOfTheTopLevel) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A", .grid_zones = "a ."});
  add_facility(area, "in A, in no grid zone", {150.0, 50.0});
  add_facility(area, "on the border", {200.0, 50.0});
  add_facility(area, "beyond", {230.0, 140.0});
  const Findings found = find_facilities_outside(area);
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::FacilityOutside));
  EXPECT_EQ(found[0].code, "beyond");
  EXPECT_EQ(found[0].severity, Severity::Note);
  EXPECT_NEAR(*found[0].figure, 50.0, 1e-9);
  EXPECT_THAT(found[0].what, HasSubstr("50 m outside the study area, nearest to community A"));
}

TEST(FacilitiesOutside, FarAwayACoordinateIsProbablyWrong) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A", .grid_zones = ""});
  add_facility(area, "near", {200.0 + 5000.0, 50.0});
  add_facility(area, "far", {200.0 + 5000.1, 50.0});
  const Findings found = find_facilities_outside(area);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].severity, Severity::Note);
  EXPECT_EQ(found[1].severity, Severity::Warning);
  EXPECT_THAT(found[1].what, HasSubstr("probably a wrong coordinate"));
  EXPECT_THAT(found[1].fix, HasSubstr("correct its coordinates"));
}

TEST(FacilitiesOutside, NoZonesNoOutside) {
  StudyArea area;
  add_facility(area, "p", {0.0, 0.0});
  EXPECT_THAT(find_facilities_outside(area), IsEmpty());
}

TEST(DuplicateFacilities, DistanceIsIncluded) {
  StudyArea area;
  add_facility(area, "p", {0.0, 0.0});
  add_facility(area, "q", {0.6, 0.8});
  add_facility(area, "r", {100.0, 0.0});
  add_facility(area, "s", {101.001, 0.0});
  const Findings found = find_duplicate_facilities(area, {});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].code, "q");
  EXPECT_THAT(found[0].what, HasSubstr("1 m from p"));
  AuditOptions options;
  options.duplicate_facility_distance = Metres(0.0);
  EXPECT_THAT(find_duplicate_facilities(area, options), IsEmpty());
}

TEST(DuplicateFacilities, EachExtraPostOnceWithTheEarliest) {
  StudyArea area;
  for (const char* code : {"p", "q", "r"}) {
    add_facility(area, code, {5.0, 5.0});
  }
  AuditOptions options;
  options.duplicate_facility_distance = Metres(0.0);
  const Findings found = find_duplicate_facilities(area, options);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_THAT(found[0].what, HasSubstr("stands at the place of p"));
  EXPECT_THAT(found[1].what, HasSubstr("stands at the place of p"));
}

TEST(DuplicateFacilities, AgreesWithAllPairs) {
  Random random(7);
  for (int round = 0; round < 50; ++round) {
    StudyArea area;
    for (int i = 0; i < 60; ++i) {
      add_facility(area, std::to_string(i), {random.uniform(0.0, 12.0), random.uniform(0.0, 12.0)});
    }
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < area.facilities.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (distance(area.facilities[FacilityId(i)].at, area.facilities[FacilityId(j)].at) <= Metres(1.0)) {
          expected.push_back(std::to_string(i) + " " + std::to_string(j));
          break;
        }
      }
    }
    std::vector<std::string> found;
    for (const Issue& issue : find_duplicate_facilities(area, {})) {
      found.push_back(issue.code + issue.what.substr(issue.what.rfind(' ')));
    }
    EXPECT_EQ(found, expected);
  }
}

}  // namespace

}  // namespace lastmeter::testing
