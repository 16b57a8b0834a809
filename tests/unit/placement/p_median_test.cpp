// SPDX-License-Identifier: Apache-2.0
#include "placement/p_median.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>

#include "core/random.h"
#include "placement/evaluate.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

SitePlan solve(const PlacementParts& parts, PlacementMethod method = PlacementMethod::Exact,
               const StopRule& stop = {}) {
  SilentProgress progress;
  return solve_p_median(PlacementProblem(parts), {.method = method, .stop = stop}, progress);
}

void add_row(PlacementParts& parts, double weight, const std::vector<std::pair<std::size_t, double>>& pairs) {
  if (parts.rows.starts.empty()) {
    parts.rows.starts.push_back(0);
  }
  parts.rows.weights.push_back(weight);
  for (const auto& [site, distance] : pairs) {
    parts.rows.candidates.emplace_back(site);
    parts.rows.values.push_back(distance);
  }
  parts.rows.starts.push_back(parts.rows.candidates.size());
}

/// Houses and sites on a line, at the same places; everyone weighs 1.
PlacementParts line(const std::vector<double>& places, std::size_t sites) {
  PlacementParts parts;
  parts.goal = PlacementGoal::PMedian;
  parts.sites = sites;
  for (std::size_t j = 0; j < places.size(); ++j) {
    parts.candidates.push_back({.code = std::to_string(j), .cost = 1.0, .capacity = {}, .standing = Standing::New});
  }
  for (const double house : places) {
    std::vector<std::pair<std::size_t, double>> pairs;
    for (std::size_t j = 0; j < places.size(); ++j) {
      pairs.emplace_back(j, std::abs(house - places[j]));
    }
    add_row(parts, 1.0, pairs);
  }
  return parts;
}

std::vector<CandidateId> ids(const std::vector<std::size_t>& indices) {
  std::vector<CandidateId> result;
  for (const std::size_t index : indices) {
    result.emplace_back(index);
  }
  return result;
}

TEST(PMedian, OneSiteStandsAtTheMedian) {
  const SitePlan plan = solve(line({0, 1, 5, 6, 100}, 1));
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_EQ(plan.open, ids({2}));
  EXPECT_EQ(plan.objective, 5 + 4 + 0 + 1 + 95);
  EXPECT_EQ(plan.bound, plan.objective);
  EXPECT_TRUE(plan.proved);
}

TEST(PMedian, ExchangeMendsWhatGreedyChoseFirst) {
  // Greedy takes the middle at once; the best two are the ends' own.
  const PlacementParts parts = line({0, 1, 10, 19, 20}, 2);
  const SitePlan greedy = solve(parts, PlacementMethod::Greedy);
  const SitePlan swapped = solve(parts, PlacementMethod::Interchange);
  EXPECT_EQ(greedy.objective, 20.0);
  EXPECT_EQ(swapped.objective, 11.0);
  EXPECT_GT(swapped.iterations, 0U);
  EXPECT_FALSE(swapped.bound.has_value());
  EXPECT_EQ(solve(parts, PlacementMethod::Interchange, {.gap = 0.0, .iterations = 0, .seconds = {}}).objective, 20.0);
}

TEST(PMedian, MoreSitesThanPlacesCostNothing) {
  const SitePlan plan = solve(line({0, 1, 10}, 7));
  EXPECT_EQ(plan.objective, 0.0);
  EXPECT_EQ(plan.bound, 0.0);
  EXPECT_TRUE(plan.proved);
}

TEST(PMedian, NothingToServeNeedsNoSite) {
  PlacementParts parts = line({0, 1, 10}, 0);
  parts.rows.weights = {0.0, 0.0, 0.0};
  const SitePlan plan = solve(parts);
  EXPECT_EQ(plan.outcome, Outcome::Solved);
  EXPECT_THAT(plan.open, IsEmpty());
  EXPECT_TRUE(plan.proved);
}

