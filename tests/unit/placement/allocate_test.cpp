// SPDX-License-Identifier: Apache-2.0
#include "placement/allocate.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/error.h"
#include "unit/placement/capacitated_reference.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<CandidateId> sites(std::initializer_list<std::size_t> ids) {
  std::vector<CandidateId> list;
  for (const std::size_t id : ids) {
    list.emplace_back(id);
  }
  return list;
}

/// Three rows of weight 4, 2 and 6; site A is near to all, B is 10 further, C serves the last row alone.
PlacementParts town(std::optional<double> capacity_of_a) {
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  parts.candidates = {{.code = "A", .cost = 5.0, .capacity = capacity_of_a},
                      {.code = "B", .cost = 7.0, .capacity = 20.0},
                      {.code = "C", .cost = 1.0, .capacity = 1.0}};
  parts.rows.weights = {4.0, 2.0, 6.0};
  parts.rows.starts = {0, 2, 4, 7};
  for (const std::size_t j : {0, 1, 0, 1, 0, 1, 2}) {
    parts.rows.candidates.emplace_back(j);
  }
  parts.rows.values = {1.0, 11.0, 2.0, 12.0, 3.0, 13.0, 3.0};
  return parts;
}

double share_in(const RowAllocation& allocation, std::size_t row, std::size_t site) {
  for (const RowAllocation::Part& part : allocation.row(row)) {
    if (part.site == CandidateId(site)) {
      return part.share;
    }
  }
  return 0.0;
}

TEST(Allocate, CapacitySplitsARowWhereThatIsCheapest) {
  const PlacementProblem problem(town(9.0));
  const RowAllocation allocation = allocate_rows_capacitated(problem, sites({0, 1}));
  // All pay 10 more at B: the first three units of any row go there.
  EXPECT_EQ(allocation.cost, 26.0 + 30.0);
  EXPECT_EQ(allocation.sites[0].load, 9.0);
  EXPECT_EQ(allocation.sites[1].load, 3.0);
  EXPECT_EQ(*allocation.sites[0].spare, 0.0);
  EXPECT_EQ(allocation.unserved_weight, 0.0);
  EXPECT_EQ(allocation.loss, 0.0);
}

TEST(Allocate, ShortCapacityServesTheMost) {
  const PlacementProblem problem(town(7.0));
  const RowAllocation allocation = allocate_rows_capacitated(problem, sites({0, 2}));
  EXPECT_EQ(allocation.unserved_weight, 4.0);
  EXPECT_EQ(allocation.unreached_weight, 0.0);
  EXPECT_EQ(allocation.cost, 4.0 * 1.0 + 2.0 * 2.0 + 1.0 * 3.0 + 1.0 * 3.0);
  const PlanScore score = evaluate_plan(problem, sites({0, 2}));
  EXPECT_THAT(score.breaches, ElementsAre("capacity short by 4"));
  EXPECT_EQ(score.served_weight, 8.0);
}

TEST(Allocate, UnreachedWeightIsNotShortCapacity) {
  const PlacementProblem problem(town(7.0));
  const PlanScore score = evaluate_plan(problem, sites({2}));
  EXPECT_THAT(score.breaches, ElementsAre("leaves a weight of 6 without any site", "capacity short by 5"));
}

TEST(Allocate, FractionsThatFillACapacityFit) {
  PlacementParts parts = town(0.3);
  parts.rows.weights = {0.1, 0.1, 0.1};
  EXPECT_THAT(evaluate_plan(PlacementProblem(parts), sites({0})).breaches, IsEmpty());
  parts.rows.weights = {0.1, 0.1, 0.11};
  EXPECT_THAT(evaluate_plan(PlacementProblem(parts), sites({0})).breaches,
              ElementsAre(HasSubstr("capacity short by 0.0")));
}

TEST(Allocate, HugeBesideTiny) {
  PlacementParts parts = town(1e9);
  parts.rows.weights = {1e9, 1e-9, 0.0};
  const PlacementProblem problem(parts);
  const RowAllocation allocation = allocate_rows_capacitated(problem, sites({0}));
  EXPECT_EQ(allocation.unserved_weight, 0.0);
  EXPECT_EQ(share_in(allocation, 1, 0), 1.0);
  EXPECT_EQ(share_in(allocation, 2, 0), 1.0);
}

TEST(Allocate, RefusesForeignSitesAndCoverGoals) {
  EXPECT_THROW(allocate_rows_capacitated(PlacementProblem(town(1.0)), sites({3})), ConfigError);
  PlacementParts cover = town(1.0);
  cover.goal = PlacementGoal::MaxCover;
  cover.rows.values.clear();
  EXPECT_THROW(allocate_rows_capacitated(PlacementProblem(cover), sites({0})), ConfigError);
}

void expect_sound(const PlacementProblem& problem, const RowAllocation& allocation) {
  double served = 0.0;
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    double shares = 0.0;
    for (const RowAllocation::Part& part : allocation.row(i)) {
      EXPECT_GT(part.share, 0.0);
      shares += part.share;
    }
    EXPECT_LE(shares, 1.0 + 1e-12);
    served += shares * problem.rows().weights[i];
  }
  EXPECT_NEAR(served + allocation.unserved_weight, problem.total_weight(), 1e-8 * (1.0 + problem.total_weight()));
  for (const RowAllocation::Site& site : allocation.sites) {
    if (site.spare) {
      EXPECT_GE(*site.spare, -2e-9 * (1.0 + problem.total_weight()));
    }
  }
}

TEST(Allocate, RandomAllocationsKeepCapacitiesAndAddUp) {
  Random random(5);
  for (int round = 0; round < 200; ++round) {
    const PlacementProblem problem = testing::tiny_capacitated(random, round % 2 == 1);
    std::vector<CandidateId> open;
    for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
      if (random.below(2) == 0) {
        open.emplace_back(j);
      }
    }
    const RowAllocation allocation = allocate_rows_capacitated(problem, open);
    expect_sound(problem, allocation);
  }
}

}  // namespace
}  // namespace lastmeter
