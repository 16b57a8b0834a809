// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/random.h"
#include "placement/evaluate.h"
#include "placement/place_sites.h"

namespace lastmeter::testing {

/// Rows given as lists of candidates, weight 1 each; every candidate New, of cost 1.
inline PlacementParts cover_parts(std::size_t candidates, const std::vector<std::vector<std::size_t>>& rows) {
  PlacementParts parts;
  parts.goal = PlacementGoal::SetCover;
  for (std::size_t j = 0; j < candidates; ++j) {
    parts.candidates.push_back({.code = fmt::format("S{}", j), .cost = 1.0, .capacity = {}});
  }
  parts.rows.starts = {0};
  for (const std::vector<std::size_t>& row : rows) {
    for (const std::size_t site : row) {
      parts.rows.candidates.emplace_back(site);
    }
    parts.rows.weights.push_back(1.0);
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  return parts;
}

/// The best objective over all plans; none: no plan keeps all limits.
inline std::optional<double> best_of_all(const PlacementProblem& problem) {
  std::optional<double> best;
  const std::size_t candidates = problem.candidates().size();
  for (std::size_t set = 0; set < (std::size_t{1} << candidates); ++set) {
    std::vector<CandidateId> open;
    for (std::size_t j = 0; j < candidates; ++j) {
      if ((set >> j & 1U) != 0) {
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

/// Tiny problems with everything in them: ties, no weight, rows out of reach, rules, budgets, Fixed and Existing sites,
/// 1e9 beside 1e-9.
class TinyProblems {
 public:
  TinyProblems(PlacementGoal goal, std::uint64_t seed) : goal_(goal), random_(seed) {}

  PlacementProblem next() {
    PlacementParts parts;
    parts.goal = goal_;
    draw_candidates(parts);
    draw_rows(parts);
    if (one_in(3)) {
      parts.sites = random_.below(5);
    }
    if (one_in(4)) {
      parts.budget = parts.candidates.items().front().cost * static_cast<double>(random_.below(6));
    }
    for (std::size_t rules = one_in(3) ? 1 + random_.below(2) : 0; rules > 0; --rules) {
      draw_rule(parts);
    }
    if (goal_ == PlacementGoal::SetCover) {
      parts.cover_share = one_in(2) ? 1.0 : 0.05 + 0.95 * random_.uniform();
      parts.cover_times = parts.rows.values.empty() && one_in(4) ? 2 : 1;
    }
    return PlacementProblem(std::move(parts));
  }

 private:
  bool one_in(std::uint64_t n) { return random_.below(n) == 0; }

  double amount(std::uint64_t kind) {
    switch (kind) {
      case 0:
        return 1.0;
      case 1:
        return static_cast<double>(random_.below(9));
      case 2:
        return 3.0 * random_.uniform();
      default:
        return (one_in(2) ? 1e9 : 1e-9) * random_.uniform();
    }
  }

  void draw_candidates(PlacementParts& parts) {
    const std::uint64_t kind = random_.below(4);
    for (std::size_t n = 1 + random_.below(7); n > 0; --n) {
      const Standing standing = one_in(8) ? Standing::Fixed : one_in(8) ? Standing::Existing : Standing::New;
      parts.candidates.push_back(
          {.code = fmt::format("S{}", n), .cost = amount(kind), .capacity = {}, .standing = standing});
    }
  }

  void draw_rows(PlacementParts& parts) {
    const std::uint64_t kind = random_.below(4);
    const bool shares = goal_ != PlacementGoal::SetCover || one_in(4);
    parts.rows.starts = {0};
    for (std::size_t rows = random_.below(9); rows > 0; --rows) {
      for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
        if (random_.below(5) < 3) {
          parts.rows.candidates.emplace_back(j);
          if (shares) {
            parts.rows.values.push_back(goal_ == PlacementGoal::SetCover
                                            ? 0.25 * static_cast<double>(1 + random_.below(4))
                                            : static_cast<double>(random_.below(12)));
          }
        }
      }
      parts.rows.weights.push_back(amount(kind));
      parts.rows.starts.push_back(parts.rows.candidates.size());
    }
  }

  void draw_rule(PlacementParts& parts) {
    SiteRule rule{.name = fmt::format("R{}", parts.rules.size()),
                  .candidates = {},
                  .coefficients = {},
                  .at_least = {},
                  .at_most = {}};
    for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
      if (one_in(2)) {
        rule.candidates.emplace_back(j);
      }
    }
    if (one_in(3)) {
      for (std::size_t k = 0; k < rule.candidates.size(); ++k) {
        rule.coefficients.push_back(one_in(3) ? random_.uniform() - 1.0 : static_cast<double>(1 + random_.below(3)));
      }
    }
    if (one_in(2)) {
      rule.at_least = static_cast<double>(random_.below(3));
    }
    if (!rule.at_least || one_in(2)) {
      rule.at_most = rule.at_least.value_or(0.0) + static_cast<double>(random_.below(2));
    }
    parts.rules.push_back(std::move(rule));
  }

  PlacementGoal goal_;
  Random random_;
};

}  // namespace lastmeter::testing
