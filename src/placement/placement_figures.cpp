// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "placement/placement_result.h"

namespace lastmeter {

namespace {

/// Unit of the objective: what the goal counts.
std::string objective_unit(const StudyArea& area, const PlacementQuestion& question) {
  const std::string weight(unit_of(question.weigh, area.basis));
  switch (question.goal) {
    case PlacementGoal::SetCover:
      return "cost";
    case PlacementGoal::MaxCover:
      return weight;
    case PlacementGoal::PMedian:
    case PlacementGoal::Capacitated:
      return weight + " x m";
    case PlacementGoal::PCenter:
      return "m";
  }
  return "";
}

/// Adds figures with the qualifiers of one placement.
class FigureList {
 public:
  FigureList(const StudyArea& area, const PlacementResult& result)
      : qualifiers_{{"goal", std::string(name_of(result.question.goal))},
                    {"mode", std::string(name_of(result.mode))},
                    {"service", std::string(name_of(result.question.service))}},
        area_(area) {}

  void add(const std::string& name, double value, std::string unit, std::optional<double> total = std::nullopt) {
    figures_.push_back({"placement." + name, qualifiers_, value, total, std::move(unit)});
  }
  void add_demand(const std::string& ending, const DemandSum& served, const DemandSum& all) {
    for (const Measure measure : measures_of(area_)) {
      add(std::string(name_of(measure, area_.basis)) + ending, served.of(measure),
          std::string(unit_of(measure, area_.basis)), all.of(measure));
    }
  }
  std::vector<Figure> take() { return std::move(figures_); }

 private:
  std::vector<Figure::Qualifier> qualifiers_;
  const StudyArea& area_;
  std::vector<Figure> figures_;
};

DemandSum served_by(const Allocation& allocation) {
  DemandSum served;
  for (const Catchment& catchment : allocation.catchments) {
    served += catchment.demand;
  }
  return served;
}

void add_curve(const PlacementResult& result, const std::string& unit, std::vector<Figure>& figures) {
  for (const CoverCurvePoint& point : result.curve) {
    if (point.plan.outcome != Outcome::Solved) {
      continue;
    }
    const std::vector<Figure::Qualifier> qualifiers{{"goal", std::string(name_of(result.question.goal))},
                                                    {"mode", std::string(name_of(result.mode))},
                                                    {"service", std::string(name_of(result.question.service))},
                                                    {"sites", point.limit}};
    figures.push_back({"placement.curve.objective", qualifiers, point.plan.objective, std::nullopt, unit});
    if (point.plan.bound) {
      figures.push_back({"placement.curve.bound", qualifiers, *point.plan.bound, std::nullopt, unit});
    }
  }
}

}  // namespace

std::vector<Figure> placement_figures(const StudyArea& area, const PlacementResult& result) {
  FigureList list(area, result);
  const std::string unit = objective_unit(area, result.question);
  const bool is_share = result.question.goal == PlacementGoal::MaxCover;
  list.add("sites_offered", static_cast<double>(result.list.sites.size()), "sites");
  list.add("sites_dropped", static_cast<double>(result.list.dropped.size()), "sites");
  list.add("feasible", result.plan.outcome == Outcome::Solved ? 1.0 : 0.0, "1 = yes");
  if (result.plan.outcome != Outcome::Solved) {
    return list.take();
  }
  list.add("objective", result.plan.objective, unit, is_share ? std::optional(result.total_weight) : std::nullopt);
  if (result.plan.bound) {
    list.add("bound", *result.plan.bound, unit, is_share ? std::optional(result.total_weight) : std::nullopt);
    list.add("gap", gap_of(result.plan).value_or(0.0), "relative");
  }
  list.add("proved", result.plan.proved ? 1.0 : 0.0, "1 = optimal");
  list.add("sites_open", static_cast<double>(result.plan.open.size()), "sites");
  list.add("sites_new", static_cast<double>(result.score.new_sites), "sites");
  list.add("cost", result.cost, "cost");
  if (is_cover(result.question.goal)) {
    list.add("weight_before", result.before.served_weight, std::string(unit_of(result.question.weigh, area.basis)),
             result.total_weight);
  }
  const DemandSum served = served_by(result.allocation);
  DemandSum all = served;
  all += result.allocation.unserved;
  list.add_demand("", served, all);
  double distance = 0.0;
  double weight = 0.0;
  double worst = 0.0;
  for (const Catchment& catchment : result.allocation.catchments) {
    distance += catchment.distance_sum;
    weight += catchment.weight;
    worst = std::max(worst, catchment.worst);
  }
  if (weight > 0.0) {
    list.add("distance_mean", distance / weight, "m");
    list.add("distance_worst", worst, "m");
  }
  std::vector<Figure> figures = list.take();
  add_curve(result, unit, figures);
  return figures;
}

}  // namespace lastmeter
