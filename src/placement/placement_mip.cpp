// SPDX-License-Identifier: Apache-2.0
#include "placement/placement_mip.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "placement/rule_state.h"

namespace lastmeter {

namespace {

constexpr int kMostRefusals = 200;

MipModel::Row row_over(std::span<const CandidateId> sites, std::span<const double> coefficients) {
  MipModel::Row row;
  for (std::size_t k = 0; k < sites.size(); ++k) {
    row.columns.push_back(static_cast<int>(sites[k].index()));
    row.coefficients.push_back(coefficients.empty() ? 1.0 : coefficients[k]);
  }
  return row;
}

MipModel::Row row_of(const SiteRule& rule) {
  MipModel::Row row = row_over(rule.candidates, rule.coefficients);
  row.low = rule.at_least ? *rule.at_least - limit_slack(*rule.at_least) : -MipModel::kNoLimit;
  row.high = rule.at_most ? *rule.at_most + limit_slack(*rule.at_most) : MipModel::kNoLimit;
  return row;
}

/// At least one site is open that is closed in the plan, or closed that is open.
MipModel::Row other_than(const PlacementProblem& problem, std::span<const CandidateId> open) {
  MipModel::Row row;
  row.low = 1.0 - static_cast<double>(open.size());
  for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
    row.columns.push_back(static_cast<int>(j));
    row.coefficients.push_back(1.0);
  }
  for (const CandidateId site : open) {
    row.coefficients[site.index()] = -1.0;
  }
  return row;
}

}  // namespace

MipModel site_limits_model(const PlacementProblem& problem) {
  const PlacementParts& parts = problem.parts();
  MipModel model;
  std::vector<CandidateId> all;
  std::vector<double> costs;
  std::vector<double> counts;
  for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
    const Candidate& candidate = parts.candidates.items()[j];
    model.add_column({.cost = 0.0, .low = candidate.standing == Standing::Fixed ? 1.0 : 0.0});
    all.emplace_back(j);
    costs.push_back(candidate.cost);
    counts.push_back(candidate.standing == Standing::New ? 1.0 : 0.0);
  }
  if (parts.sites) {
    model.rows.push_back(row_over(all, counts));
    model.rows.back().high = static_cast<double>(*parts.sites);
  }
  if (parts.budget) {
    model.rows.push_back(row_over(all, costs));
    model.rows.back().high = *parts.budget + limit_slack(*parts.budget);
  }
  for (const SiteRule& rule : parts.rules) {
    model.rows.push_back(row_of(rule));
  }
  return model;
}

std::vector<CandidateId> open_in(const PlacementProblem& problem, std::span<const double> values) {
  std::vector<CandidateId> open;
  for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
    if (values[j] > 0.5) {
      open.emplace_back(j);
    }
  }
  return open;
}

bool keeps_site_limits(const PlacementProblem& problem, std::span<const CandidateId> open) {
  RuleState state(problem);
  std::size_t missing = state.open_sites().size();
  for (const CandidateId site : open) {
    if (state.is_open(site)) {
      --missing;
    } else {
      state.open(site);
    }
  }
  return missing == 0 && state.satisfied();
}

MipResult solve_placement_mip(const PlacementProblem& problem, MipModel model, const PlanCheck& accepts,
                              const StopRule& stop, std::span<const double> start) {
  std::size_t nodes = 0;
  MipResult result;
  for (int refusals = 0; refusals <= kMostRefusals; ++refusals) {
    result = solve_mip(model, stop, start);
    result.nodes += std::exchange(nodes, nodes + result.nodes);
    if (result.values.empty()) {
      return result;
    }
    const std::vector<CandidateId> open = open_in(problem, result.values);
    if (accepts(open)) {
      return result;
    }
    model.rows.push_back(other_than(problem, open));
  }
  result.values.clear();
  result.status = MipStatus::Unknown;
  return result;
}

SitePlan any_feasible_plan(const PlacementProblem& problem, const StopRule& stop) {
  MipModel model = site_limits_model(problem);
  for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
    model.columns[j].cost = problem.candidates().items()[j].cost;
  }
  const MipResult result = solve_placement_mip(
      problem, std::move(model), [&](std::span<const CandidateId> open) { return keeps_site_limits(problem, open); },
      stop);
  SitePlan plan;
  plan.iterations = result.nodes;
  plan.stopped_by_time = result.stopped_by_time;
  if (result.status == MipStatus::Infeasible) {
    plan.outcome = Outcome::Infeasible;
  } else if (!result.values.empty()) {
    plan.outcome = Outcome::Solved;
    plan.open = open_in(problem, result.values);
    plan.objective = result.objective;
    plan.bound = result.bound;
    plan.proved = result.status == MipStatus::Optimal;
  }
  return plan;
}

}  // namespace lastmeter
