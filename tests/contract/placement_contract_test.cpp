// SPDX-License-Identifier: Apache-2.0
// What every placement method must satisfy: its plan is feasible or the outcome says not, the evaluator agrees, it is
// never better than the best of all plans and its bound never worse, it repeats, and stopping at once is an answer.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "placement/evaluate.h"
#include "placement/place_sites.h"
#include "random_placement.h"

namespace lastmeter {
namespace {

using testing::best_by_force;
using ::testing::Combine;
using ::testing::IsEmpty;
using testing::random_placement;
using testing::Spice;
using ::testing::Values;

using Case = std::tuple<PlacementGoal, PlacementMethod, int>;

class Placement : public ::testing::TestWithParam<Case> {
 protected:
  [[nodiscard]] static PlacementGoal goal() { return std::get<0>(GetParam()); }
  [[nodiscard]] static PlacementMethod method() { return std::get<1>(GetParam()); }
  /// The spices of a case, bit by bit.
  [[nodiscard]] static Spice spice() {
    const int bits = std::get<2>(GetParam());
    return {.limits = (bits & 1) != 0,
            .standing = (bits & 2) != 0,
            .odd_weights = (bits & 4) != 0,
            .holes = (bits & 8) != 0};
  }
  static SitePlan solve(const PlacementProblem& problem, const StopRule& stop = {}) {
    SilentProgress silent;
    return place_sites(problem, {.method = method(), .stop = stop}, silent);
  }
  static double slack(double value) { return 1e-9 * std::max(1.0, std::abs(value)); }

  static void expect_proper(const PlacementProblem& problem, const SitePlan& plan, std::optional<double> best) {
    if (plan.outcome == Outcome::Infeasible) {
      EXPECT_FALSE(best) << "a plan exists";
      EXPECT_THAT(plan.reasons, ::testing::Not(IsEmpty()));
      return;
    }
    if (plan.outcome == Outcome::Unknown) {
      return;
    }
    ASSERT_TRUE(best) << "no plan is feasible";
    const PlanScore score = evaluate_plan(problem, plan.open);
    EXPECT_THAT(score.breaches, IsEmpty());
    EXPECT_EQ(score.objective, plan.objective);
    EXPECT_TRUE(std::is_sorted(plan.open.begin(), plan.open.end()));
    const double sign = is_maximized(problem.goal()) ? 1.0 : -1.0;
    EXPECT_LE(sign * plan.objective, sign * *best + slack(*best)) << "better than the best";
    if (plan.bound) {
      EXPECT_GE(sign * *plan.bound, sign * *best - slack(*best)) << "the bound is none";
    }
    if (plan.proved) {
      EXPECT_NEAR(plan.objective, *best, (spice().odd_weights ? 10.0 : 1.0) * slack(*best));
    }
  }

  static constexpr int kProblems = 60;
};

TEST_P(Placement, IsFeasibleHonestAndNeverBetterThanTheBest) {
  Random random(1000U + static_cast<unsigned>(std::get<2>(GetParam())));
  for (int i = 0; i < kProblems; ++i) {
    SCOPED_TRACE(i);
    const PlacementProblem problem(random_placement(goal(), spice(), random));
    const auto best = best_by_force(problem);
    const SitePlan plan = solve(problem);
    expect_proper(problem, plan, best);
    if (method() == PlacementMethod::Exact) {
      EXPECT_EQ(plan.outcome, best ? Outcome::Solved : Outcome::Infeasible);
      if (spice().odd_weights && best) {  // weights too far apart for one number may leave the last digits unproved
        EXPECT_LE(gap_of(plan).value_or(1.0), 1e-9);
      } else {
        EXPECT_EQ(plan.proved, best.has_value());
      }
    }
  }
}

TEST_P(Placement, RepeatsAndStopsAtOnceWithAnAnswer) {
  Random random(77U + static_cast<unsigned>(std::get<2>(GetParam())));
  for (int i = 0; i < kProblems / 4; ++i) {
    SCOPED_TRACE(i);
    const PlacementProblem problem(random_placement(goal(), spice(), random));
    const SitePlan first = solve(problem);
    const SitePlan again = solve(problem);
    EXPECT_EQ(first.open, again.open);
    EXPECT_EQ(first.bound, again.bound);
    EXPECT_EQ(first.iterations, again.iterations);
    expect_proper(problem, solve(problem, {.gap = 0.0, .iterations = 0, .seconds = {}}), best_by_force(problem));
  }
}

INSTANTIATE_TEST_SUITE_P(Methods, Placement,
                         Combine(Values(PlacementGoal::SetCover, PlacementGoal::MaxCover, PlacementGoal::PMedian,
                                        PlacementGoal::PCenter, PlacementGoal::Capacitated),
                                 Values(PlacementMethod::Greedy, PlacementMethod::Interchange, PlacementMethod::Exact),
                                 Values(0, 1, 2, 3, 4, 8, 15)),
                         [](const ::testing::TestParamInfo<Case>& each) {
                           return std::string(name_of(std::get<0>(each.param))) + "_" +
                                  std::string(name_of(std::get<1>(each.param))) + "_" +
                                  std::to_string(std::get<2>(each.param));
                         });

TEST(GreedyCover, ReachesTheShareItsTheoremPromises) {
  Random random(5);
  SilentProgress silent;
  for (int i = 0; i < 300; ++i) {
    SCOPED_TRACE(i);
    PlacementParts parts = random_placement(PlacementGoal::MaxCover, {}, random);
    parts.cover_times = 1;
    const PlacementProblem problem(std::move(parts));
    const auto best = best_by_force(problem);
    ASSERT_TRUE(best);
    const SitePlan plan = place_sites(problem, {.method = PlacementMethod::Greedy, .stop = {}}, silent);
    EXPECT_GE(plan.objective, (1.0 - std::exp(-1.0)) * *best - 1e-9);
  }
}

}  // namespace
}  // namespace lastmeter
