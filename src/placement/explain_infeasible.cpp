// SPDX-License-Identifier: Apache-2.0
#include "placement/explain_infeasible.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "core/stopwatch.h"
#include "placement/placement_mip.h"
#include "placement/set_cover_rows.h"

namespace lastmeter {

namespace {

/// A limit that may have to give way: its rows in the program.
struct Limit {
  std::string name;
  std::vector<std::size_t> rows;
};

/// The whole problem as a program without costs.
struct Demands {
  MipModel model;
  std::vector<Limit> limits;  // number of sites, budget, rules, demand: in this order
  std::size_t site_rows = 0;  // rows before those of the demand
};

void append_reach(const PlacementProblem& problem, MipModel& model) {
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const ServiceRows::Row row = problem.rows().row(i);
    if (row.weight > 0.0) {
      MipModel::Row reach;
      reach.low = 1.0;
      for (const CandidateId site : row.candidates) {
        reach.columns.push_back(static_cast<int>(site.index()));
        reach.coefficients.push_back(1.0);
      }
      model.rows.push_back(std::move(reach));
    }
  }
}

/// One column per pair: the weight that goes from a row to a site, as a part of the row.
void append_allocation(const PlacementProblem& problem, MipModel& model) {
  std::vector<MipModel::Row> loads(problem.candidates().size());
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const ServiceRows::Row row = problem.rows().row(i);
    if (row.weight == 0.0) {
      continue;
    }
    MipModel::Row whole;
    whole.low = whole.high = 1.0;
    for (const CandidateId site : row.candidates) {
      const int part = model.add_column({.cost = 0.0, .low = 0.0, .high = 1.0, .integer = false});
      whole.columns.push_back(part);
      whole.coefficients.push_back(1.0);
      loads[site.index()].columns.push_back(part);
      loads[site.index()].coefficients.push_back(row.weight);
    }
    model.rows.push_back(std::move(whole));
  }
  for (std::size_t j = 0; j < loads.size(); ++j) {
    const double most = std::accumulate(loads[j].coefficients.begin(), loads[j].coefficients.end(), 0.0);
    const double capacity = std::min(most, problem.candidates().items()[j].capacity.value_or(most));
    loads[j].high = 0.0;
    loads[j].columns.push_back(static_cast<int>(j));
    loads[j].coefficients.push_back(-capacity);
    model.rows.push_back(std::move(loads[j]));
  }
}

void append_goal(const PlacementProblem& problem, MipModel& model) {
  switch (problem.goal()) {
    case PlacementGoal::SetCover:
      append_demand(problem, asked_weight(problem), model);
      break;
    case PlacementGoal::MaxCover:
      break;
    case PlacementGoal::PMedian:
    case PlacementGoal::PCenter:
      append_reach(problem, model);
      break;
    case PlacementGoal::Capacitated:
      append_allocation(problem, model);
      break;
  }
}

Demands demands_of(const PlacementProblem& problem) {
  const PlacementParts& parts = problem.parts();
  Demands result;
  result.model = site_limits_model(problem);
  const auto add = [&](std::string name) { result.limits.push_back({std::move(name), {result.limits.size()}}); };
  if (parts.sites) {
    add(fmt::format("at most {} new sites", *parts.sites));
  }
  if (parts.budget) {
    add(fmt::format("a budget of {:.10g}", *parts.budget));
  }
  for (const SiteRule& rule : parts.rules) {
    add(fmt::format("rule '{}'", rule.name));
  }
  result.site_rows = result.model.rows.size();
  append_goal(problem, result.model);
  if (result.model.rows.size() > result.site_rows) {
    Limit demand{"all the demand that is asked for", {}};
    for (std::size_t i = result.site_rows; i < result.model.rows.size(); ++i) {
      demand.rows.push_back(i);
    }
    result.limits.push_back(std::move(demand));
  }
  return result;
}

void release(MipModel& model, const Limit& limit) {
  for (const std::size_t row : limit.rows) {
    model.rows[row].low = -MipModel::kNoLimit;
    model.rows[row].high = MipModel::kNoLimit;
  }
}

/// What is left of the time for all programs together.
class Patience {
 public:
  explicit Patience(const StopRule& stop) : stop_(stop) {
    constexpr double longest = 20.0;  // seconds: nobody waits longer for a reason
    stop_.gap = 0.0;
    stop_.seconds = std::min(stop.seconds.value_or(longest), longest);
  }

  [[nodiscard]] MipResult solve(const MipModel& model) const {
    StopRule rest = stop_;
    rest.seconds = watch_.left_of(stop_.seconds);
    return solve_mip(model, rest);
  }

 private:
  StopRule stop_;
  Stopwatch watch_;
};

