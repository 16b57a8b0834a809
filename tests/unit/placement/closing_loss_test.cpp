// SPDX-License-Identifier: Apache-2.0
#include "placement/closing_loss.h"

#include <gmock/gmock.h>

#include "core/parallel.h"
#include "unit/placement/questions_reference.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A serves 4 and 2, B serves 2 and 1, C serves 8.
PlacementParts three_posts() {
  PlacementParts parts;
  parts.goal = PlacementGoal::MaxCover;
  parts.candidates = {{.code = "A", .cost = 3.0, .capacity = {}},
                      {.code = "B", .cost = 5.0, .capacity = {}},
                      {.code = "C", .cost = 7.0, .capacity = {}}};
  parts.rows.weights = {4.0, 2.0, 1.0, 8.0};
  parts.rows.starts = {0, 1, 3, 4, 5};
  for (const std::size_t j : {0, 0, 1, 1, 2}) {
    parts.rows.candidates.emplace_back(j);
  }
  return parts;
}

TEST(ClosingLoss, IsWhatThePostAloneServes) {
  const PlanChanges changes =
      closing_loss(PlacementProblem(three_posts()), std::vector<CandidateId>{CandidateId(1), CandidateId(0)});
  EXPECT_EQ(changes.plan.objective, 7.0);
  ASSERT_EQ(changes.closing.size(), 2U);
  EXPECT_EQ(changes.closing[0].gain, -4.0);
  EXPECT_EQ(changes.closing[0].cost, -3.0);
  EXPECT_EQ(changes.closing[1].gain, -1.0);
  ASSERT_EQ(changes.opening.size(), 1U);
  EXPECT_EQ(changes.opening[0].site, CandidateId(2));
  EXPECT_EQ(changes.opening[0].gain, 8.0);
  EXPECT_EQ(changes.opening[0].served_weight, 8.0);
  EXPECT_THAT(changes.opening[0].breaches, IsEmpty());
}

TEST(ClosingLoss, NamesTheLimitsThatOneMoreBreaks) {
  PlacementParts parts = three_posts();
  parts.sites = 1;
  parts.candidates.items()[0].standing = Standing::Fixed;
  const PlanChanges changes =
      closing_loss(PlacementProblem(parts), std::vector<CandidateId>{CandidateId(0), CandidateId(1)});
  EXPECT_THAT(changes.closing[0].breaches, ElementsAre("closes site 'A', which must stay"));
  EXPECT_THAT(changes.closing[1].breaches, IsEmpty());
  EXPECT_THAT(changes.opening[0].breaches, ElementsAre("new sites: 2, at most 1"));
}

TEST(ClosingLoss, IsTheSameForAnyNumberOfThreads) {
  Random random(6);
  const PlacementProblem problem(testing::tiny_cover(random));
  const std::vector<CandidateId> open{CandidateId(0), CandidateId(2)};
  set_thread_limit(1);
  const PlanChanges one = closing_loss(problem, open);
  set_thread_limit(2);
  const PlanChanges two = closing_loss(problem, open);
  set_thread_limit(0);
  for (std::size_t k = 0; k < one.opening.size(); ++k) {
    EXPECT_EQ(one.opening[k].gain, two.opening[k].gain);
    EXPECT_EQ(one.opening[k].gain,
              evaluate_plan(problem, std::vector<CandidateId>{open[0], open[1], one.opening[k].site}).objective -
                  one.plan.objective);
  }
}

}  // namespace
}  // namespace lastmeter
