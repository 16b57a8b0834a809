// SPDX-License-Identifier: Apache-2.0
#include "partition/anneal_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "core/parallel.h"
#include "partition/tree_start.h"

namespace lastmeter {

namespace {

/// Temperatures in typical changes of the objective.
constexpr double kHot = 1.5;
constexpr double kReheated = 1.0;
constexpr double kCold = 0.15;
constexpr double kPenaltyFirst = 3.0;  // per mean unit weight outside
constexpr double kPenaltyRise = 30.0;

/// What a flip changes, about: the price of a border, and what the soft measures of two zones change.
double typical_change(const FlatPartition& flat, const ZoneStart& start) {
  double borders = 0.0;
  for (const FlatPartition::Arc& arc : flat.arcs) {
    borders += arc.price / static_cast<double>(flat.arcs.size());
  }
  double soft = 0.0;
  std::size_t flips = 0;
  const ZoneState state(flat, start.zone_of, start.zones);
  for (const std::uint32_t unit : state.boundary()) {
    const std::uint32_t from = state.zone_of()[unit];
    for (const FlatPartition::Arc& arc : flat.open(unit)) {
      const std::uint32_t to = state.zone_of()[arc.to];
      if (!flat.soft || to == from) {
        continue;
      }
      ZoneState::Sums less = state.sums(from);
      ZoneState::Sums more = state.sums(to);
      less.add(flat, unit, -1.0);
      more.add(flat, unit, 1.0);
      soft += std::abs(state.zone_cost(less).objective + state.zone_cost(more).objective - state.cost(from).objective -
                       state.cost(to).objective);
      ++flips;
    }
  }
  const double typical = borders + (flips > 0 ? soft / static_cast<double>(flips) : 0.0);
  return typical > 0.0 ? typical : 1.0;
}

AnnealSchedule schedule_for(const FlatPartition& flat, double typical, std::size_t zones, std::uint64_t steps) {
  AnnealSchedule schedule;
  schedule.steps = steps;
  schedule.hot = kHot * typical;
  schedule.cold = kCold * typical;
  const double unit_weight = flat.total_weight / static_cast<double>(flat.size());
  const double per_weight = unit_weight > 0.0 ? typical / unit_weight : 1.0;
  schedule.penalty_first = kPenaltyFirst * per_weight + 2.0 * flat.moved_price;
  schedule.penalty_last = schedule.penalty_first * kPenaltyRise;
  const double region = 2.0 * static_cast<double>(flat.size()) / static_cast<double>(zones);
  schedule.recombine = std::clamp(2.0 / region, 0.002, 0.1);
  return schedule;
}

std::uint64_t mixed(std::uint64_t seed, std::uint64_t number) {
  Random random(seed + 0x9E3779B97F4A7C15ULL * (number + 1));
  return random.next();
}

}  // namespace

AnnealBudget anneal_budget(const FlatPartition& flat, Effort effort) {
  const auto units = static_cast<double>(flat.size());
  double steps = 32e6;
  switch (effort) {
    case Effort::Fast:
      steps *= 0.125;
      break;
    case Effort::Default:
      break;
    case Effort::Thorough:
      steps *= 2.5;
      break;
  }
  const double room = flat.total_weight > 0.0 ? (flat.most - flat.least) * units / flat.total_weight
                                              : std::numeric_limits<double>::infinity();
  const double tight = std::clamp(8.0 / std::max(room, 1.0), 1.0, 8.0);
  const double size = units / 3000.0;
  steps *= size < 1.0 ? std::min(1.0, std::pow(size, 1.3) * tight) : std::pow(size, 0.7);
  AnnealBudget budget;
  budget.steps = static_cast<std::uint64_t>(steps / static_cast<double>(budget.cycles * budget.chains)) + 256;
  return budget;
}

AnnealOutcome anneal_fixed(const PartitionProblem& problem, std::size_t zones, const PartitionOptions& options,
                           std::size_t patience, const Stopwatch& clock, Progress& progress) {
  FlatPartition flat(problem);
  Random random(mixed(options.seed, zones));
  const bool from_today = clings_to_today(problem);
  ZoneStart today;
  if (from_today) {
    today = start_from_today(problem, flat, zones, random);
  }
  const PartZones allotted = from_today ? PartZones{} : allot_zones(flat, zones);
  const AnnealBudget budget = anneal_budget(flat, options.effort);
  std::vector<std::unique_ptr<AnnealChain>> chains;
  std::vector<ZoneStart> starts(budget.chains, today);
  for (std::size_t c = 0; c < budget.chains; ++c) {
    const std::uint64_t seed = random.next();
    chains.push_back(std::make_unique<AnnealChain>(flat, seed));
    if (!from_today) {
      Random tree_random(mixed(seed, 1));
      starts[c] = {bisect_by_trees(flat, allotted, tree_random), allotted.total};
    }
  }
  AnnealOutcome outcome;
  outcome.zones = starts[0].zones;
  AnnealSchedule schedule = schedule_for(flat, typical_change(flat, starts[0]), outcome.zones, budget.steps);
  progress.stage("annealing", budget.cycles);
  for (std::size_t cycle = 0; cycle < budget.cycles; ++cycle) {
    std::vector<AnnealedPlan> found(budget.chains);
    parallel_slices(budget.chains, 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t c = begin; c < end; ++c) {
        AnnealedPlan start = outcome.best;
        if (cycle == 0) {
          start.zone_of = starts[c].zone_of;
        }
        chains[c]->cool(start, outcome.zones, schedule, found[c]);
      }
    });
    for (AnnealedPlan& plan : found) {
      if (plan.better_than(outcome.best)) {
        outcome.best = plan;
      }
      outcome.pool.push_back(std::move(plan));
    }
    outcome.steps += budget.steps * budget.chains;
    schedule.hot = schedule.hot * kReheated / kHot;
    progress.step(cycle + 1);
    if (cycle + 1 >= patience && outcome.best.excess > 0.0) {
      break;
    }
    if (const auto left = clock.left_of(options.seconds); left && *left <= 0.0 && cycle + 1 < budget.cycles) {
      outcome.stopped_by_time = true;
      break;
    }
  }
  return outcome;
}

}  // namespace lastmeter
