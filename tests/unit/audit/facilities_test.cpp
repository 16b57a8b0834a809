// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "audit/checks.h"
#include "core/random.h"
#include "model/posts_inside.h"
#include "unit/audit/sound_town.h"

namespace lastmeter::testing {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST(FacilitiesOutside, DistanceToTheNearestZoneOfTheTopLevel) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A", .grid_zones = "a ."});
  add_facility(area, "in A, in no grid zone", {150.0, 50.0});
  add_facility(area, "on the border", {200.0, 50.0});
  add_facility(area, "beyond", {230.0, 140.0});
  const Findings found = find_facilities_outside(area, {});
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::FacilityOutside));
  EXPECT_EQ(found[0].code, "beyond");
  EXPECT_EQ(found[0].severity, Severity::Note);
  EXPECT_NEAR(*found[0].figure, 50.0, 1e-9);
  EXPECT_THAT(found[0].what, HasSubstr("50 m outside the study area, nearest to community A"));
}

TEST(FacilitiesOutside, WithinTheLargestRadiusANeighbourServes) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A", .grid_zones = ""});
  add_facility(area, "near", {200.0 + 800.0, 50.0});
  add_facility(area, "far", {200.0 + 800.1, 50.0});
  add_facility(area, "reaches farther", {200.0 + 900.0, 50.0});
  area.facilities[FacilityId(2)].own_radius = Metres(900.0);
  AuditOptions options;
  options.largest_radius = Metres(800.0);
  const Findings found = find_facilities_outside(area, options);
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].code, "near");
  EXPECT_EQ(found[0].severity, Severity::Note);
  EXPECT_THAT(found[0].what, HasSubstr("serves people inside"));
  EXPECT_EQ(found[1].code, "reaches farther");
  EXPECT_EQ(found[1].severity, Severity::Note);
  EXPECT_EQ(found[2].code, "far");
  EXPECT_EQ(found[2].severity, Severity::Warning);
  EXPECT_THAT(found[2].what, HasSubstr("beyond 800 m, the largest radius"));
  for (const Issue& issue : found) {
    EXPECT_THAT(issue.what, Not(HasSubstr("wrong coordinate")));
  }
  EXPECT_EQ(posts_inside(area), 0U);
}

TEST(FacilitiesOutside, ManyFarPostsOfAKindAreOneLine) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A", .grid_zones = ""});
  add_facility(area, "inside", {50.0, 50.0});
  for (int i = 0; i < 5; ++i) {
    add_facility(area, "s" + std::to_string(i), {200.0 + 1000.0 * (i + 1), 50.0});
    area.facilities[FacilityId(static_cast<std::size_t>(i) + 1)].kind = FacilityKind::Station;
  }
  add_facility(area, "c", {200.0 + 3000.0, 50.0});
  const Findings found = find_facilities_outside(area, {});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_THAT(found[0].what, HasSubstr("5 posts of kind station stand 1,000 m to 5,000 m outside the study area"));
  EXPECT_THAT(found[0].what, HasSubstr("(s0, s1, s2 and 2 more)"));
  EXPECT_EQ(*found[0].figure, 5.0);
  EXPECT_EQ(found[1].code, "c");
  EXPECT_EQ(posts_inside(area), 1U);
}

TEST(FacilitiesOutside, OnlyBeyondAnyCityACoordinateIsWrong) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A", .grid_zones = ""});
  add_facility(area, "of this city", {200.0 + 100'000.0, 50.0});
  add_facility(area, "nowhere", {200.0 + 100'001.0, 50.0});
  const Findings found = find_facilities_outside(area, {});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].code, "nowhere");
  EXPECT_EQ(found[0].severity, Severity::Warning);
  EXPECT_THAT(found[0].what, HasSubstr("a wrong coordinate"));
  EXPECT_EQ(found[1].code, "of this city");
  EXPECT_THAT(found[1].what, Not(HasSubstr("wrong coordinate")));
}

TEST(FacilitiesOutside, SwappedAxesAreNamed) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A", .grid_zones = ""});
  for (Zone& zone : area.zones(ZoneLevel::Community).zones) {
    zone.outline = rectangle(500'000.0, 3'800'000.0, 500'200.0, 3'800'100.0);
  }
  add_facility(area, "swapped", {3'800'050.0, 500'100.0});
  const Findings found = find_facilities_outside(area, {});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].what, HasSubstr("with x and y swapped it would stand in community A"));
  EXPECT_EQ(found[0].fix, "swap its x and y");
}

TEST(FacilitiesOutside, NoZonesNoOutside) {
  StudyArea area;
  add_facility(area, "p", {0.0, 0.0});
  EXPECT_THAT(find_facilities_outside(area, {}), IsEmpty());
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
