// SPDX-License-Identifier: Apache-2.0
#include "placement/phasing.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>

#include "core/error.h"
#include "unit/placement/questions_reference.h"

namespace lastmeter {
namespace {

using ::testing::IsEmpty;

double sum_of(const Phasing& phasing) {
  double sum = 0.0;
  for (const PhasingStep& step : phasing.steps) {
    sum += step.value;
  }
  return sum;
}

/// Tries every order; a step each for `ends` sites open.
double best_sum(const PlacementProblem& problem, std::vector<CandidateId> order, const std::vector<std::size_t>& ends) {
  double best = std::numeric_limits<double>::infinity();
  do {
    double sum = 0.0;
    for (const std::size_t end : ends) {
      sum += evaluate_plan(problem, std::span(order).first(end)).objective;
    }
    best = std::min(best, sum);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

TEST(Phasing, EqualsTheBestOfAllOrders) {
  Random random(12);
  SilentProgress progress;
  for (int round = 0; round < 4; ++round) {
    PlacementParts parts = testing::line_town(random, 5);
    const PlacementProblem problem(parts);
    const std::vector<CandidateId> plan = testing::all_sites(parts);
    const Phasing single = phase_opening(problem, plan, {}, testing::exactly(), progress);
    EXPECT_TRUE(single.exact);
    EXPECT_EQ(single.steps.size(), 5U);
    EXPECT_DOUBLE_EQ(sum_of(single), best_sum(problem, plan, {1, 2, 3, 4, 5}));
    const Phasing years = phase_opening(problem, plan, std::vector<std::size_t>{2, 2}, testing::exactly(), progress);
    ASSERT_EQ(years.steps.size(), 3U);
    EXPECT_EQ(years.steps[1].opened.size(), 2U);
    EXPECT_EQ(years.steps[2].opened.size(), 1U);
    EXPECT_DOUBLE_EQ(sum_of(years), best_sum(problem, plan, {2, 4, 5}));
  }
}

TEST(Phasing, PricesTheOrderAgainstTheFreeOptimum) {
  // The middle post is best alone, the two ends are best together: nested plans must pay once.
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  parts.candidates = {{.code = "W", .cost = 0.0, .capacity = {}},
                      {.code = "M", .cost = 0.0, .capacity = {}},
                      {.code = "E", .cost = 0.0, .capacity = {}}};
  parts.rows.weights = {1.0, 1.0};
  parts.rows.starts = {0, 3, 6};
  for (const std::size_t j : {0, 1, 2, 0, 1, 2}) {
    parts.rows.candidates.emplace_back(j);
  }
  parts.rows.values = {0.0, 5.0, 11.0, 11.0, 5.0, 0.0};
  SilentProgress progress;
  const PlacementProblem problem(parts);
  const Phasing phasing = phase_opening(problem, testing::all_sites(parts), {}, testing::exactly(), progress);
  EXPECT_EQ(phasing.steps[0].free->objective, 10.0);
  EXPECT_EQ(phasing.steps[1].free->objective, 0.0);
  EXPECT_EQ(*phasing.steps[0].price + *phasing.steps[1].price, 1.0);
  EXPECT_EQ(*phasing.steps[2].price, 0.0);
}

TEST(Phasing, CountsStandingPostsFromTheStartAndUnservedDemandFirst) {
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  parts.candidates = {{.code = "old", .cost = 0.0, .capacity = {}, .standing = Standing::Existing},
                      {.code = "near", .cost = 0.0, .capacity = {}},
                      {.code = "far", .cost = 0.0, .capacity = {}}};
  parts.rows.weights = {4.0, 1.0};
  parts.rows.starts = {0, 2, 3};
  for (const std::size_t j : {0, 1, 2}) {
    parts.rows.candidates.emplace_back(j);
  }
  parts.rows.values = {10.0, 0.0, 90.0};
  SilentProgress progress;
  const Phasing phasing =
      phase_opening(PlacementProblem(parts), testing::all_sites(parts), {}, testing::exactly(), progress);
  ASSERT_EQ(phasing.steps.size(), 2U);
  EXPECT_EQ(phasing.steps[0].opened, std::vector<CandidateId>{CandidateId(2)});
  EXPECT_EQ(phasing.steps[0].unserved_weight, 0.0);
  EXPECT_EQ(phasing.steps[0].value, 130.0);
  EXPECT_EQ(*phasing.steps[0].price, 0.0);
}

TEST(Phasing, ManySitesAreOrderedByExchange) {
  Random random(1);
  PlacementParts parts = testing::line_town(random, 17);
  SilentProgress progress;
  const PlacementOptions greedy{.method = PlacementMethod::Greedy, .stop = {}};
  const Phasing phasing = phase_opening(PlacementProblem(parts), testing::all_sites(parts),
                                        std::vector<std::size_t>{5, 6}, greedy, progress);
  EXPECT_FALSE(phasing.exact);
  ASSERT_EQ(phasing.steps.size(), 3U);
  EXPECT_EQ(phasing.steps[2].opened.size(), 6U);
  EXPECT_GE(phasing.steps[0].value, phasing.steps[1].value);
}

TEST(Phasing, RefusesWhatIsNoPlan) {
  Random random(1);
  SilentProgress progress;
  const PlacementProblem problem(testing::line_town(random, 2));
  const std::vector<CandidateId> none;
  EXPECT_THAT(phase_opening(problem, none, {}, testing::exactly(), progress).steps, IsEmpty());
  EXPECT_THROW(phase_opening(problem, std::vector<CandidateId>{CandidateId(9)}, {}, testing::exactly(), progress),
               ConfigError);
  EXPECT_THROW(phase_opening(problem, none, std::vector<std::size_t>{0}, testing::exactly(), progress), ConfigError);
}

}  // namespace
}  // namespace lastmeter
