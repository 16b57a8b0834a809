// SPDX-License-Identifier: Apache-2.0
#include "placement/p_median_start.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "placement/evaluate.h"
#include "placement/explain_infeasible.h"
#include "placement/placement_mip.h"

namespace lastmeter {

namespace {

/// Exchanges count as iterations where they are the method.
void improve(MedianSearch& search, RuleState& state, PlacementMethod method, AssignmentClock& clock) {
  switch (method) {
    case PlacementMethod::Greedy:
      return;
    case PlacementMethod::Interchange:
      clock.add_iterations(search.exchange(state, clock.rule().iterations.value_or(std::numeric_limits<int>::max())));
      return;
    case PlacementMethod::Exact:
      search.exchange(state, std::numeric_limits<int>::max());
      return;
  }
}

bool is_better(const MedianPlan& one, const MedianPlan& other) {
  return std::pair(!one.satisfied, one.cost) < std::pair(!other.satisfied, other.cost);
}

MedianPlan search_plan(const PlacementProblem& problem, MedianSearch& search, PlacementMethod method,
                       AssignmentClock& clock) {
  MedianPlan best;
  for (const bool by_cost : {false, true}) {
    if (by_cost && !problem.parts().budget) {
      continue;
    }
    RuleState state(problem);
    search.open_greedily(state, by_cost);
    improve(search, state, method, clock);
    MedianPlan plan = search.plan_of(state);
    if (best.open.empty() || is_better(plan, best)) {
      best = std::move(plan);
    }
  }
  return best;
}

/// Every row with weight needs an open site that it lists.
MipModel service_model(const PlacementProblem& problem) {
  MipModel model = site_limits_model(problem);
  const ServiceRows& rows = problem.rows();
  std::set<std::vector<int>> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ServiceRows::Row row = rows.row(i);
    if (row.weight == 0.0) {
      continue;
    }
    std::vector<int> columns;
    for (const CandidateId site : row.candidates) {
      columns.push_back(static_cast<int>(site.index()));
    }
    if (seen.insert(columns).second) {
      std::vector<double> ones(columns.size(), 1.0);
      model.rows.push_back({.columns = std::move(columns), .coefficients = std::move(ones), .low = 1.0});
    }
  }
  return model;
}

bool has_row_without_candidates(const PlacementProblem& problem) {
  const ServiceRows& rows = problem.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.weights[i] > 0.0 && rows.row(i).candidates.empty()) {
      return true;
    }
  }
  return false;
}

std::vector<std::string> reasons_for(const PlacementProblem& problem, AssignmentClock& clock) {
  std::vector<std::string> reasons = explain_infeasible(problem, clock.rest());
  if (reasons.empty()) {
    reasons.emplace_back("no choice of sites within the limits serves all demand");
  }
  return reasons;
}

}  // namespace

MedianStart start_median(const PlacementProblem& problem, MedianSearch& search, PlacementMethod method,
                         AssignmentClock& clock) {
  MedianStart start;
  start.plan = search_plan(problem, search, method, clock);
  if (start.plan.satisfied) {
    start.outcome = Outcome::Solved;
    return start;
  }
  if (has_row_without_candidates(problem)) {
    start.outcome = Outcome::Infeasible;
    start.reasons = reasons_for(problem, clock);
    return start;
  }
  const auto accepts = [&](std::span<const CandidateId> open) { return evaluate_plan(problem, open).breaches.empty(); };
  const MipResult found = solve_placement_mip(problem, service_model(problem), accepts, clock.rest());
  if (found.status == MipStatus::Infeasible) {
    start.outcome = Outcome::Infeasible;
    start.reasons = reasons_for(problem, clock);
  } else if (!found.values.empty()) {
    RuleState state(problem);
    for (const CandidateId site : open_in(problem, found.values)) {
      if (!state.is_open(site)) {
        state.open(site);
      }
    }
    start.plan = search.plan_of(state);
    search.open_greedily(state, false);
    improve(search, state, method, clock);
    MedianPlan better = search.plan_of(state);
    if (is_better(better, start.plan)) {
      start.plan = std::move(better);
    }
    start.outcome = Outcome::Solved;
  }
  return start;
}

}  // namespace lastmeter
