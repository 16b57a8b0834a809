// SPDX-License-Identifier: Apache-2.0
#include "study/place_study.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/error.h"
#include "core/parallel.h"
#include "study_files.h"

namespace lastmeter {
namespace {

using testing::bytes_of;
using ::testing::Contains;
using testing::fault_of;
using testing::figure;
using testing::files_of;
using ::testing::HasSubstr;
using testing::put;
using testing::SmallStudy;

constexpr std::string_view kCandidates = R"(
[layers.candidates]
path = "candidates.csv"
x = "x"
y = "y"
crs = "EPSG:32650"

[placement]
)";

/// The small study with three candidates: c1 400 m west of b3 (80 people), c2 at b2, c3 out of everybody's reach.
/// Without new sites the post reaches b1 and b2: 80 of 160 people.
class PlacingStudy : public ::testing::Test {
 protected:
  PlacingStudy() {
    put(study_.folder() / "candidates.csv",
        "code,name,kind,cost,x,y\n"
        "c1,East,station,100,501500,3900500\n"
        "c2,North,station,60,500500,3900900\n"
        "c3,Nowhere,station,10,501200,3900100\n");
  }

  RunOutcome ask(const std::string& lines, Stage stage = Stage::All) {
    study_.write_study(std::string(kCandidates) + lines);
    return study_.run(stage, Overwrite::Yes);
  }
  std::string fault(const std::string& lines) {
    return fault_of([&] { ask(lines); });
  }
  /// The line of the table of sites that begins with a code.
  [[nodiscard]] std::string site(const std::string& code) const {
    const std::string table = bytes_of(study_.out() / "tables" / "placement_sites.csv");
    const std::size_t at = table.find("\n" + code + ",");
    return at == std::string::npos ? "" : table.substr(at + 1, table.find('\n', at + 1) - at - 1);
  }

