// SPDX-License-Identifier: Apache-2.0
#include "placement/set_cover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "placement/set_cover_exact.h"
#include "placement/set_cover_greedy.h"
#include "placement/set_cover_rows.h"
#include "unit/placement/cover_reference.h"

namespace lastmeter {
namespace {

using testing::best_of_all;
using testing::cover_parts;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using testing::TinyProblems;

SitePlan solve(const PlacementProblem& problem, PlacementMethod method, double gap = 0.0) {
  SilentProgress progress;
  return solve_set_cover(problem, {.method = method, .stop = {.gap = gap, .iterations = {}, .seconds = {}}}, progress);
}

SitePlan solve(const PlacementParts& parts) { return solve(PlacementProblem(parts), PlacementMethod::Exact); }

/// Two sites do, but the greedy starts with the middle one.
PlacementParts trap() { return cover_parts(3, {{0, 1}, {0, 1}, {0, 2}, {0, 2}, {1}, {2}}); }

TEST(SetCover, FindsWhatTheGreedyMisses) {
  PlacementParts parts = trap();
  const SitePlan plan = solve(parts);
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_THAT(plan.open, ElementsAre(CandidateId(1), CandidateId(2)));
  EXPECT_EQ(plan.objective, 2.0);
  EXPECT_EQ(plan.bound, 2.0);
  EXPECT_TRUE(plan.proved);
}

TEST(SetCover, AFixedSiteStaysAndServes) {
  PlacementParts parts = trap();
  parts.candidates[CandidateId(0)].standing = Standing::Fixed;
  EXPECT_THAT(solve(parts).open, SizeIs(3));
  parts.rows.weights[4] = parts.rows.weights[5] = 0.0;
  EXPECT_THAT(solve(parts).open, ElementsAre(CandidateId(0)));
}

TEST(SetCover, PartOfTheDemandNeedsFewer) {
  PlacementParts parts = trap();
  parts.cover_share = 4.0 / 6.0;
  EXPECT_THAT(solve(parts).open, ElementsAre(CandidateId(0)));
}

TEST(SetCover, BackupWantsTwoEach) {
  PlacementParts parts = cover_parts(4, {{0, 1, 2}, {1, 2, 3}, {0, 2, 3}});
  parts.cover_times = 2;
  const SitePlan plan = solve(parts);
  EXPECT_EQ(plan.objective, 3.0);
  EXPECT_TRUE(plan.proved);
}

TEST(SetCover, SharesAddUp) {
  PlacementParts parts = cover_parts(2, {{0, 1}, {0, 1}});
  parts.rows.values = {1.0, 0.5, 0.5, 1.0};
  parts.cover_share = 0.75;
  EXPECT_EQ(solve(parts).objective, 1.0);
  parts.cover_share = 0.76;
  EXPECT_EQ(solve(parts).objective, 2.0);
}

TEST(SetCover, SaysHowMuchIsOutOfReach) {
  PlacementParts parts = cover_parts(2, {{0}, {}, {1}, {}});
  parts.rows.weights = {4.0, 1.0, 2.0, 1.0};
  const SitePlan plan = solve(parts);
  EXPECT_EQ(plan.outcome, Outcome::Infeasible);
  ASSERT_THAT(plan.reasons, SizeIs(1));
  EXPECT_THAT(plan.reasons[0], HasSubstr("2 of 4 demand rows are reached by no candidate"));
  EXPECT_THAT(plan.reasons[0], HasSubstr("at most 75.0000 %"));
}

TEST(SetCover, WithoutDemandNothingOpens) {
  const SitePlan plan = solve(cover_parts(2, {}));
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_TRUE(plan.proved);
  EXPECT_THAT(plan.open, SizeIs(0));
  EXPECT_EQ(solve(cover_parts(0, {{}})).outcome, Outcome::Infeasible);
}

void expect_sound(const PlacementProblem& problem, const SitePlan& plan, double best) {
  ASSERT_EQ(plan.outcome, Outcome::Solved);
  const PlanScore score = evaluate_plan(problem, plan.open);
  EXPECT_THAT(score.breaches, SizeIs(0));
  EXPECT_EQ(score.objective, plan.objective);
  EXPECT_GE(plan.objective, best * (1.0 - 1e-9));
  EXPECT_LE(plan.bound.value_or(0.0), best * (1.0 + 1e-9));
  if (plan.proved) {
    EXPECT_LE(plan.objective, best * (1.0 + 1e-9));
  }
}

TEST(SetCover, AgreesWithAllPlansOfTinyProblems) {
  TinyProblems tiny(PlacementGoal::SetCover, 1);
  int unproved = 0;
  for (int round = 0; round < 120; ++round) {
    SCOPED_TRACE(round);
    const PlacementProblem problem = tiny.next();
    const std::optional<double> best = best_of_all(problem);
    const SitePlan exact = solve(problem, PlacementMethod::Exact);
    if (!best) {
      EXPECT_EQ(exact.outcome, Outcome::Infeasible);
      EXPECT_FALSE(exact.reasons.empty());
      continue;
    }
    expect_sound(problem, exact, *best);
    unproved += exact.proved ? 0 : 1;
    EXPECT_NEAR(exact.objective, *best, 1e-6 * *best);
    expect_sound(problem, solve(problem, PlacementMethod::Greedy), *best);
    expect_sound(problem, solve(problem, PlacementMethod::Interchange), *best);
    const SitePlan rough = solve(problem, PlacementMethod::Exact, 0.2);
    expect_sound(problem, rough, *best);
  }
  EXPECT_LE(unproved, 5);
}

CoverMatrix drawn_matrix(Random& random, std::size_t columns, std::size_t rows, std::int64_t dearest) {
  std::vector<std::int64_t> costs;
  for (std::size_t j = 0; j < columns; ++j) {
    costs.push_back(1 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(dearest))));
  }
  CoverLists lists;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      if (random.below(4) == 0) {
        lists.members.push_back(static_cast<std::uint32_t>(j));
      }
    }
    lists.close_list();
  }
  return cover_matrix(std::move(lists), std::move(costs));
}

