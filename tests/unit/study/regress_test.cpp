// SPDX-License-Identifier: Apache-2.0
#include "study/regress.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>

#include "core/error.h"
#include "study_files.h"

namespace lastmeter {
namespace {

using testing::bytes_of;
using testing::put;
using testing::SmallStudy;
using testing::TempFolder;

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

Figure figure(std::string name, double value, std::vector<Figure::Qualifier> qualifiers = {}) {
  return {.name = std::move(name), .qualifiers = std::move(qualifiers), .value = value, .total = {}, .unit = ""};
}

std::vector<Breach> compare(double expected, double tolerance, double found) {
  return compare_figures({{figure("a", expected), tolerance}}, {figure("a", found)});
}

TEST(CompareFigures, TheToleranceIsIncluded) {
  EXPECT_TRUE(compare(100, 0, 100).empty());
  EXPECT_TRUE(compare(100, 0.5, 100.5).empty());
  EXPECT_TRUE(compare(100, 0.5, 99.5).empty());
  EXPECT_EQ(compare(100, 0.5, 100.51).size(), 1U);
  EXPECT_EQ(compare(100, 0, std::nextafter(100, 101)).size(), 1U);
  EXPECT_EQ(compare(100, 0.5, std::numeric_limits<double>::quiet_NaN()).size(), 1U) << "not a number is a breach";
}

TEST(CompareFigures, AMissingFigureIsABreach) {
  const auto breaches = compare_figures({{figure("gone", 5, {{"radius_m", 500.0}}), 1}}, {figure("gone", 5)});
  ASSERT_EQ(breaches.size(), 1U);
  EXPECT_EQ(breaches[0].figure, "gone radius_m=500");
  EXPECT_EQ(breaches[0].found, std::nullopt);
}

TEST(CompareFigures, QualifiersDecideInAnyOrder) {
  const std::vector<Figure> found{figure("a", 1, {{"mode", std::string("straight")}, {"radius_m", 300.0}}),
                                  figure("a", 2, {{"mode", std::string("straight")}, {"radius_m", 500.0}}),
                                  figure("unexpected", 7)};
  EXPECT_TRUE(
      compare_figures({{figure("a", 2, {{"radius_m", 500.0}, {"mode", std::string("straight")}}), 0}}, found).empty());
  EXPECT_EQ(compare_figures({{figure("a", 2, {{"radius_m", 500.0}}), 0}}, found).size(), 1U);
}

TEST(ReadExpected, ReadsFiguresAsTheSummaryHasThem) {
  const TempFolder folder;
  const auto file = put(folder.path() / "expected.json",
                        R"({"note": 1, "figures": [{"name": "coverage.population", "mode": "straight", "radius_m": 500,
                           "value": 80, "total": 160, "share": 0.5, "unit": "persons", "tolerance": 0.5},
                          {"name": "study.buildings", "value": 3}]})");
  const auto expected = read_expected(file);
  ASSERT_EQ(expected.size(), 2U);
  EXPECT_EQ(expected[0].figure.qualifiers,
            (std::vector<Figure::Qualifier>{{"mode", std::string("straight")}, {"radius_m", 500.0}}));
  EXPECT_EQ(expected[0].figure.value, 80.0);
  EXPECT_EQ(expected[0].tolerance, 0.5);
  EXPECT_EQ(expected[1].tolerance, 0.0);
}

TEST(ReadExpected, RefusesWhatIsNotAList) {
  const TempFolder folder;
  for (const std::string text :
       {"", "[]", "{}", "{\"figures\": [{\"name\": \"a\"}]}", "{\"figures\": [{\"value\": 1}]}",
        "{\"figures\": [{\"name\": \"a\", \"value\": \"b\"}]}", "{\"figures\": [5]}",
        "{\"figures\": [{\"name\": \"a\", \"value\": 1, \"radius_m\": null}]}"}) {
    put(folder.path() / "expected.json", text);
    EXPECT_THROW(read_expected(folder.path() / "expected.json"), InputError) << text;
  }
  EXPECT_THROW(read_expected(folder.path() / "none.json"), InputError);
}

TEST(ReadExpected, RefusesAListWithoutFigures) {
  const TempFolder folder;
  const auto file = put(folder.path() / "expected.json", R"({"figures": []})");
  try {
    read_expected(file);
    FAIL() << "an empty list would let every run pass";
  } catch (const InputError& error) {
    EXPECT_TRUE(holds(error.what(), file.string() + " expects 0 figures")) << error.what();
    EXPECT_TRUE(holds(error.fix(), "list the figures")) << error.fix();
  }
}

TEST(RegressFolder, AnEmptyListOfFiguresDoesNotPass) {
  const SmallStudy study;
  put(study.folder() / "expected.json", R"({"figures": []})");
  SilentProgress silent;
  const RegressionResult result = regress_folder(study.folder(), silent);
  EXPECT_FALSE(result.passed());
  EXPECT_TRUE(holds(result.error, "expects 0 figures")) << result.error;
}

const std::string kExpected = R"({"figures": [
{"name": "coverage.population", "mode": "straight", "service": "open", "radius_m": 500, "value": 80},
{"name": "study.buildings", "value": 3}]})";

