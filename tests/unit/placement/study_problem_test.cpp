// SPDX-License-Identifier: Apache-2.0
#include "placement/study_problem.h"

#include <gmock/gmock.h>

#include "placement/catchments.h"
#include "placement/evaluate.h"
#include "placement/place_sites.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Two communities, A (x < 1000) and B; people on a line: 1 at x = 0, 2 at 400, 4 at 900, 8 at 1100, 16 at 5000.
/// Sites: the centre CA at 500, the station SA at 950, the centre CB at 1050, each with a radius of 500 m.
class LineTown : public ::testing::Test {
 protected:
  LineTown() {
    for (const std::string code : {"A", "B"}) {
      Zone zone;
      zone.code = code;
      area_.zones(ZoneLevel::Community).zones.push_back(zone);
    }
    area_.has_population = true;
    area_.basis = DemandBasis::Buildings;
    double people = 1.0;
    for (const double x : {0.0, 400.0, 900.0, 1100.0, 5000.0}) {
      DemandPoint point;
      point.at = {x, 0.0};
      point.population = people;
      point.zones[static_cast<std::size_t>(ZoneLevel::Community)] = ZoneId(x < 1000.0 ? 0 : 1);
      area_.demand.push_back(point);
      people *= 2.0;
    }
    add_site("CA", 500.0, FacilityKind::Centre, 0);
    add_site("SA", 950.0, FacilityKind::Station, 0);
    add_site("CB", 1050.0, FacilityKind::Centre, 1);
  }

  void add_site(const std::string& code, double x, FacilityKind kind, std::size_t home) {
    PlacementSite site;
    site.code = code;
    site.kind = kind;
    site.at = {x, 0.0};
    site.radius = Metres(500.0);
    site.cost = 1.0;
    site.home = ZoneId(home);
    list_.sites.push_back(site);
  }

  [[nodiscard]] Reach pairs() const {
    return counted_pairs(area_, list_, question_,
                         reach_straight(places_of(area_.demand), places_of(list_.sites), Metres(10000.0)));
  }
  [[nodiscard]] PlacementProblem problem() const { return study_problem(area_, list_, question_, pairs()); }
  [[nodiscard]] double served(std::vector<CandidateId> open) const {
    return evaluate_plan(problem(), open).served_weight;
  }

  static constexpr CandidateId kCentreA{0};
  static constexpr CandidateId kStationA{1};
  static constexpr CandidateId kCentreB{2};
  StudyArea area_;
  SiteList list_;
  PlacementQuestion question_;
};

TEST_F(LineTown, ASiteServesWithinItsRadiusTheBoundIncluded) {
  EXPECT_EQ(served({kCentreA}), 1 + 2 + 4);
  EXPECT_EQ(served({kStationA}), 4 + 8);
  EXPECT_EQ(served({kCentreA, kCentreB}), 1 + 2 + 4 + 8);
  list_.sites[kCentreA].radius = Metres(450.0);
  EXPECT_EQ(served({kCentreA}), 2 + 4);
  EXPECT_EQ(problem().total_weight(), 31.0) << "who is beyond every site counts in the whole";
}

TEST_F(LineTown, HomeServiceAndOnePlusNBindSitesToTheirCommunity) {
  question_.service = ServiceRule::Home;
  EXPECT_EQ(served({kStationA}), 4.0);
  question_.service = ServiceRule::Open;
  question_.one_plus_n = true;
  EXPECT_EQ(served({kCentreB}), 8.0) << "the centre of B does not serve A";
  EXPECT_EQ(served({kStationA}), 4 + 8) << "a station serves anybody";
}

TEST_F(LineTown, OnePlusNAsksForOneCentreInEachCommunity) {
  question_.one_plus_n = true;
  EXPECT_THAT(evaluate_plan(problem(), std::vector{kCentreA, kCentreB}).breaches, IsEmpty());
  EXPECT_THAT(evaluate_plan(problem(), std::vector{kCentreA, kStationA}).breaches,
              ElementsAre("community B: one centre: 0, at least 1"));
  add_site("CA2", 600.0, FacilityKind::Centre, 0);
  EXPECT_THAT(evaluate_plan(problem(), std::vector{kCentreA, kCentreB, CandidateId(3)}).breaches,
              ElementsAre("community A: one centre: 2, at most 1"));
}

TEST_F(LineTown, TwoCentresThatMustStayAreNoBreach) {
  question_.one_plus_n = true;
  add_site("CA2", 600.0, FacilityKind::Centre, 0);
  list_.sites[kCentreA].standing = Standing::Fixed;
  list_.sites[CandidateId(3)].standing = Standing::Fixed;
  EXPECT_THAT(evaluate_plan(problem(), std::vector{kCentreA, kCentreB, CandidateId(3)}).breaches, IsEmpty());
}

