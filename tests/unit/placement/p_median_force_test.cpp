// SPDX-License-Identifier: Apache-2.0
// Every method against all subsets of sites, on random problems large enough to need cuts and branching.
#include <gmock/gmock.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "core/random.h"
#include "placement/evaluate.h"
#include "placement/p_median.h"

namespace lastmeter {
namespace {

struct Spice {
  bool whole = true;    // distances and weights
  bool close = false;   // many ties
  bool sparse = false;  // rows list two thirds of the sites
  bool limits = false;  // budget and rules, coefficients of both signs
  bool standing = false;
};

PlacementParts random_rows(const Spice& spice, std::size_t sites, Random& random) {
  PlacementParts parts;
  parts.goal = PlacementGoal::PMedian;
  parts.rows.starts = {0};
  const std::size_t rows = 15 + random.below(15);
  const double side = spice.close ? 6.0 : 1000.0;
  std::vector<std::pair<double, double>> places;
  for (std::size_t k = 0; k < sites + rows; ++k) {
    const double x = random.uniform(0.0, side);
    places.emplace_back(spice.whole ? std::floor(x) : x, std::floor(random.uniform(0.0, side)));
  }
  for (std::size_t i = 0; i < rows; ++i) {
    parts.rows.weights.push_back(spice.whole ? static_cast<double>(random.below(9)) : random.uniform(0.0, 10.0));
    for (std::size_t j = 0; j < sites; ++j) {
      const double distance =
          std::hypot(places[j].first - places[sites + i].first, places[j].second - places[sites + i].second);
      if (!spice.sparse || random.below(3) != 0) {
        parts.rows.candidates.emplace_back(j);
        parts.rows.values.push_back(spice.whole ? std::floor(distance) : distance);
      }
    }
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  return parts;
}

SiteRule random_rule(std::size_t sites, Random& random) {
  SiteRule rule;
  rule.name = "rule";
  for (std::size_t j = 0; j < sites; ++j) {
    if (random.below(3) == 0) {
      rule.candidates.emplace_back(j);
      rule.coefficients.push_back(random.below(3) == 0 ? -1.0 : 1.0 + static_cast<double>(random.below(2)));
    }
  }
  const double least = static_cast<double>(random.below(3)) - 1.0;
  if (random.below(2) == 0) {
    rule.at_least = least;
  }
  if (random.below(2) == 0) {
    rule.at_most = least + static_cast<double>(random.below(3));
  }
  return rule;
}

PlacementParts random_parts(const Spice& spice, Random& random) {
  const std::size_t sites = 7 + random.below(4);
  PlacementParts parts = random_rows(spice, sites, random);
  constexpr Standing kStanding[] = {Standing::New, Standing::New, Standing::New, Standing::Existing, Standing::Fixed};
  for (std::size_t j = 0; j < sites; ++j) {
    parts.candidates.push_back({.code = std::to_string(j),
                                .cost = 1.0 + (spice.whole ? static_cast<double>(random.below(6)) : random.uniform()),
                                .capacity = {},
                                .standing = spice.standing ? kStanding[random.below(5)] : Standing::New});
  }
  if (!spice.limits || random.below(2) == 0) {
    parts.sites = 2 + random.below(4);
  }
  if (spice.limits) {
    if (random.below(2) == 0) {
      parts.budget = 8.0 + static_cast<double>(random.below(12));
    }
    for (std::size_t k = random.below(4); k > 0; --k) {
      parts.rules.push_back(random_rule(sites, random));
    }
  }
  return parts;
}

std::optional<double> best_of_all(const PlacementProblem& problem) {
  std::optional<double> best;
  const std::size_t sites = problem.candidates().size();
  for (std::size_t subset = 0; subset < (std::size_t{1} << sites); ++subset) {
    std::vector<CandidateId> open;
    for (std::size_t j = 0; j < sites; ++j) {
      if ((subset >> j & 1U) != 0) {
        open.emplace_back(j);
      }
    }
    const PlanScore score = evaluate_plan(problem, open);
    if (score.breaches.empty() && (!best || score.objective < *best)) {
      best = score.objective;
    }
  }
  return best;
}

void expect_sound(const PlacementProblem& problem, const SitePlan& plan, std::optional<double> best) {
  if (!best) {
    EXPECT_EQ(plan.outcome, Outcome::Infeasible);
    EXPECT_FALSE(plan.reasons.empty());
    return;
  }
  ASSERT_EQ(plan.outcome, Outcome::Solved);
  const PlanScore score = evaluate_plan(problem, plan.open);
  EXPECT_THAT(score.breaches, ::testing::IsEmpty());
  EXPECT_EQ(score.objective, plan.objective);
  EXPECT_GE(plan.objective, *best * (1.0 - 1e-12));
  if (plan.bound) {
    EXPECT_LE(*plan.bound, *best * (1.0 + 1e-12));
  }
}

class PMedianForce : public ::testing::TestWithParam<Spice> {};

TEST_P(PMedianForce, ExactIsTheBestOfAllPlansAndTheOthersArePlans) {
  Random random(11);
  for (int round = 0; round < 25; ++round) {
    SCOPED_TRACE(round);
    const PlacementProblem problem(random_parts(GetParam(), random));
    const std::optional<double> best = best_of_all(problem);
    SilentProgress progress;
    for (const PlacementMethod method : {PlacementMethod::Greedy, PlacementMethod::Interchange}) {
      expect_sound(problem, solve_p_median(problem, {.method = method, .stop = {}}, progress), best);
    }
    const SitePlan exact = solve_p_median(problem, {}, progress);
    expect_sound(problem, exact, best);
    if (best) {
      EXPECT_TRUE(exact.proved);
      EXPECT_LE(exact.objective, *best * (1.0 + 1e-9));
    }
    const StopRule loose{.gap = 0.05, .iterations = {}, .seconds = {}};
    const SitePlan near = solve_p_median(problem, {.method = PlacementMethod::Exact, .stop = loose}, progress);
    expect_sound(problem, near, best);
    EXPECT_LE(gap_of(near).value_or(0.0), 0.05);
    const StopRule brief{.gap = 0.0, .iterations = 1 + random.below(60), .seconds = {}};
    expect_sound(problem, solve_p_median(problem, {.method = PlacementMethod::Exact, .stop = brief}, progress), best);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, PMedianForce,
    ::testing::Values(Spice{}, Spice{.whole = false}, Spice{.close = true},
                      Spice{.whole = true, .close = true, .sparse = true},
                      Spice{.whole = false, .sparse = true, .standing = true}, Spice{.whole = true, .limits = true},
                      Spice{.whole = false, .limits = true, .standing = true},
                      Spice{.whole = true, .close = true, .sparse = true, .limits = true, .standing = true}));

}  // namespace
}  // namespace lastmeter
