// SPDX-License-Identifier: Apache-2.0
#include "placement/p_center.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "unit/placement/cover_reference.h"

namespace lastmeter {
namespace {

using testing::best_of_all;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using testing::TinyProblems;

SitePlan solve(const PlacementProblem& problem, PlacementMethod method, double gap = 0.0) {
  SilentProgress progress;
  return solve_p_center(problem, {.method = method, .stop = {.gap = gap, .iterations = {}, .seconds = {}}}, progress);
}

/// Points on a line, each demand and candidate.
PlacementParts line(const std::vector<double>& places, std::size_t sites) {
  PlacementParts parts;
  parts.goal = PlacementGoal::PCenter;
  parts.sites = sites;
  parts.rows.starts = {0};
  for (std::size_t i = 0; i < places.size(); ++i) {
    parts.candidates.push_back({.code = fmt::format("S{}", i), .cost = 1.0, .capacity = {}});
    for (std::size_t j = 0; j < places.size(); ++j) {
      parts.rows.candidates.emplace_back(j);
      parts.rows.values.push_back(std::abs(places[i] - places[j]));
    }
    parts.rows.weights.push_back(1.0);
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  return parts;
}

TEST(PCenter, TakesTheMiddleOfEachGroup) {
  const PlacementProblem problem(line({0.0, 2.0, 4.0, 10.0, 12.0, 14.0}, 2));
  const SitePlan plan = solve(problem, PlacementMethod::Exact);
  EXPECT_THAT(plan.open, ElementsAre(CandidateId(1), CandidateId(4)));
  EXPECT_EQ(plan.objective, 2.0);
  EXPECT_EQ(plan.bound, 2.0);
  EXPECT_TRUE(plan.proved);
}

TEST(PCenter, AsManySitesAsPlacesLeaveNoDistance) {
  const SitePlan plan = solve(PlacementProblem(line({0.0, 1.0, 5.0}, 3)), PlacementMethod::Exact);
  EXPECT_EQ(plan.objective, 0.0);
  EXPECT_TRUE(plan.proved);
}

TEST(PCenter, ExistingSitesDoNotCount) {
  PlacementParts parts = line({0.0, 1.0, 2.0, 10.0}, 1);
  parts.candidates[CandidateId(3)].standing = Standing::Existing;
  const SitePlan plan = solve(PlacementProblem(parts), PlacementMethod::Exact);
  EXPECT_THAT(plan.open, ElementsAre(CandidateId(1), CandidateId(3)));
  EXPECT_EQ(plan.objective, 1.0);
}

TEST(PCenter, RowsWithoutWeightDoNotMatter) {
  PlacementParts parts = line({0.0, 1.0, 100.0}, 1);
  parts.rows.weights[2] = 0.0;
  EXPECT_EQ(solve(PlacementProblem(parts), PlacementMethod::Exact).objective, 1.0);
}

TEST(PCenter, NoSiteAllowedIsExplained) {
  const SitePlan plan = solve(PlacementProblem(line({0.0, 1.0}, 0)), PlacementMethod::Exact);
  EXPECT_EQ(plan.outcome, Outcome::Infeasible);
  ASSERT_FALSE(plan.reasons.empty());
  EXPECT_THAT(plan.reasons[0], HasSubstr("at most 0 new sites are allowed, and 1 are needed"));
}

TEST(PCenter, FarthestFirstIsWithinTwiceOnALine) {
  Random random(6);
  for (int round = 0; round < 50; ++round) {
    std::vector<double> places;
    for (int i = 0; i < 9; ++i) {
      places.push_back(std::floor(100.0 * random.uniform()));
    }
    const PlacementProblem problem(line(places, 1 + random.below(4)));
    const double best = solve(problem, PlacementMethod::Exact).objective;
    const SitePlan greedy = solve(problem, PlacementMethod::Greedy);
    EXPECT_LE(greedy.objective, 2.0 * best);
    EXPECT_LE(*greedy.bound, best);
    const SitePlan better = solve(problem, PlacementMethod::Interchange);
    EXPECT_LE(better.objective, greedy.objective);
    EXPECT_GE(better.objective, best);
  }
}

TEST(PCenter, AgreesWithAllPlansOfTinyProblems) {
  TinyProblems tiny(PlacementGoal::PCenter, 2);
  for (int round = 0; round < 120; ++round) {
    SCOPED_TRACE(round);
    const PlacementProblem problem = tiny.next();
    const std::optional<double> best = best_of_all(problem);
    for (const PlacementMethod method :
         {PlacementMethod::Greedy, PlacementMethod::Interchange, PlacementMethod::Exact}) {
      const SitePlan plan = solve(problem, method);
      if (!best) {
        EXPECT_EQ(plan.outcome, Outcome::Infeasible);
        EXPECT_FALSE(plan.reasons.empty());
        continue;
      }
      ASSERT_EQ(plan.outcome, Outcome::Solved);
      EXPECT_THAT(evaluate_plan(problem, plan.open).breaches, SizeIs(0));
      EXPECT_EQ(evaluate_plan(problem, plan.open).objective, plan.objective);
      EXPECT_LE(*plan.bound, *best);
      EXPECT_GE(plan.objective, *best);
      EXPECT_EQ(plan.proved, plan.objective == *plan.bound);
      EXPECT_TRUE(plan.proved || method != PlacementMethod::Exact);
    }
  }
}

TEST(PCenter, StopsWithinItsGap) {
  Random random(8);
  for (int round = 0; round < 20; ++round) {
    std::vector<double> places;
    for (int i = 0; i < 12; ++i) {
      places.push_back(100.0 * random.uniform());
    }
    const PlacementProblem problem(line(places, 3));
    const SitePlan plan = solve(problem, PlacementMethod::Exact, 0.1);
    EXPECT_LE(*gap_of(plan), 0.1);
    EXPECT_LE(*plan.bound, solve(problem, PlacementMethod::Exact).objective);
  }
}

}  // namespace
}  // namespace lastmeter
