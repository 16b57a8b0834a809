// SPDX-License-Identifier: Apache-2.0
#include "placement/p_median.h"

#include <algorithm>
#include <utility>

#include "placement/assignment_ascent.h"
#include "placement/evaluate.h"
#include "placement/p_median_search.h"
#include "placement/p_median_tree.h"
#include <fmt/format.h>
#include <chrono>

namespace lastmeter {

namespace {
double now(){return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();}

/// Half-way between the nearest and the second nearest open site.
Prices first_prices(const AssignmentCosts& costs, const AssignmentLimits& limits, const MedianPlan& plan) {
  Prices prices;
  prices.limits.assign(limits.others.size(), 0.0);
  for (std::size_t row = 0; row < costs.rows(); ++row) {
    std::int64_t nearest[2] = {costs.unserved, costs.unserved};
    std::size_t found = 0;
    const auto sites = costs.sites_of(row);
    for (std::size_t k = 0; k < sites.size() && found < 2; ++k) {
      if (plan.open[sites[k]] != 0) {
        nearest[found++] = costs.costs_of(row)[k];
      }
    }
    if (found == 1) nearest[1] = std::max(nearest[0], costs.costs_of(row).back());
    prices.rows.push_back(nearest[0] + (nearest[1] - nearest[0]) / 2);
  }
  return prices;
}

MedianPlan first_plan(const PlacementProblem& problem, MedianSearch& search, PlacementMethod method) {
  MedianPlan best;
  for (const bool by_cost : {false, true}) {
    if (by_cost && !problem.parts().budget) {
      continue;
    }
    RuleState state(problem);
    search.open_greedily(state, by_cost);
    if (method != PlacementMethod::Greedy) {
      search.exchange(state, 100000);
    }
    MedianPlan plan = search.plan_of(state);
    if (std::pair(!plan.satisfied, plan.cost) < std::pair(!best.satisfied, best.cost)) {
      best = std::move(plan);
    }
  }
  return best;
}

}  // namespace

SitePlan solve_p_median(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  const double t0=now();
  const AssignmentCosts costs = assignment_costs(problem);
  const AssignmentLimits limits = assignment_limits(problem);
  AssignmentClock clock(options.stop);
  MedianSearch search(problem, costs);
  MedianIncumbent best{.plan = first_plan(problem, search, options.method), .gap = options.stop.gap};
  AssignmentAscent ascent(costs, limits, clock);
  Prices prices = first_prices(costs, limits, best.plan);
  std::vector<Fate> fates = limits.fates;
  const auto look = [&](std::span<const std::uint8_t> taken) {
    RuleState state = search.state_of(taken);
    search.open_greedily(state, false);
    search.exchange(state, 1000);
    best.offer(search.plan_of(state));
    return best.target();
  };
  std::int64_t bound = 0;
  for (int round = 0; round < 4; ++round) {
    std::int64_t before = bound;
    bound = std::max(bound, ascent.run(prices, fates, best.target(), {.steps = 250, .look_every = 50, .stride = round == 0 ? 1.0 : 0.1}, look));
    fmt::print("  root lb {:.3f} ub {} free {} open {} t {:.2f}\n",bound/costs.scale,best.plan.cost/costs.scale,std::count(fates.begin(),fates.end(),Fate::Free),std::count(fates.begin(),fates.end(),Fate::Open),now()-t0);
    if (costs.raised(bound) >= best.target()) break;
    if (bound-before < (best.target()-bound)/50) break;
  }
  if (costs.raised(bound) < best.target()) {
    MedianTree tree(search, limits, clock, best);
    bound = std::max(bound, tree.run(prices, fates));
    fmt::print("  nodes {} \n",tree.nodes());
  }
  SitePlan plan;
  std::vector<std::uint8_t>& open = best.plan.open;
  for (std::size_t j = 0; j < open.size(); ++j) if (open[j]) plan.open.emplace_back(j);
  plan.objective = evaluate_plan(problem, plan.open).objective;
  plan.outcome = Outcome::Solved;
  plan.bound = std::min(plan.objective, costs.raised(bound)/costs.scale);
  plan.proved = costs.raised(bound) >= best.plan.cost;
  plan.iterations = clock.iterations();
  plan.stopped_by_time = clock.stopped_by_time();
  (void)progress;
  return plan;
}

}  // namespace lastmeter
