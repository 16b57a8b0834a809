// SPDX-License-Identifier: Apache-2.0
#include "placement/p_median.h"

#include <algorithm>
#include <array>
#include <utility>

#include "placement/assignment_ascent.h"
#include "placement/evaluate.h"
#include "placement/p_median_search.h"
#include "placement/p_median_start.h"
#include "placement/p_median_tree.h"

namespace lastmeter {

namespace {

constexpr int kMostRounds = 6;
constexpr double kRounding = 1e-8;  // what doubles and the linear program tell apart

/// Half-way between the nearest and the second nearest open site.
Prices first_prices(const AssignmentCosts& costs, const AssignmentLimits& limits, const MedianPlan& plan) {
  Prices prices;
  prices.limits.assign(limits.others.size(), 0.0);
  for (std::size_t row = 0; row < costs.rows(); ++row) {
    const auto sites = costs.sites_of(row);
    std::array<std::int64_t, 2> nearest = {costs.costs_of(row).back(), costs.costs_of(row).back()};
    std::size_t found = 0;
    for (std::size_t k = 0; k < sites.size() && found < nearest.size(); ++k) {
      if (plan.open[sites[k]] != 0) {
        nearest[found++] = costs.costs_of(row)[k];
      }
    }
    prices.rows.push_back(nearest[0] + (nearest[1] - nearest[0]) / 2);
  }
  return prices;
}

/// Prices at the root, and whatever plans come up on the way.
std::int64_t bound_root(MedianSearch& search, AssignmentAscent& ascent, MedianIncumbent& best, Prices& prices,
                        std::vector<Fate>& fates, Progress& progress) {
  const auto look = [&](std::span<const std::uint8_t> taken) {
    RuleState state = search.state_within(taken);
    search.open_greedily(state, false);
    search.exchange(state, 1000);
    best.offer(search.plan_of(state));
    return best.aim();
  };
  std::int64_t bound = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    const std::int64_t before = bound;
    const AscentOptions options{.steps = 250, .look_every = 50, .stride = round == 0 ? 1.0 : 0.1};
    bound = std::max(bound, ascent.run(prices, fates, best.aim(), options, look));
    progress.step(static_cast<std::size_t>(round) + 1);
    if (bound - before < (best.aim().stop - bound) / 50 || bound >= best.aim().stop) {
      break;
    }
  }
  return bound;
}

/// The lowest that a plan can cost, in whole costs.
std::int64_t lowest_cost(MedianSearch& search, const AssignmentLimits& limits, AssignmentClock& clock,
                         MedianIncumbent& best, Progress& progress) {
  std::vector<Fate> fates = limits.fixed;
  if (!limits.settle(fates)) {
    return best.plan.cost;
  }
  progress.stage("p-median: bound", kMostRounds);
  AssignmentAscent ascent(search.costs(), limits, clock);
  Prices prices = first_prices(search.costs(), limits, best.plan);
  std::int64_t bound = bound_root(search, ascent, best, prices, fates, progress);
  if (bound < best.aim().stop && !clock.is_over()) {
    progress.stage("p-median: branch and cut", 0);
    MedianTree tree(search, limits, clock, best);
    bound = std::max(bound, tree.run(prices, fates));
  }
  return std::min(bound, best.aim().beat);
}

void fill_plan(const PlacementProblem& problem, const MedianPlan& found, SitePlan& plan) {
  plan.open.clear();
  for (std::size_t j = 0; j < found.open.size(); ++j) {
    if (found.open[j] != 0) {
      plan.open.emplace_back(j);
    }
  }
  plan.objective = evaluate_plan(problem, plan.open).objective;
}

/// Proves the plan in `plan`, or finds a better one.
void prove(const PlacementProblem& problem, const AssignmentCosts& costs, const AssignmentLimits& limits,
           AssignmentClock& clock, SitePlan& plan, Progress& progress) {
  MedianSearch search(problem, costs, limits, clock);
  std::vector<std::uint8_t> open(costs.sites, 0);
  for (const CandidateId site : plan.open) {
    open[site.index()] = 1;
  }
  MedianIncumbent best{.plan = search.plan_of(search.state_of(open)), .gap = clock.rule().gap, .exact = costs.exact};
  const std::int64_t bound = lowest_cost(search, limits, clock, best, progress);
  fill_plan(problem, best.plan, plan);
  plan.bound = std::min(plan.objective, static_cast<double>(bound) / costs.scale);
  plan.proved = *plan.bound >= plan.objective * (1.0 - (costs.exact ? 0.0 : kRounding));
}

/// Costs that no better plan can have take the digits away from the others.
bool are_dwarfed(const AssignmentCosts& costs, double objective) {
  return !costs.exact && objective * costs.scale < static_cast<double>(costs.unserved) * 0x1p-10;
}

}  // namespace

SitePlan solve_p_median(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  AssignmentCosts costs = assignment_costs(problem);
  const AssignmentLimits limits = assignment_limits(problem);
  AssignmentClock clock(options.stop);
  MedianSearch search(problem, costs, limits, clock);
  MedianStart start = start_median(problem, search, options.method, clock);
  SitePlan plan;
  plan.outcome = start.outcome;
  plan.reasons = std::move(start.reasons);
  if (plan.outcome == Outcome::Solved) {
    fill_plan(problem, start.plan, plan);
    if (options.method == PlacementMethod::Exact) {
      double before = 0.0;
      do {
        before = plan.objective;
        if (are_dwarfed(costs, before)) {
          costs = assignment_costs(problem, before);
        }
        prove(problem, costs, limits, clock, plan, progress);
      } while (!plan.proved && plan.objective < before / 2.0 && are_dwarfed(costs, plan.objective) && !clock.is_over());
    }
  }
  plan.iterations = clock.iterations();
  plan.stopped_by_time = clock.stopped_by_time();
  return plan;
}

}  // namespace lastmeter
