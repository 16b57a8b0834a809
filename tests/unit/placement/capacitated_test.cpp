// SPDX-License-Identifier: Apache-2.0
#include "placement/capacitated.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

#include "placement/capacitated_rows.h"
#include "support/shared_data.h"
#include "unit/placement/capacitated_reference.h"

namespace lastmeter {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

SitePlan solve(const PlacementProblem& problem, PlacementMethod method = PlacementMethod::Exact, StopRule stop = {}) {
  SilentProgress progress;
  return solve_capacitated(problem, {.method = method, .stop = stop}, progress);
}

/// Two rows of weight 5; A serves both at no distance but holds 6 only; B and C serve all.
PlacementParts village() {
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  parts.candidates = {{.code = "A", .cost = 1.0, .capacity = 6.0},
                      {.code = "B", .cost = 3.0, .capacity = 10.0},
                      {.code = "C", .cost = 4.0, .capacity = {}}};
  parts.rows.weights = {5.0, 5.0};
  parts.rows.starts = {0, 3, 6};
  for (const std::size_t j : {0, 1, 2, 0, 1, 2}) {
    parts.rows.candidates.emplace_back(j);
  }
  parts.rows.values = {0.0, 1.0, 1.0, 0.0, 1.0, 2.0};
  return parts;
}

TEST(Capacitated, SplitsDemandBetweenCheapSites) {
  const SitePlan plan = solve(PlacementProblem(village()));
  // A and B: 1 + 3 + 4 units at distance 1.
  EXPECT_THAT(plan.open, ElementsAre(CandidateId(0), CandidateId(1)));
  EXPECT_EQ(plan.objective, 8.0);
  EXPECT_EQ(plan.bound, 8.0);
  EXPECT_TRUE(plan.proved);
}

TEST(Capacitated, ANumberOfSitesForcesTheWideOne) {
  PlacementParts parts = village();
  parts.sites = 1;
  const SitePlan plan = solve(PlacementProblem(parts));
  EXPECT_THAT(plan.open, ElementsAre(CandidateId(1)));
  EXPECT_EQ(plan.objective, 13.0);
  EXPECT_TRUE(plan.proved);
}

TEST(Capacitated, ShortCapacityIsNamedWithTheMissingWeight) {
  PlacementParts parts = village();
  parts.candidates.items()[1].capacity = 1.0;
  parts.candidates.items()[2].capacity = 0.5;
  const SitePlan plan = solve(PlacementProblem(parts));
  EXPECT_EQ(plan.outcome, Outcome::Infeasible);
  EXPECT_THAT(plan.reasons, ElementsAre(HasSubstr("capacity short by 2.5 of 10")));
}

TEST(Capacitated, UnreachableDemandIsNamed) {
  PlacementParts parts = village();
  parts.rows.weights.push_back(3.0);
  parts.rows.starts.push_back(6);
  const SitePlan plan = solve(PlacementProblem(parts), PlacementMethod::Greedy);
  EXPECT_EQ(plan.outcome, Outcome::Infeasible);
  EXPECT_THAT(plan.reasons, Contains(HasSubstr("reaches 1 demand rows with a weight of 3")));
}

TEST(Capacitated, ABudgetTooSmallIsInfeasible) {
  PlacementParts parts = village();
  parts.budget = 2.9;
  const SitePlan plan = solve(PlacementProblem(parts));
  EXPECT_EQ(plan.outcome, Outcome::Infeasible);
  EXPECT_FALSE(plan.reasons.empty());
}

TEST(Capacitated, NoDemandOpensNothing) {
  PlacementParts parts = village();
  parts.rows.weights = {0.0, 0.0};
  const SitePlan plan = solve(PlacementProblem(parts));
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_TRUE(plan.open.empty());
  EXPECT_TRUE(plan.proved);
  parts.candidates = IdVector<CandidateId, Candidate>();
  parts.rows = {.weights = {}, .starts = {0}, .candidates = {}, .values = {}};
  EXPECT_EQ(solve(PlacementProblem(parts)).outcome, Outcome::Solved);
}

TEST(Capacitated, StoppedAtOnceIsStillAnAnswer) {
  for (const PlacementMethod method : {PlacementMethod::Greedy, PlacementMethod::Interchange, PlacementMethod::Exact}) {
    const SitePlan plan = solve(PlacementProblem(village()), method, {.gap = 0.0, .iterations = 0, .seconds = {}});
    EXPECT_NE(plan.outcome, Outcome::Infeasible);
    EXPECT_FALSE(plan.proved && plan.objective > 8.0);
  }
}

void expect_fits(const PlacementProblem& problem, PlacementMethod method, std::optional<double> best, int round) {
  const SitePlan plan = solve(problem, method);
  ASSERT_EQ(plan.outcome, best ? Outcome::Solved : Outcome::Infeasible) << round;
  if (!best) {
    EXPECT_FALSE(plan.reasons.empty()) << round;
    return;
  }
  const double slack = 1e-7 * std::max(1e-3, std::abs(*best));
  const PlanScore score = evaluate_plan(problem, plan.open);
  EXPECT_TRUE(score.breaches.empty()) << round;
  EXPECT_EQ(score.objective, plan.objective);
  EXPECT_GE(plan.objective, *best - slack) << round;
  EXPECT_TRUE(!plan.bound || *plan.bound <= *best + slack) << round;
  if (method == PlacementMethod::Exact) {
    EXPECT_TRUE(plan.proved) << round;
    EXPECT_LE(plan.objective, *best + slack) << round;
  }
}

TEST(Capacitated, EqualsBruteForce) {
  Random random(11);
  for (int round = 0; round < 120; ++round) {
    const PlacementProblem problem = testing::tiny_capacitated(random, round % 2 == 1);
    const std::optional<double> best = testing::best_of_all(problem);
    expect_fits(problem, PlacementMethod::Greedy, best, round);
    expect_fits(problem, PlacementMethod::Interchange, best, round);
    expect_fits(problem, PlacementMethod::Exact, best, round);
  }
}

TEST(Capacitated, AnyPricesGiveABound) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    const PlacementProblem problem = testing::tiny_capacitated(random, true);
    const CapacitatedRows rows = capacitated_rows(problem);
    std::vector<double> prices;
    std::vector<double> open;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      prices.push_back(random.uniform(-1.0, 9.0));
    }
    for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
      open.push_back(static_cast<double>(random.below(2)));
    }
    const auto below = [&](const CapacityCut& cut) {
      double value = cut.constant;
      for (std::size_t j = 0; j < open.size(); ++j) {
        value -= cut.values[j] * open[j];
      }
      return value;
    };
    if (const std::optional<CapacitatedFlow> flow = route(rows, open)) {
      EXPECT_LE(below(price_cut(rows, prices)), flow->cost + 1e-9);
      EXPECT_NEAR(below(price_cut(rows, flow->prices)), flow->cost, 1e-9 * (1.0 + flow->cost));
    } else {
      const CapacitatedFlow shortage = route_shortage(rows, open);
      EXPECT_NEAR(below(shortage_cut(rows, shortage.prices)), static_cast<double>(shortage.unserved) * rows.weight_unit,
                  1e-8);
      EXPECT_EQ(shortage.unserved, route_most(rows, open).unserved);
    }
  }
}

