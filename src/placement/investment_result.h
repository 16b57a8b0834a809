// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coverage/coverage_options.h"
#include "coverage/demand_sum.h"
#include "model/figure.h"
#include "model/rules.h"
#include "model/study_area.h"
#include "placement/investment.h"

namespace lastmeter {

/// What money is spent for. People: demand newly within the radius of a site. The others: what options state.
enum class InvestmentBenefit { People, FloorArea, Capacity };
std::string_view name_of(InvestmentBenefit benefit);  // "people", "floor_area", "capacity"

/// A place that money may go to: a post that stands, or one that may be opened.
struct Premise {
  std::string code;
  std::string name;
  std::optional<Point> at;
  std::optional<ZoneId> home;                // in the home level
  std::optional<SquareMetres> floor_before;  // as stated
};

/// One thing that may be done with a premise.
struct PremiseOption {
  std::size_t premise = 0;
  std::string code;  // "A"; unique in its premise; may be empty where there is one
  double cost = 0.0;
  SquareMetres floor_gained;
  std::optional<double> capacity;
  Metres radius;
};

/// Floor area of a community, or of all, against the norm. Needed, and short of it, only where a norm is there.
struct FloorGap {
  double households = 0.0;
  std::optional<double> before;  // m2; none: nobody states it
  double gained = 0.0;
  std::optional<double> needed;
  std::optional<double> gap_before;
  std::optional<double> gap_after;
  std::size_t premises = 0;  // built
  double cost = 0.0;
};

/// An investment study, answered.
struct InvestmentResult {
  std::string name;  // empty: the study's one plan
  InvestmentBenefit benefit = InvestmentBenefit::People;
  Measure weigh = Measure::Population;
  ServiceRule service = ServiceRule::Open;
  TravelMode mode = TravelMode::Straight;
  InvestmentAim aim = InvestmentAim::End;
  MoneyLeft left = MoneyLeft::Carried;
  std::string unit;  // of the benefit
  std::vector<Premise> premises;
  std::vector<PremiseOption> options;
  std::size_t standing = 0;  // candidates before the first option
  std::vector<double> budgets;
  std::vector<double> money;  // by year: all up to and with it
  double total_weight = 0.0;  // People: all demand
  InvestmentPlan plan;
  std::vector<double> gains;  // by option; see option_gains
  std::optional<NormFigure> norm;
  FloorGap floor;                     // of the study
  std::vector<FloorGap> communities;  // by zone of the home level; empty without one

  [[nodiscard]] const PremiseOption& option(CandidateId id) const { return options[id.index() - standing]; }
};

/// investment.premises, cost, benefit, bound, gap, floor_area_gained, floor_area_gap_before and _after (of the study,
/// and summed over communities), by year premises, spent, benefit, free_benefit, loss, benefit_per_yuan. With the name
/// of the plan where it has one.
std::vector<Figure> investment_figures(const InvestmentResult& result);

}  // namespace lastmeter
