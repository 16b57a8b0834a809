// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>
#include <utility>

#include "placement/investment_result.h"

namespace lastmeter {

namespace {

/// Adds figures of one plan.
class PlanFigures {
 public:
  explicit PlanFigures(const InvestmentResult& result) : result_(result) {
    if (!result.name.empty()) {
      which_.emplace_back("plan", result.name);
    }
  }

  void add(const std::string& name, std::optional<double> value, const std::string& unit,
           std::optional<double> total = {}) {
    if (value) {
      figures_.push_back({"investment." + name, which_, *value, total, unit});
    }
  }
  void add_year(const std::string& name, std::size_t year, std::optional<double> value, const std::string& unit) {
    if (value) {
      figures_.push_back({"investment.year." + name, which_, *value, {}, unit});
      figures_.back().qualifiers.emplace_back("year", static_cast<double>(year + 1));
    }
  }

  void add_plan() {
    const InvestmentPlan& plan = result_.plan;
    const bool is_people = result_.benefit == InvestmentBenefit::People;
    const auto all = is_people ? std::optional(result_.total_weight) : std::nullopt;
    add("premises_offered", static_cast<double>(result_.premises.size()), "premises");
    add("options_offered", static_cast<double>(result_.options.size()), "options");
    add("premises", static_cast<double>(plan.built.size()), "premises", static_cast<double>(result_.premises.size()));
    add("cost", plan.score.cost, "yuan", result_.money.empty() ? std::nullopt : std::optional(result_.money.back()));
    add("benefit", plan.score.benefit, result_.unit, all);
    if (is_people) {
      add("benefit_before", plan.score.before, result_.unit, all);
    }
    add("objective", plan.objective, result_.unit);
    add("bound", plan.bound, result_.unit);
    add("gap", gap_of(plan), "relative");
    add("proved", plan.proved ? 1.0 : 0.0, "1 = optimal");
    if (plan.score.cost > 0.0) {
      add("benefit_per_yuan", plan.score.benefit / plan.score.cost, result_.unit + " per yuan");
    }
  }

  void add_floor() {
    const FloorGap& floor = result_.floor;
    add("floor_area_before", floor.before, "m2");
    add("floor_area_gained", floor.gained, "m2");
    add("floor_area_after", floor.before ? std::optional(*floor.before + floor.gained) : std::nullopt, "m2");
    add("floor_area_needed", floor.needed, "m2");
    add("floor_area_gap_before", floor.gap_before, "m2");
    add("floor_area_gap_after", floor.gap_after, "m2");
    double before = 0.0;
    double after = 0.0;
    bool known = !result_.communities.empty();
    for (const FloorGap& community : result_.communities) {
      known = known && community.gap_before && community.gap_after;
      before += community.gap_before.value_or(0.0);
      after += community.gap_after.value_or(0.0);
    }
    if (known) {
      add("floor_area_short_in_communities_before", before, "m2");
      add("floor_area_short_in_communities_after", after, "m2");
    }
  }

  void add_years() {
    const InvestmentPlan& plan = result_.plan;
    for (std::size_t year = 0; year < plan.score.years.size(); ++year) {
      const InvestmentYear& each = plan.score.years[year];
      add_year("premises", year, static_cast<double>(each.built), "premises");
      add_year("spent", year, each.spent, "yuan");
      add_year("left", year, each.left, "yuan");
      add_year("benefit", year, each.benefit, result_.unit);
      add_year("free_benefit", year, free_benefit(plan, year), result_.unit);
      add_year("loss", year, loss_of(plan, year), result_.unit);
      if (each.spent > 0.0) {
        add_year("benefit_per_yuan", year, each.gain / each.spent, result_.unit + " per yuan");
      }
    }
  }

  std::vector<Figure> take() { return std::move(figures_); }

 private:
  const InvestmentResult& result_;
  std::vector<Figure::Qualifier> which_;
  std::vector<Figure> figures_;
};

}  // namespace

std::string_view name_of(InvestmentBenefit benefit) {
  switch (benefit) {
    case InvestmentBenefit::People:
      return "people";
    case InvestmentBenefit::FloorArea:
      return "floor_area";
    case InvestmentBenefit::Capacity:
      return "capacity";
  }
  throw std::logic_error("InvestmentBenefit holds no known value");
}

std::vector<Figure> investment_figures(const InvestmentResult& result) {
  PlanFigures figures(result);
  figures.add_plan();
  figures.add_floor();
  figures.add_years();
  return figures.take();
}

}  // namespace lastmeter
