// SPDX-License-Identifier: Apache-2.0
#include "partition/anneal_zones.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "core/stopwatch.h"
#include "partition/anneal_search.h"
#include "partition/evaluate_partition.h"
#include "partition/partition_bounds.h"

namespace lastmeter {

namespace {

/// The numbers of zones to try, fewest first; the largest asked for (or that there are units for) where none is
/// possible.
std::vector<std::size_t> counts_to_try(const PartitionProblem& problem) {
  const PartitionParts& parts = problem.parts();
  const ZoneCounts possible = possible_zone_counts(problem);
  const std::size_t units = parts.graph.size();
  const std::size_t least = std::min(units, std::max(parts.zones_least, possible.least));
  const std::size_t most = std::min({units, parts.zones_most, possible.most});
  std::vector<std::size_t> counts;
  for (std::size_t count = least; count <= most; ++count) {
    counts.push_back(count);
  }
  if (counts.empty()) {
    counts.push_back(std::clamp(possible.least, std::min(units, parts.zones_least), std::min(units, parts.zones_most)));
  }
  return counts;
}

ZonePlan as_zone_plan(const PartitionProblem& problem, const AnnealOutcome& outcome) {
  ZonePlan plan;
  for (const std::uint32_t zone : outcome.best.zone_of) {
    plan.zone_of.push_back(ZoneId(zone));
  }
  const PartitionScore score = evaluate_partition(problem, plan.zone_of);
  plan.outcome = score.breaches.empty() ? Outcome::Solved : Outcome::Unknown;
  plan.zones = score.zones;
  plan.objective = score.objective;
  plan.iterations = outcome.steps;
  plan.stopped_by_time = outcome.stopped_by_time;
  return plan;
}

}  // namespace

ZonePlan anneal_zones(const PartitionProblem& problem, const PartitionOptions& options, Progress& progress) {
  const Stopwatch clock;
  const std::vector<std::size_t> counts = counts_to_try(problem);
  AnnealOutcome best;
  std::uint64_t steps = 0;
  for (const std::size_t count : counts) {
    const std::size_t patience = counts.size() == 1 ? std::numeric_limits<std::size_t>::max() : 1;
    AnnealOutcome outcome = anneal_fixed(problem, count, options, patience, clock, progress);
    steps += outcome.steps;
    const bool holds = outcome.best.excess <= 0.0;
    const bool late = outcome.stopped_by_time;
    if (outcome.best.better_than(best.best)) {
      best = std::move(outcome);
    }
    if (holds || late) {
      break;
    }
  }
  best.steps = steps;
  return as_zone_plan(problem, best);
}

}  // namespace lastmeter
