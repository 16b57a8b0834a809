// SPDX-License-Identifier: Apache-2.0
#include "placement/rule_state.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace lastmeter {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

RuleState::RuleState(const PlacementProblem& problem)
    : open_(problem.candidates().size(), 0),
      fixed_(problem.candidates().size(), 0),
      terms_(problem.candidates().size()) {
  const PlacementParts& parts = problem.parts();
  std::vector<CandidateId> all;
  std::vector<double> costs;
  std::vector<double> counts;
  for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
    const Candidate& candidate = parts.candidates.items()[j];
    all.emplace_back(j);
    costs.push_back(candidate.cost);
    counts.push_back(candidate.standing == Standing::New ? 1.0 : 0.0);
  }
  if (parts.sites) {
    add_limit(all, counts, -kInfinity, static_cast<double>(*parts.sites));
  }
  if (parts.budget) {
    add_limit(all, costs, -kInfinity, *parts.budget);
  }
  for (const SiteRule& rule : parts.rules) {
    add_limit(rule.candidates, rule.coefficients, rule.at_least.value_or(-kInfinity), rule.at_most.value_or(kInfinity));
  }
  for (const CandidateId site : all) {
    if (parts.candidates[site].standing == Standing::Fixed) {
      fixed_[site.index()] = 1;
      open(site);
    }
  }
}

void RuleState::add_limit(std::span<const CandidateId> sites, std::span<const double> coefficients, double at_least,
                          double at_most) {
  const auto number = static_cast<std::uint32_t>(limits_.size());
  limits_.push_back({at_least, at_most, 0.0});
  for (std::size_t k = 0; k < sites.size(); ++k) {
    const double coefficient = coefficients.empty() ? 1.0 : coefficients[k];
    if (coefficient != 0.0) {
      terms_[sites[k].index()].push_back({number, coefficient});
    }
  }
}

/// A change towards a limit that is broken already is welcome even where it does not mend it.
bool RuleState::fits(const Limit& limit, double change) const {
  const double after = limit.used + change;
  return (change <= 0.0 || after <= limit.at_most + limit_slack(limit.at_most)) &&
         (change >= 0.0 || after >= limit.at_least - limit_slack(limit.at_least));
}

bool RuleState::may_open(CandidateId site) const {
  return !is_open(site) && std::all_of(terms(site).begin(), terms(site).end(),
                                       [&](const Term& term) { return fits(limits_[term.limit], term.coefficient); });
}

bool RuleState::may_close(CandidateId site) const {
  return is_open(site) && fixed_[site.index()] == 0 &&
         std::all_of(terms(site).begin(), terms(site).end(),
                     [&](const Term& term) { return fits(limits_[term.limit], -term.coefficient); });
}

bool RuleState::may_swap(CandidateId out, CandidateId in) const {
  if (!is_open(out) || is_open(in) || fixed_[out.index()] != 0) {
    return false;
  }
  // Terms of a site ascend by limit: walk both lists at once.
  std::span<const Term> gone = terms(out);
  std::span<const Term> come = terms(in);
  while (!gone.empty() || !come.empty()) {
    const std::uint32_t limit = std::min(gone.empty() ? come.front().limit : gone.front().limit,
                                         come.empty() ? gone.front().limit : come.front().limit);
    double change = 0.0;
    if (!gone.empty() && gone.front().limit == limit) {
      change -= gone.front().coefficient;
      gone = gone.subspan(1);
    }
    if (!come.empty() && come.front().limit == limit) {
      change += come.front().coefficient;
      come = come.subspan(1);
    }
    if (!fits(limits_[limit], change)) {
      return false;
    }
  }
  return true;
}

void RuleState::open(CandidateId site) {
  open_[site.index()] = 1;
  for (const Term& term : terms(site)) {
    limits_[term.limit].used += term.coefficient;
  }
}

void RuleState::close(CandidateId site) {
  open_[site.index()] = 0;
  for (const Term& term : terms(site)) {
    limits_[term.limit].used -= term.coefficient;
  }
}

bool RuleState::satisfied() const {
  return std::all_of(limits_.begin(), limits_.end(), [](const Limit& limit) {
    return limit.used <= limit.at_most + limit_slack(limit.at_most) &&
           limit.used >= limit.at_least - limit_slack(limit.at_least);
  });
}

std::vector<CandidateId> RuleState::open_sites() const {
  std::vector<CandidateId> sites;
  for (std::size_t j = 0; j < open_.size(); ++j) {
    if (open_[j] != 0) {
      sites.emplace_back(j);
    }
  }
  return sites;
}

}  // namespace lastmeter
