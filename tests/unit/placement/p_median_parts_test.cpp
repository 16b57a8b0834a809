// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cmath>

#include "core/random.h"
#include "placement/assignment_ascent.h"
#include "placement/assignment_bound.h"
#include "placement/assignment_costs.h"
#include "placement/assignment_limits.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;

/// Two rows, three sites; distances 4 1 2 and 0 6 3.
PlacementParts two_rows() {
  PlacementParts parts;
  parts.goal = PlacementGoal::PMedian;
  for (const char* code : {"a", "b", "c"}) {
    parts.candidates.push_back({.code = code, .cost = 1.0, .capacity = {}, .standing = Standing::New});
  }
  parts.rows.weights = {1.0, 2.0};
  parts.rows.starts = {0, 3, 6};
  for (const std::size_t j : {0U, 1U, 2U, 0U, 1U, 2U}) {
    parts.rows.candidates.emplace_back(j);
  }
  parts.rows.values = {4.0, 1.0, 2.0, 0.0, 6.0, 3.0};
  parts.sites = 1;
  return parts;
}

TEST(AssignmentCosts, AscendInWholeNumbersOfOneUnit) {
  const AssignmentCosts costs = assignment_costs(PlacementProblem(two_rows()));
  EXPECT_TRUE(costs.exact);
  EXPECT_EQ(static_cast<double>(costs.unit), costs.scale);
  EXPECT_THAT(costs.sites_of(0), ElementsAre(1, 2, 0));
  EXPECT_THAT(costs.sites_of(1), ElementsAre(0, 2, 1));
  EXPECT_THAT(costs.costs_of(1), ElementsAre(0, 6 * costs.unit, 12 * costs.unit));
  EXPECT_EQ(costs.unserved, 16 * costs.unit + 1);
  EXPECT_EQ(costs.raised(5 * costs.unit + 1), 6 * costs.unit);
  EXPECT_EQ(costs.raised(-7), 0);
}

TEST(AssignmentCosts, RoundDownWhereTheyAreNotWhole) {
  PlacementParts parts = two_rows();
  parts.rows.values[0] = 0.1;
  parts.rows.weights[1] = 1e9;
  const AssignmentCosts costs = assignment_costs(PlacementProblem(parts));
  EXPECT_FALSE(costs.exact);
  EXPECT_EQ(costs.unit, 1);
  EXPECT_LE(static_cast<double>(costs.costs_of(0).front()), 0.1 * costs.scale);
  EXPECT_GT(static_cast<double>(costs.costs_of(0).front()), 0.1 * costs.scale - 1.0);
}

TEST(AssignmentCosts, CountPairsDearerThanAPlanAsThePlan) {
  PlacementParts parts = two_rows();
  parts.rows.weights[1] = 1e12;
  const AssignmentCosts costs = assignment_costs(PlacementProblem(parts), 4.0);
  EXPECT_EQ(static_cast<double>(costs.costs_of(1).back()), 4.0 * costs.scale);
  EXPECT_GT(costs.scale, 0x1p40);
}

TEST(AssignmentCosts, LoseWhatFatesDecide) {
  const AssignmentCosts costs = assignment_costs(PlacementProblem(two_rows()));
  const ReducedCosts left = reduced(costs, std::vector<Fate>{Fate::Closed, Fate::Free, Fate::Open});
  EXPECT_THAT(left.rows, ElementsAre(0));  // row 1 has site c for good, now that a is closed
  EXPECT_EQ(left.costs.base, 6 * costs.unit);
  EXPECT_THAT(left.costs.sites_of(0), ElementsAre(1, 2));
  const ReducedCosts none = reduced(costs, std::vector<Fate>(3, Fate::Closed));
  EXPECT_THAT(none.rows, ElementsAre(0, 1));
  EXPECT_THAT(none.costs.sites_of(0), ElementsAre());
}

TEST(AssignmentLimits, SayWhatFollowsFromThem) {
  PlacementParts parts = two_rows();
  parts.rules.push_back({.name = "a or b",
                         .candidates = {CandidateId(0), CandidateId(1)},
                         .coefficients = {},
                         .at_least = 1.0,
                         .at_most = {}});
  const AssignmentLimits limits = assignment_limits(PlacementProblem(parts));
  std::vector<Fate> fates = {Fate::Closed, Fate::Free, Fate::Free};
  EXPECT_TRUE(limits.settle(fates));
  EXPECT_THAT(fates, ElementsAre(Fate::Closed, Fate::Open, Fate::Closed));  // b by the rule, c by the number
  fates = {Fate::Closed, Fate::Closed, Fate::Free};
  EXPECT_FALSE(limits.settle(fates));
  fates = {Fate::Open, Fate::Open, Fate::Free};
  EXPECT_FALSE(limits.settle(fates));
}

TEST(AssignmentBound, IsTheBestOfThePricesByHand) {
  const PlacementProblem problem(two_rows());
  const AssignmentCosts costs = assignment_costs(problem);
  const AssignmentLimits limits = assignment_limits(problem);
  AssignmentBound bound(costs, limits);
  // Prices 4 and 6: worth of a 0 - 6, of b -3, of c -2; one site: 10 - 6.
  const std::int64_t unit = costs.unit;
  std::vector<Fate> fates = limits.fixed;
  EXPECT_EQ(bound.evaluate({.rows = {4 * unit, 6 * unit}, .limits = {}}, fates), 4 * unit);
  EXPECT_THAT(bound.taken(), ElementsAre(1, 0, 0));
  EXPECT_EQ(bound.fix(5 * unit, fates), 3U);  // without a: at least 7, and there is no room for a second
  EXPECT_THAT(fates, ElementsAre(Fate::Open, Fate::Closed, Fate::Closed));
}

TEST(AssignmentBound, NoPricesExceedAPlan) {
  PlacementParts parts = two_rows();
  parts.sites = std::nullopt;
  parts.budget = 1.5;
  const PlacementProblem problem(parts);
  const AssignmentCosts costs = assignment_costs(problem);
  const AssignmentLimits limits = assignment_limits(problem);
  AssignmentBound bound(costs, limits);
  Random random(3);
  for (int round = 0; round < 2000; ++round) {
    const auto price = [&] { return static_cast<std::int64_t>(random.uniform(0.0, 13.0) * costs.scale); };
    const Prices prices{.rows = {price(), price()}, .limits = {random.uniform(0.0, 20.0) * costs.scale}};
    std::vector<Fate> fates = limits.fixed;
    EXPECT_LE(bound.evaluate(prices, fates), 4 * costs.unit);  // site a alone is best
    bound.fix(5 * costs.unit, fates);
    EXPECT_NE(fates[0], Fate::Closed);
    EXPECT_NE(fates[1], Fate::Open);
  }
}

TEST(AssignmentAscent, ClimbsToTheBestPlan) {
  const PlacementProblem problem(two_rows());
  const AssignmentCosts costs = assignment_costs(problem);
  const AssignmentLimits limits = assignment_limits(problem);
  AssignmentClock clock(StopRule{});
  AssignmentAscent ascent(costs, limits, clock);
  Prices prices{.rows = {costs.unit, 0}, .limits = {}};
  std::vector<Fate> fates = limits.fixed;
  const AssignmentAim aim{.beat = 4 * costs.unit, .stop = 4 * costs.unit};
  EXPECT_EQ(ascent.run(prices, fates, aim, {}, [&](auto) { return aim; }), 4 * costs.unit);
  EXPECT_GT(clock.iterations(), 0U);
}

}  // namespace
}  // namespace lastmeter
