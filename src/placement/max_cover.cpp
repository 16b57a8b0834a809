// SPDX-License-Identifier: Apache-2.0
#include "placement/max_cover.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "placement/cover_model.h"
#include "placement/cover_search.h"
#include "placement/cover_tree.h"
#include "placement/evaluate.h"
#include "placement/explain_infeasible.h"

namespace lastmeter {

namespace {

/// Opens sites by greed; where that leaves an at-least rule unmet, on top of any plan that meets them all.
Outcome start(const PlacementProblem& problem, const CoverModel& model, CoverSearch& search, const StopRule& stop,
              Progress& progress) {
  search.greedy();
  if (search.limits().satisfied()) {
    return Outcome::Solved;
  }
  CoverClock clock({.gap = 0.0, .iterations = {}, .seconds = stop.seconds});
  CoverIncumbent any;
  const CoverProof proof = find_cover_plan(problem, model, any, clock, progress);
  if (any.value < 0) {
    return proof.complete ? Outcome::Infeasible : Outcome::Unknown;
  }
  search.start_from(any.open);
  search.greedy();
  return Outcome::Solved;
}

/// The bound of the greedy theorem for p sites of equal standing, 1 - 1/e.
std::int64_t theorem_bound(const PlacementProblem& problem, const CoverModel& model, std::int64_t greedy) {
  if (!problem.plain() || model.repeated()) {
    return model.reachable;
  }
  const double most = static_cast<double>(greedy) / (1.0 - 1.0 / std::numbers::e) * (1.0 + 1e-12) + 1.0;
  return most < static_cast<double>(model.reachable) ? static_cast<std::int64_t>(most) : model.reachable;
}

SitePlan plan_of(const CoverModel& model, const CoverIncumbent& best, const CoverProof& proof,
                 const CoverClock& clock) {
  SitePlan plan;
  plan.outcome = Outcome::Solved;
  plan.open = best.open;
  plan.objective = best.objective;
  plan.bound = proof.complete ? best.objective : std::max(model.upper(proof.bound), best.objective);
  plan.proved = *plan.bound <= plan.objective;
  plan.iterations = clock.used();
  plan.stopped_by_time = clock.stopped_by_time();
  return plan;
}

}  // namespace

SitePlan solve_max_cover(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  CoverClock clock(options.stop);
  const CoverModel model = cover_model(problem);
  CoverSearch search(problem, model);
  const Outcome outcome = start(problem, model, search, options.stop, progress);
  if (outcome != Outcome::Solved) {
    SitePlan none;
    none.outcome = outcome;
    if (outcome == Outcome::Infeasible) {
      none.reasons = explain_infeasible(problem, options.stop);
    }
    return none;
  }
  CoverIncumbent best;
  offer(problem, model, search, best);
  CoverProof proof{std::min(search.bound(), theorem_bound(problem, model, search.value())), false};
  if (options.method != PlacementMethod::Greedy) {
    clock.use(search.descend(clock.left()));
    offer(problem, model, search, best);
    proof.bound = std::min(proof.bound, search.bound());
  }
  if (options.method == PlacementMethod::Exact && !clock.spent()) {
    const std::size_t moves = std::min<std::size_t>(clock.left(), 100 + 20 * best.open.size());
    clock.use(search.wander(moves, [&] { return clock.out_of_time(); }));
    offer(problem, model, search, best);
    const CoverProof found = prove_cover(problem, model, best, clock, progress);
    const std::int64_t bound = model.blurred ? std::max(found.bound, best.value) : found.bound;
    proof = {std::min(proof.bound, bound), found.complete && !model.blurred};
  }
  proof.complete = proof.complete || (model.slop == 0 && proof.bound <= best.value);
  return plan_of(model, best, proof, clock);
}

}  // namespace lastmeter
