// SPDX-License-Identifier: Apache-2.0
// Real cities against answers computed elsewhere (GeoPandas, scipy): expected.json beside each data set.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/text.h"
#include "small_study.h"
#include "support/shared_data.h"

namespace lastmeter {
namespace {

using Row = std::vector<std::string>;

std::vector<Row> read_csv(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    Row row(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        row.emplace_back();
      } else if (c != '\r') {
        row.back() += c;
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Point place(std::string_view from, std::string_view to, const std::string& lon, const std::string& lat) {
  std::vector<Coordinate> at{{parse_number(lon).value(), parse_number(lat).value()}};
  transform(Crs::parse(from), Crs::parse(to), at);
  return {at[0].x, at[0].y};
}

double nearest(const CoverageResult& result, const char* stat, const char* weight) {
  return testing::find_figure(
             result.figures, "coverage.nearest_m",
             {{"mode", std::string("straight")}, {"stat", std::string(stat)}, {"weight", std::string(weight)}})
      .value()
      .value;
}

TEST(ReferenceCity, PortoAlegreSchools) {
  const auto data = testing::shared_data();
  if (!data) {
    GTEST_SKIP() << "shared data not there";
  }
  StudyArea area;
  area.basis = DemandBasis::PopulationPoints;
  area.has_population = true;
  for (const Row& row : read_csv(*data / "porto_alegre" / "poa_hexgrid.csv")) {
    if (row[0] != "id") {
      const Point at = place("EPSG:4326", "EPSG:31982", row[1], row[2]);
      testing::add_demand(area, at, 0, parse_number(row[3]).value());
      if (parse_number(row[4]).value_or(0) > 0) {
        testing::add_post(area, at);
      }
    }
  }
  const CoverageResult result = testing::measure(area, testing::both_services({300, 500, 800, 1000, 1500}));
  EXPECT_EQ(result.total.population, 812935);
  const double people[] = {152290, 640123, 792421, 808891, 812162};
  const double points[] = {177, 769, 1064, 1166, 1213};
  for (std::size_t c = 0; c < 5; ++c) {
    EXPECT_EQ(result.totals[c].at_least[0].population, people[c]);
    EXPECT_EQ(result.totals[c].at_least[0].points, points[c]);
  }
  EXPECT_NEAR(result.totals[1].depth.population / result.total.population, 1.325545, 5e-7);
  EXPECT_NEAR(nearest(result, "mean", "population"), 321.921, 5e-4);
  EXPECT_NEAR(nearest(result, "median", "population"), 322.492, 5e-4);
  EXPECT_NEAR(nearest(result, "max", "demand_points"), 2452.846, 5e-4);
}

TEST(ReferenceCity, ShanghaiCommittees) {
  const auto data = testing::shared_data();
  if (!data) {
    GTEST_SKIP() << "shared data not there";
  }
  StudyArea area;
  area.basis = DemandBasis::PopulationPoints;
  for (const auto& file : std::filesystem::directory_iterator(*data / "shanghai" / "adcode")) {
    for (const Row& row : read_csv(file.path())) {
      if (row.size() > 13 && row[4] == "5" && !row[12].empty()) {
        testing::add_demand(area, place("GCJ-02", "EPSG:4549", row[12], row[13]), 0, 0);
      }
    }
  }
  for (const Row& row : read_csv(*data / "shanghai" / "poi" / "shanghai_hospital.csv")) {
    if (row.size() == 7 && row[4].find("卫生院") != std::string::npos) {
      testing::add_post(area, place("EPSG:4326", "EPSG:4549", row[6], row[5]));
    }
  }
  ASSERT_EQ(area.demand.size(), 1794U);
  ASSERT_EQ(area.facilities.size(), 956U);
  const CoverageResult result = testing::measure(area, testing::both_services({300, 500, 800, 1000, 1500}));
  const double points[] = {458, 788, 1109, 1232, 1431};
  for (std::size_t c = 0; c < 5; ++c) {
    EXPECT_EQ(result.totals[c].at_least[0].points, points[c]);
  }
  EXPECT_NEAR(result.totals[1].depth.points / 1794, 0.727425, 5e-7);
  EXPECT_NEAR(nearest(result, "mean", "demand_points"), 934.056, 5e-4);
  EXPECT_NEAR(nearest(result, "median", "demand_points"), 575.76, 5e-4);
  EXPECT_NEAR(nearest(result, "max", "demand_points"), 9346.748, 5e-4);
}

}  // namespace
}  // namespace lastmeter
