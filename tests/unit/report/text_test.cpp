// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "core/version.h"
#include "report/console_text.h"
#include "report/summary.h"
#include "small_town.h"

namespace lastmeter {
namespace {

using testing::SmallTown;

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

double value_of(const std::vector<Figure>& figures, std::string_view name) {
  const auto at = std::find_if(figures.begin(), figures.end(), [&](const Figure& f) { return f.name == name; });
  return at == figures.end() ? -1.0 : at->value;
}

TEST(ContentsLine, CountsWithTheRightWord) {
  SmallTown town;
  EXPECT_EQ(contents_line(town.area), "2 communities, 3 buildings, 1 facility");
  town.area.demand[DemandId(0)].building_group = "g";
  town.area.demand[DemandId(1)].building_group = "g";
  town.area.basis = DemandBasis::PopulationPoints;
  town.area.facilities = {};
  EXPECT_EQ(contents_line(town.area), "2 communities, 1 building group, 3 demand points, 0 facilities");
}

TEST(IssueCounts, NameRefusalsOnlyWhereThereAre) {
  IssueLedger ledger;
  EXPECT_EQ(issue_counts(ledger), "0 errors, 0 warnings, 0 notes");
  ledger.add(finding(Rule::Orphan, "units", "", "", ""));
  ledger.add(finding(Rule::ZoneGap, "units", "", "", ""));
  EXPECT_EQ(issue_counts(ledger), "1 error, 1 warning, 0 notes");
  ledger.add(finding(Rule::PersonalData, "units", "", "", ""));
  EXPECT_EQ(issue_counts(ledger), "1 refused, 1 error, 1 warning, 0 notes");
}

IssueLedger many_issues() {
  IssueLedger ledger;
  for (int i = 0; i < 5; ++i) {
    ledger.add(finding(Rule::Orphan, "grid_zones", std::to_string(i), "lies in no community", "draw it"));
    ledger.add(finding(Rule::FacilityOutside, "facilities", std::to_string(i), "lies outside", "nothing"));
  }
  ledger.sort();
  return ledger;
}

TEST(IssueLines, ShowTheFirstOfEachRule) {
  const std::string text = issue_lines(many_issues(), 2);
  EXPECT_EQ(lines_of(text), 5U) << text;
  EXPECT_NE(text.find("grid zone 1: lies in no community (draw it)"), std::string::npos) << text;
  EXPECT_EQ(text.find("grid zone 2:"), std::string::npos);
  EXPECT_NE(text.find("and 3 more, in issues.csv"), std::string::npos);
  EXPECT_NE(text.find("and 4 more, in issues.csv"), std::string::npos) << "of notes one is enough";
}

TEST(IssueLines, LargestFigureFirstAndTheRestCountedBelowIt) {
  IssueLedger ledger;
  for (const double size : {5.0, -700.0, 31.0}) {
    Issue issue = finding(Rule::ZoneOverlap, "grid_zones", std::to_string(ledger.issues().size()), "overlaps", "move");
    issue.figure = size;
    ledger.add(issue);
  }
  ledger.add(finding(Rule::ZoneOverlap, "grid_zones", "", "overlaps nobody knows whom", "look"));
  ledger.add(finding(Rule::ZoneGap, "communities", "7", "borders a gap", "move"));
  ledger.sort();
  const std::string text = issue_lines(ledger, 2);
  const std::size_t at[] = {text.find("grid zone 1:"), text.find("grid zone 2:"), text.find("and 2 more"),
                            text.find("community 7:")};
  for (const std::size_t place : at) {
    ASSERT_NE(place, std::string::npos) << text;
  }
  EXPECT_TRUE(std::is_sorted(std::begin(at), std::end(at))) << text;
  EXPECT_NE(issue_lines(ledger, std::nullopt).find("grid zones: overlaps nobody"), std::string::npos);
  EXPECT_EQ(ledger.issues()[0].code, "") << "the ledger, and issues.csv, stay in their order";
}

TEST(IssueLines, ShowEveryIssueWhenAsked) {
  const std::string text = issue_lines(many_issues(), std::nullopt);
  EXPECT_EQ(lines_of(text), 10U) << text;
  EXPECT_EQ(text.find(" more"), std::string::npos);
  EXPECT_EQ(issue_lines(IssueLedger(), 10), "");
}

TEST(CoverageLines, AreATableOfSharesByRadius) {
  SmallTown town;
  town.measure();
  const std::string text = coverage_lines(town.coverage);
  EXPECT_NE(text.find("300 m"), std::string::npos) << text;
  EXPECT_NE(text.find("500 m"), std::string::npos) << text;
  const auto line_with = [&](std::string_view start) {
    const std::size_t at = text.find(start);
    return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
  };
  const std::string population = line_with("coverage.population");
  EXPECT_NE(population.find("18.75 %"), std::string::npos) << "30 of 160: " << population;
  EXPECT_NE(population.find("50.00 %"), std::string::npos) << "80 of 160: " << population;
  EXPECT_NE(population.find("160 persons"), std::string::npos) << population;
}

TEST(StudyFigures, CountWhatThereIs) {
  SmallTown town;
  town.area.demand[DemandId(0)].building_group = "g";
  town.area.accounts.push_back({.layer = "buildings", .file = "b.shp", .read = 5, .used = 3, .set_aside = 2});
  town.ledger.add(finding(Rule::Orphan, "buildings", "", "", ""));
  const auto figures = study_figures(town.area, town.ledger);
  EXPECT_EQ(value_of(figures, "study.communities"), 2.0);
  EXPECT_EQ(value_of(figures, "study.buildings"), 3.0);
  EXPECT_EQ(value_of(figures, "study.building_groups"), 1.0);
  EXPECT_EQ(value_of(figures, "study.facilities"), 1.0);
  EXPECT_EQ(value_of(figures, "study.grid_zones"), -1.0) << "not zero: there is no such layer";
  EXPECT_EQ(value_of(figures, "audit.errors"), 1.0);
  EXPECT_EQ(value_of(figures, "audit.warnings"), 0.0);
  EXPECT_EQ(value_of(figures, "audit.issues"), 1.0);
  const auto rows = std::find_if(figures.begin(), figures.end(),
                                 [](const Figure& figure) { return figure.name == "input.rows_used"; });
  ASSERT_NE(rows, figures.end());
  EXPECT_EQ(rows->share(), 0.6);
}

TEST(SortFigures, ByNameThenQualifiers) {
  const auto figure = [](std::string name, std::vector<Figure::Qualifier> qualifiers) {
    return Figure{.name = std::move(name), .qualifiers = std::move(qualifiers), .value = 0, .total = {}, .unit = ""};
  };
  std::vector<Figure> figures{figure("b", {}), figure("a", {{"radius_m", 1000.0}}), figure("a", {{"radius_m", 500.0}}),
                              figure("a", {{"mode", std::string("x")}}), figure("a", {})};
  sort_figures(figures);
  EXPECT_TRUE(figures[0].qualifiers.empty());
  EXPECT_EQ(figures[1].qualifiers[0].first, "mode");
  EXPECT_EQ(std::get<double>(figures[2].qualifiers[0].second), 500.0);
  EXPECT_EQ(std::get<double>(figures[3].qualifiers[0].second), 1000.0);
  EXPECT_EQ(figures[4].name, "b");
}

TEST(SummaryJson, IsFlatAndOneFigureALine) {
  std::vector<Figure> figures{
      {.name = "coverage.population",
       .qualifiers = {{"mode", std::string("straight")}, {"radius_m", 500.0}},
       .value = 388472.0,
       .total = 517570.0,
       .unit = "persons"},
      {.name = "coverage.nearest_m", .qualifiers = {}, .value = 1234.56789012, .total = {}, .unit = "m"}};
  EXPECT_EQ(summary_json("城 \"A\"\n", figures),
            std::string("{\n\"lastmeter\": \"") + std::string(kVersion) +
                "\",\n\"study\": \"城 \\\"A\\\"\\n\",\n\"figures\": [\n"
                "{\"name\": \"coverage.population\", \"mode\": \"straight\", \"radius_m\": 500, \"value\": 388472, "
                "\"total\": 517570, \"share\": 0.750569, \"unit\": \"persons\"},\n"
                "{\"name\": \"coverage.nearest_m\", \"value\": 1234.56789, \"unit\": \"m\"}\n]\n}\n");
}

TEST(SummaryJson, OfNothingIsStillJson) {
  EXPECT_NE(summary_json("x", {}).find("\"figures\": [\n]"), std::string::npos);
}

TEST(SummaryJson, ATotalOfZeroHasNoShare) {
  const std::string text =
      summary_json("x", {{.name = "a", .qualifiers = {}, .value = 0.0, .total = 0.0, .unit = "persons"}});
  EXPECT_NE(text.find("\"value\": 0, \"total\": 0, \"unit\""), std::string::npos) << text;
}

}  // namespace
}  // namespace lastmeter
