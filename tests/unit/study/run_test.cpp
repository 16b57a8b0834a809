// SPDX-License-Identifier: Apache-2.0
#include "study/run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>
#include <set>

#include "core/error.h"
#include "core/parallel.h"
#include "core/random.h"
#include "io/output_folder.h"
#include "study_files.h"

namespace lastmeter {
namespace {

using testing::bytes_of;
using testing::files_of;
using testing::put;
using testing::SmallStudy;

/// The figure of this name without qualifiers, or for open service, straight, at a radius.
const Figure* find(const RunOutcome& outcome, std::string_view name, std::optional<double> radius = {}) {
  std::vector<Figure::Qualifier> qualifiers;
  if (radius) {
    qualifiers = {{"mode", std::string("straight")}, {"service", std::string("open")}, {"radius_m", *radius}};
  }
  const auto at = std::find_if(outcome.figures.begin(), outcome.figures.end(), [&](const Figure& figure) {
    return figure.name == name && figure.qualifiers == qualifiers;
  });
  return at == outcome.figures.end() ? nullptr : &*at;
}

void expect_figure(const RunOutcome& outcome, std::string_view name, double radius, double value, double total) {
  const Figure* figure = find(outcome, name, radius);
  ASSERT_NE(figure, nullptr) << name;
  EXPECT_NEAR(figure->value, value, 1e-9 * value) << name << " " << radius;
  EXPECT_NEAR(figure->total.value_or(-1.0), total, 1e-9 * total) << name;
}

std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(RunStudy, GivesTheFiguresOnPaper) {
  const SmallStudy study;
  const RunOutcome outcome = study.run();
  EXPECT_EQ(outcome.refused, 0U);
  EXPECT_EQ(outcome.errors, 0U) << outcome.text;
  expect_figure(outcome, "coverage.population", 300, 30, 160);
  expect_figure(outcome, "coverage.population", 500, 80, 160);
  expect_figure(outcome, "coverage.households", 300, 10, 70);
  expect_figure(outcome, "coverage.households", 500, 30, 70);
  expect_figure(outcome, "coverage.buildings", 500, 2, 3);
  expect_figure(outcome, "coverage.area", 300, std::numbers::pi * 300 * 300, 2e6);
  expect_figure(outcome, "coverage.area", 500, std::numbers::pi * 500 * 500, 2e6);
  EXPECT_EQ(find(outcome, "study.communities")->value, 2.0);
  EXPECT_EQ(find(outcome, "study.buildings")->value, 3.0);
  EXPECT_EQ(find(outcome, "study.facilities")->value, 1.0);
  EXPECT_EQ(find(outcome, "audit.errors")->value, 0.0);
  EXPECT_TRUE(holds(outcome.text, "2 communities, 3 buildings, 1 facility")) << outcome.text;
}

TEST(RunStudy, WritesTheWholeFolder) {
  const SmallStudy study;
  const RunOutcome outcome = study.run();
  EXPECT_EQ(outcome.folder, study.out());
  const auto files = files_of(study.out());
  std::set<std::string> names;
  for (const auto& [name, bytes] : files) {
    names.insert(name);
    EXPECT_FALSE(bytes.empty()) << name;
  }
  EXPECT_EQ(names, (std::set<std::string>{"geojson/buildings.geojson",
                                          "geojson/communities.geojson",
                                          "geojson/facilities.geojson",
                                          "geojson/gaps.geojson",
                                          "geojson/issues.geojson",
                                          "geojson/service_area.geojson",
                                          "geojson/uncovered.geojson",
                                          "issues.csv",
                                          "manifest.json",
                                          "map.html",
                                          "report.html",
                                          "report.pdf",
                                          "study.gpkg",
                                          "summary.json",
                                          "tables.xlsx",
                                          "tables/buildings.csv",
                                          "tables/communities.csv",
                                          "tables/facilities.csv",
                                          "tables/gaps.csv",
                                          "tables/service_area.csv",
                                          "tables/uncovered.csv"}));
  EXPECT_EQ(files.at("summary.json"), outcome.summary);
  EXPECT_TRUE(holds(outcome.summary, "\"study\": \"Small\"")) << outcome.summary;
  EXPECT_TRUE(holds(files.at("tables/uncovered.csv"), "b3")) << files.at("tables/uncovered.csv");
  EXPECT_FALSE(holds(files.at("tables/uncovered.csv"), "b2"));
  EXPECT_TRUE(holds(files.at("geojson/communities.geojson"), "\"id\": \"A\"") ||
              holds(files.at("geojson/communities.geojson"), "\"id\":\"A\""));
  EXPECT_EQ(names_in(study.folder()),
            (std::set<std::string>{"buildings.csv", "communities.csv", "posts.csv", "study.toml", "out"}))
      << "nothing else is left";
}

TEST(RunStudy, WritesEveryFormatAskedFor) {
  const SmallStudy study;
  study.write_study("formats = [\"flatgeobuf\"]\n");
  put(study.folder() / "posts.csv", "code,name,kind,x,y\n,No code,centre,500500,3900500\n");
  EXPECT_EQ(study.run().refused, 0U);
  const auto files = files_of(study.out());
  EXPECT_TRUE(files.contains("flatgeobuf/communities.fgb"));
  EXPECT_TRUE(files.contains("issues.csv")) << "always";
  EXPECT_FALSE(files.contains("study.gpkg"));
}

TEST(RunStudy, InLocalMetresEndsWithAResult) {
  const SmallStudy study;
  std::string text = bytes_of(study.study_file());
  for (std::size_t at = text.find("EPSG:32650"); at != std::string::npos; at = text.find("EPSG:32650")) {
    text.replace(at, 10, at < 60 ? "local" : "");
  }
  put(study.study_file(), text);
  const RunOutcome outcome = study.run();
  expect_figure(outcome, "coverage.population", 500, 80, 160);
  const auto files = files_of(study.out());
  EXPECT_TRUE(files.contains("tables/communities.csv"));
  EXPECT_TRUE(files.contains("study.gpkg"));
  EXPECT_FALSE(files.contains("geojson/communities.geojson")) << "there are no degrees";
  EXPECT_TRUE(holds(outcome.text, "local metres")) << outcome.text;
}

TEST(RunStudy, CheckWritesTheLedgerBeside) {
  const SmallStudy study;
  put(study.folder() / "posts.csv", "code,name,kind,x,y\n,No code,centre,500500,3900500\n");
  const RunOutcome outcome = study.run(Stage::Check);
  EXPECT_EQ(outcome.errors, 1U) << outcome.text;
  EXPECT_EQ(outcome.folder, study.check());
  EXPECT_FALSE(std::filesystem::exists(study.out()));
  const auto files = files_of(study.check());
  EXPECT_TRUE(holds(files.at("issues.csv"), "code.missing")) << files.at("issues.csv");
  EXPECT_TRUE(files.contains("summary.json") && files.contains("manifest.json") && files.contains("issues.geojson"));
  EXPECT_FALSE(holds(outcome.summary, "coverage."));
  EXPECT_NO_THROW(study.run(Stage::Check)) << "a check replaces the last one";
}

TEST(RunStudy, CoverageNeedsNoSection) {
  const SmallStudy study;
  std::string text = bytes_of(study.study_file());
  text.erase(text.find("[coverage]"), std::string("[coverage]\nradii_m = [300, 500]\n").size());
  put(study.study_file(), text);
  const RunOutcome all = study.run(Stage::All);
  EXPECT_FALSE(holds(all.summary, "coverage.")) << "not asked for";
  const RunOutcome coverage = study.run(Stage::Coverage, Overwrite::Yes);
  expect_figure(coverage, "coverage.population", 500, 80, 160);
  EXPECT_EQ(find(coverage, "coverage.population", 300), nullptr);
}

TEST(RunStudy, ASecondRunNeedsOverwrite) {
  const SmallStudy study;
  study.run();
  const auto before = files_of(study.out());
  put(study.folder() / "buildings.csv", "code,households,population,x,y\nb1,1,1,500500,3900500\n");
  EXPECT_THROW(study.run(), InputError);
  EXPECT_EQ(files_of(study.out()), before);
  const RunOutcome outcome = study.run(Stage::All, Overwrite::Yes);
  expect_figure(outcome, "coverage.population", 500, 1, 1);
  EXPECT_NE(files_of(study.out()), before);
}

TEST(RunStudy, ARefusedLayerLeavesTheOldResult) {
  const SmallStudy study;
  study.run();
  const auto before = files_of(study.out());
  put(study.folder() / "buildings.csv", "code,households,身份证号,x,y\nb1,1,x,500500,3900500\n");
  const RunOutcome outcome = study.run(Stage::All, Overwrite::Yes);
  EXPECT_EQ(outcome.refused, 1U);
  EXPECT_EQ(outcome.folder, study.check());
  EXPECT_EQ(files_of(study.out()), before);
  const auto files = files_of(study.check());
  EXPECT_TRUE(holds(files.at("issues.csv"), "file.personal_data")) << files.at("issues.csv");
  EXPECT_TRUE(holds(files.at("manifest.json"), "buildings.csv"));
  EXPECT_TRUE(holds(outcome.text, "1 refused")) << outcome.text;
}

TEST(RunStudy, AMissingFileLeavesNothing) {
  const SmallStudy study;
  const auto before = names_in(study.folder());
  std::filesystem::remove(study.folder() / "posts.csv");
  EXPECT_THROW(study.run(), InputError);
  put(study.folder() / "posts.csv", "");
  EXPECT_EQ(names_in(study.folder()), before);
}

/// Stops the run at its n-th report.
class StopAt final : public Progress {
 public:
  explicit StopAt(std::size_t call) : call_(call) {}
  void stage(std::string_view /*name*/, std::size_t /*total*/) override { count(); }
  void step(std::size_t /*done*/) override { count(); }
  [[nodiscard]] std::size_t calls() const { return calls_; }

