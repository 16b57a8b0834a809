// SPDX-License-Identifier: Apache-2.0
#include "placement/p_center.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/stopwatch.h"
#include "placement/evaluate.h"
#include "placement/explain_infeasible.h"
#include "placement/p_center_greedy.h"
#include "placement/placement_mip.h"
#include "placement/set_cover_exact.h"

namespace lastmeter {

namespace {

using Sites = std::vector<CandidateId>;

/// What a search within one radius found.
struct WithinRadius {
  enum class End { Plan, None, Stopped };
  End end = End::Stopped;
  Sites open;
};

bool is_plan(const PlacementProblem& problem, std::span<const CandidateId> open) {
  return evaluate_plan(problem, open).breaches.empty();
}

class PCenter {
 public:
  PCenter(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress)
      : problem_(problem), options_(options), progress_(progress) {
    const PlacementParts& parts = problem.parts();
    counts_only_ = !parts.budget && parts.rules.empty();
    for (std::size_t i = 0; i < parts.rows.size(); ++i) {
      const ServiceRows::Row row = parts.rows.row(i);
      if (row.weight > 0.0) {
        radii_.insert(radii_.end(), row.values.begin(), row.values.end());
        nearest_.push_back(row.values.empty() ? 0.0 : *std::min_element(row.values.begin(), row.values.end()));
      }
    }
    radii_.push_back(0.0);
    std::sort(radii_.begin(), radii_.end());
    radii_.erase(std::unique(radii_.begin(), radii_.end()), radii_.end());
  }

  SitePlan run() {
    if (const std::optional<Sites> greedy = center_greedily(problem_)) {
      take(*greedy);
    }
    if (options_.method != PlacementMethod::Greedy && known_) {
      take(center_by_interchange(problem_, *known_, options_.stop));
    }
    // No row can be nearer than its nearest candidate.
    low_ = index_of(nearest_.empty() ? 0.0 : *std::max_element(nearest_.begin(), nearest_.end()));
    if (!known_) {
      const WithinRadius any = search(radii_.back());
      if (any.end != WithinRadius::End::Plan) {
        return without_plan(any);
      }
      take(any.open);
    }
    if (options_.method == PlacementMethod::Exact) {
      bisect();
    }
    return plan();
  }

 private:
  [[nodiscard]] std::size_t index_of(double radius) const {
    return static_cast<std::size_t>(std::lower_bound(radii_.begin(), radii_.end(), radius) - radii_.begin());
  }

  void take(const Sites& open) {
    const PlanScore score = evaluate_plan(problem_, open);
    if (score.breaches.empty() && (!known_ || score.objective < objective_)) {
      known_ = open;
      objective_ = score.objective;
    }
  }

  void bisect() {
    progress_.stage("radii", 0);
    std::size_t steps = 0;
    while (low_ < index_of(objective_) && objective_ - radii_[low_] > options_.stop.gap * objective_) {
      if (options_.stop.iterations && iterations_ >= *options_.stop.iterations) {
        return;
      }
      const std::size_t middle = low_ + (index_of(objective_) - low_) / 2;
      const WithinRadius within = search(radii_[middle]);
      progress_.step(++steps);
      switch (within.end) {
        case WithinRadius::End::Plan:
          take(within.open);
          break;
        case WithinRadius::End::None:
          low_ = middle + 1;
          break;
        case WithinRadius::End::Stopped:
          return;
      }
    }
  }

  [[nodiscard]] StopRule rest_of_stop() const {
    StopRule stop = options_.stop;
    stop.gap = 0.0;
    if (stop.iterations) {
      *stop.iterations -= std::min(*stop.iterations, iterations_);
    }
    stop.seconds = watch_.left_of(stop.seconds);
    return stop;
  }

  WithinRadius search(double radius) { return counts_only_ ? search_cover_within(radius) : search_program(radius); }

  [[nodiscard]] bool is_fixed(CandidateId site) const {
    return problem_.candidates()[site].standing == Standing::Fixed;
  }

