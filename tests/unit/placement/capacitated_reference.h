// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

#include "core/random.h"
#include "placement/evaluate.h"

namespace lastmeter::testing {

/// A random problem of a few sites and rows with every feature: limits, rules, standings, rows without weight, ties,
/// rows that few sites reach, sites without limit of capacity or without any capacity.
inline PlacementProblem tiny_capacitated(Random& random, bool fractions) {
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  const auto amount = [&](std::uint64_t below) {
    const auto whole = static_cast<double>(random.below(below));
    return fractions ? whole * 0.1 + random.uniform() * (random.below(4) == 0 ? 1e-9 : 0.3) : whole;
  };
  const std::size_t sites = 2 + random.below(5);
  for (std::size_t j = 0; j < sites; ++j) {
    Candidate site{.code = fmt::format("S{}", j), .cost = amount(9), .capacity = {}, .standing = Standing::New};
    if (random.below(6) != 0) {
      site.capacity = amount(13);
    }
    site.standing = static_cast<Standing>(random.below(8) < 6 ? 0 : random.below(3));
    parts.candidates.push_back(site);
  }
  parts.rows.starts.push_back(0);
  for (std::size_t i = 0; i < 2 + random.below(5); ++i) {
    parts.rows.weights.push_back(random.below(5) == 0 ? 0.0 : amount(6));
    for (std::size_t j = 0; j < sites; ++j) {
      if (random.below(4) != 0) {
        parts.rows.candidates.emplace_back(j);
        parts.rows.values.push_back(amount(5));
      }
    }
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  if (random.below(3) == 0) {
    parts.sites = 1 + random.below(3);
  }
  if (random.below(3) == 0) {
    parts.budget = amount(20);
  }
  for (std::size_t r = random.below(3); r > 0; --r) {
    SiteRule rule{.name = "rule", .candidates = {}, .coefficients = {}, .at_least = {}, .at_most = {}};
    for (std::size_t j = 0; j < sites; ++j) {
      if (random.below(2) == 0) {
        rule.candidates.emplace_back(j);
      }
    }
    (random.below(3) == 0 ? rule.at_least : rule.at_most) = 1.0;
    parts.rules.push_back(rule);
  }
  return PlacementProblem(std::move(parts));
}

/// The best objective of all subsets of candidates, as the evaluator scores them.
inline std::optional<double> best_of_all(const PlacementProblem& problem) {
  std::optional<double> best;
  const std::size_t sites = problem.candidates().size();
  for (std::size_t set = 0; set < (std::size_t{1} << sites); ++set) {
    std::vector<CandidateId> open;
    for (std::size_t j = 0; j < sites; ++j) {
      if ((set >> j & 1U) != 0) {
        open.emplace_back(j);
      }
    }
    const PlanScore score = evaluate_plan(problem, open);
    const bool better = !best || (is_maximized(problem.goal()) ? score.objective > *best : score.objective < *best);
    if (score.breaches.empty() && better) {
      best = score.objective;
    }
  }
  return best;
}

}  // namespace lastmeter::testing
