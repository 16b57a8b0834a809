// SPDX-License-Identifier: Apache-2.0
#include "placement/capacitated.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "placement/capacitated_exact.h"
#include "placement/capacitated_local.h"
#include "placement/evaluate.h"
#include "placement/explain_infeasible.h"

namespace lastmeter {

namespace {

constexpr std::size_t kWarmMoves = 200;

/// With all candidates open: what no plan can serve.
std::vector<std::string> hopeless(const PlacementProblem& problem, const CapacitatedRows& rows) {
  std::vector<std::string> reasons;
  double unreached = 0.0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.starts[i] == rows.starts[i + 1]) {
      unreached += rows.weight(i);
      ++count;
    }
  }
  if (count > 0) {
    reasons.push_back(fmt::format("no candidate reaches {} demand rows with a weight of {}: leave them out, or add {}",
                                  count, unreached, "candidates nearer to them"));
  }
  const CapacitatedFlow all = route_shortage(rows, std::vector<double>(problem.candidates().size(), 1.0));
  const double missing = static_cast<double>(all.unserved) * rows.weight_unit - unreached;
  if (missing > 1e-12 * problem.total_weight()) {
    reasons.push_back(fmt::format("capacity short by {} of {} with all candidates open: add that much where it is {}",
                                  missing, problem.total_weight(), "within reach"));
  }
  return reasons;
}

SitePlan infeasible(const PlacementProblem& problem, const CapacitatedRows& rows) {
  SitePlan plan;
  plan.outcome = Outcome::Infeasible;
  plan.reasons = hopeless(problem, rows);
  if (plan.reasons.empty()) {
    plan.reasons = explain_infeasible(problem);
  }
  if (plan.reasons.empty()) {
    plan.reasons.emplace_back("no choice of sites within the limits has the capacity for all demand: allow more sites");
  }
  return plan;
}

SitePlan solved(const PlacementProblem& problem, const CapacitatedTry& best) {
  SitePlan plan;
  plan.outcome = Outcome::Solved;
  plan.open = sites_of(best);
  plan.objective = evaluate_plan(problem, plan.open).objective;
  return plan;
}

SitePlan proved(const PlacementProblem& problem, const CapacitatedRows& rows, const CapacitatedProof& proof) {
  SitePlan plan;
  if (proof.best) {
    plan = solved(problem, *proof.best);
    const double rounding = 6e-10 * std::abs(plan.objective) + 2.0 * rows.loss;
    plan.proved = proof.bound >= plan.objective - rounding;
    if (plan.proved) {
      plan.bound = plan.objective;
    } else if (std::isfinite(proof.bound)) {
      plan.bound = std::max(0.0, proof.bound);
    }
  } else if (proof.bound == std::numeric_limits<double>::infinity()) {
    plan = infeasible(problem, rows);
  } else if (std::isfinite(proof.bound)) {
    plan.bound = std::max(0.0, proof.bound);
  }
  plan.iterations = proof.steps;
  plan.stopped_by_time = proof.stopped_by_time;
  return plan;
}

StopRule first_plan_only(StopRule stop) {
  stop.gap = std::numeric_limits<double>::infinity();
  return stop;
}

}  // namespace

SitePlan solve_capacitated(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  const CapacitatedRows rows = capacitated_rows(problem);
  if (!hopeless(problem, rows).empty()) {
    return infeasible(problem, rows);
  }
  progress.stage("capacitated plan", 0);
  std::optional<CapacitatedTry> start = capacitated_greedy(problem, rows, options.stop);
  if (start && options.method != PlacementMethod::Greedy) {
    StopRule moves = options.stop;
    if (options.method == PlacementMethod::Exact) {
      moves.iterations = std::min(moves.iterations.value_or(kWarmMoves), kWarmMoves);
    }
    start = capacitated_interchange(problem, rows, std::move(*start), moves, progress);
  }
  if (start && start->unserved == 0 && options.method != PlacementMethod::Exact) {
    SitePlan plan = solved(problem, *start);
    plan.iterations = start->moves;
    plan.stopped_by_time = start->stopped_by_time;
    return plan;
  }
  const bool exact = options.method == PlacementMethod::Exact;
  const StopRule stop = exact ? options.stop : first_plan_only(options.stop);
  return proved(problem, rows, prove_capacitated(problem, rows, start, stop, progress));
}

}  // namespace lastmeter