std::optional<std::string> demand_out_of_reach(const PlacementProblem& problem) {
  if (problem.goal() == PlacementGoal::SetCover) {
    return unreachable_reason(problem);
  }
  std::size_t rows = 0;
  double weight = 0.0;
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const ServiceRows::Row row = problem.rows().row(i);
    rows += row.weight > 0.0 && row.candidates.empty() ? 1 : 0;
    weight += row.candidates.empty() ? row.weight : 0.0;
  }
  if (rows == 0 || is_cover(problem.goal())) {
    return std::nullopt;
  }
  return fmt::format(
      "{} of {} demand rows, with a weight of {:.6g} of {:.6g}, have no candidate that can serve them; at most {:.4f} "
      "% "
      "can be served: drop them, or add candidates",
      rows, problem.rows().size(), weight, problem.total_weight(),
      std::floor(1e6 * (1.0 - weight / problem.total_weight())) / 1e4);
}

std::optional<std::string> missing_capacity(const PlacementProblem& problem) {
  double capacity = 0.0;
  for (const Candidate& candidate : problem.candidates()) {
    capacity += candidate.capacity.value_or(problem.total_weight());
  }
  if (problem.goal() != PlacementGoal::Capacitated || capacity >= problem.total_weight() * (1.0 - 1e-9)) {
    return std::nullopt;
  }
  return fmt::format(
      "all candidates together have a capacity of {:.10g}, and the demand is {:.10g}: {:.10g} is missing", capacity,
      problem.total_weight(), problem.total_weight() - capacity);
}

/// The least that a limit with an upper bound must allow while all others are kept.
std::optional<double> least_needed(const Demands& demands, std::size_t limit, const Patience& patience) {
  MipModel model = demands.model;
  const MipModel::Row row = model.rows[demands.limits[limit].rows.front()];
  release(model, demands.limits[limit]);
  for (std::size_t k = 0; k < row.columns.size(); ++k) {
    model.columns[static_cast<std::size_t>(row.columns[k])].cost = row.coefficients[k];
  }
  const MipResult result = patience.solve(model);
  return result.status == MipStatus::Optimal ? std::optional(result.objective) : std::nullopt;
}

/// Limits that cannot be kept together.
struct Fight {
  std::vector<std::size_t> limits;
  bool irreducible = true;  // without any one of them a plan exists; false: the search for it was cut short
};

/// Leaves out, in ever smaller groups, what is not needed to make the program infeasible.
Fight irreducible(const Demands& demands, const Patience& patience) {
  Fight fight;
  std::vector<std::size_t>& left = fight.limits;
  left.resize(demands.limits.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  MipModel model = demands.model;
  for (std::size_t group = std::max<std::size_t>(1, left.size() / 4); group > 0; group /= 2) {
    for (std::size_t first = 0; first < left.size();) {
      const std::size_t last = std::min(left.size(), first + group);
      MipModel fewer = model;
      for (std::size_t k = first; k < last; ++k) {
        release(fewer, demands.limits[left[k]]);
      }
      const MipStatus status = patience.solve(fewer).status;
      fight.irreducible = fight.irreducible && (status != MipStatus::Unknown || group > 1);
      if (status == MipStatus::Infeasible) {
        model = std::move(fewer);
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(first), left.begin() + static_cast<std::ptrdiff_t>(last));
      } else {
        first = last;
      }
    }
  }
  return fight;
}

std::string names_of(const Demands& demands, const std::vector<std::size_t>& limits) {
  std::vector<std::string> names;
  for (const std::size_t limit : limits) {
    names.push_back(demands.limits[limit].name);
  }
  return fmt::format("{}", fmt::join(names, "; "));
}

/// Lets every limit on sites give way, at a price of 1 for as much as the limit itself.
struct Elastic {
  MipModel model;
  std::vector<std::pair<std::size_t, int>> gives;  // limit and column: by how much
};

Elastic elastic_of(const Demands& demands) {
  Elastic elastic{demands.model, {}};
  for (std::size_t limit = 0; limit < demands.site_rows; ++limit) {
    MipModel::Row& row = elastic.model.rows[limit];
    const auto give = [&](double bound, double sign) {
      if (std::isfinite(bound)) {
        const int column = elastic.model.add_column(
            {.cost = 1.0 / std::max(1.0, std::abs(bound)), .low = 0.0, .high = MipModel::kNoLimit, .integer = false});
        row.columns.push_back(column);
        row.coefficients.push_back(sign);
        elastic.gives.emplace_back(limit, column);
      }
    };
    give(row.high, -1.0);
    give(row.low, 1.0);
  }
  return elastic;
}

