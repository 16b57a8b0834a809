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

StudyArea one_building(double households, double population) {
  StudyArea area;
  add_building(area, "h", {1.0, 2.0}, households, population);
  area.has_population = true;
  return area;
}

TEST(OddWeights, ZeroNeedsAllCountsToBeZero) {
  EXPECT_THAT(rules_of(find_odd_weights(one_building(0.0, 0.0), {})), ElementsAre(Rule::WeightZero));
  EXPECT_THAT(find_odd_weights(one_building(0.0, 5.0), {}), IsEmpty());
  EXPECT_THAT(find_odd_weights(one_building(2.0, 0.0), {}), IsEmpty());
}

TEST(OddWeights, NegativeIsOneErrorARecord) {
  const Findings found = find_odd_weights(one_building(-3.0, -8.0), {});
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::WeightNegative));
  EXPECT_EQ(found.front().severity, Severity::Error);
  EXPECT_EQ(found.front().figure, -3.0);
  EXPECT_EQ(found.front().unit, "households");
  EXPECT_THAT(rules_of(find_odd_weights(one_building(0.0, -8.0), {})), ElementsAre(Rule::WeightNegative));
}

TEST(OddWeights, CountsTheStudyDoesNotHaveAreNotRead) {
  StudyArea area = one_building(0.0, -5.0);
  area.has_population = false;
  EXPECT_THAT(rules_of(find_odd_weights(area, {})), ElementsAre(Rule::WeightZero));
  area.has_households = false;
  EXPECT_THAT(find_odd_weights(area, {}), IsEmpty());
}

TEST(OddWeights, LatticePointsOfZoneTotalsAreNotRecords) {
  StudyArea area = one_building(0.0, 0.0);
  area.basis = DemandBasis::ZoneTotals;
  EXPECT_THAT(find_odd_weights(area, {}), IsEmpty());
}

TEST(OddWeights, StatedTotalsOfZones) {
  StudyArea town = sound_town();
  zone_of(town, Grid, "a").households = -1.0;
  zone_of(town, Grid, "b").population = -2.0;
  zone_of(town, Grid, "c").households = 0.0;
  const Findings found = find_odd_weights(town, {});
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::WeightNegative, Rule::WeightNegative));
  EXPECT_EQ(found[1].unit, "persons");
}

TEST(OddWeights, WhatIsKnownAboutARecordIsNotRepeated) {
  StudyArea area;
  for (const char* code : {"h1", "h2", "h3"}) {
    add_building(area, code, {0.0, 0.0}, 0.0);
  }
  Issue known = finding(Rule::WeightNegative, "buildings", "h2", "has -4 households, counted as 0", "correct it");
  known.row = 1;
  Issue elsewhere = finding(Rule::WeightNegative, "grid_zones", "h3", "has -4 households, counted as 0", "correct it");
  elsewhere.row = 2;
  const std::vector<Issue> ledger{known, elsewhere};
  const Findings found = find_odd_weights(area, ledger);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].code, "h1");
  EXPECT_EQ(found[1].code, "h3");
}

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
