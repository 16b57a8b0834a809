// SPDX-License-Identifier: Apache-2.0
#include "partition/partition_units.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "core/stopwatch.h"
#include "partition/anneal_zones.h"
#include "partition/enumerate_zones.h"
#include "partition/evaluate_partition.h"
#include "partition/partition_bounds.h"

namespace lastmeter {

namespace {

PartitionProblem with_zones(const PartitionProblem& problem, std::size_t zones) {
  PartitionParts parts = problem.parts();
  parts.zones_least = parts.zones_most = zones;
  return PartitionProblem(std::move(parts));
}

struct ChosenSets {
  ZonePlan plan;
  bool enough = false;  // annealing could not do better
};

/// Chooses among all sets where they are few. Nothing: they are not. Of several numbers of zones, the fewest that fit
/// are taken; what is proved about them is not proved about all, so no bound is stated then.
std::optional<ChosenSets> solve_by_sets(const PartitionProblem& problem, const PartitionOptions& options,
                                        const Stopwatch& clock, Progress& progress) {
  const ExactBudget budget = exact_budget(options.effort);
  const std::optional<UnitSets> sets = connected_sets(problem, budget.sets);
  if (!sets) {
    return std::nullopt;
  }
  const PartitionParts& parts = problem.parts();
  const ZoneCounts possible = possible_zone_counts(problem);
  const std::size_t least = std::max(parts.zones_least, possible.least);
  const std::size_t most = std::min({parts.zones_most, possible.most, parts.graph.size()});
  const auto stop = [&] { return StopRule{.iterations = budget.nodes, .seconds = clock.left_of(options.seconds)}; };
  if (parts.zones_least == parts.zones_most || least >= most) {
    ZonePlan plan = partition_by_sets(problem, *sets, SetsGiven::All, stop(), progress);
    const bool proved = plan.proved;
    return ChosenSets{std::move(plan), proved};
  }
  for (std::size_t zones = least; zones <= most; ++zones) {
    ZonePlan plan = partition_by_sets(with_zones(problem, zones), *sets, SetsGiven::All, stop(), progress);
    if (plan.outcome != Outcome::Infeasible) {
      const bool proved = plan.proved;
      plan.bound.reset();
      plan.proved = false;
      return ChosenSets{std::move(plan), proved};
    }
  }
  return ChosenSets{partition_by_sets(problem, *sets, SetsGiven::All, stop(), progress), false};
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
  const bool unknown = plan.outcome == Outcome::Solved;  // holds the limits with the moves of whole compounds only
  plan.outcome = score.breaches.empty() ? Outcome::Solved : unknown ? Outcome::Unknown : plan.outcome;
  return plan;
}

/// The better of what was chosen and what annealing finds, with the bound of the former.
ZonePlan annealed_too(const PartitionProblem& problem, std::optional<ChosenSets> chosen,
                      const PartitionOptions& options, const Stopwatch& clock, Progress& progress) {
  PartitionOptions left = options;
  left.seconds = clock.left_of(options.seconds);
  ZonePlan plan = anneal_zones(problem, left, progress);
  if (!chosen) {
    return plan;
  }
  plan.bound = chosen->plan.bound;
  plan.stopped_by_time = plan.stopped_by_time || chosen->plan.stopped_by_time;
  const bool solved = chosen->plan.outcome == Outcome::Solved;
  if (solved && (plan.outcome != Outcome::Solved || chosen->plan.objective <= plan.objective)) {
    plan.outcome = Outcome::Solved;
    plan.zone_of = std::move(chosen->plan.zone_of);
    plan.zones = chosen->plan.zones;
  }
  return plan;
}

/// A contracted unit lies today where most of it does, so what moves is another weight than in the original.
bool same_limits(const PartitionProblem& problem, const Contraction& whole) {
  return whole.problem.graph().size() == problem.graph().size() || problem.parts().moved_at_most >= 1.0;
}

bool same_objective(const PartitionProblem& problem, const Contraction& whole) {
  const bool contracts = whole.problem.graph().size() < problem.graph().size();
  return !contracts ||
         (problem.moment_price() <= 0.0 && problem.moved_price() <= 0.0 && problem.parts().moved_at_most >= 1.0);
}

void state_bound(const PartitionProblem& problem, Effort effort, ZonePlan& plan) {
  const double bound = objective_bound(problem, effort);
  plan.bound = std::max(plan.bound.value_or(0.0), bound);
  const double slack = 1e-9 * std::max(1.0, plan.objective);
  plan.proved = plan.proved || (plan.outcome == Outcome::Solved && plan.objective <= *plan.bound + slack);
}

}  // namespace

ZonePlan partition_units(const PartitionProblem& problem, const PartitionOptions& options, Progress& progress) {
  const Stopwatch clock;
  const Contraction whole = contracted(problem);
  std::vector<std::string> reasons = why_infeasible(problem);
  std::optional<ChosenSets> chosen;
  if (reasons.empty()) {
    chosen = solve_by_sets(whole.problem, options, clock, progress);
    if (chosen && chosen->plan.outcome == Outcome::Infeasible && same_limits(problem, whole)) {
      reasons = chosen->plan.reasons;
    }
  }
  ZonePlan plan = chosen && chosen->enough ? std::move(chosen->plan)
                                           : annealed_too(whole.problem, std::move(chosen), options, clock, progress);
  if (!same_objective(problem, whole)) {
    plan.bound.reset();
    plan.proved = false;
  }
  plan = spread(problem, whole, std::move(plan));
  if (plan.outcome != Outcome::Solved && !reasons.empty()) {
    plan.outcome = Outcome::Infeasible;
    plan.reasons = std::move(reasons);
    plan.bound.reset();
    plan.proved = false;
    return plan;
  }
  state_bound(problem, options.effort, plan);
  return plan;
}

}  // namespace lastmeter