TEST(RegressFolder, PassesWhereFiguresAreAsExpected) {
  const SmallStudy study;
  put(study.folder() / "expected.json", kExpected);
  SilentProgress silent;
  const RegressionResult result = regress_folder(study.folder(), silent);
  EXPECT_TRUE(result.passed()) << regression_text({result});
  EXPECT_EQ(result.figures, 2U);
  EXPECT_FALSE(std::filesystem::exists(study.out())) << "the study's own result is left alone";
}

TEST(RegressFolder, ListsEveryBreach) {
  const SmallStudy study;
  put(study.folder() / "expected.json", kExpected);
  put(study.folder() / "buildings.csv", "code,households,population,x,y\nb1,10,31,500500,3900500\n");
  SilentProgress silent;
  const RegressionResult result = regress_folder(study.folder(), silent);
  EXPECT_FALSE(result.passed());
  ASSERT_EQ(result.breaches.size(), 2U);
  EXPECT_EQ(result.breaches[0].found, 31.0);
  EXPECT_EQ(result.breaches[0].figure, "coverage.population mode=straight service=open radius_m=500");
  EXPECT_EQ(result.breaches[1].expected, 3.0);
  EXPECT_EQ(result.breaches[1].found, 1.0);
}

TEST(RegressFolder, AFaultOfTheRunIsAResult) {
  const SmallStudy study;
  SilentProgress silent;
  EXPECT_FALSE(regress_folder(study.folder(), silent).error.empty()) << "no expected.json";
  put(study.folder() / "expected.json", kExpected);
  put(study.folder() / "posts.csv", "code,x,y\n");
  const RegressionResult refused = regress_folder(study.folder(), silent);
  EXPECT_FALSE(refused.passed());
  EXPECT_TRUE(holds(refused.error, "refused")) << refused.error;
  std::filesystem::remove(study.folder() / "posts.csv");
  const RegressionResult missing = regress_folder(study.folder(), silent);
  EXPECT_TRUE(holds(missing.error, "layers.facilities")) << missing.error;
  put(study.study_file(), "[study");
  EXPECT_TRUE(holds(regress_folder(study.folder(), silent).error, "not TOML"));
}

TEST(RegressFolder, PassesAnInterruptOnAndCleansUp) {
  class Stop final : public Progress {
   public:
    void stage(std::string_view /*name*/, std::size_t /*total*/) override { throw Interrupted(); }
  } stop;
  const SmallStudy study;
  const TempFolder temporary;
  // NOLINTBEGIN(concurrency-mt-unsafe): no other thread runs yet or any more where the environment changes
  const char* old = std::getenv("TMPDIR");
  const std::string before = old != nullptr ? old : "";
  ::setenv("TMPDIR", temporary.path().c_str(), 1);
  put(study.folder() / "expected.json", kExpected);
  EXPECT_THROW(regress_folder(study.folder(), stop), Interrupted);
  SilentProgress silent;
  EXPECT_TRUE(regress_folder(study.folder(), silent).passed());
  EXPECT_TRUE(std::filesystem::is_empty(temporary.path()));
  old != nullptr ? ::setenv("TMPDIR", before.c_str(), 1) : ::unsetenv("TMPDIR");
  // NOLINTEND(concurrency-mt-unsafe)
}

std::vector<RegressionResult> three_results() {
  return {{.folder = "data/good", .figures = 4, .breaches = {}, .error = "", .seconds = 1.25},
          {.folder = "data/a & b",
           .figures = 2,
           .breaches = {{"coverage.population", 80, 79.5, 0.25}, {"x", 1, {}, 0}},
           .error = "",
           .seconds = 0.5},
          {.folder = "data/broken",
           .figures = 0,
           .breaches = {},
           .error = "posts.csv <missing>: \"add\" it",
           .seconds = 0}};
}

TEST(RegressionText, ShowsOldNewAndTolerance) {
  const std::string text = regression_text(three_results());
  EXPECT_TRUE(holds(text, "coverage.population: old 80, new 79.5, tolerance 0.25")) << text;
  EXPECT_TRUE(holds(text, "x: old 1, new missing, tolerance 0")) << text;
  EXPECT_TRUE(holds(text, "posts.csv <missing>")) << text;
  EXPECT_TRUE(holds(text, "1 of 3 sample districts as expected")) << text;
}

TEST(JUnit, HasACasePerFolder) {
  const std::string xml = junit_xml(three_results());
  EXPECT_TRUE(holds(xml, "tests=\"3\" failures=\"2\"")) << xml;
  EXPECT_TRUE(holds(xml, "<testcase classname=\"regress\" name=\"data/good\" time=\"1.250\">")) << xml;
  EXPECT_TRUE(holds(xml, "name=\"data/a &amp; b\"")) << xml;
  EXPECT_TRUE(holds(xml, "&lt;missing&gt;: &quot;add&quot; it")) << xml;
  EXPECT_FALSE(holds(xml, "a & b"));
}

TEST(JUnit, IsWrittenOrAnError) {
  const TempFolder folder;
  write_junit(three_results(), folder.path() / "junit.xml");
  EXPECT_EQ(bytes_of(folder.path() / "junit.xml"), junit_xml(three_results()));
  EXPECT_THROW(write_junit({}, folder.path() / "none" / "junit.xml"), InputError);
}

}  // namespace
}  // namespace lastmeter
