// SPDX-License-Identifier: Apache-2.0
#include "partition/hess_model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "core/stopwatch.h"
#include "partition/evaluate_partition.h"
#include "partition/hess_rows.h"
#include "partition/partition_bounds.h"
#include "solver/mip.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostUnits = 120;
constexpr std::size_t kMostRounds = 300;
constexpr double kRounding = 1e-9;

void take(const PartitionProblem& problem, IdVector<UnitId, ZoneId> zone_of, ZonePlan& plan) {
  const PartitionScore score = evaluate_partition(problem, zone_of);
  if (score.breaches.empty() && (plan.outcome != Outcome::Solved || score.objective < plan.objective)) {
    plan.outcome = Outcome::Solved;
    plan.zone_of = std::move(zone_of);
    plan.zones = score.zones;
    plan.objective = score.objective;
  }
}

void conclude(double bound, ZonePlan& plan) {
  plan.bound = std::max(0.0, bound - 1e-12 * std::abs(bound));
  if (plan.outcome == Outcome::Solved && plan.objective - *plan.bound <= kRounding * std::abs(plan.objective)) {
    plan.bound = plan.objective;
    plan.proved = true;
  }
}

void call_infeasible(const PartitionProblem& problem, ZonePlan& plan) {
  plan.outcome = Outcome::Infeasible;
  plan.reasons = why_infeasible(problem);
  if (plan.reasons.empty()) {
    plan.reasons.emplace_back(
        "no choice of connected zones keeps the weights and the number of zones: widen the range of weights");
  }
}

}  // namespace

ZonePlan partition_by_model(const PartitionProblem& problem, const IdVector<UnitId, ZoneId>& known,
                            const StopRule& stop, Progress& progress) {
  ZonePlan plan;
  if (problem.graph().size() > kMostUnits) {
    return plan;
  }
  if (!known.empty()) {
    take(problem, known, plan);
  }
  const Stopwatch watch;
  HessModel model(problem);
  double bound = 0.0;
  for (std::size_t round = 0; round < kMostRounds; ++round) {
    progress.stage("proving zones", 0);
    StopRule rest = stop;
    rest.seconds = watch.left_of(stop.seconds);
    const auto start = plan.outcome == Outcome::Solved ? model.values_of(plan.zone_of) : std::vector<double>{};
    const MipResult result = solve_mip(model.program(), rest, start);
    plan.iterations += result.nodes;
    plan.stopped_by_time = result.stopped_by_time;
    if (result.status == MipStatus::Infeasible) {
      call_infeasible(problem, plan);
      return plan;
    }
    bound = std::max(bound, result.bound * model.unit());
    if (result.values.empty()) {
      break;
    }
    auto zone_of = model.plan_of(result.values);
    const bool connected = !model.add_separators(zone_of);
    if (connected) {
      take(problem, std::move(zone_of), plan);
    }
    if (connected || result.status != MipStatus::Optimal) {
      break;
    }
  }
  conclude(bound, plan);
  return plan;
}

}  // namespace lastmeter