TEST(PMedian, WithoutSitesDemandIsNotServed) {
  for (const PlacementMethod method : {PlacementMethod::Greedy, PlacementMethod::Interchange, PlacementMethod::Exact}) {
    const SitePlan none = solve(line({0, 1}, 0), method);
    EXPECT_EQ(none.outcome, Outcome::Infeasible);
    EXPECT_THAT(none.reasons, Not(IsEmpty()));
    EXPECT_THAT(none.open, IsEmpty());
  }
  PlacementParts no_candidates;
  no_candidates.goal = PlacementGoal::PMedian;
  add_row(no_candidates, 1.0, {});
  EXPECT_EQ(solve(no_candidates).outcome, Outcome::Infeasible);
}

TEST(PMedian, RowsThatListFewSitesForceThem) {
  // Rows 0 and 1 are served by sites 0 and 1 alone, so the two sites allowed are taken.
  PlacementParts parts = line({0, 1, 10, 20}, 2);
  add_row(parts, 1.0, {{0, 500.0}});
  add_row(parts, 0.5, {{1, 7.0}});
  const SitePlan plan = solve(parts);
  EXPECT_EQ(plan.open, ids({0, 1}));
  EXPECT_EQ(plan.objective, 0 + 0 + 9 + 19 + 500 + 3.5);
  EXPECT_TRUE(plan.proved);
  parts.sites = 1;
  EXPECT_EQ(solve(parts).outcome, Outcome::Infeasible);
}

TEST(PMedian, FixedSitesStayAndExistingOnesAreNotCounted) {
  PlacementParts parts = line({0, 1, 10, 20, 21}, 1);
  parts.candidates[CandidateId(2)].standing = Standing::Fixed;
  parts.candidates[CandidateId(0)].standing = Standing::Existing;
  const SitePlan plan = solve(parts);
  EXPECT_EQ(plan.open, ids({0, 2, 3}));
  EXPECT_EQ(plan.objective, 2.0);
  parts.budget = 2.0;  // each costs 1: the existing one is closed
  EXPECT_EQ(solve(parts).open, ids({2, 3}));
}

TEST(PMedian, RulesDecideWhereTheNumberAllows) {
  PlacementParts parts = line({0, 1, 2, 50, 51, 52}, 2);
  parts.rules.push_back(
      {.name = "not both middles", .candidates = ids({1, 4}), .coefficients = {}, .at_least = {}, .at_most = 1.0});
  const SitePlan plan = solve(parts);
  EXPECT_EQ(plan.objective, 2 + 3);
  parts.rules.push_back(
      {.name = "one of the ends", .candidates = ids({0, 5}), .coefficients = {}, .at_least = 2.0, .at_most = {}});
  EXPECT_EQ(solve(parts).open, ids({0, 5}));
  EXPECT_TRUE(solve(parts).proved);
  parts.sites = 1;
  EXPECT_EQ(solve(parts).outcome, Outcome::Infeasible);
}

TEST(PMedian, TinyCostsKeepTheirDigitsBesideHugeOnes) {
  // Site 0 is free for the heavy row, so the light rows decide between sites 1 and 2.
  PlacementParts parts = line({0, 0, 0}, 2);
  parts.rows = {};
  add_row(parts, 1e9, {{0, 0.0}, {1, 1e3}, {2, 1e3}});
  add_row(parts, 1e-9, {{0, 9.0}, {1, 0.4}, {2, 0.3}});
  const SitePlan plan = solve(parts);
  EXPECT_EQ(plan.open, ids({0, 2}));
  EXPECT_TRUE(plan.proved);
}

TEST(PMedian, StoppingAtOnceIsAnAnswer) {
  Random random(5);
  std::vector<double> places;
  for (int i = 0; i < 40; ++i) {
    places.push_back(static_cast<double>(random.below(1000)));
  }
  const SitePlan best = solve(line(places, 6));
  const SitePlan stopped = solve(line(places, 6), PlacementMethod::Exact, {.gap = 0.0, .iterations = 0, .seconds = {}});
  ASSERT_EQ(stopped.outcome, Outcome::Solved);
  EXPECT_GE(stopped.objective, best.objective);
  ASSERT_TRUE(stopped.bound.has_value());
  EXPECT_LE(*stopped.bound, best.objective);
  const SitePlan late = solve(line(places, 6), PlacementMethod::Exact, {.gap = 0.0, .iterations = {}, .seconds = 0.0});
  EXPECT_TRUE(late.stopped_by_time);
  EXPECT_EQ(late.outcome, Outcome::Solved);
}

}  // namespace
}  // namespace lastmeter