std::optional<std::int64_t> cheapest_cover(const CoverMatrix& matrix) {
  std::optional<std::int64_t> best;
  for (std::size_t set = 0; set < (std::size_t{1} << matrix.column_count()); ++set) {
    std::vector<std::uint8_t> covered(matrix.row_count(), 0);
    std::int64_t cost = 0;
    for (std::size_t j = 0; j < matrix.column_count(); ++j) {
      if ((set >> j & 1U) != 0) {
        cost += matrix.costs[j];
        for (const std::uint32_t row : matrix.columns[j]) {
          covered[row] = 1;
        }
      }
    }
    if (std::count(covered.begin(), covered.end(), 1) == std::ssize(covered) && (!best || cost < *best)) {
      best = cost;
    }
  }
  return best;
}

TEST(SearchCover, AgreesWithAllCovers) {
  Random random(3);
  SilentProgress progress;
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    const std::int64_t dearest = round % 3 == 0 ? 1 : round % 3 == 1 ? 20 : std::int64_t{1} << 40;
    const CoverMatrix matrix = drawn_matrix(random, 1 + random.below(9), random.below(12), dearest);
    const std::optional<std::int64_t> best = cheapest_cover(matrix);
    const CoverAnswer answer = search_cover(matrix, {}, progress);
    ASSERT_EQ(answer.ids.has_value(), best.has_value());
    if (best) {
      EXPECT_EQ(answer.cost, *best);
      EXPECT_EQ(answer.bound, *best);
      CoverTask below;
      below.below = *best;
      const CoverAnswer none = search_cover(matrix, below, progress);
      EXPECT_FALSE(none.ids);
      EXPECT_GE(none.bound, *best);
      CoverTask rough;
      rough.stop.gap = 0.3;
      const CoverAnswer near = search_cover(matrix, rough, progress);
      EXPECT_LE(near.bound, *best);
      EXPECT_LE(static_cast<double>(near.cost - near.bound), 0.3 * static_cast<double>(near.cost));
    }
  }
}

TEST(SearchCover, WhatItGivesUpThePrograms) {
  Random random(4);
  SilentProgress progress;
  for (int round = 0; round < 5; ++round) {
    const CoverMatrix matrix = drawn_matrix(random, 25, 30, 9);
    CoverTask early;
    early.stop.iterations = 1;
    const CoverAnswer bounded = search_cover(matrix, early, progress);
    const CoverAnswer answer = solve_cover(matrix, {}, progress);
    EXPECT_LE(bounded.bound, answer.cost);
    EXPECT_EQ(answer.bound, answer.cost);
    EXPECT_FALSE(answer.stopped);
  }
}

TEST(ReducedCover, DropsWhatIsNotNeeded) {
  // Row 1 contains row 0; column 2 serves no more than column 1 and costs more; then row 0 forces column 0.
  CoverLists rows;
  for (const std::vector<std::uint32_t>& row : {std::vector<std::uint32_t>{0}, {0, 1}, {1, 2}}) {
    rows.members.insert(rows.members.end(), row.begin(), row.end());
    rows.close_list();
  }
  ForcedColumns forced;
  const CoverMatrix left = reduced(cover_matrix(std::move(rows), {5, 1, 2}), forced);
  EXPECT_EQ(left.row_count(), 0U);
  EXPECT_THAT(forced.ids, ElementsAre(0U, 1U));
  EXPECT_EQ(forced.cost, 6);
}

TEST(WholeCosts, ShareAUnit) {
  const WholeCosts yuan = whole_costs({1333332.0, 666666.0}, std::numeric_limits<double>::infinity());
  EXPECT_THAT(yuan.costs, ElementsAre(2, 1));
  EXPECT_EQ(yuan.unit, 666666.0);
  EXPECT_TRUE(yuan.exact);
  const WholeCosts parts = whole_costs({0.1, 0.3}, std::numeric_limits<double>::infinity());
  EXPECT_FALSE(parts.exact);
  EXPECT_LE(static_cast<double>(parts.costs[0]) * parts.unit, 0.1);
  EXPECT_NEAR(static_cast<double>(parts.costs[0]) * parts.unit, 0.1, 1e-14);
}

TEST(CoverGreedily, KeepsItsTheorem) {
  TinyProblems tiny(PlacementGoal::SetCover, 9);
  for (int round = 0; round < 300; ++round) {
    PlacementParts parts = tiny.next().parts();
    parts.rules.clear();
    parts.sites.reset();
    parts.budget.reset();
    parts.rows.values.clear();
    parts.cover_share = 1.0;
    parts.cover_times = 1;
    const PlacementProblem problem(parts);
    const std::optional<double> best = best_of_all(problem);
    const std::optional<std::vector<CandidateId>> open = cover_greedily(problem);
    EXPECT_EQ(open.has_value(), best.has_value());
    if (open) {
      double factor = 0.0;
      for (std::size_t k = 1; k <= parts.rows.size(); ++k) {
        factor += 1.0 / static_cast<double>(k);
      }
      EXPECT_LE(evaluate_plan(problem, *open).cost, std::max(1.0, factor) * *best * (1.0 + 1e-9)) << round;
    }
  }
}

}  // namespace
}  // namespace lastmeter
