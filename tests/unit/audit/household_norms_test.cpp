// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "audit/checks.h"
#include "unit/audit/sound_town.h"

namespace lastmeter::testing {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr auto Grid = ZoneLevel::GridZone;

RuleSet grid_norm(std::optional<double> lo, std::optional<double> hi) {
  RuleSet rules;
  rules.add({.key = std::string(norm::households_per_grid_zone),
             .lo = lo,
             .hi = hi,
             .unit = "households",
             .source = "plan 2023",
             .grade = "B",
             .rule_file = "test"});
  return rules;
}

/// Four zones with 299, 300, 500 and 501 households in buildings.
StudyArea at_the_bounds() {
  StudyArea area;
  area.zones(Grid) = draw_zones(Grid, "a b c d");
  const double households[] = {299.0, 300.0, 500.0, 501.0};
  for (int i = 0; i < 4; ++i) {
    const double x = 100.0 * i;
    add_building(area, "", {x + 20.0, 50.0}, households[i] - 100.0);
    add_building(area, "", {x + 70.0, 50.0}, 100.0);
  }
  return area;
}

std::vector<std::string> codes_of(const Findings& findings) {
  std::vector<std::string> codes;
  for (const Issue& issue : findings) {
    codes.push_back(issue.code);
  }
  return codes;
}

TEST(HouseholdNorms, BoundsAreIncludedAndQuoted) {
  const Findings found = find_households_off_norm(at_the_bounds(), grid_norm(300.0, 500.0));
  ASSERT_THAT(codes_of(found), ElementsAre("a", "d"));
  EXPECT_THAT(found[0].what, HasSubstr("299 households; the norm is 300 to 500 (plan 2023)"));
  EXPECT_EQ(found[1].figure, 501.0);
  EXPECT_EQ(found[0].severity, Severity::Warning);
  EXPECT_NE(found[0].fix, found[1].fix);
}

TEST(HouseholdNorms, OpenEndsAndAbsentNorm) {
  const Findings below = find_households_off_norm(at_the_bounds(), grid_norm(300.0, std::nullopt));
  EXPECT_THAT(codes_of(below), ElementsAre("a"));
  EXPECT_THAT(below.front().what, HasSubstr("at least 300"));
  const Findings above = find_households_off_norm(at_the_bounds(), grid_norm(std::nullopt, 500.0));
  EXPECT_THAT(codes_of(above), ElementsAre("d"));
  EXPECT_THAT(above.front().what, HasSubstr("at most 500"));
  EXPECT_THAT(find_households_off_norm(at_the_bounds(), grid_norm(std::nullopt, std::nullopt)), IsEmpty());
  EXPECT_THAT(find_households_off_norm(at_the_bounds(), {}), IsEmpty());
}

TEST(HouseholdNorms, DedicatedGridZonesAreExempt) {
  StudyArea area = at_the_bounds();
  zone_of(area, Grid, "a").kind = ZoneKind::Dedicated;
  EXPECT_THAT(codes_of(find_households_off_norm(area, grid_norm(300.0, 500.0))), ElementsAre("d"));
}

TEST(HouseholdNorms, StatedTotalsStandInWhereDemandHasNone) {
  StudyArea area = at_the_bounds();
  area.has_households = false;
  EXPECT_THAT(find_households_off_norm(area, grid_norm(300.0, 500.0)), IsEmpty());
  zone_of(area, Grid, "b").households = 20.0;
  EXPECT_THAT(codes_of(find_households_off_norm(area, grid_norm(300.0, 500.0))), ElementsAre("b"));
  area.has_households = true;
  area.basis = DemandBasis::ZoneTotals;
  EXPECT_THAT(codes_of(find_households_off_norm(area, grid_norm(300.0, 500.0))), ElementsAre("b"));
}

TEST(HouseholdNorms, EmptyZoneOfAStudyWithBuildingsHasZeroHouseholds) {
  StudyArea area = at_the_bounds();
  area.zones(Grid) = draw_zones(Grid, "a b c d e");
  EXPECT_THAT(codes_of(find_households_off_norm(area, grid_norm(300.0, 500.0))), ElementsAre("a", "d", "e"));
}

TEST(HouseholdNorms, CommunitiesHaveTheirOwnNorm) {
  StudyArea town = sound_town();
  RuleSet rules = town_norms();
  EXPECT_THAT(find_households_off_norm(town, rules), IsEmpty());
  add_building(town, "tower", {450.0, 100.0}, 101.0);
  const Findings found = find_households_off_norm(town, rules);
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::HouseholdsPerCommunity, Rule::HouseholdsPerGrid));
  EXPECT_EQ(found[0].code, "C");
  EXPECT_EQ(found[0].figure, 901.0);
  EXPECT_EQ(found[1].code, "f");
}

}  // namespace

}  // namespace lastmeter::testing
