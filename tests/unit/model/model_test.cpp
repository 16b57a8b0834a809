// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "core/random.h"
#include "model/figure.h"
#include "model/issue_ledger.h"
#include "model/rules.h"
#include "model/study_area.h"

namespace lastmeter {
namespace {

std::vector<std::string> texts_of(const IssueLedger& ledger) {
  std::vector<std::string> texts;
  for (const Issue& issue : ledger.issues()) {
    texts.push_back(issue.layer + "|" + issue.code + "|" + issue.what);
  }
  return texts;
}

TEST(RuleTable, HasEveryRuleAtItsPlace) {
  const auto rules = all_rules();
  ASSERT_EQ(rules.size(), static_cast<std::size_t>(Rule::InvestmentIdle) + 1);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(rules[i].rule), i) << rules[i].code;
    EXPECT_EQ(rule_info(rules[i].rule).code, rules[i].code);
    EXPECT_FALSE(rules[i].title.empty());
  }
}

TEST(RuleTable, CodesAreUniqueAndWellFormed) {
  std::set<std::string_view> codes;
  for (const RuleInfo& rule : all_rules()) {
    EXPECT_TRUE(codes.insert(rule.code).second) << rule.code << " stands twice";
    EXPECT_EQ(std::count(rule.code.begin(), rule.code.end(), '.'), 1) << rule.code;
    EXPECT_EQ(rule.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_."), std::string_view::npos) << rule.code;
  }
}

// Scripts outside the project rely on these: a released code does not change.
TEST(RuleTable, CodesAreStable) {
  EXPECT_EQ(rule_info(Rule::PersonalData).code, "file.personal_data");
  EXPECT_EQ(rule_info(Rule::CrsMissing).code, "crs.missing");
  EXPECT_EQ(rule_info(Rule::LayersApart).code, "crs.apart");
  EXPECT_EQ(rule_info(Rule::GeometryMissing).code, "geometry.missing");
  EXPECT_EQ(rule_info(Rule::GeometryInvalid).code, "geometry.invalid");
  EXPECT_EQ(rule_info(Rule::CodeDuplicate).code, "code.duplicate");
  EXPECT_EQ(rule_info(Rule::CodeDestroyed).code, "code.destroyed");
  EXPECT_EQ(rule_info(Rule::NumberUnreadable).code, "number.unreadable");
  EXPECT_EQ(rule_info(Rule::WeightNegative).code, "weight.negative");
  EXPECT_EQ(rule_info(Rule::JoinUnmatched).code, "join.unmatched");
  EXPECT_EQ(rule_info(Rule::Orphan).code, "hierarchy.orphan");
  EXPECT_EQ(rule_info(Rule::HierarchyDisagrees).code, "hierarchy.disagrees");
  EXPECT_EQ(rule_info(Rule::ZoneOverlap).code, "zone.overlap");
  EXPECT_EQ(rule_info(Rule::ZoneGap).code, "zone.gap");
  EXPECT_EQ(rule_info(Rule::ZoneOutsideParent).code, "zone.outside_parent");
  EXPECT_EQ(rule_info(Rule::FacilityOutside).code, "facility.outside");
  EXPECT_EQ(rule_info(Rule::HouseholdsPerGrid).code, "norm.households_per_grid");
  EXPECT_EQ(rule_info(Rule::HouseholdsPerCommunity).code, "norm.households_per_community");
}

TEST(Finding, TakesTheSeverityOfItsRule) {
  const Issue issue = finding(Rule::ZoneOverlap, "grid_zones", "A", "overlaps B by 4 m2", "move the border");
  EXPECT_EQ(issue.severity, Severity::Error);
  EXPECT_EQ(issue.layer, "grid_zones");
  EXPECT_EQ(issue.code, "A");
  EXPECT_EQ(issue.what, "overlaps B by 4 m2");
  EXPECT_EQ(issue.fix, "move the border");
  EXPECT_FALSE(issue.figure || issue.at || issue.row);
}

TEST(IssueLedger, CountsBySeverityAndRule) {
  IssueLedger ledger;
  ledger.add(finding(Rule::Orphan, "grid_zones", "1", "", ""));
  ledger.add(finding(Rule::Orphan, "grid_zones", "1", "", ""));
  ledger.add(finding(Rule::ZoneGap, "grid_zones", "", "", ""));
  EXPECT_EQ(ledger.issues().size(), 3U) << "nothing is merged";
  EXPECT_EQ(ledger.count(Severity::Error), 2U);
  EXPECT_EQ(ledger.count(Severity::Warning), 1U);
  EXPECT_EQ(ledger.count(Severity::Refused), 0U);
  EXPECT_EQ(ledger.count(Rule::Orphan), 2U);
  EXPECT_EQ(ledger.count(Rule::ZoneOverlap), 0U);
}

TEST(IssueLedger, SortsBySeverityRuleLayerCode) {
  IssueLedger ledger;
  ledger.add(finding(Rule::WeightZero, "buildings", "1", "note", ""));
  ledger.add(finding(Rule::ZoneOverlap, "grid_zones", "2", "b", ""));
  ledger.add(finding(Rule::ZoneOverlap, "grid_zones", "2", "a", ""));
  ledger.add(finding(Rule::ZoneOverlap, "communities", "3", "", ""));
  ledger.add(finding(Rule::Orphan, "grid_zones", "9", "", ""));
  ledger.add(finding(Rule::PersonalData, "units", "", "", ""));
  ledger.sort();
  EXPECT_EQ(texts_of(ledger), (std::vector<std::string>{"units||", "grid_zones|9|", "communities|3|", "grid_zones|2|a",
                                                        "grid_zones|2|b", "buildings|1|note"}));
}

TEST(IssueLedger, IsTheSameHoweverFound) {
  std::vector<Issue> issues;
  for (std::size_t i = 0; i < 60; ++i) {
    Issue issue = finding(i % 2 == 0 ? Rule::Orphan : Rule::CodeMissing, i % 3 == 0 ? "a" : "b", std::to_string(i % 5),
                          std::to_string(i % 7), "");
    issue.row = i % 4 == 0 ? std::nullopt : std::optional(i);
    issues.push_back(issue);
  }
  IssueLedger first;
  for (const Issue& issue : issues) {
    first.add(issue);
  }
  first.sort();
  Random random(3);
  for (std::size_t i = issues.size(); i-- > 1;) {
    std::swap(issues[i], issues[random.below(i + 1)]);
  }
  IssueLedger second;
  for (const Issue& issue : issues) {
    second.add(issue);
  }
  second.sort();
  EXPECT_EQ(texts_of(first), texts_of(second));
}

TEST(RuleSet, KeepsTheLaterFigureOfAKey) {
  RuleSet rules;
  rules.add({.key = "b", .lo = 1.0, .hi = {}, .unit = "m", .source = "first", .grade = "A", .rule_file = "x"});
  rules.add({.key = "a", .lo = {}, .hi = 2.0, .unit = "m", .source = "other", .grade = "B", .rule_file = "x"});
  rules.add({.key = "b", .lo = 3.0, .hi = {}, .unit = "m", .source = "second", .grade = "A", .rule_file = "y"});
  ASSERT_EQ(rules.figures().size(), 2U);
  EXPECT_EQ(rules.figures()[0].key, "a");
  ASSERT_NE(rules.find("b"), nullptr);
  EXPECT_EQ(rules.find("b")->source, "second");
  EXPECT_EQ(rules.find("c"), nullptr);
}

TEST(Figure, ShareNeedsATotal) {
  Figure figure{.name = "coverage.population", .qualifiers = {}, .value = 3.0, .total = 4.0, .unit = "persons"};
  EXPECT_EQ(figure.share(), 0.75);
  figure.total = 0.0;
  EXPECT_EQ(figure.share(), std::nullopt);
  figure.total.reset();
  EXPECT_EQ(figure.share(), std::nullopt);
}

TEST(StudyArea, KnowsItsLevels) {
  StudyArea area;
  EXPECT_EQ(area.top_level(), std::nullopt);
  area.zones(ZoneLevel::GridZone).zones.push_back({});
  EXPECT_EQ(area.top_level(), ZoneLevel::GridZone);
  EXPECT_EQ(area.level_above(ZoneLevel::GridZone), std::nullopt);
  area.zones(ZoneLevel::Subdistrict).zones.push_back({});
  EXPECT_EQ(area.top_level(), ZoneLevel::Subdistrict);
  EXPECT_EQ(area.level_above(ZoneLevel::GridZone), ZoneLevel::Subdistrict) << "the level between is missing";
  EXPECT_EQ(area.level_above(ZoneLevel::Subdistrict), std::nullopt);
  for (const ZoneLevel level : kZoneLevels) {
    EXPECT_EQ(area.zones(level).level, level);
  }
}

TEST(Names, AreThoseOfTheStudyFile) {
  EXPECT_EQ(role_of(ZoneLevel::Subdistrict), "subdistricts");
  EXPECT_EQ(role_of(ZoneLevel::Community), "communities");
  EXPECT_EQ(role_of(ZoneLevel::GridZone), "grid_zones");
  EXPECT_EQ(name_of(DemandBasis::ZoneTotals), "zone_totals");
  EXPECT_EQ(name_of(FacilityKind::MicroStation), "micro_station");
  EXPECT_EQ(severity_name(Severity::Refused), "refused");
  EXPECT_EQ(severity_name(Severity::Note), "note");
}

}  // namespace
}  // namespace lastmeter
