// SPDX-License-Identifier: Apache-2.0
#include "coverage/walking_figures.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "walking_study.h"

namespace lastmeter {
namespace {

using testing::access_on;
using testing::add_demand;
using testing::add_post;
using testing::empty_study;
using testing::find_figure;

/// Demand at 480, 490, 510 and 700 m from the post along one street, and some on no street; weights tell them apart.
class LongStreet : public ::testing::Test {
 protected:
  LongStreet() {
    add_post(area, {0, 0});
    double weight = 1;
    for (const Point at : {Point{480, 0}, Point{490, 0}, Point{510, 0}, Point{700, 0}, Point{200, 300}}) {
      add_demand(area, at, weight, 10 * weight);
      weight *= 2;
    }
    streets.add(std::vector<Point>{{0, 0}, {1000, 0}}, 0);
    access = access_on(area, streets);
  }
  StudyArea area = empty_study();
  StreetLines streets;
  WalkAccess access;
};

TEST_F(LongStreet, IntervalPartsByTheirBounds) {
  const Reach reach = reach_walking(area, access, Metres(520));
  const FlatDemand demand = flatten_demand(area);
  const CoverageInterval interval = coverage_interval(demand, reach, Metres(500), Metres(10));
  EXPECT_EQ(interval.inside, (DemandSum{1 + 2, 30, 2}));  // 490 = 500 - 10 is in
  EXPECT_EQ(interval.borderline, (DemandSum{4, 40, 1}));  // 510 = 500 + 10 is in
  EXPECT_EQ(interval.outside, (DemandSum{8 + 16, 240, 2}));
  const CoverageInterval exact = coverage_interval(demand, reach, Metres(500), Metres(0));
  EXPECT_EQ(exact.inside, (DemandSum{3, 30, 2}));
  EXPECT_EQ(exact.borderline, DemandSum());
  EXPECT_EQ(coverage_interval(demand, reach, Metres(5), Metres(500)).inside, DemandSum());
  EXPECT_THROW(coverage_interval(demand, reach, Metres(500), Metres(21)), std::logic_error);
  EXPECT_THROW(coverage_interval(demand, reach, Metres(500), Metres(-1)), std::logic_error);
  EXPECT_THROW(coverage_interval(FlatDemand{}, reach, Metres(500), Metres(1)), std::logic_error);
}

TEST_F(LongStreet, IntervalFiguresAddUp) {
  const Reach reach = reach_walking(area, access, Metres(520));
  const std::vector<Figure> figures = interval_figures(
      area, TravelMode::Walking, coverage_interval(flatten_demand(area), reach, Metres(500), Metres(10)));
  EXPECT_EQ(figures.size(), 9U);
  const auto figure = find_figure(figures, "coverage.interval.households",
                                  {{"mode", std::string("walking")},
                                   {"service", std::string("open")},
                                   {"radius_m", 500.0},
                                   {"error_m", 10.0},
                                   {"part", std::string("borderline")}});
  ASSERT_TRUE(figure);
  EXPECT_EQ(figure->value, 4);
  EXPECT_EQ(figure->total, 31);
  EXPECT_EQ(figure->unit, "households");
}

TEST_F(LongStreet, ReasonFiguresAddUp) {
  const WalkingReasons reasons =
      explain_walking(area, access, reach_straight(area.demand, area.facilities, Metres(500)),
                      reach_walking(area, access, Metres(500)), Metres(500));
  const std::vector<Figure> figures = reason_figures(area, reasons);
  EXPECT_EQ(figures.size(), 3 * kWalkReasons.size());
  const auto value = [&](const char* name, const char* reason) {
    const auto figure = find_figure(figures, name,
                                    {{"mode", std::string("walking")},
                                     {"service", std::string("open")},
                                     {"radius_m", 500.0},
                                     {"reason", std::string(reason)}});
    EXPECT_TRUE(figure) << reason;
    return figure ? figure->value : -1.0;
  };
  EXPECT_EQ(value("coverage.reason.households", "covered"), 3);
  EXPECT_EQ(value("coverage.reason.population", "too_far"), 120);
  EXPECT_EQ(value("coverage.reason.buildings", "not_snapped"), 1);
  EXPECT_EQ(value("coverage.reason.buildings", "detour"), 0);
  double sum = 0.0;
  for (const Figure& figure : figures) {
    if (figure.name == "coverage.reason.population") {
      EXPECT_EQ(figure.total, 310);
      sum += figure.value;
    }
  }
  EXPECT_EQ(sum, 310);
}

}  // namespace
}  // namespace lastmeter