TEST_F(LineTown, SpacingOptionsAndClosingAreRules) {
  question_.spacing = Metres(100.0);
  EXPECT_THAT(problem().parts().rules, IsEmpty()) << "exactly 100 m apart is far enough";
  question_.spacing = Metres(101.0);
  EXPECT_THAT(evaluate_plan(problem(), std::vector{kStationA, kCentreB}).breaches,
              ElementsAre("SA and CB stand 100 m apart: one at most: 2, at most 1"));
  question_.spacing = Metres(0.0);
  list_.sites[kCentreA].option_of = "S";
  list_.sites[kCentreB].option_of = "S";
  EXPECT_THAT(evaluate_plan(problem(), std::vector{kCentreA, kCentreB}).breaches,
              ElementsAre("site S: one option at most: 2, at most 1"));
  list_.sites[kCentreA].option_of.clear();
  for (PlacementSite& site : list_.sites) {
    site.standing = Standing::Existing;
  }
  question_.close = 2;
  EXPECT_THAT(evaluate_plan(problem(), std::vector{kCentreA}).breaches, IsEmpty());
  EXPECT_THAT(evaluate_plan(problem(), std::vector{kCentreA, kCentreB}).breaches, SizeIs(1));
}

TEST_F(LineTown, GradualServiceFallsBetweenItsTwoDistances) {
  question_.gradual = GradualService{Metres(100.0), Metres(500.0)};
  // CA at 500: 1 person 500 m away gets nothing, 2 at 100 m all, 4 at 400 m a quarter.
  EXPECT_DOUBLE_EQ(served({kCentreA}), 2.0 + 4.0 * 0.25);
}

TEST_F(LineTown, DistanceGoalsKnowEveryPair) {
  question_.goal = PlacementGoal::PMedian;
  const PlanScore score = evaluate_plan(problem(), std::vector{kCentreA});
  EXPECT_DOUBLE_EQ(score.objective, 1 * 500.0 + 2 * 100.0 + 4 * 400.0 + 8 * 600.0 + 16 * 4500.0);
  question_.goal = PlacementGoal::PCenter;
  EXPECT_DOUBLE_EQ(evaluate_plan(problem(), std::vector{kCentreA, kCentreB}).objective, 3950.0);
}

TEST(SpareWeight, OfEverythingNobodyIsTooLightToCount) {
  PlacementParts parts;
  parts.goal = PlacementGoal::SetCover;
  parts.candidates = {Candidate{}, Candidate{}};
  parts.rows.weights = {1e9, 1.0, 1e9};
  parts.rows.starts = {0, 1, 2, 3};
  parts.rows.candidates = {CandidateId(0), CandidateId(1), CandidateId(0)};
  const PlacementProblem problem(parts);
  EXPECT_THAT(evaluate_plan(problem, std::vector{CandidateId(0)}).breaches, SizeIs(1));
  SilentProgress silent;
  EXPECT_EQ(place_sites(problem, {}, silent).objective, 2.0);
}

TEST_F(LineTown, MoneyBindsACapacitatedQuestionWithoutBeingItsObjective) {
  question_.goal = PlacementGoal::Capacitated;
  question_.budget = 1.0;
  const PlacementProblem asked = problem();
  EXPECT_EQ(asked.candidates()[kCentreA].cost, 0.0);
  ASSERT_THAT(asked.parts().rules, SizeIs(1));
  EXPECT_EQ(asked.parts().rules[0].name, "budget");
  EXPECT_EQ(asked.parts().rules[0].at_most, 1.0);
}

TEST_F(LineTown, EverybodyGoesToTheNearestOpenSite) {
  const Allocation allocation = allocate_nearest(flatten_demand(area_), pairs(), list_.sites.size(),
                                                 std::vector{kCentreA, kCentreB}, Measure::Population);
  EXPECT_EQ(allocation.site[0], kCentreA);
  EXPECT_EQ(allocation.site[2], kCentreB) << "150 m against 400 m";
  EXPECT_FALSE(allocation.site[4]);
  EXPECT_EQ(allocation.unserved.population, 16.0);
  const Catchment& centre_b = allocation.catchments[kCentreB.index()];
  EXPECT_EQ(centre_b.demand.population, 4 + 8);
  EXPECT_EQ(centre_b.worst, 150.0);
  EXPECT_DOUBLE_EQ(centre_b.mean().value(), (4 * 150.0 + 8 * 50.0) / 12.0);
  EXPECT_FALSE(allocation.catchments[kStationA.index()].mean());
}

TEST_F(LineTown, ACapacitatedPlanSendsPeopleWhereThereIsRoom) {
  question_.goal = PlacementGoal::Capacitated;
  list_.sites[kCentreA].capacity = 100.0;
  list_.sites[kCentreB].capacity = 9.0;  // 28 have it nearer
  const std::vector<CandidateId> open{kCentreA, kCentreB};
  const Allocation allocation =
      allocate_within_capacities(flatten_demand(area_), pairs(), problem(), open, Measure::Population);
  EXPECT_EQ(allocation.catchments[kCentreB.index()].demand.population, 9.0);
  EXPECT_EQ(allocation.catchments[kCentreA.index()].demand.population, 22.0);
  EXPECT_EQ(allocation.unserved.population, 0.0);
  EXPECT_DOUBLE_EQ(allocation.catchments[kCentreA.index()].distance_sum +
                       allocation.catchments[kCentreB.index()].distance_sum,
                   evaluate_plan(problem(), open).objective);
}

TEST_F(LineTown, WhatCapacitiesCannotHoldIsUnserved) {
  question_.goal = PlacementGoal::Capacitated;
  list_.sites[kCentreA].capacity = 5.0;
  const Allocation allocation = allocate_within_capacities(flatten_demand(area_), pairs(), problem(),
                                                           std::vector{kCentreA}, Measure::Population);
  EXPECT_NEAR(allocation.unserved.population, 26.0, 1e-9);
}

}  // namespace
}  // namespace lastmeter