std::optional<std::string> smallest_relaxation(const Demands& demands, const Patience& patience) {
  const Elastic elastic = elastic_of(demands);
  const MipResult result = patience.solve(elastic.model);
  if (result.values.empty()) {
    return std::nullopt;
  }
  std::vector<std::string> gives;
  for (const auto& [limit, column] : elastic.gives) {
    const double by = result.values[static_cast<std::size_t>(column)];
    if (by > 1e-9) {
      gives.push_back(fmt::format("{} by {:.6g}", demands.limits[limit].name, by));
    }
  }
  if (gives.empty()) {
    return std::nullopt;
  }
  return fmt::format("the smallest relaxation that leaves a plan: {}", fmt::join(gives, "; "));
}

void add_upper_limits(const PlacementProblem& problem, const Demands& demands, const Patience& patience,
                      std::vector<std::string>& reasons) {
  if (problem.parts().sites) {
    if (const std::optional<double> least = least_needed(demands, 0, patience)) {
      reasons.push_back(fmt::format("at most {} new sites are allowed, and {:.0f} are needed: allow {:.0f} more",
                                    *problem.parts().sites, *least,
                                    *least - static_cast<double>(*problem.parts().sites)));
    }
  }
  if (problem.parts().budget) {
    if (const std::optional<double> least = least_needed(demands, problem.parts().sites ? 1 : 0, patience)) {
      reasons.push_back(fmt::format("the budget is {:.10g}, and the cheapest plan costs {:.10g}: {:.10g} is missing",
                                    *problem.parts().budget, *least, *least - *problem.parts().budget));
    }
  }
}

}  // namespace

std::vector<std::string> broken_limits(const PlacementProblem& problem) {
  const PlacementParts& parts = problem.parts();
  std::vector<std::string> broken;
  const auto is_fixed = [&](CandidateId site) { return parts.candidates[site].standing == Standing::Fixed; };
  double spent = 0.0;
  for (const Candidate& candidate : parts.candidates) {
    spent += candidate.standing == Standing::Fixed ? candidate.cost : 0.0;
  }
  if (parts.budget && spent > *parts.budget + limit_slack(*parts.budget)) {
    broken.push_back(fmt::format("the budget is {:.10g}, and the sites that stay cost {:.10g}: {:.10g} is missing",
                                 *parts.budget, spent, spent - *parts.budget));
  }
  for (const SiteRule& rule : parts.rules) {
    double least = 0.0;
    double most = 0.0;
    for (std::size_t k = 0; k < rule.candidates.size(); ++k) {
      const double coefficient = rule.coefficients.empty() ? 1.0 : rule.coefficients[k];
      const bool fixed = is_fixed(rule.candidates[k]);
      least += fixed ? coefficient : std::min(0.0, coefficient);
      most += fixed ? coefficient : std::max(0.0, coefficient);
    }
    if (rule.at_most && least > *rule.at_most + limit_slack(*rule.at_most)) {
      broken.push_back(
          fmt::format("{}: at most {:.10g} is allowed, and the sites that stay make it {:.10g}: allow {:.10g}",
                      rule.name, *rule.at_most, least, least));
    }
    if (rule.at_least && most < *rule.at_least - limit_slack(*rule.at_least)) {
      broken.push_back(
          fmt::format("{}: at least {:.10g} is asked for, and all its sites make {:.10g}: ask for {:.10g}, "
                      "or offer more sites",
                      rule.name, *rule.at_least, most, most));
    }
  }
  return broken;
}

std::vector<std::string> explain_infeasible(const PlacementProblem& problem, const StopRule& stop) {
  if (std::optional<std::string> reason = demand_out_of_reach(problem)) {
    return {std::move(*reason)};
  }
  if (std::optional<std::string> reason = missing_capacity(problem)) {
    return {std::move(*reason)};
  }
  if (std::vector<std::string> broken = broken_limits(problem); !broken.empty()) {
    return broken;
  }
  const Patience patience(stop);
  const Demands demands = demands_of(problem);
  std::vector<std::string> reasons;
  if (patience.solve(demands.model).status != MipStatus::Infeasible) {
    return reasons;
  }
  add_upper_limits(problem, demands, patience, reasons);
  const Fight fight = irreducible(demands, patience);
  if (fight.limits.size() > 1) {
    reasons.push_back(fmt::format("these cannot be kept together{}: {}",
                                  fight.irreducible ? ", any fewer of them can" : "", names_of(demands, fight.limits)));
  } else if (fight.limits.size() == 1) {
    reasons.push_back(fmt::format("no plan can keep {}", names_of(demands, fight.limits)));
  }
  if (std::optional<std::string> relaxation = smallest_relaxation(demands, patience)) {
    reasons.push_back(std::move(*relaxation));
  }
  return reasons;
}

}  // namespace lastmeter
