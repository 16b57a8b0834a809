// SPDX-License-Identifier: Apache-2.0
#include "placement/cover_curve.h"

#include <gmock/gmock.h>

#include "core/error.h"
#include "unit/placement/questions_reference.h"

namespace lastmeter {
namespace {

TEST(CoverCurve, IsTheBestForEveryNumberOfSites) {
  Random random(2);
  SilentProgress progress;
  for (int round = 0; round < 6; ++round) {
    PlacementParts parts = testing::line_town(random, 5);
    const std::vector<CoverCurvePoint> curve = cover_curve(PlacementProblem(parts), 5, testing::exactly(), progress);
    ASSERT_EQ(curve.size(), 5U);
    for (std::size_t p = 1; p <= 5; ++p) {
      parts.sites = p;
      const CoverCurvePoint& point = curve[p - 1];
      EXPECT_EQ(point.limit, static_cast<double>(p));
      EXPECT_DOUBLE_EQ(point.plan.objective, testing::best_of_all(PlacementProblem(parts)).value());
      EXPECT_TRUE(point.plan.proved);
      EXPECT_EQ(point.gain.has_value(), p > 1);
      if (p > 1) {
        EXPECT_DOUBLE_EQ(*point.gain, curve[p - 2].plan.objective - point.plan.objective);
      }
    }
  }
}

TEST(CoverCurve, StaysMonotoneWithAMethodThatIsNot) {
  Random random(8);
  SilentProgress progress;
  for (int round = 0; round < 30; ++round) {
    const PlacementProblem problem(testing::line_town(random, 7));
    const std::vector<CoverCurvePoint> curve =
        cover_curve(problem, 7, {.method = PlacementMethod::Greedy, .stop = {}}, progress);
    for (std::size_t p = 1; p < curve.size(); ++p) {
      EXPECT_LE(curve[p].plan.objective, curve[p - 1].plan.objective);
      EXPECT_GE(curve[p].gain.value(), 0.0);
      EXPECT_EQ(curve[p].plan.objective, evaluate_plan(problem, curve[p].plan.open).objective);
    }
  }
}

TEST(CoverCurve, SaysWhichBudgetsAreTooSmall) {
  Random random(4);
  SilentProgress progress;
  PlacementParts parts = testing::line_town(random, 3);
  for (Candidate& site : parts.candidates.items()) {
    site.cost = 10.0;
  }
  const std::vector<CoverCurvePoint> curve =
      budget_curve(PlacementProblem(parts), std::vector<double>{0.0, 9.0, 10.0, 25.0}, testing::exactly(), progress);
  EXPECT_EQ(curve[0].plan.outcome, Outcome::Infeasible);
  EXPECT_EQ(curve[1].plan.outcome, Outcome::Infeasible);
  EXPECT_EQ(curve[2].plan.open.size(), 1U);
  EXPECT_FALSE(curve[2].gain);
  EXPECT_TRUE(curve[3].gain);
  EXPECT_THROW(budget_curve(PlacementProblem(parts), std::vector<double>{2.0, 1.0}, testing::exactly(), progress),
               ConfigError);
}

}  // namespace
}  // namespace lastmeter
