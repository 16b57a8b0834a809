// SPDX-License-Identifier: Apache-2.0
#include "study/compare_study.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "io/read_table.h"
#include "study_files.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using testing::bytes_of;
using testing::files_of;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::put;
using testing::SmallStudy;

namespace fs = std::filesystem;

/// The town of SmallStudy before and after: p1 goes (b1 and b2, 80 people, lose it), p2 comes to b3 (80 gain it).
class Compared {
 public:
  Compared() {
    town.run();
    fs::rename(town.out(), before());
    put(town.folder() / "posts.csv", "code,name,kind,x,y\np2,Centre of B,centre,501900,3900500\n");
    town.run();
    fs::rename(town.out(), after());
  }
  [[nodiscard]] fs::path before() const { return town.folder() / "a"; }
  [[nodiscard]] fs::path after() const { return town.folder() / "b"; }
  [[nodiscard]] fs::path folder() const { return town.folder() / "c"; }

  // NOLINTNEXTLINE(modernize-use-nodiscard): many tests want only what is left in the folder
  CompareOutcome compare(const fs::path& from, const fs::path& to) const {
    SilentProgress silent;
    return compare_study({.before = from,
                          .after = to,
                          .folder = folder(),
                          .overwrite = Overwrite::Yes,
                          .language = {},
                          .verbose = true,
                          .command = "test"},
                         silent);
  }
  [[nodiscard]] std::string refusal(const fs::path& from, const fs::path& to) const {
    try {
      compare(from, to);
    } catch (const InputError& error) {
      return error.what();
    }
    return "no fault";
  }
  [[nodiscard]] FeatureTable table(const std::string& name) const {
    SilentProgress silent;
    return read_table({.path = (folder() / "tables" / (name + ".csv")).string()}, silent);
  }

  SmallStudy town;
};

std::string cell(const FeatureTable& table, std::string_view column, std::size_t row) {
  const auto at = table.find(column);
  return at ? table.columns[*at].as_text(row) : "no column " + std::string(column);
}

TEST(CompareStudy, NeverWritesIntoWhatItCompares) {
  const Compared town;
  const auto files = files_of(town.after());
  SilentProgress silent;
  for (const fs::path& folder : {town.after(), town.before(), town.after() / "sub", town.after() / ".." / "b"}) {
    EXPECT_THROW(compare_study({.before = town.before(),
                                .after = town.after(),
                                .folder = folder,
                                .overwrite = Overwrite::Yes,
                                .language = {},
                                .verbose = true,
                                .command = "test"},
                               silent),
                 ConfigError)
        << folder;
  }
  EXPECT_EQ(files_of(town.after()), files);
}

TEST(CompareStudy, AComparisonIsNoResultToCompare) {
  const Compared town;
  town.compare(town.before(), town.after());
  fs::rename(town.folder(), town.town.folder() / "d");
  EXPECT_THAT(town.refusal(town.town.folder() / "d", town.after()), HasSubstr("is a comparison"));
}

TEST(CompareStudy, SaysWhoGainedAndWhoLost) {
  const Compared town;
  const CompareOutcome outcome = town.compare(town.before(), town.after());
  EXPECT_TRUE(outcome.differs);
  EXPECT_THAT(outcome.text, HasSubstr("gained 80 of 160 persons (50.00 %), lost 80 of 160 (50.00 %)"));
  EXPECT_THAT(outcome.text, HasSubstr("posts: 1 added, 1 removed of 2"));
  EXPECT_THAT(outcome.text, HasSubstr("buildings: 3 of 3 differ (0 added, 0 removed)"));
  EXPECT_THAT(outcome.summary, HasSubstr(R"("name": "compare.population_lost", "mode": "straight", "service": "open", )"
                                         R"("radius_m": 500, "value": 80, "total": 160, "share": 0.5)"));
  const FeatureTable zones = town.table("compare_communities");
  EXPECT_EQ(cell(zones, "population_lost_500m_open", 0), "80");
  EXPECT_EQ(cell(zones, "population_gained_500m_open", 1), "80");
  EXPECT_EQ(cell(zones, "population_share_change_500m_open", 1), "1");
  EXPECT_EQ(cell(zones, "population_lost_300m_open", 0), "30");
  const FeatureTable buildings = town.table("compare_buildings");
  ASSERT_EQ(buildings.rows, 3U);
  EXPECT_EQ(cell(buildings, "change", 0), "lost");
  EXPECT_EQ(cell(buildings, "turn_300m_open", 1), "0");
  EXPECT_EQ(cell(buildings, "change", 2), "gained");
  EXPECT_EQ(cell(buildings, "nearest_after", 2), "p2");
}

TEST(CompareStudy, WritesEverythingTwiceAlike) {
  const Compared town;
  town.compare(town.before(), town.after());
  auto first = files_of(town.folder());
  for (const char* name : {"compare.html", "compare.gpkg", "tables.xlsx", "summary.json", "issues.csv", "manifest.json",
                           "geojson/compare_communities.geojson", "tables/compare_figures.csv"}) {
    EXPECT_TRUE(first.contains(name)) << name;
  }
  town.compare(town.before(), town.after());
  EXPECT_EQ(files_of(town.folder()), first);
}

