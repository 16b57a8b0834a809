// SPDX-License-Identifier: Apache-2.0
#include "report/key_figures.h"

#include <gmock/gmock.h>

namespace lastmeter {
namespace {

using ::testing::ElementsAre;

Figure figure(const std::string& name, std::vector<Figure::Qualifier> qualifiers, std::optional<double> total = {}) {
  return {.name = name, .qualifiers = std::move(qualifiers), .value = 1.0, .total = total, .unit = "persons"};
}

TEST(KeyFigures, AreTheNominalRadiusAndFaultsComeLast) {
  const std::vector<Figure> all{figure("audit.errors", {}),
                                figure("coverage.population", {{"service", "open"}, {"radius_m", 300.0}}, 4.0),
                                figure("coverage.population", {{"service", "open"}, {"radius_m", 500.0}}, 4.0),
                                figure("coverage.population", {{"radius_m", 500.0}, {"depth_min", 2.0}}, 4.0),
                                figure("placement.cost", {}),
                                figure("study.buildings", {})};
  std::vector<std::string> names;
  for (const Figure& each : key_figures(all, Metres(500.0))) {
    names.push_back(each.name);
  }
  EXPECT_THAT(names, ElementsAre("coverage.population", "placement.cost", "audit.errors"));
}

TEST(KeyFigures, OfZonesAreThoseAPlannerKnows) {
  EXPECT_EQ(key_figures({figure("partition.zones", {}), figure("merge.weight_most", {})}, {}).size(), 2U);
  EXPECT_TRUE(key_figures({figure("partition.cut_edges", {}), figure("partition.bound", {})}, {}).empty());
  EXPECT_TRUE(key_figures({figure("partition", {}), figure("", {})}, {}).empty());
}

TEST(KeyFigures, OfAComparisonPeopleComeFirstAndNothingComesOfNought) {
  const auto by = [](const char* mode, const char* service) {
    return std::vector<Figure::Qualifier>{{"mode", std::string(mode)}, {"service", std::string(service)}};
  };
  Figure nobody = figure("compare.population_lost", by("straight", "open"), 4.0);
  nobody.value = 0.0;
  Figure no_zone = figure("compare.zones_split", {}, 4.0);
  no_zone.value = 0.0;
  const std::vector<Figure> all{figure("compare.figures_changed", {}, 4.0),
                                figure("compare.households_gained", by("straight", "open"), 4.0),
                                figure("compare.population_gained", by("straight", "home"), 4.0),
                                figure("compare.population_gained", by("straight", "open"), 4.0),
                                figure("compare.population_gained", by("walking", "open"), 4.0),
                                nobody,
                                figure("compare.posts_removed", {}, 4.0),
                                figure("compare.zones_merged", {}, 4.0),
                                no_zone};
  std::vector<std::string> names;
  for (const Figure& each : key_figures(all, {})) {
    names.push_back(each.name + (each.qualifiers.empty() ? ""
                                                         : " " + std::get<std::string>(each.qualifiers[0].second) +
                                                               " " + std::get<std::string>(each.qualifiers[1].second)));
  }
  EXPECT_THAT(names, ElementsAre("compare.population_gained straight open", "compare.population_lost straight open",
                                 "compare.population_gained straight home", "compare.population_gained walking open",
                                 "compare.households_gained straight open", "compare.zones_merged",
                                 "compare.posts_removed", "compare.figures_changed"));
}

TEST(KeyFigures, WithoutANominalRadiusNoFigureOfARadiusIsKey) {
  EXPECT_TRUE(key_figures({figure("coverage.population", {{"radius_m", 500.0}}, 4.0)}, std::nullopt).empty());
}

TEST(Words, AreTheKeyWhereTheLanguageHasNone) {
  EXPECT_EQ(word(Language::Chinese, "facilities"), "服务阵地");
  EXPECT_EQ(word(Language::English, "facilities"), "Service posts");
  EXPECT_EQ(word(Language::English, "no such word"), "no such word");
}

}  // namespace
}  // namespace lastmeter
