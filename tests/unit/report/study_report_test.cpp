// SPDX-License-Identifier: Apache-2.0
#include "report/study_report.h"

#include <gmock/gmock.h>

#include "core/text.h"
#include "report/pictures.h"
#include "small_town.h"

namespace lastmeter {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::SmallTown;

constexpr std::array kLanguages{Language::English, Language::Chinese};

/// A report with the pictures it refers to.
struct Printed {
  std::vector<StyledTable> tables;
  std::vector<MapPicture> pictures;
  Document document;

  Printed(const Results& results, Language language, const Provenance& provenance = {})
      : tables(all_tables(results)),
        pictures(pictures_of(results, tables, language)),
        document(study_report(results, provenance, pictures, language)) {}

  /// Everything it says, a line each.
  [[nodiscard]] std::string text() const {
    std::string out = document.title + "\n";
    for (const DocSection& section : document.sections) {
      out += section.heading + "\n";
      for (const DocBlock& block : section.blocks) {
        if (const auto* words = std::get_if<DocText>(&block)) {
          out += words->text + "\n";
        } else if (const auto* table = std::get_if<DocTable>(&block)) {
          out += table->caption + "\n";
          for (const auto& row : table->rows) {
            out += joined(row, " | ") + "\n";
          }
        }
      }
    }
    return out;
  }
};

std::vector<std::string> names_of(const std::vector<MapPicture>& pictures) {
  std::vector<std::string> names;
  for (const MapPicture& picture : pictures) {
    names.push_back(picture.name);
  }
  return names;
}

TEST(StudyReport, TellsCoverageWithItsWhole) {
  SmallTown town;
  town.measure();
  const Printed report(town.measured(), Language::English);
  EXPECT_THAT(
      report.text(),
      HasSubstr("50.0 % of people (80 of 160 people) have a post within 500 m, straight line; 80 people have none."));
  EXPECT_THAT(report.text(), HasSubstr("coverage.population"));
  EXPECT_THAT(names_of(report.pictures), ElementsAre("overview", "coverage", "gaps"));
}

TEST(StudyReport, NamesTheZoneThatLacksMost) {
  SmallTown town;
  town.measure();
  EXPECT_THAT(Printed(town.measured(), Language::English).text(),
              HasSubstr("Most are missing in B (80 of 80 people)."));
}

TEST(StudyReport, OfACheckSaysWhatWasNotAsked) {
  const SmallTown town;
  for (const Language language : kLanguages) {
    const Printed report(town.checked(), language);
    EXPECT_EQ(report.document.sections.size(), 8U);
    EXPECT_THAT(report.text(), HasSubstr(Wording(language).say("figures.none")));
    EXPECT_THAT(report.text(), HasSubstr(Wording(language).say("change.none")));
    EXPECT_THAT(names_of(report.pictures), ElementsAre("overview"));
  }
}

TEST(StudyReport, OfNothingHasEverySectionAndNoPicture) {
  const StudyArea nothing;
  const IssueLedger ledger;
  for (const Language language : kLanguages) {
    const Printed report({.area = &nothing, .ledger = &ledger}, language);
    EXPECT_THAT(report.pictures, IsEmpty());
    for (const DocSection& section : report.document.sections) {
      EXPECT_FALSE(section.blocks.empty()) << section.heading;
    }
    EXPECT_FALSE(document_pdf(report.document).empty());
    EXPECT_THAT(document_html(report.document), HasSubstr("</html>"));
  }
}

TEST(StudyReport, CountsFaultsByRuleWithTheLargestAsExample) {
  SmallTown town;
  for (const double area : {3.0, 300.0, 30.0}) {
    Issue issue = finding(Rule::ZoneOverlap, "communities", "A", "overlaps", "move it");
    issue.figure = area;
    issue.unit = "m2";
    town.ledger.add(issue);
  }
  EXPECT_THAT(Printed(town.checked(), Language::English).text(),
              HasSubstr("error | zones overlap | Communities | 3 | A, 300 m²"));
  EXPECT_THAT(Printed(town.checked(), Language::Chinese).text(),
              HasSubstr("错误 | 分区重叠 | 社区 | 3 | A、300 平方米"));
}

TEST(StudyReport, NormsStandWithSourceAndGrade) {
  SmallTown town;
  town.measure();
  Provenance provenance;
  provenance.norms.push_back({"service_radius_m", {}, 500.0, "m", "a paper of 2022", "B", "my-rules"});
  const std::string text = Printed(town.measured(), Language::English, provenance).text();
  EXPECT_THAT(text, HasSubstr("500 m is the service radius of this rule: a paper of 2022 (grade B)."));
  EXPECT_THAT(text, HasSubstr("≤ 500 m | a paper of 2022 | B | my-rules"));
}

TEST(StudyReport, NormsSharesAndBranchesHaveTheirSection) {
  const SmallTown town;
  NormFigure size;
  size.key = "households_per_community";
  size.lo = 100.0;
  size.hi = 300.0;
  size.unit = size.of = "households";
  size.per = "communities";
  size.source = "a law";
  size.grade = "A";
  NormScenario today;
  today.audit = audit_norms({size}, {{"households", 70.0}, {"communities", 2.0}}, {});
  const std::vector<NormScenario> norms{today};
  ShareResult share;
  share.what = "workers";
  share.load = "equal";
  share.total = 5;
  share.rows.resize(2);
  const std::vector<Claim> claims{{.weight = 1.0}, {.weight = 1.0}};
  share.shares = apportion(5, claims, ApportionMethod::Webster, FloorRule::Least);
  share.method = ApportionMethod::Webster;
  BranchResult branches;
  branches.outcome = Outcome::Solved;
  branches.fewest = 2;
  branches.most = 3;
  branches.parents.resize(1);
  branches.branches.resize(2);
  branches.branches[0].members = {"g1", "g2"};
  branches.branches[1].members = {"g3"};
  Results results = town.checked();
  results.norms = &norms;
  results.shares = {&share};
  results.branches = &branches;
  const std::string text = Printed(results, Language::English).text();
  EXPECT_THAT(text, HasSubstr("4  Norms, staff and other work of the office\n"));
  EXPECT_THAT(text, HasSubstr("5  What to do first\n"));
  EXPECT_THAT(text, HasSubstr("Households per community | 35 | 100\u2013300 | 130 households too few | "));
  EXPECT_THAT(text, HasSubstr("200\u2013600 households"));
  EXPECT_THAT(text, HasSubstr("Workers | 5 | 2 communities | equal parts | Webster | 1 x 2, 1 x 3"));
  EXPECT_THAT(text, HasSubstr("2 branches over 3 grid zones: 1 of one zone, 1 of two neighbours in one community. From "
                              "2 to 3 are possible."));
  EXPECT_THAT(Printed(results, Language::Chinese).text(), HasSubstr("四、标准、人员与其他工作"));
}

TEST(StudyReport, NoNameBecomesMarkup) {
  const std::vector<std::string> evil{"<script>alert(1)</script>",
                                      "\"><img src=x onerror=alert(2)>",
                                      "' onload='x",
                                      "</style><svg onload=1>",
                                      "&lt;b&gt;",
                                      "<!-- "};
  for (const std::string& name : evil) {
    SmallTown town;
    town.area.name = name;
    testing::zone_of(town.area, ZoneLevel::Community, "B").name = name;
    town.area.facilities[FacilityId(0)].name = name;
    town.area.demand[DemandId(0)].name = name;
    Issue issue = finding(Rule::ZoneOverlap, name, name, name, name);
    issue.name = name;
    town.ledger.add(issue);
    town.measure();
    Results results = town.measured();
    results.study = name;
    const Printed report(results, Language::English);
    const std::string html = document_html(report.document);
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("<img")));
    EXPECT_THAT(html, Not(HasSubstr("<svg onload")));
    EXPECT_THAT(html, Not(HasSubstr("<!-- ")));
    EXPECT_THAT(html, Not(HasSubstr("<b>")));
    EXPECT_THAT(html, Not(HasSubstr(name)));
  }
}

