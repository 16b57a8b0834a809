// SPDX-License-Identifier: Apache-2.0
#include "study/placement_extras.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "core/random.h"
#include "core/text.h"

namespace lastmeter {

namespace {

constexpr double kMostEvaluations = 2e9;  // pairs looked at for the worth of every single site

/// The problems of the scenarios, each with its name.
class ScenarioList {
 public:
  ScenarioList(const PlacementBase& base, const PlacementResult& result, double share)
      : base_(base), result_(result), share_(share) {}

  void build() {
    for (const double sign : {-1.0, 1.0}) {
      const double factor = 1.0 + sign * share_;
      const std::string percent = fmt::format("{}{} %", sign < 0.0 ? "-" : "+", fixed(100.0 * share_, 2));
      if (is_cover(result_.question.goal) && !result_.question.gradual) {
        add("radius " + percent, scaled_radius(factor));
      }
      if (result_.question.budget) {
        PlacementQuestion question = result_.question;
        question.budget = *question.budget * factor;
        add("budget " + percent, study_problem(*base_.area, result_.list, question, *base_.pairs));
      }
      if (result_.question.sites) {
        PlacementQuestion question = result_.question;
        question.sites = static_cast<std::size_t>(std::lround(static_cast<double>(*question.sites) * factor));
        add("sites " + percent, study_problem(*base_.area, result_.list, question, *base_.pairs));
      }
    }
    for (int draw = 1; draw <= 3; ++draw) {
      add(fmt::format("demand +-{} %, draw {}", fixed(100.0 * share_, 2), draw), moved_demand());
    }
  }
  std::vector<std::string> take_names() { return std::move(names_); }
  [[nodiscard]] const std::vector<PlacementProblem>& problems() const { return problems_; }

 private:
  void add(std::string name, PlacementProblem problem) {
    names_.push_back(std::move(name));
    problems_.push_back(std::move(problem));
  }
  [[nodiscard]] PlacementProblem scaled_radius(double factor) const {
    SiteList list = result_.list;
    for (PlacementSite& site : list.sites) {
      site.radius = site.radius * factor;
    }
    return study_problem(*base_.area, list, result_.question,
                         counted_pairs(*base_.area, list, result_.question, *base_.reach));
  }
  [[nodiscard]] PlacementProblem moved_demand() {
    std::vector<double> weights = demand_weights(*base_.area, result_.question.weigh);
    for (double& weight : weights) {
      const double factor = 1.0 + random_.uniform(-share_, share_);
      weight *= result_.question.weigh == Measure::Points ? 1.0 : factor;  // a building stays one
    }
    return study_problem(*base_.area, result_.list, result_.question, *base_.pairs, weights);
  }

  const PlacementBase& base_;
  const PlacementResult& result_;
  double share_;
  Random random_{base_.seed};
  std::vector<std::string> names_;
  std::vector<PlacementProblem> problems_;
};

}  // namespace

void answer_extras(const PlacementBase& base, const PlacementExtras& extras, const PlacementOptions& options,
                   PlacementResult& result, Progress& progress) {
  const PlacementProblem& problem = *base.problem;
  if (result.plan.outcome != Outcome::Solved) {
    return;
  }
  const double work =
      static_cast<double>(problem.candidates().size()) * static_cast<double>(problem.rows().candidates.size());
  if (work <= kMostEvaluations && problem.goal() != PlacementGoal::Capacitated) {
    result.changes = closing_loss(problem, result.plan.open);
  }
  if (extras.curve && problem.parts().sites) {
    progress.stage("curve", 0);
    result.curve = cover_curve(problem, *problem.parts().sites, options, progress);
  }
  if (!extras.phases.empty()) {
    progress.stage("phases", 0);
    result.phasing = phase_opening(problem, result.plan.open, extras.phases, options, progress);
  }
  if (extras.pareto) {
    progress.stage("Pareto front", 0);
    result.pareto = pareto_front(problem, options, progress);
  }
  if (extras.robustness) {
    progress.stage("robustness", 0);
    ScenarioList scenarios(base, result, *extras.robustness);
    scenarios.build();
    result.robustness = robustness(result.plan.open, scenarios.problems(), options, progress);
    result.scenarios = scenarios.take_names();
  }
}

}  // namespace lastmeter