TEST(CompareStudy, TheSameResultTwiceHasNoDifferences) {
  const Compared town;
  const CompareOutcome outcome = town.compare(town.before(), town.before());
  EXPECT_FALSE(outcome.differs);
  EXPECT_THAT(outcome.text, HasSubstr("no differences"));
  EXPECT_EQ(town.table("compare_buildings").rows, 0U);
}

TEST(CompareStudy, ReadsGeoJsonAndTablesWhereThereIsNoPackage) {
  const Compared town;
  fs::remove(town.before() / "study.gpkg");
  EXPECT_THAT(town.compare(town.before(), town.after()).text, HasSubstr("gained 80 of 160 persons"));
  EXPECT_EQ(cell(town.table("compare_communities"), "change", 0), "same");  // the outlines agree to a centimetre
  fs::remove_all(town.before() / "geojson");
  EXPECT_THAT(town.compare(town.before(), town.after()).text, HasSubstr("gained 80 of 160 persons"));
}

TEST(CompareStudy, FiguresAloneWhereNothingElseIsLeft) {
  const Compared town;
  fs::remove(town.before() / "study.gpkg");
  fs::remove_all(town.before() / "geojson");
  fs::remove_all(town.before() / "tables");
  EXPECT_THAT(town.compare(town.before(), town.after()).text,
              AllOf(HasSubstr("figures: "), HasSubstr("layers only in the result after"), Not(HasSubstr("posts: "))));
}

TEST(CompareStudy, HiddenCountsAreNotTakenForNobody) {
  const Compared town;
  town.town.write_study("suppress_below = 10\n");
  town.town.run();
  EXPECT_THAT(town.refusal(town.before(), town.town.out()), HasSubstr("hides counts ([output] suppress_below)"));
  EXPECT_THAT(town.refusal(town.town.out(), town.after()), HasSubstr("hides counts ([output] suppress_below)"));
}

TEST(CompareStudy, RefusesFoldersThatAreNoResultInOneLine) {
  const Compared town;
  EXPECT_THAT(town.refusal(town.folder() / "none", town.after()), HasSubstr("none is no folder"));
  EXPECT_THAT(town.refusal(town.town.study_file(), town.after()), HasSubstr("is no folder"));
  put(town.before() / "summary.json", "{\"study\": ");
  EXPECT_THAT(town.refusal(town.before(), town.after()), HasSubstr("summary.json that is damaged"));
  put(town.before() / "summary.json", "{\"figures\": 3}");
  EXPECT_THAT(town.refusal(town.before(), town.after()), HasSubstr("not one of lastmeter"));
  fs::remove(town.before() / "summary.json");
  EXPECT_THAT(town.refusal(town.before(), town.after()), HasSubstr("holds no summary.json"));
  EXPECT_THAT(town.refusal(town.before(), town.after()), Not(HasSubstr("\n")));
  fs::remove(town.after() / "manifest.json");
  EXPECT_THAT(town.refusal(town.after(), town.after()), HasSubstr("holds no manifest.json"));
  EXPECT_FALSE(fs::exists(town.folder()));
}

TEST(CompareStudy, NotesOtherStudiesAndCases) {
  const Compared town;
  std::string text = bytes_of(town.town.study_file());
  text.replace(text.find("\"Small\""), 7, "\"Large\"");
  text.replace(text.find("[300, 500]"), 10, "[500, 800]");
  put(town.town.study_file(), text);
  town.town.run();
  const std::string told = town.compare(town.before(), town.town.out()).text;
  EXPECT_THAT(told, HasSubstr("'Small' before, 'Large' after"));
  EXPECT_THAT(told, HasSubstr("cases only in the result before, not compared: 300m_open"));
  EXPECT_THAT(told, HasSubstr("gained 80 of 160 persons"));
}

TEST(CompareStudy, AnotherCoordinateSystemIsNoMove) {
  const Compared town;
  std::string text = bytes_of(town.town.study_file());
  text.replace(text.find("crs   = \"EPSG:32650\""), 20, "crs   = \"EPSG:32651\"");
  put(town.town.study_file(), text);
  town.town.run();
  const std::string told = town.compare(town.after(), town.town.out()).text;
  EXPECT_THAT(told, HasSubstr("EPSG:32650 before, in EPSG:32651 after"));
  EXPECT_THAT(told, Not(HasSubstr("posts:")));
}

TEST(CompareStudy, StrangersAreRefused) {
  const Compared town;
  put(town.town.folder() / "communities.csv",
      "code,name,wkt\nX,X,\"POLYGON ((500000 3900000, 502000 3900000, 502000 3901000, 500000 3901000))\"\n");
  put(town.town.folder() / "buildings.csv", "code,households,population,x,y\nz,40,80,501900,3900500\n");
  put(town.town.folder() / "posts.csv", "code,name,kind,x,y\nq,Q,centre,500500,3900500\n");
  town.town.run();
  EXPECT_THAT(town.refusal(town.before(), town.town.out()), HasSubstr("no zone, no demand and no post in common"));
}

}  // namespace
}  // namespace lastmeter
