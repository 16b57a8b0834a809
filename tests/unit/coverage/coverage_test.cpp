// SPDX-License-Identifier: Apache-2.0
#include "coverage/coverage.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "core/error.h"
#include "small_study.h"

namespace lastmeter {
namespace {

using testing::add_demand;
using testing::add_post;
using testing::add_zone;
using testing::both_services;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using testing::empty_study;
using testing::find_figure;
using ::testing::IsEmpty;
using testing::measure;
using ::testing::Optional;
using testing::rectangle;
using ::testing::SizeIs;
using testing::straight;

/// Communities A (x 0..1000) and B (1000..2000), each cut into two grid zones 500 wide. All demand on the line y = 500:
///   x = 250: 4 households, 8 people    900: 2, 4    1100: 16, 32    1900: 1, 1    2500 (in no zone): 64, 64
/// Centre of A at (600, 500): distances 350, 300, 500, 1300, 1900. Station of B at (1900, 900): the last three are
/// sqrt(800^2 + 400^2) = 894.4, 400 and sqrt(600^2 + 400^2) = 721.1.
StudyArea line_town() {
  StudyArea area = empty_study();
  for (std::size_t i = 0; i < 2; ++i) {
    const double x = 1000.0 * static_cast<double>(i);
    add_zone(area, ZoneLevel::Community, rectangle(x, 0, x + 1000, 1000));
    add_zone(area, ZoneLevel::GridZone, rectangle(x, 0, x + 500, 1000), ZoneId(i));
    add_zone(area, ZoneLevel::GridZone, rectangle(x + 500, 0, x + 1000, 1000), ZoneId(i));
  }
  add_demand(area, {250, 500}, 4, 8);
  add_demand(area, {900, 500}, 2, 4);
  add_demand(area, {1100, 500}, 16, 32);
  add_demand(area, {1900, 500}, 1, 1);
  add_demand(area, {2500, 500}, 64, 64);
  add_post(area, {600, 500}, FacilityKind::Centre);
  add_post(area, {1900, 900}, FacilityKind::Station);
  return area;
}

const CoverageCase kOpen500{ServiceRule::Open, 1};  // radii 300, 500, 1000
const CoverageResult& line_result() {
  static const CoverageResult result = measure(line_town(), both_services({500, 1000, 300, 500}));
  return result;
}

Figure figure(const CoverageResult& result, std::string_view name, const std::vector<Figure::Qualifier>& qualifiers) {
  return find_figure(result.figures, name, qualifiers).value();
}

std::vector<Figure::Qualifier> plus(std::vector<Figure::Qualifier> qualifiers, const char* key,
                                    std::variant<std::string, double> value) {
  qualifiers.emplace_back(key, std::move(value));
  return qualifiers;
}

TEST(Coverage, CasesAreServicesTimesAscendingDistinctRadii) {
  EXPECT_THAT(line_result().radii,
              ElementsAre(RadiusRule{Metres(300)}, RadiusRule{Metres(500)}, RadiusRule{Metres(1000)}));
  EXPECT_THAT(line_result().cases, SizeIs(6));
  EXPECT_EQ(line_result().cases[1], kOpen500);
  EXPECT_EQ(line_result().cases[3], (CoverageCase{ServiceRule::Home, 0}));
}

TEST(Coverage, RadiusIsInclusiveAndEveryMeasureIsNamed) {
  const Figure population = figure(line_result(), "coverage.population", straight("open", 500));
  EXPECT_EQ(population.value, 45.0);  // 8 + 4 + 32 at exactly 500 m + 1
  EXPECT_EQ(population.total, 109.0);
  EXPECT_EQ(population.unit, "persons");
  const Figure households = figure(line_result(), "coverage.households", straight("open", 500));
  EXPECT_EQ(households.value, 23.0);
  EXPECT_EQ(households.total, 87.0);
  EXPECT_EQ(households.unit, "households");
  const Figure buildings = figure(line_result(), "coverage.buildings", straight("open", 500));
  EXPECT_EQ(buildings.value, 4.0);
  EXPECT_EQ(buildings.total, 5.0);
  EXPECT_EQ(figure(line_result(), "coverage.households", straight("open", 300)).value, 2.0);
  EXPECT_EQ(figure(line_result(), "coverage.households", straight("open", 1000)).value, 87.0);
}

TEST(Coverage, HomeCountsOnlyPostsOfTheOwnCommunity) {
  // The 16 households at x = 1100 live in B, 500 m from A's centre.
  EXPECT_EQ(figure(line_result(), "coverage.households", straight("home", 500)).value, 7.0);
  EXPECT_EQ(figure(line_result(), "coverage.households", straight("home", 1000)).value, 23.0);
}

TEST(Coverage, DepthCountsPosts) {
  const auto open_1000 = straight("open", 1000);
  EXPECT_EQ(figure(line_result(), "coverage.households", plus(open_1000, "depth_min", 2.0)).value, 16.0);
  EXPECT_EQ(figure(line_result(), "coverage.households", plus(open_1000, "depth_min", 3.0)).value, 0.0);
  EXPECT_DOUBLE_EQ(
      figure(line_result(), "coverage.overlap_depth_mean", plus(open_1000, "weight", std::string("households"))).value,
      103.0 / 87.0);
}

TEST(Coverage, GridZoneIsCoveredWhenItsDemandIs) {
  const auto at = [](const char* service, double radius) {
    return figure(line_result(), "coverage.grid_zones", plus(straight(service, radius), "share_min", 0.9));
  };
  EXPECT_EQ(at("open", 500).value, 4.0);
  EXPECT_EQ(at("open", 500).total, 4.0);
  EXPECT_EQ(at("home", 500).value, 3.0);
  EXPECT_EQ(at("open", 300).value, 1.0);
}

TEST(Coverage, GridZoneShareIsReachedExactly) {
  EXPECT_TRUE(reaches_share(9, 10, 0.9));
  EXPECT_TRUE(reaches_share(21, 30, 0.7));
  EXPECT_FALSE(reaches_share(8, 9, 0.9));
  EXPECT_FALSE(reaches_share(0, 0, 0.9));
}

TEST(Coverage, NearestDistancesAreWeighted) {
  const auto at = [](const char* stat, const char* weight) {
    return figure(line_result(), "coverage.nearest_m",
                  {{"mode", std::string("straight")}, {"stat", std::string(stat)}, {"weight", std::string(weight)}})
        .value;
  };
  const double far = std::sqrt(600.0 * 600.0 + 400.0 * 400.0);
  EXPECT_EQ(at("median", "buildings"), 400.0);
  EXPECT_EQ(at("median", "households"), far);
  EXPECT_EQ(at("max", "population"), far);
  EXPECT_DOUBLE_EQ(at("mean", "buildings"), (350 + 300 + 500 + 400 + far) / 5);
}

TEST(Coverage, MedianIsTheLeastDistanceThatServesHalf) {
  StudyArea area = line_town();
  area.demand.items().pop_back();
  const CoverageResult result = measure(area, both_services({500}));
  EXPECT_EQ(
      figure(result, "coverage.nearest_m",
             {{"mode", std::string("straight")}, {"stat", std::string("median")}, {"weight", std::string("buildings")}})
          .value,
      350.0);
}

TEST(Coverage, AreasAreExact) {
  const ZoneTable& communities = line_result().zones.front();
  const double disc = std::numbers::pi * 300 * 300;
  EXPECT_THAT(communities.rows[0].cases[0].area->value(), DoubleNear(disc, 1e-9 * disc));
  const Figure open = figure(line_result(), "coverage.area", straight("open", 500));
  EXPECT_EQ(open.total, 2e6);
  EXPECT_EQ(open.unit, "m2");
  // Home: the centre's disc may not serve B, so its part beyond x = 1000 (100 m of it) is lost.
  const Figure home = figure(line_result(), "coverage.area", straight("home", 500));
  const double segment = 500 * 500 * std::acos(0.8) - 400 * 300;
  EXPECT_THAT(open.value - home.value, DoubleNear(segment, 1e-3));
}

TEST(Coverage, ZoneRowsHoldWhatIsInsideAndTheLastRowTheRest) {
  const ZoneTable& communities = line_result().zones.front();
  EXPECT_EQ(communities.level, ZoneLevel::Community);
  ASSERT_THAT(communities.rows, SizeIs(3));
  EXPECT_EQ(communities.rows[0].total, (DemandSum{6, 12, 2}));
  EXPECT_EQ(communities.rows[0].posts, 1U);
  EXPECT_THAT(communities.rows[0].mean_nearest->value(), DoubleNear((8 * 350 + 4 * 300) / 12.0, 1e-12));
  EXPECT_EQ(communities.rows[1].cases[1].covered, (DemandSum{17, 33, 2}));
  EXPECT_EQ(communities.rows[1].cases[4].covered, (DemandSum{1, 1, 1}));
  EXPECT_EQ(communities.rows[2].zone, std::nullopt);
  EXPECT_EQ(communities.rows[2].total, (DemandSum{64, 64, 1}));
  EXPECT_EQ(communities.rows[2].cases[1].covered, DemandSum{});
  EXPECT_EQ(communities.rows[2].cases[1].area, std::nullopt);
}

TEST(Coverage, PostsKnowTheirReachAndCatchment) {
  const PostRow& centre = line_result().posts[0];
  EXPECT_EQ(centre.reach[1].within, (DemandSum{22, 44, 3}));
  EXPECT_EQ(centre.reach[1].exclusive, (DemandSum{22, 44, 3}));
  EXPECT_EQ(centre.reach[2].within, (DemandSum{22, 44, 3}));
  EXPECT_EQ(centre.reach[2].exclusive, (DemandSum{6, 12, 2}));
  EXPECT_THAT(centre.reach[2].mean_depth, Optional(DoubleNear((12 + 2 * 32) / 44.0, 1e-12)));
  EXPECT_EQ(centre.allocated, (DemandSum{22, 44, 3}));
  EXPECT_EQ(centre.farthest, Metres(500));
  const PostRow& station = line_result().posts[1];
  EXPECT_EQ(station.reach[1].within, (DemandSum{1, 1, 1}));
  EXPECT_EQ(station.allocated, (DemandSum{65, 65, 2}));
  const double disc = std::numbers::pi * 300 * 300;
  EXPECT_THAT(centre.reach[0].area->value(), DoubleNear(disc, 1e-9 * disc));
  EXPECT_THAT(station.reach[0].exclusive_area->value(), DoubleNear(disc, 1e-9 * disc));
  EXPECT_LT(station.reach[0].area->value(), disc / 2);
}

TEST(Coverage, UncoveredDemandComesWithItsNearestPost) {
  ASSERT_THAT(line_result().uncovered, SizeIs(1));
  EXPECT_EQ(line_result().uncovered[0].demand, DemandId(4));
  ASSERT_TRUE(line_result().uncovered[0].nearest.has_value());
  EXPECT_EQ(line_result().uncovered[0].nearest->post, FacilityId(1));
  EXPECT_DOUBLE_EQ(line_result().uncovered[0].nearest->distance, std::sqrt(520000.0));
}

TEST(Coverage, UninhabitedPlacesAreListedOnlyWhenTheyAreBuildings) {
  StudyArea area = line_town();
  add_demand(area, {9000, 0}, 0, 0);
  EXPECT_THAT(measure(area, both_services({500})).uncovered, SizeIs(2));
  area.basis = DemandBasis::PopulationPoints;
  EXPECT_THAT(measure(area, both_services({500})).uncovered, SizeIs(1));
}

TEST(Coverage, OnePlusNNeedsACentreAndAStationOfTheCommunity) {
  StudyArea area = line_town();
  const auto complete = [&] { return figure(measure(area, both_services({500})), "coverage.one_plus_n", {}); };
  EXPECT_EQ(complete().value, 0.0);
  EXPECT_EQ(complete().total, 2.0);
  add_post(area, {100, 500}, FacilityKind::MicroStation);
  EXPECT_EQ(complete().value, 1.0);
  // Served: a centre of the own community and any station within 500 m. Only x = 250 has both.
  const CoverageResult result = measure(area, both_services({500}));
  EXPECT_EQ(figure(result, "coverage.households",
                   {{"mode", std::string("straight")}, {"radius_m", 500.0}, {"rule", std::string("1+N")}})
                .value,
            4.0);
  EXPECT_EQ(result.communities[0].centres, 1U);
  EXPECT_EQ(result.communities[1].stations, 1U);
}

TEST(Coverage, OnePlusNIsNotAskedWhereNoPostHasAKind) {
  StudyArea area = line_town();
  for (Facility& post : area.facilities) {
    post.kind = FacilityKind::Other;
  }
  const CoverageResult result = measure(area, both_services({500}));
  EXPECT_FALSE(find_figure(result.figures, "coverage.one_plus_n", {}));
  EXPECT_THAT(result.one_plus_n_served, IsEmpty());
}

TEST(Coverage, OwnRadiiMakeTheirOwnFigures) {
  StudyArea area = line_town();
  area.facilities[FacilityId(1)].own_radius = Metres(800);  // now the 64 households beyond the border are served
  CoverageOptions options = both_services({500});
  options.nominal = Metres(320);  // the centre serves x = 900 only
  const CoverageResult result = measure(area, options);
  const std::vector<Figure::Qualifier> own{
      {"mode", std::string("straight")}, {"service", std::string("open")}, {"radius", std::string("own")}};
  EXPECT_EQ(figure(result, "coverage.households", own).value, 2.0 + 1.0 + 64.0);
  EXPECT_EQ(figure(result, "coverage.households", straight("open", 500)).value, 23.0);
  EXPECT_EQ(result.posts[1].reach[1].radius, Metres(800));
  EXPECT_EQ(result.posts[0].reach[1].radius, Metres(320));
  EXPECT_EQ(needed_reach(area, options), Metres(800));
}

TEST(Coverage, StatisticalAreasAreCountedByPointAndByShareOfArea) {
  StudyArea area = empty_study();
  area.basis = DemandBasis::PopulationPolygons;
  area.has_households = false;
  add_zone(area, ZoneLevel::Subdistrict, rectangle(0, 0, 3000, 1000));
  for (const double x : {0.0, 1000.0}) {
    area.demand_outlines.push_back(rectangle(x, 0, x + 1000, 1000));
    add_demand(area, {x + 500, 500}, 0, x == 0.0 ? 100 : 1000);
  }
  add_post(area, {500, 700});
  const CoverageResult result = measure(area, both_services({250}));
  EXPECT_EQ(figure(result, "coverage.population", straight("open", 250)).value, 100.0);
  const Figure share =
      figure(result, "coverage.population", plus(straight("open", 250), "demand", std::string("area_share")));
  EXPECT_THAT(share.value, DoubleNear(100 * std::numbers::pi * 0.0625, 1e-9));
  EXPECT_EQ(share.total, 1100.0);
  EXPECT_EQ(figure(result, "coverage.demand_points", straight("open", 250)).unit, "points");
  EXPECT_FALSE(find_figure(result.figures, "coverage.households", straight("open", 250)));
  EXPECT_FALSE(find_figure(result.figures, "coverage.population",
                           plus(straight("home", 250), "demand", std::string("area_share"))));
  EXPECT_THAT(result.zones[0].rows[0].cases[0].area_share->population, DoubleNear(share.value, 1e-9));
}

TEST(Coverage, HomeFallsBackToSubdistrictsAndVanishesWithoutAnyZone) {
  StudyArea area = empty_study();
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {10, 0});
  EXPECT_THAT(measure(area, both_services({500})).cases, SizeIs(1));
  StudyArea town = empty_study();
  add_zone(town, ZoneLevel::Subdistrict, rectangle(0, 0, 100, 100));
  add_zone(town, ZoneLevel::Subdistrict, rectangle(100, 0, 200, 100));
  add_demand(town, {50, 50}, 1, 1);
  add_demand(town, {150, 50}, 2, 2);
  add_post(town, {90, 50});
  EXPECT_EQ(figure(measure(town, both_services({500})), "coverage.households", straight("home", 500)).value, 1.0);
}

TEST(Coverage, ResidentialLandIsMeasuredAlone) {
  StudyArea area = line_town();
  area.residential = {rectangle(500, 400, 700, 600), rectangle(0, 0, 100, 100)};
  const CoverageResult result = measure(area, both_services({300}));
  const Figure residential = figure(result, "coverage.residential", straight("open", 300));
  EXPECT_THAT(residential.value, DoubleNear(40000, 1e-6));
  EXPECT_EQ(residential.total, 50000.0);
  EXPECT_FALSE(find_figure(result.figures, "coverage.residential", straight("home", 300)));
}

TEST(Coverage, WithoutPostsEverythingIsZeroAndNothingIsNearest) {
  StudyArea area = line_town();
  area.facilities = {};
  const CoverageResult result = measure(area, both_services({500}));
  EXPECT_EQ(figure(result, "coverage.population", straight("open", 500)).value, 0.0);
  EXPECT_EQ(figure(result, "coverage.area", straight("home", 500)).value, 0.0);
  EXPECT_THAT(result.uncovered, SizeIs(5));
  EXPECT_EQ(result.uncovered[0].nearest, std::nullopt);
  EXPECT_EQ(result.zones[0].rows[0].mean_nearest, std::nullopt);
  for (const Figure& at : result.figures) {
    EXPECT_NE(at.name, "coverage.nearest_m");
  }
}

TEST(Coverage, WithoutDemandOrWeightSharesAreAbsent) {
  StudyArea area = line_town();
  for (DemandPoint& point : area.demand) {
    point.households = 0;
    point.population = 0;
  }
  const CoverageResult weightless = measure(area, both_services({500}));
  EXPECT_EQ(figure(weightless, "coverage.population", straight("open", 500)).share(), std::nullopt);
  EXPECT_EQ(figure(weightless, "coverage.buildings", straight("open", 500)).value, 4.0);
  area.demand = {};
  const CoverageResult empty = measure(area, both_services({500}));
  EXPECT_EQ(figure(empty, "coverage.buildings", straight("open", 500)).total, 0.0);
  EXPECT_GT(figure(empty, "coverage.area", straight("open", 500)).value, 0.0);
}

TEST(Coverage, WithoutCountsOnlyAreasAreFigures) {
  StudyArea area = line_town();
  area.demand = {};
  area.basis = DemandBasis::None;
  area.has_households = false;
  area.has_population = false;
  for (const Figure& at : measure(area, both_services({500})).figures) {
    EXPECT_THAT(at.name, ::testing::AnyOf("coverage.area", "coverage.one_plus_n"));
  }
}

TEST(Coverage, WalkingHasNoAreasAndKnowsOnlyItsReach) {
  const StudyArea area = line_town();
  // Along streets the centre is 600 m from x = 250 and 450 m from x = 900; nothing else is within 1000 m.
  const Reach reach(Metres(1000), {0, 1, 2, 2, 2, 2}, {FacilityId(0), FacilityId(0)}, {600.0, 450.0});
  CoverageOptions options = both_services({500, 1000});
  options.mode = TravelMode::Walking;
  SilentProgress progress;
  const CoverageResult result = measure_coverage(area, reach, options, progress);
  const std::vector<Figure::Qualifier> walking{
      {"mode", std::string("walking")}, {"service", std::string("open")}, {"radius_m", 500.0}};
  EXPECT_EQ(figure(result, "coverage.households", walking).value, 2.0);
  EXPECT_FALSE(find_figure(result.figures, "coverage.area", walking));
  EXPECT_EQ(result.zones[0].rows[0].cases[0].area, std::nullopt);
  EXPECT_EQ(result.posts[0].reach[0].area, std::nullopt);
  EXPECT_EQ(result.demand.nearest[4], std::nullopt);
  EXPECT_THAT(result.uncovered, SizeIs(4));
  for (const Figure& at : result.figures) {  // three of five buildings have no distance: neither mean nor median
    EXPECT_NE(at.name, "coverage.nearest_m");
  }
}

TEST(Coverage, ImpossibleOptionsAreRefused) {
  const StudyArea area = line_town();
  SilentProgress progress;
  const Reach reach = reach_straight(area.demand, area.facilities, Metres(500));
  EXPECT_THROW(measure_coverage(area, reach, both_services({0}), progress), ConfigError);
  EXPECT_THROW(measure_coverage(area, reach, both_services({-5}), progress), ConfigError);
  EXPECT_THROW(measure_coverage(area, reach, both_services({std::nan("")}), progress), ConfigError);
  CoverageOptions options = both_services({500});
  options.grid_zone_share = 0.0;
  EXPECT_THROW(measure_coverage(area, reach, options, progress), ConfigError);
  EXPECT_THROW(measure_coverage(area, reach, both_services({600}), progress), std::logic_error);
  EXPECT_THROW(measure_coverage(StudyArea{}, reach, both_services({500}), progress), std::logic_error);
}

TEST(Coverage, NominalRadiusComesFromTheNorm) {
  RuleSet rules;
  EXPECT_EQ(nominal_radius(rules), std::nullopt);
  rules.add({"service_radius_m", std::nullopt, 500.0, "m", "a source", "B", "a file"});
  EXPECT_EQ(nominal_radius(rules), Metres(500));
}

}  // namespace
}  // namespace lastmeter
