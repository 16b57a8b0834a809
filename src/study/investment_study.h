// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "model/issue_ledger.h"
#include "model/rules.h"
#include "model/study_area.h"
#include "placement/investment_result.h"
#include "study/premises.h"
#include "study/walking.h"

namespace lastmeter {

/// One [[investment]] of a study file.
struct InvestmentConfig {
  std::string name;  // empty: the first one
  PremiseSource source;
  InvestmentBenefit benefit = InvestmentBenefit::People;
  Measure weigh = Measure::Population;
  ServiceRule service = ServiceRule::Open;
  TravelMode mode = TravelMode::Straight;
  bool with_posts = true;  // those that stand serve already
  std::vector<double> budgets;
  std::optional<double> total;
  MoneyLeft left = MoneyLeft::Carried;
  InvestmentAim aim = InvestmentAim::End;
  Effort effort = Effort::Default;
  std::optional<SquareMetres> floor_before;  // of all premises; none: what the table states
};

/// Where an investment study reports: faults of the streets apart, as coverage may have told them.
struct InvestmentLedgers {
  IssueLedger* all = nullptr;
  IssueLedger* streets = nullptr;
};

/// Collects premises and options, plans the years and weighs floor area against the norm floor_area_per_100_households
/// of `rules`. Options that cannot be used, money that buys nothing
/// and a search ended by time are reported. Throws ConfigError where the question makes no sense in this study.
InvestmentResult investment_study(const StudyArea& area, const StreetInput& streets, const WalkingOptions& walking,
                                  const RuleSet& rules, const InvestmentConfig& config,
                                  const InvestmentLedgers& ledgers, Progress& progress);

}  // namespace lastmeter
