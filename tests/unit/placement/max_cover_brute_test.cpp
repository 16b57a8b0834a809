// SPDX-License-Identifier: Apache-2.0
// Every method against all subsets of tiny random problems with every feature.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/random.h"
#include "placement/evaluate.h"
#include "placement/max_cover.h"

namespace lastmeter {
namespace {

enum class Weights { Small, Ties, Real, FarApart };

double weight_of(Random& random, Weights kind) {
  if (random.below(6) == 0) {
    return 0.0;
  }
  switch (kind) {
    case Weights::Small:
      return static_cast<double>(1 + random.below(20));
    case Weights::Ties:
      return 4.0;
    case Weights::Real:
      return random.uniform(0.0, 3.0);
    case Weights::FarApart:
      return random.below(2) == 0 ? 1e9 : 1e-9 * static_cast<double>(1 + random.below(3));
  }
  return 0.0;
}

void draw_rows(Random& random, PlacementParts& parts, Weights kind) {
  const std::size_t sites = parts.candidates.size();
  const bool gradual = parts.cover_times == 1 && random.below(3) == 0;
  const std::size_t density = 2 + random.below(4);
  parts.rows.starts = {0};
  for (std::size_t i = 0, rows = random.below(14); i < rows; ++i) {
    for (std::size_t j = 0; j < sites; ++j) {
      if (random.below(density) == 0) {
        parts.rows.candidates.emplace_back(j);
        if (gradual) {
          parts.rows.values.push_back(random.below(2) == 0 ? 0.25 * static_cast<double>(1 + random.below(4))
                                                           : random.uniform(0.01, 1.0));
        }
      }
    }
    parts.rows.weights.push_back(weight_of(random, kind));
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
}

SiteRule draw_rule(Random& random, std::size_t sites) {
  SiteRule rule{.name = "rule", .candidates = {}, .coefficients = {}, .at_least = {}, .at_most = {}};
  for (std::size_t j = 0; j < sites; ++j) {
    if (random.below(2) == 0) {
      rule.candidates.emplace_back(j);
    }
  }
  if (random.below(3) == 0) {
    for (std::size_t k = 0; k < rule.candidates.size(); ++k) {
      rule.coefficients.push_back(static_cast<double>(random.below(7)) - 2.0);
    }
  }
  if (random.below(3) != 0) {
    rule.at_most = static_cast<double>(random.below(4));
  }
  if (random.below(3) == 0) {
    rule.at_least = std::min(static_cast<double>(random.below(3)), rule.at_most.value_or(3.0));
  }
  return rule;
}

PlacementProblem draw_problem(Random& random, Weights kind) {
  PlacementParts parts;
  parts.goal = PlacementGoal::MaxCover;
  const std::size_t sites = 1 + random.below(9);
  const bool plain = random.below(4) == 0;
  for (std::size_t j = 0; j < sites; ++j) {
    const std::uint64_t draw = plain ? 9 : random.below(10);
    parts.candidates.push_back({.code = std::to_string(j),
                                .cost = static_cast<double>(random.below(8)),
                                .capacity = {},
                                .standing = draw == 0   ? Standing::Fixed
                                            : draw == 1 ? Standing::Existing
                                                        : Standing::New});
  }
  parts.cover_times = random.below(3) == 0 ? 2 + random.below(2) : 1;
  draw_rows(random, parts, kind);
  if (plain || random.below(2) == 0) {
    parts.sites = random.below(5);
  }
  if (!plain && random.below(2) == 0) {
    parts.budget = static_cast<double>(random.below(20));
  }
  for (std::size_t k = 0, rules = plain ? 0 : random.below(3); k < rules; ++k) {
    parts.rules.push_back(draw_rule(random, sites));
  }
  return PlacementProblem(std::move(parts));
}

/// The best score over all subsets that keep the limits; negative if none does.
double best_of_all(const PlacementProblem& problem) {
  double best = -1.0;
  const std::size_t sites = problem.candidates().size();
  for (unsigned mask = 0; mask < (1U << sites); ++mask) {
    std::vector<CandidateId> open;
    for (std::size_t j = 0; j < sites; ++j) {
      if (((mask >> j) & 1U) != 0) {
        open.emplace_back(j);
      }
    }
    const PlanScore score = evaluate_plan(problem, open);
    if (score.breaches.empty()) {
      best = std::max(best, score.objective);
    }
  }
  return best;
}

void expect_sound(const PlacementProblem& problem, const SitePlan& plan, double best) {
  if (best < 0.0) {
    ASSERT_EQ(plan.outcome, Outcome::Infeasible);
    EXPECT_FALSE(plan.reasons.empty());
    return;
  }
  ASSERT_EQ(plan.outcome, Outcome::Solved);
  const PlanScore score = evaluate_plan(problem, plan.open);
  ASSERT_TRUE(score.breaches.empty()) << score.breaches.front();
  ASSERT_EQ(plan.objective, score.objective);
  ASSERT_TRUE(plan.bound.has_value());
  ASSERT_GE(*plan.bound, best);
  ASSERT_LE(plan.objective, best);
  ASSERT_EQ(plan.proved, *plan.bound == plan.objective);
  ASSERT_TRUE(std::ranges::is_sorted(plan.open));
}

/// Shares of a tiny weight may differ by less than the model's step: 2^-60 of all weight.
double exact_scale(const PlacementProblem& problem) {
  return problem.rows().values.empty() ? 0.0 : problem.total_weight();
}

void compare(Weights kind, std::uint64_t seed, int rounds) {
  Random random(seed);
  SilentProgress progress;
  for (int round = 0; round < rounds; ++round) {
    const PlacementProblem problem = draw_problem(random, kind);
    const double best = best_of_all(problem);
    SCOPED_TRACE(round);
    const SitePlan exact = solve_max_cover(problem, {.method = PlacementMethod::Exact, .stop = {}}, progress);
    ASSERT_NO_FATAL_FAILURE(expect_sound(problem, exact, best));
    if (best >= 0.0) {
      ASSERT_LE(best - exact.objective, 1e-12 * exact_scale(problem));
      ASSERT_TRUE(exact.proved || kind == Weights::FarApart);
    }
    for (const PlacementMethod method : {PlacementMethod::Greedy, PlacementMethod::Interchange}) {
      const SitePlan plan = solve_max_cover(problem, {.method = method, .stop = {}}, progress);
      ASSERT_NO_FATAL_FAILURE(expect_sound(problem, plan, best));
    }
    const StopRule at_once{.gap = 0.0, .iterations = random.below(4), .seconds = {}};
    const SitePlan stopped = solve_max_cover(problem, {.method = PlacementMethod::Exact, .stop = at_once}, progress);
    ASSERT_NO_FATAL_FAILURE(expect_sound(problem, stopped, best));
    const SitePlan near = solve_max_cover(
        problem, {.method = PlacementMethod::Exact, .stop = {.gap = 0.1, .iterations = {}, .seconds = {}}}, progress);
    ASSERT_NO_FATAL_FAILURE(expect_sound(problem, near, best));
    if (best >= 0.0 && kind != Weights::FarApart) {
      ASSERT_LE(*gap_of(near), 0.1 + 1e-12);
    }
  }
}

TEST(MaxCoverBrute, SmallWholeWeights) { compare(Weights::Small, 1, 200); }
TEST(MaxCoverBrute, EqualWeightsWithManyTies) { compare(Weights::Ties, 2, 120); }
TEST(MaxCoverBrute, RealWeights) { compare(Weights::Real, 3, 120); }
TEST(MaxCoverBrute, HugeBesideTinyWeights) { compare(Weights::FarApart, 4, 120); }

}  // namespace
}  // namespace lastmeter
