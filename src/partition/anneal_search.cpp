// SPDX-License-Identifier: Apache-2.0
#include "partition/anneal_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>
#include <utility>

#include "core/parallel.h"
#include "partition/tree_start.h"

namespace lastmeter {

namespace {

/// Temperatures in typical changes of the objective.
constexpr double kHot = 4.0;
constexpr double kReheated = 1.0;
constexpr double kCold = 0.2;
constexpr double kPenaltyFirst = 1.0;   // per mean unit weight outside
constexpr double kUnitsPerStep = 12.0;  // that recombinations take up, a step, in the mean
constexpr double kPenaltyRise = 200.0;

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
  schedule.recombine = std::clamp(kUnitsPerStep / region, 0.0005, 0.1);
  return schedule;
}

AnnealBudget budget_of(double steps, std::size_t chains) {
  AnnealBudget budget;
  budget.chains = chains;
  budget.steps = static_cast<std::uint64_t>(steps / static_cast<double>(2 * chains)) + 256;
  return budget;
}

std::uint64_t mixed(std::uint64_t seed, std::uint64_t number) {
  Random random(seed + 0x9E3779B97F4A7C15ULL * (number + 1));
  return random.next();
}

}  // namespace

AnnealBudget anneal_budget(const FlatPartition& flat, Effort effort) {
  const auto units = static_cast<double>(flat.size());
  const double room = flat.total_weight > 0.0 ? (flat.most - flat.least) * units / flat.total_weight
                                              : std::numeric_limits<double>::infinity();
  const double tight = std::clamp(12.0 / std::max(room, 1.0), 1.0, 12.0);
  const double size = units / 3000.0;
  const double share = size < 1.0 ? std::min(1.0, std::pow(size, 1.2) * tight) : std::pow(size, 0.4);
  const auto steps = [&](double of_3000, double at_least_for_a_unit) {
    return std::max(share * of_3000, at_least_for_a_unit * units);
  };
  switch (effort) {
    case Effort::Fast:
      return budget_of(steps(1.8e6, 600.0), 4);
    case Effort::Default:
      return budget_of(steps(24e6, 1500.0), 4);
    case Effort::Thorough:
      return budget_of(steps(60e6, 4000.0), 8);
  }
  throw std::logic_error("Effort holds no known value");
}

namespace {

/// Chains side by side from their own starts, and what they share.
class Search {
 public:
  Search(const PartitionProblem& problem, std::size_t zones, const PartitionOptions& options)
      : flat_(problem), budget_(anneal_budget(flat_, options.effort)) {
    Random random(mixed(options.seed, zones));
    const bool from_today = clings_to_today(problem);
    ZoneStart today;
    if (from_today) {
      today = start_from_today(problem, flat_, zones, random);
    }
    const PartZones allotted = from_today ? PartZones{} : allot_zones(flat_, zones);
    starts_.assign(budget_.chains, today);
    for (ZoneStart& start : starts_) {
      const std::uint64_t seed = random.next();
      chains_.push_back(std::make_unique<AnnealChain>(flat_, seed));
      if (!from_today) {
        Random tree_random(mixed(seed, 1));
        start = {bisect_by_trees(flat_, allotted, tree_random), allotted.total};
      }
    }
    outcome.zones = starts_[0].zones;
    typical_ = typical_change(flat_, starts_[0]);
  }

  [[nodiscard]] std::size_t cycles() const { return budget_.cycles; }

  /// False: time was up, and what had been found so far counts.
  bool run_cycle(std::size_t cycle, const PartitionOptions& options, const Stopwatch& clock) {
    AnnealSchedule schedule =
        schedule_for(flat_, typical_, outcome.zones, cycle == 0 ? budget_.steps : budget_.steps / 2);
    schedule.hot = typical_ * (cycle == 0 ? kHot : kReheated);
    for (std::size_t c = 0; c < chains_.size(); ++c) {
      AnnealedPlan start = outcome.best;
      if (cycle == 0) {
        start.zone_of = starts_[c].zone_of;
      }
      chains_[c]->begin(start, outcome.zones, schedule);
    }
    for (std::size_t part = 1; part <= kParts && !outcome.stopped_by_time; ++part) {
      parallel_slices(chains_.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c) {
          chains_[c]->advance_to(static_cast<double>(part) / static_cast<double>(kParts));
        }
      });
      const auto left = clock.left_of(options.seconds);
      const bool last = part == kParts && cycle + 1 == budget_.cycles;
      outcome.stopped_by_time = left && *left <= 0.0 && !last;
    }
    for (const auto& chain : chains_) {
      if (chain->best().better_than(outcome.best)) {
        outcome.best = chain->best();
      }
      outcome.pool.push_back(chain->best());
    }
    outcome.steps += schedule.steps * chains_.size();
    return !outcome.stopped_by_time;
  }

  AnnealOutcome outcome;

 private:
  static constexpr std::size_t kParts = 16;  // of a cycle, between looks at the clock

  FlatPartition flat_;
  AnnealBudget budget_;
  std::vector<std::unique_ptr<AnnealChain>> chains_;
  std::vector<ZoneStart> starts_;
  double typical_ = 0.0;
};

}  // namespace

AnnealOutcome anneal_fixed(const PartitionProblem& problem, std::size_t zones, const PartitionOptions& options,
                           std::size_t patience, const Stopwatch& clock, Progress& progress) {
  Search search(problem, zones, options);
  progress.stage("annealing", search.cycles());
  for (std::size_t cycle = 0; cycle < search.cycles(); ++cycle) {
    const bool in_time = search.run_cycle(cycle, options, clock);
    progress.step(cycle + 1);
    if (!in_time || (cycle + 1 >= patience && search.outcome.best.excess > 0.0)) {
      break;
    }
  }
  return std::move(search.outcome);
}

}  // namespace lastmeter
