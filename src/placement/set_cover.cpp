// SPDX-License-Identifier: Apache-2.0
#include "placement/set_cover.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "placement/evaluate.h"
#include "placement/explain_infeasible.h"
#include "placement/placement_mip.h"
#include "placement/set_cover_exact.h"
#include "placement/set_cover_greedy.h"
#include "placement/set_cover_rows.h"

namespace lastmeter {

namespace {

using Sites = std::vector<CandidateId>;

/// What the search for covers without any limits says about the problem.
struct FreeCover {
  std::optional<Sites> open;  // the cheapest found
  double bound = 0.0;         // of the problem with its limits, too
};

bool is_plan(const PlacementProblem& problem, std::span<const CandidateId> open) {
  return evaluate_plan(problem, open).breaches.empty();
}

double fixed_cost(const PlacementProblem& problem) {
  double cost = 0.0;
  for (const Candidate& candidate : problem.candidates()) {
    cost += candidate.standing == Standing::Fixed ? candidate.cost : 0.0;
  }
  return cost;
}

class SetCover {
 public:
  SetCover(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress)
      : problem_(problem), options_(options), progress_(progress) {}

  SitePlan run() {
    if (std::optional<std::string> reason = unreachable_reason(problem_)) {
      return infeasible({std::move(*reason)});
    }
    if (const std::optional<Sites> greedy = cover_greedily(problem_)) {
      take(*greedy);
    }
    const bool exact = options_.method == PlacementMethod::Exact;
    std::optional<CoverLists> rows = full_cover_rows(problem_);
    const bool by_search = exact && rows;  // which has a better heuristic of its own
    if (options_.method != PlacementMethod::Greedy && known_ && !by_search) {
      take(cover_by_interchange(problem_, *known_, options_.stop));
    }
    if (rows) {
      use(free_cover(std::move(*rows)));
      if (std::exchange(refuted_, false)) {
        return infeasible(explain_infeasible(problem_, options_.stop));
      }
    }
    if (!known_ || (exact && !is_proved() && !stopped_)) {
      return with_program();
    }
    return plan();
  }

 private:
  [[nodiscard]] double known_cost() const {
    return known_ ? evaluate_plan(problem_, *known_).cost : std::numeric_limits<double>::infinity();
  }

  void take(const Sites& open) {
    if (is_plan(problem_, open) && (!known_ || evaluate_plan(problem_, open).cost < known_cost())) {
      known_ = open;
    }
  }

  [[nodiscard]] bool is_proved() const {
    const double cost = known_cost();
    return known_ && bound_ && cost - *bound_ <= std::max(1e-9, options_.stop.gap) * cost;
  }

  /// The cover without limits; greedy and interchange ask for its bound alone.
  FreeCover free_cover(CoverLists rows) {
    std::vector<double> costs;
    double ceiling = known_cost();
    double total = 0.0;
    for (const Candidate& candidate : problem_.candidates()) {
      costs.push_back(candidate.standing == Standing::Fixed ? 0.0 : candidate.cost);
      total += costs.back();
    }
    const WholeCosts whole = whole_costs(costs, std::min(ceiling, total));
    CoverTask task;
    task.stop = options_.stop;
    if (options_.method != PlacementMethod::Exact) {
      task.stop.iterations = 0;
    }
    const CoverAnswer answer = solve_cover(cover_matrix(std::move(rows), whole.costs), task, progress_);
    iterations_ += answer.nodes;
    stopped_by_time_ = stopped_by_time_ || answer.stopped_by_time;
    stopped_ = answer.stopped;
    FreeCover cover;
    cover.bound = static_cast<double>(answer.bound) * whole.unit + fixed_cost(problem_);
    if (answer.ids) {
      cover.open = with_fixed(*answer.ids);
    }
    return cover;
  }

