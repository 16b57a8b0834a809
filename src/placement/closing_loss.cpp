// SPDX-License-Identifier: Apache-2.0
#include "placement/closing_loss.h"

#include <algorithm>

#include "core/parallel.h"

namespace lastmeter {

namespace {

/// The name of a limit stands before its figures, which change from plan to plan.
std::string limit_of(const std::string& breach) { return breach.substr(0, breach.find_first_of(":0123456789")); }

SiteChange change_of(const PlacementProblem& problem, const PlanScore& plan, std::span<const CandidateId> open,
                     CandidateId site) {
  std::vector<CandidateId> other;
  std::copy_if(open.begin(), open.end(), std::back_inserter(other), [&](CandidateId each) { return each != site; });
  if (other.size() == open.size()) {
    other.push_back(site);
  }
  const PlanScore score = evaluate_plan(problem, other);
  SiteChange change{.site = site, .gain = 0.0, .served_weight = 0.0, .cost = score.cost - plan.cost, .breaches = {}};
  change.gain = is_maximized(problem.goal()) ? score.objective - plan.objective : plan.objective - score.objective;
  change.served_weight = score.served_weight - plan.served_weight;
  for (const std::string& breach : score.breaches) {
    const bool known = std::any_of(plan.breaches.begin(), plan.breaches.end(),
                                   [&](const std::string& each) { return limit_of(each) == limit_of(breach); });
    if (!known) {
      change.breaches.push_back(breach);
    }
  }
  return change;
}

}  // namespace

PlanChanges closing_loss(const PlacementProblem& problem, std::span<const CandidateId> open) {
  std::vector<CandidateId> sites(open.begin(), open.end());
  std::sort(sites.begin(), sites.end());
  sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
  PlanChanges changes{.plan = evaluate_plan(problem, sites), .closing = {}, .opening = {}};
  std::vector<SiteChange> all(problem.candidates().size());
  parallel_slices(all.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t j = begin; j < end; ++j) {
      all[j] = change_of(problem, changes.plan, sites, CandidateId(j));
    }
  });
  for (SiteChange& change : all) {
    const bool is_open = std::binary_search(sites.begin(), sites.end(), change.site);
    (is_open ? changes.closing : changes.opening).push_back(std::move(change));
  }
  return changes;
}

}  // namespace lastmeter