/// OR-Library: the cost is of serving all demand of a customer.
PlacementProblem read_cflp(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::size_t sites = 0;
  std::size_t customers = 0;
  in >> sites >> customers;
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  for (std::size_t j = 0; j < sites; ++j) {
    double capacity = 0.0;
    double cost = 0.0;
    in >> capacity >> cost;
    parts.candidates.push_back({.code = fmt::format("{}", j), .cost = cost, .capacity = capacity});
  }
  parts.rows.starts.push_back(0);
  for (std::size_t i = 0; i < customers; ++i) {
    double weight = 0.0;
    in >> weight;
    parts.rows.weights.push_back(weight);
    for (std::size_t j = 0; j < sites; ++j) {
      double cost = 0.0;
      in >> cost;
      parts.rows.candidates.emplace_back(j);
      parts.rows.values.push_back(cost / weight);
    }
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  return PlacementProblem(std::move(parts));
}

TEST(Capacitated, ProvesPublishedOptima) {
  const std::optional<std::filesystem::path> data = testing::shared_data();
  const std::filesystem::path folder = data.value_or(".").parent_path() / "benchmarks" / "facility-location" / "cflp";
  if (!data || !std::filesystem::is_directory(folder)) {
    GTEST_SKIP() << "the shared benchmarks are not here";
  }
  for (const auto& [name, value] : {std::pair("cap41", 1040444.375), std::pair("cap62", 977799.4),
                                    std::pair("cap92", 855733.5), std::pair("cap132", 851495.325)}) {
    const SitePlan plan = solve(read_cflp(folder / fmt::format("{}.txt", name)));
    EXPECT_NEAR(plan.objective, value, 1e-3) << name;
    EXPECT_TRUE(plan.proved) << name;
  }
}

}  // namespace
}  // namespace lastmeter
