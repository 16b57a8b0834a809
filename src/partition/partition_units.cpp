// SPDX-License-Identifier: Apache-2.0
#include "partition/partition_units.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/stopwatch.h"
#include "partition/anneal_zones.h"
#include "partition/enumerate_zones.h"
#include "partition/evaluate_partition.h"
#include "partition/partition_bounds.h"

namespace lastmeter {

namespace {

/// Nodes the set partition may take before annealing is asked too, and sets worth enumerating.
struct ExactBudget {
  std::size_t sets;
  std::size_t nodes;
};

ExactBudget exact_budget(Effort effort) {
  switch (effort) {
    case Effort::Fast:
      return {5'000, 200};
    case Effort::Default:
      return {30'000, 2'000};
    case Effort::Thorough:
      return {60'000, 20'000};
  }
  throw std::logic_error("Effort holds no known value");
}

/// Proves where the sets are few. Nothing: they are not, or the program did not end.
std::optional<ZonePlan> solve_by_sets(const PartitionProblem& problem, const PartitionOptions& options,
                                      const Stopwatch& clock, Progress& progress) {
  const ExactBudget budget = exact_budget(options.effort);
  const std::optional<UnitSets> sets = connected_sets(problem, budget.sets);
  if (!sets) {
    return std::nullopt;
  }
  const StopRule stop{.iterations = budget.nodes, .seconds = clock.left_of(options.seconds)};
  return partition_by_sets(problem, *sets, SetsGiven::All, stop, progress);
}

/// New numbers for zones: of today's plan where matched, else by their lowest unit.
IdVector<UnitId, ZoneId> relabelled(const PartitionProblem& problem, const IdVector<UnitId, ZoneId>& zone_of,
                                    std::size_t zones) {
  std::vector<std::optional<ZoneId>> numbers(zones);
  std::vector<std::uint8_t> taken(zones, 0);
  if (!problem.parts().today.empty()) {
    const auto partner = match_zones(problem.graph(), zone_of, problem.parts().today);
    for (std::size_t z = 0; z < zones; ++z) {
      if (partner[z] && partner[z]->index() < zones) {
        numbers[z] = partner[z];
        taken[partner[z]->index()] = 1;
      }
    }
  }
  IdVector<UnitId, ZoneId> renumbered;
  std::size_t next = 0;
  for (const ZoneId zone : zone_of) {
    auto& number = numbers[zone.index()];
    if (!number) {
      while (taken[next] != 0) {
        ++next;
      }
      number = ZoneId(next);
      taken[next] = 1;
    }
    renumbered.push_back(*number);
  }
  return renumbered;
}

/// The plan of the contracted problem, given to the units of the original and scored as its own.
ZonePlan spread(const PartitionProblem& problem, const Contraction& whole, ZonePlan plan) {
  IdVector<UnitId, ZoneId> zone_of;
  for (const UnitId piece : whole.piece_of) {
    zone_of.push_back(plan.zone_of[piece]);
  }
  plan.zone_of = relabelled(problem, zone_of, plan.zones);
  const PartitionScore score = evaluate_partition(problem, plan.zone_of);
  plan.objective = score.objective;
  plan.zones = score.zones;
  plan.outcome = score.breaches.empty() ? Outcome::Solved : plan.outcome;
  return plan;
}

bool same_objective(const PartitionProblem& problem, const Contraction& whole) {
  const bool contracts = whole.problem.graph().size() < problem.graph().size();
  return !contracts ||
         (problem.moment_price() <= 0.0 && problem.moved_price() <= 0.0 && problem.parts().moved_at_most >= 1.0);
}

void state_bound(const PartitionProblem& problem, ZonePlan& plan) {
  const double bound = objective_bound(problem);
  plan.bound = std::max(plan.bound.value_or(0.0), bound);
  const double slack = 1e-9 * std::max(1.0, plan.objective);
  plan.proved = plan.proved || (plan.outcome == Outcome::Solved && plan.objective <= *plan.bound + slack);
}

}  // namespace

ZonePlan partition_units(const PartitionProblem& problem, const PartitionOptions& options, Progress& progress) {
  const Stopwatch clock;
  const Contraction whole = contracted(problem);
  const std::vector<std::string> reasons = why_infeasible(problem);
  std::optional<ZonePlan> plan;
  if (reasons.empty()) {
    plan = solve_by_sets(whole.problem, options, clock, progress);
  }
  const bool infeasible = !reasons.empty() || (plan && plan->outcome == Outcome::Infeasible);
  std::vector<std::string> why = plan ? plan->reasons : reasons;
  if (!plan || !plan->proved) {
    PartitionOptions left = options;
    left.seconds = clock.left_of(options.seconds);
    left.effort = infeasible ? Effort::Fast : options.effort;
    ZonePlan annealed = anneal_zones(whole.problem, left, progress);
    if (plan && plan->outcome == Outcome::Solved &&
        (annealed.outcome != Outcome::Solved || plan->objective <= annealed.objective)) {
      annealed.zone_of = plan->zone_of;
      annealed.zones = plan->zones;
    }
    annealed.bound = plan ? plan->bound : std::nullopt;
    annealed.stopped_by_time = annealed.stopped_by_time || (plan && plan->stopped_by_time);
    plan = std::move(annealed);
  }
  if (!same_objective(problem, whole)) {
    plan->bound.reset();
    plan->proved = false;
  }
  ZonePlan spread_out = spread(problem, whole, std::move(*plan));
  if (infeasible) {
    spread_out.outcome = Outcome::Infeasible;
    spread_out.reasons = std::move(why);
    spread_out.bound.reset();
    spread_out.proved = false;
    return spread_out;
  }
  state_bound(problem, spread_out);
  return spread_out;
}

}  // namespace lastmeter
