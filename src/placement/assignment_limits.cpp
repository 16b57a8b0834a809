// SPDX-License-Identifier: Apache-2.0
#include "placement/assignment_limits.h"

#include <algorithm>
#include <cmath>

namespace lastmeter {

namespace {

double slack(double limit) { return 2e-9 * std::max(1.0, std::abs(limit)); }

void add_limit(std::span<const std::pair<std::uint32_t, double>> terms, double sign, double most,
               AssignmentLimits& limits) {
  double largest = 0.0;
  for (const auto& [site, coefficient] : terms) {
    largest = std::max(largest, std::abs(coefficient));
  }
  const double divisor = largest > 0.0 ? largest : 1.0;
  SiteLimit limit{.terms = {}, .most = (most + slack(most)) / divisor};
  for (const auto& [site, coefficient] : terms) {
    if (coefficient != 0.0) {
      limit.terms.emplace_back(site, sign * coefficient / divisor);
    }
  }
  limits.others.push_back(std::move(limit));
}

void add_rule(const SiteRule& rule, AssignmentLimits& limits) {
  std::vector<std::pair<std::uint32_t, double>> terms;
  for (std::size_t k = 0; k < rule.candidates.size(); ++k) {
    terms.emplace_back(static_cast<std::uint32_t>(rule.candidates[k].index()),
                       rule.coefficients.empty() ? 1.0 : rule.coefficients[k]);
  }
  if (rule.at_most) {
    add_limit(terms, 1.0, *rule.at_most, limits);
  }
  if (rule.at_least) {
    add_limit(terms, -1.0, -*rule.at_least, limits);
  }
}

/// Least that the limit can come to, and the fates that follow from it.
bool settle_limit(const SiteLimit& limit, std::vector<Fate>& fates, bool& changed) {
  double least = 0.0;
  for (const auto& [site, coefficient] : limit.terms) {
    if (fates[site] == Fate::Open || (fates[site] == Fate::Free && coefficient < 0.0)) {
      least += coefficient;
    }
  }
  const double most = limit.most + 1e-12 * (1.0 + std::abs(limit.most) + static_cast<double>(limit.terms.size()));
  if (least > most) {
    return false;
  }
  for (const auto& [site, coefficient] : limit.terms) {
    if (fates[site] == Fate::Free && least + std::abs(coefficient) > most) {
      fates[site] = coefficient > 0.0 ? Fate::Closed : Fate::Open;
      changed = true;
    }
  }
  return true;
}

bool settle_count(const AssignmentLimits& limits, std::vector<Fate>& fates, bool& changed) {
  std::size_t open = 0;
  for (std::size_t j = 0; j < fates.size(); ++j) {
    open += limits.counted[j] != 0 && fates[j] == Fate::Open ? 1 : 0;
  }
  if (open > *limits.count) {
    return false;
  }
  for (std::size_t j = 0; open == *limits.count && j < fates.size(); ++j) {
    if (limits.counted[j] != 0 && fates[j] == Fate::Free) {
      fates[j] = Fate::Closed;
      changed = true;
    }
  }
  return true;
}

}  // namespace

bool AssignmentLimits::settle(std::vector<Fate>& fates) const {
  bool changed = true;
  while (changed) {
    changed = false;
    if (count && !settle_count(*this, fates, changed)) {
      return false;
    }
    for (const SiteLimit& limit : others) {
      if (!settle_limit(limit, fates, changed)) {
        return false;
      }
    }
  }
  return true;
}

AssignmentLimits assignment_limits(const PlacementProblem& problem) {
  const PlacementParts& parts = problem.parts();
  AssignmentLimits limits;
  limits.count = parts.sites;
  std::vector<std::pair<std::uint32_t, double>> costs;
  for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
    const Candidate& candidate = parts.candidates.items()[j];
    limits.counted.push_back(candidate.standing == Standing::New ? 1 : 0);
    limits.fixed.push_back(candidate.standing == Standing::Fixed ? Fate::Open : Fate::Free);
    costs.emplace_back(static_cast<std::uint32_t>(j), candidate.cost);
  }
  if (parts.budget) {
    add_limit(costs, 1.0, *parts.budget, limits);
  }
  for (const SiteRule& rule : parts.rules) {
    add_rule(rule, limits);
  }
  return limits;
}

}  // namespace lastmeter