 private:
  void count() {
    if (calls_++ == call_) {
      throw Interrupted();
    }
  }
  std::size_t call_;
  std::size_t calls_ = 0;
};

TEST(RunStudy, AnInterruptLeavesNothingBehind) {
  const SmallStudy study;
  const auto before = names_in(study.folder());
  StopAt never(1000000);
  study.run(Stage::All, Overwrite::No, never);
  ASSERT_GE(never.calls(), 5U);
  std::filesystem::remove_all(study.out());
  for (std::size_t call = 0; call < never.calls(); ++call) {
    StopAt stop(call);
    EXPECT_THROW(study.run(Stage::All, Overwrite::No, stop), Interrupted) << call;
    EXPECT_EQ(names_in(study.folder()), before) << call;
  }
}

TEST(RunStudy, AnInterruptKeepsTheOldResult) {
  const SmallStudy study;
  study.run();
  const auto before = files_of(study.out());
  StopAt stop(4);
  EXPECT_THROW(study.run(Stage::All, Overwrite::Yes, stop), Interrupted);
  EXPECT_EQ(files_of(study.out()), before);
}

/// Files of a run but the manifest, which holds times.
std::map<std::string, std::string> results_with(const SmallStudy& study, std::size_t threads) {
  set_thread_limit(threads);
  study.run(Stage::All, Overwrite::Yes);
  set_thread_limit(0);
  auto files = files_of(study.out());
  files.erase("manifest.json");
  return files;
}

TEST(RunStudy, GivesTheSameBytesForAnyNumberOfThreads) {
  const SmallStudy study;
  study.write_study("formats = [\"geojson\", \"gpkg\", \"csv\", \"flatgeobuf\"]\n");
  Random random(5);
  std::string buildings = "code,households,population,x,y\n";
  for (int i = 0; i < 3000; ++i) {
    buildings += "b" + std::to_string(i) + "," + std::to_string(random.below(30)) + "," +
                 std::to_string(random.below(90)) + "," + std::to_string(500000 + random.uniform(0, 2000)) + "," +
                 std::to_string(3900000 + random.uniform(0, 1000)) + "\n";
  }
  put(study.folder() / "buildings.csv", buildings);
  std::string posts = "code,kind,radius_m,x,y\n";
  for (int i = 0; i < 40; ++i) {
    posts += "p" + std::to_string(i) + ",station," + (i % 3 == 0 ? "250" : "") + "," +
             std::to_string(500000 + random.uniform(-100, 2100)) + "," +
             std::to_string(3900000 + random.uniform(0, 1000)) + "\n";
  }
  put(study.folder() / "posts.csv", posts);
  const auto one = results_with(study, 1);
  for (const std::size_t threads : {2U, 8U, 1U}) {
    const auto other = results_with(study, threads);
    ASSERT_EQ(one.size(), other.size());
    for (const auto& [name, bytes] : one) {
      EXPECT_TRUE(bytes == other.at(name)) << name << " differs with " << threads << " threads";
    }
  }
}

TEST(Manifest, HoldsHashesNormsAndAccounts) {
  const SmallStudy study;
  study.run();
  const std::string manifest = bytes_of(study.out() / "manifest.json");
  for (const std::string name : {"communities.csv", "buildings.csv", "posts.csv", "study.toml"}) {
    EXPECT_TRUE(holds(manifest, sha256_of_file(study.folder() / name))) << name;
  }
  EXPECT_TRUE(holds(manifest, "\"service_radius_m\""));
  EXPECT_TRUE(holds(manifest, "\"id\": \"EPSG:32650\"")) << manifest;
  EXPECT_TRUE(holds(manifest, "\"read\": 3"));
  EXPECT_TRUE(holds(manifest, "\"seed\": 1"));
}

TEST(Passwords, StandInNoMessageAndNoFile) {
  const SmallStudy study;
  std::string text = bytes_of(study.study_file());
  text.replace(text.find("\"posts.csv\""), 11, "\"PG:host=127.0.0.1 port=1 user=planner password=s3cret dbname=x\"");
  put(study.study_file(), text);
  try {
    study.run();
    FAIL() << "no server listens on port 1";
  } catch (const InputError& error) {
    EXPECT_FALSE(holds(error.what(), "s3cret") || holds(error.fix(), "s3cret")) << error.what();
    EXPECT_TRUE(holds(error.what(), "layers.facilities")) << error.what();
  }
}

}  // namespace
}  // namespace lastmeter
