// SPDX-License-Identifier: Apache-2.0
#include "random_placement.h"

#include "placement/evaluate.h"

namespace lastmeter::testing {

namespace {

double random_weight(const Spice& spice, Random& random) {
  const auto whole = static_cast<double>(1 + random.below(9));
  if (!spice.odd_weights) {
    return whole;
  }
  switch (random.below(5)) {
    case 0:
      return 0.0;
    case 1:
      return whole * 1e-9;
    case 2:
      return whole * 1e9;
    case 3:
      return random.uniform(0.0, 10.0);
    default:
      return whole;
  }
}

void add_rows(PlacementParts& parts, const Spice& spice, Random& random) {
  const std::size_t rows = 1 + random.below(10);
  const bool shares = is_cover(parts.goal) && parts.cover_times == 1 && random.below(3) == 0;
  parts.rows.starts.push_back(0);
  for (std::size_t i = 0; i < rows; ++i) {
    parts.rows.weights.push_back(random_weight(spice, random));
    for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
      const bool served = is_cover(parts.goal) ? random.below(3) == 0 : !spice.holes || random.below(4) != 0;
      if (!served) {
        continue;
      }
      parts.rows.candidates.emplace_back(j);
      if (!is_cover(parts.goal)) {
        parts.rows.values.push_back(static_cast<double>(random.below(20)));
      } else if (shares) {
        parts.rows.values.push_back(static_cast<double>(1 + random.below(4)) / 4.0);
      }
    }
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
}

void add_rules(PlacementParts& parts, Random& random) {
  for (std::size_t r = random.below(3); r > 0; --r) {
    SiteRule rule;
    rule.name = "rule " + std::to_string(r);
    for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
      if (random.below(2) == 0) {
        rule.candidates.emplace_back(j);
        rule.coefficients.push_back(random.below(4) == 0 ? 2.0 : 1.0);
      }
    }
    if (random.below(3) == 0) {
      rule.coefficients.clear();
    }
    if (random.below(2) == 0) {
      rule.at_most = static_cast<double>(random.below(4));
    } else {
      rule.at_least = static_cast<double>(random.below(3));
    }
    parts.rules.push_back(std::move(rule));
  }
  if (random.below(2) == 0) {
    parts.budget = static_cast<double>(random.below(16));
  }
}

}  // namespace

PlacementParts random_placement(PlacementGoal goal, const Spice& spice, Random& random) {
  PlacementParts parts;
  parts.goal = goal;
  const std::size_t count = 1 + random.below(8);
  for (std::size_t j = 0; j < count; ++j) {
    Candidate candidate;
    candidate.code = "c" + std::to_string(j);
    candidate.cost = spice.limits || goal == PlacementGoal::SetCover || goal == PlacementGoal::Capacitated
                         ? static_cast<double>(random.below(7))
                         : 1.0;
    if (goal == PlacementGoal::Capacitated && random.below(4) != 0) {
      candidate.capacity = static_cast<double>(random.below(30));
    }
    if (spice.standing) {
      constexpr Standing kinds[] = {Standing::New, Standing::New, Standing::Existing, Standing::Fixed};
      candidate.standing = kinds[random.below(4)];
    }
    parts.candidates.push_back(std::move(candidate));
  }
  if (is_cover(goal) && random.below(4) == 0) {
    parts.cover_times = 2;
  }
  if (goal == PlacementGoal::SetCover && random.below(2) == 0) {
    parts.cover_share = static_cast<double>(1 + random.below(10)) / 10.0;
  }
  if (goal != PlacementGoal::SetCover || random.below(4) == 0) {
    parts.sites = random.below(count + 2);
  }
  add_rows(parts, spice, random);
  if (spice.limits) {
    add_rules(parts, random);
  }
  return parts;
}

std::optional<double> best_by_force(const PlacementProblem& problem) {
  std::optional<double> best;
  const std::size_t count = problem.candidates().size();
  for (std::size_t subset = 0; subset < (std::size_t{1} << count); ++subset) {
    std::vector<CandidateId> open;
    for (std::size_t j = 0; j < count; ++j) {
      if (((subset >> j) & 1U) != 0) {
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