TEST(StudyReport, AnyNameIsPrinted) {
  for (const std::string& name : {std::string(10'000, 'w'), std::string("مرحبا"), std::string("👩‍👩‍👧"),
                                  std::string(), std::string("line\nline\ttab")}) {
    SmallTown town;
    testing::zone_of(town.area, ZoneLevel::Community, "B").name = name;
    town.measure();
    Results results = town.measured();
    results.study = name;
    const Printed report(results, Language::Chinese);
    EXPECT_LT(document_html(report.document).size(), 2'000'000U);
    EXPECT_FALSE(document_pdf(report.document).empty());
  }
}

TEST(StudyReport, TwiceTheSameBytes) {
  SmallTown town;
  town.measure();
  const Printed a(town.measured(), Language::Chinese);
  const Printed b(town.measured(), Language::Chinese);
  EXPECT_EQ(document_html(a.document), document_html(b.document));
  EXPECT_EQ(document_pdf(a.document), document_pdf(b.document));
}

TEST(StudyReport, PageRunsNoScriptAndFetchesNothing) {
  SmallTown town;
  town.measure();
  const std::string html = document_html(Printed(town.measured(), Language::English).document);
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, HasSubstr("@page { size: A4"));
  EXPECT_THAT(html, Not(HasSubstr("http-equiv=\"refresh\"")));
  EXPECT_THAT(html, Not(HasSubstr("src=")));
}

TEST(Pictures, LegendCountsEveryZoneOnce) {
  SmallTown town;
  town.measure();
  const Printed report(town.measured(), Language::English);
  const MapPicture& coverage = report.pictures.at(1);
  ASSERT_EQ(coverage.legend.size(), 7U);        // five classes, service areas, centres
  EXPECT_EQ(coverage.legend.at(0).count, "1");  // B: nobody
  EXPECT_EQ(coverage.legend.at(4).count, "1");  // A: everybody
  EXPECT_EQ(coverage.legend.at(2).count, "0");
}

TEST(Pictures, SayTheFigureInTheTitleAndTheWholeBelow) {
  SmallTown town;
  town.measure();
  const Printed report(town.measured(), Language::Chinese);
  EXPECT_EQ(report.pictures.at(1).title, "500 米内有服务阵地的人口占 50.0%（直线距离）");
  EXPECT_THAT(report.pictures.at(1).subtitle, HasSubstr("160 人中的 80（50.0%）"));
  EXPECT_EQ(report.pictures.at(2).title, "80 人在 500 米内没有服务阵地（直线距离）");
}

}  // namespace
}  // namespace lastmeter