  /// Rows with weight, without those that a Fixed site serves within the radius.
  [[nodiscard]] CoverLists rows_within(double radius) const {
    CoverLists rows;
    for (std::size_t i = 0; i < problem_.rows().size(); ++i) {
      const ServiceRows::Row row = problem_.rows().row(i);
      const std::size_t before = rows.members.size();
      bool served = row.weight == 0.0;
      for (std::size_t k = 0; k < row.candidates.size() && !served; ++k) {
        if (row.values[k] <= radius) {
          served = is_fixed(row.candidates[k]);
          rows.members.push_back(static_cast<std::uint32_t>(row.candidates[k].index()));
        }
      }
      if (served) {
        rows.members.resize(before);
      } else {
        rows.close_list();
      }
    }
    return rows;
  }

  /// New sites cost 1, all others nothing: is there a cover for the number of sites?
  WithinRadius search_cover_within(double radius) {
    std::vector<std::int64_t> costs;
    for (const Candidate& candidate : problem_.candidates()) {
      costs.push_back(candidate.standing == Standing::New ? 1 : 0);
    }
    const auto most = static_cast<std::int64_t>(problem_.parts().sites.value_or(costs.size()));
    CoverTask task;
    task.stop = rest_of_stop();
    task.below = most + 1;
    task.enough = most;
    const CoverAnswer answer = solve_cover(cover_matrix(rows_within(radius), costs), task, progress_);
    note(answer.nodes, answer.stopped_by_time);
    WithinRadius within;
    if (answer.ids) {
      within.end = WithinRadius::End::Plan;
      for (const std::uint32_t id : *answer.ids) {
        within.open.emplace_back(id);
      }
      for (std::size_t j = 0; j < costs.size(); ++j) {
        if (is_fixed(CandidateId(j))) {
          within.open.emplace_back(j);
        }
      }
      std::sort(within.open.begin(), within.open.end());
      within.open.erase(std::unique(within.open.begin(), within.open.end()), within.open.end());
    } else if (!answer.stopped) {
      within.end = WithinRadius::End::None;
    }
    return within;
  }

  WithinRadius search_program(double radius) {
    MipModel model = site_limits_model(problem_);
    const CoverLists rows = rows_within(radius);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      model.rows.push_back({.columns = {rows[i].begin(), rows[i].end()},
                            .coefficients = std::vector<double>(rows[i].size(), 1.0),
                            .low = 1.0});
    }
    const MipResult result = solve_placement_mip(
        problem_, std::move(model), [&](std::span<const CandidateId> open) { return is_plan(problem_, open); },
        rest_of_stop());
    note(result.nodes, result.stopped_by_time);
    WithinRadius within;
    if (result.status == MipStatus::Infeasible) {
      within.end = WithinRadius::End::None;
    } else if (!result.values.empty()) {
      within.end = WithinRadius::End::Plan;
      within.open = open_in(problem_, result.values);
    }
    return within;
  }

  void note(std::size_t nodes, bool by_time) {
    iterations_ += nodes;
    stopped_by_time_ = stopped_by_time_ || by_time;
  }

  [[nodiscard]] SitePlan without_plan(const WithinRadius& any) const {
    SitePlan plan;
    plan.iterations = iterations_;
    plan.stopped_by_time = stopped_by_time_;
    if (any.end == WithinRadius::End::None) {
      plan.outcome = Outcome::Infeasible;
      plan.reasons = explain_infeasible(problem_, options_.stop);
      if (plan.reasons.empty()) {
        plan.reasons.emplace_back("no plan keeps all limits: ease the number of sites, the budget or a rule");
      }
    }
    return plan;
  }

  [[nodiscard]] SitePlan plan() const {
    SitePlan plan;
    plan.outcome = Outcome::Solved;
    plan.open = *known_;
    plan.objective = objective_;
    plan.bound = std::min(objective_, radii_[std::min(low_, radii_.size() - 1)]);
    plan.proved = *plan.bound == objective_;
    plan.iterations = iterations_;
    plan.stopped_by_time = stopped_by_time_;
    return plan;
  }

  const PlacementProblem& problem_;
  const PlacementOptions& options_;
  Progress& progress_;
  const Stopwatch watch_;
  bool counts_only_ = false;
  std::vector<double> radii_;    // distinct distances, and 0
  std::vector<double> nearest_;  // by row with weight
  std::size_t low_ = 0;          // no plan has a smaller radius
  std::optional<Sites> known_;
  double objective_ = 0.0;
  std::size_t iterations_ = 0;
  bool stopped_by_time_ = false;
};

}  // namespace

SitePlan solve_p_center(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  return PCenter(problem, options, progress).run();
}

}  // namespace lastmeter