  [[nodiscard]] Sites with_fixed(const std::vector<std::uint32_t>& ids) const {
    Sites open;
    for (const std::uint32_t id : ids) {
      open.emplace_back(id);
    }
    for (std::size_t j = 0; j < problem_.candidates().size(); ++j) {
      if (problem_.candidates().items()[j].standing == Standing::Fixed) {
        open.emplace_back(j);
      }
    }
    std::sort(open.begin(), open.end());
    open.erase(std::unique(open.begin(), open.end()), open.end());
    return open;
  }

  void use(const FreeCover& cover) {
    bound_ = cover.bound;
    if (cover.open && (!known_ || options_.method != PlacementMethod::Greedy)) {
      take(*cover.open);
    }
    const std::optional<double> budget = problem_.parts().budget;
    refuted_ = !known_ && budget && cover.bound > *budget + 1e-9 * std::max(1.0, *budget);
  }

  SitePlan with_program() {
    const MipModel model = set_cover_model(problem_);
    std::vector<double> start;
    StopRule stop = options_.stop;
    if (options_.method != PlacementMethod::Exact) {
      stop.gap = 1.0;
    }
    const MipResult result = solve_placement_mip(
        problem_, model, [&](std::span<const CandidateId> open) { return is_plan(problem_, open); }, stop,
        start_values(model));
    iterations_ += result.nodes;
    stopped_by_time_ = stopped_by_time_ || result.stopped_by_time;
    if (result.status == MipStatus::Infeasible && !known_) {
      return infeasible(explain_infeasible(problem_, options_.stop));
    }
    if (!result.values.empty()) {
      take(open_in(problem_, result.values));
    }
    if (std::isfinite(result.bound)) {
      bound_ = std::max(bound_.value_or(0.0), result.bound);
    }
    return plan();
  }

  /// The known plan in the program's columns; levels of service follow from the rows they stand in.
  [[nodiscard]] std::vector<double> start_values(const MipModel& model) const {
    std::vector<double> values;
    if (!known_) {
      return values;
    }
    values.assign(model.columns.size(), 0.0);
    for (const CandidateId site : *known_) {
      values[site.index()] = 1.0;
    }
    const std::size_t sites = problem_.candidates().size();
    for (const MipModel::Row& row : model.rows) {
      const bool level = !row.columns.empty() && static_cast<std::size_t>(row.columns.back()) >= sites &&
                         row.coefficients.back() < 0.0;
      if (level) {
        double open = 0.0;
        for (std::size_t k = 0; k + 1 < row.columns.size(); ++k) {
          open += values[static_cast<std::size_t>(row.columns[k])];
        }
        values[static_cast<std::size_t>(row.columns.back())] = open >= -row.coefficients.back() ? 1.0 : 0.0;
      }
    }
    return values;
  }

  [[nodiscard]] SitePlan infeasible(std::vector<std::string> reasons) const {
    SitePlan plan;
    plan.outcome = Outcome::Infeasible;
    plan.reasons = std::move(reasons);
    if (plan.reasons.empty()) {
      plan.reasons.emplace_back("no plan keeps all limits: ease the number of sites, the budget or a rule");
    }
    plan.iterations = iterations_;
    plan.stopped_by_time = stopped_by_time_;
    return plan;
  }

  [[nodiscard]] SitePlan plan() const {
    SitePlan plan;
    plan.iterations = iterations_;
    plan.stopped_by_time = stopped_by_time_;
    plan.bound = bound_;
    if (known_) {
      plan.outcome = Outcome::Solved;
      plan.open = *known_;
      plan.objective = known_cost();
      plan.bound = std::min(plan.objective, bound_.value_or(fixed_cost(problem_)));
      plan.proved = plan.objective - *plan.bound <= 1e-9 * plan.objective;
    }
    return plan;
  }

  const PlacementProblem& problem_;
  const PlacementOptions& options_;
  Progress& progress_;
  std::optional<Sites> known_;
  std::optional<double> bound_;
  bool refuted_ = false;
  bool stopped_ = false;
  bool stopped_by_time_ = false;
  std::size_t iterations_ = 0;
};

}  // namespace

SitePlan solve_set_cover(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  return SetCover(problem, options, progress).run();
}

}  // namespace lastmeter