  SmallStudy study_;
};

TEST_F(PlacingStudy, OpensTheSiteThatCoversMost) {
  const RunOutcome outcome = ask("sites = 1\neffort = \"thorough\"\n");
  EXPECT_EQ(figure(outcome, "placement.objective"), 160.0);
  EXPECT_EQ(figure(outcome, "placement.bound"), 160.0);
  EXPECT_EQ(figure(outcome, "placement.proved"), 1.0);
  EXPECT_EQ(figure(outcome, "placement.weight_before"), 80.0);
  EXPECT_EQ(figure(outcome, "placement.cost"), 100.0);
  EXPECT_THAT(site("c1"), HasSubstr("chosen"));
  EXPECT_THAT(site("c2"), HasSubstr("not chosen"));
  EXPECT_THAT(site("p1"), HasSubstr("kept"));
  EXPECT_THAT(outcome.text, HasSubstr("covers 160 of 160 persons (100 %; before 50 %); proved optimal"));
}

TEST_F(PlacingStudy, MoneyLimitsThePlan) {
  EXPECT_EQ(figure(ask("budget = 99\neffort = \"thorough\"\n"), "placement.objective"), 80.0);
  EXPECT_EQ(figure(ask("budget = 100\neffort = \"thorough\"\n"), "placement.objective"), 160.0);
  EXPECT_EQ(figure(ask("budget = 0\neffort = \"thorough\"\n"), "placement.objective"), 80.0);
}

TEST_F(PlacingStudy, ClosesThePostThatIsMissedLeast) {
  put(study_.folder() / "posts.csv",
      "code,name,kind,x,y\np1,Centre of A,centre,500500,3900500\np2,Twin,station,500500,3900600\n"
      "p3,East,station,501900,3900400\n");
  const RunOutcome outcome = ask("existing = \"may_close\"\nsites = 0\nclose = 1\neffort = \"thorough\"\n");
  EXPECT_EQ(figure(outcome, "placement.objective"), 160.0) << "of the two near b1 and b2 one may go";
  EXPECT_THAT(site("p3"), HasSubstr("kept"));
}

TEST_F(PlacingStudy, AQuestionWithoutAnswerIsExplained) {
  const RunOutcome outcome = ask("goal = \"set_cover\"\nbudget = 50\n");
  EXPECT_TRUE(outcome.target_missed);
  EXPECT_EQ(figure(outcome, "placement.feasible"), 0.0);
  EXPECT_THAT(outcome.text, HasSubstr("no plan meets what is asked"));
  EXPECT_THAT(outcome.text, HasSubstr("100")) << "what it would take";
}

TEST_F(PlacingStudy, DistanceGoalsGiveWays) {
  const RunOutcome median = ask("goal = \"p_median\"\nsites = 1\neffort = \"thorough\"\n");
  EXPECT_NEAR(figure(median, "placement.objective"), 30 * 0.0 + 50 * 400.0 + 80 * 400.0, 1e-6);
  EXPECT_NEAR(figure(median, "placement.distance_mean"), 52000.0 / 160.0, 1e-9);
  const RunOutcome center = ask("goal = \"p_center\"\nsites = 1\neffort = \"thorough\"\n");
  EXPECT_NEAR(figure(center, "placement.objective"), 400.0, 1e-9);
}

TEST_F(PlacingStudy, SitesCanBeMadeFromWhatTheStudyHas) {
  const RunOutcome outcome = ask("candidates = [\"buildings\"]\nsites = 1\neffort = \"thorough\"\n");
  EXPECT_EQ(figure(outcome, "placement.objective"), 160.0);
  EXPECT_EQ(figure(outcome, "placement.sites_offered"), 4.0);
  EXPECT_THAT(site("b3"), HasSubstr("chosen"));
}

TEST_F(PlacingStudy, ThePlaceCommandNeedsNoCoverage) {
  const RunOutcome outcome = ask("sites = 1\n", Stage::Placement);
  EXPECT_EQ(figure(outcome, "placement.sites_new"), 1.0);
  for (const Figure& each : outcome.figures) {
    EXPECT_FALSE(each.name.starts_with("coverage.")) << each.name;
  }
}

TEST_F(PlacingStudy, AGivenPlanIsScoredAndItsBreachesNamed) {
  study_.write_study(std::string(kCandidates) + "sites = 1\n");
  const auto score = [&](const std::string& name, std::string_view text) {
    SilentProgress silent;
    return run_study(read_config(study_.study_file()),
                     {.stage = Stage::Placement,
                      .overwrite = Overwrite::Yes,
                      .verbose = false,
                      .command = "test",
                      .plan = put(study_.folder() / name, text)},
                     silent);
  };
  const RunOutcome good = score("plan.txt", "c1\r\n\n");
  EXPECT_EQ(figure(good, "placement.objective"), 160.0);
  EXPECT_FALSE(good.target_missed);
  const RunOutcome bad = score("plan.csv", "code,open\nc1,1\nc2,1\nc3,0\n");
  EXPECT_TRUE(bad.target_missed);
  EXPECT_THAT(bad.text, HasSubstr("new sites: 2, at most 1"));
  EXPECT_EQ(
      figure(score("again.csv", bytes_of(study_.out() / "tables" / "placement_sites.csv")), "placement.sites_new"), 2.0)
      << "the table of sites is a plan";
  EXPECT_THROW(score("wrong.txt", "c9\n"), ConfigError);
}

TEST_F(PlacingStudy, WithoutCandidatesThereIsNothingToOpen) {
  study_.write_study("\n[placement]\nsites = 1\n");
  EXPECT_THROW(study_.run(Stage::All, Overwrite::Yes), ConfigError);
}

TEST_F(PlacingStudy, DistanceGoalsLeaveOutWhomNobodyCanServe) {
  const RunOutcome outcome = ask("goal = \"p_median\"\nsites = 1\nfarthest_m = 350\neffort = \"thorough\"\n");
  EXPECT_EQ(figure(outcome, "placement.feasible"), 1.0);
  EXPECT_THAT(outcome.text, HasSubstr("which the plan leaves out"));
}

TEST_F(PlacingStudy, DemandThatNoSiteCanServeIsReported) {
  put(study_.folder() / "candidates.csv", "code,kind,cost,x,y\nc2,station,60,500500,3900900\n");
  ask("sites = 1\n");
  EXPECT_THAT(bytes_of(study_.out() / "issues.csv"),
              HasSubstr("no site, standing or offered, can serve 80 of 160 persons"));
}

TEST_F(PlacingStudy, GivesTheSameBytesWithAnyNumberOfThreads) {
  std::map<std::string, std::string> first;
  for (const std::size_t threads : {1U, 2U, 8U}) {
    set_thread_limit(threads);
    ask("candidates = [\"given\", \"hexagons\"]\nsites = 2\n");
    auto files = files_of(study_.out());
    files.erase("manifest.json");
    if (first.empty()) {
      first = files;
    }
    EXPECT_EQ(files, first) << threads;
  }
  set_thread_limit(0);
}

TEST_F(PlacingStudy, FaultsOfTheSectionAreNamed) {
  EXPECT_THAT(fault(""), HasSubstr("max_cover needs a limit"));
  EXPECT_THAT(fault("goal = \"max_coverage\"\nsites = 1\n"), HasSubstr("did you mean 'max_cover'"));
  EXPECT_THAT(fault("sites = 1\nbudget = -1\n"), HasSubstr("budget"));
  EXPECT_THAT(fault("sites = 1\nclose = 1\n"), HasSubstr("may_close"));
  EXPECT_THAT(fault("sites = 1\nfull_to_m = 300\n"), HasSubstr("go together"));
  EXPECT_THAT(fault("sites = 1\nfull_to_m = 300\nnone_beyond_m = 800\ntimes = 2\n"), HasSubstr("times"));
  EXPECT_THAT(fault("sites = 1\nfull_to_m = 300\nnone_beyond_m = 800\ngoal = \"p_median\"\n"), HasSubstr("gradual"));
  EXPECT_THAT(fault("budget = 5\ncurve = true\n"), HasSubstr("sites is missing"));
  EXPECT_THAT(fault("sites = 5\nphases = [5, 5]\n"), HasSubstr("the phases open 10 sites"));
  EXPECT_THAT(fault("sites = 5\ntimes = 0\n"), HasSubstr("0 times"));
  EXPECT_THAT(fault("sites = 0\nexisting = \"may_close\"\nclose = 9\n"),
              HasSubstr("9 posts are to close, and 1 stand"));
  EXPECT_THAT(fault("sites = 1\nsite = 2\n"), HasSubstr("did you mean 'sites'"));
  EXPECT_THAT(fault("sites = 1\nmode = \"walking\"\n"), HasSubstr("[layers.streets]"));
  EXPECT_THAT(fault("sites = 1\nshare = 0\n"), HasSubstr("(0, 1]"));
}

TEST_F(PlacingStudy, WhatTheStudyLacksIsNamed) {
  put(study_.folder() / "buildings.csv", "code,households,x,y\nb3,40,501900,3900500\nb1,10,500500,3900500\n");
  EXPECT_THAT(fault("sites = 1\n"), HasSubstr("weigh = \"households\""));
  EXPECT_THAT(fault("sites = 1\nweigh = \"households\"\ncandidates = [\"grid_zones\"]\n"), HasSubstr("grid zone"));
}

}  // namespace
}  // namespace lastmeter
