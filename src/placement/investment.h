// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/progress.h"
#include "placement/cover_curve.h"
#include "placement/place_sites.h"
#include "placement/problem.h"

namespace lastmeter {

/// What becomes of money that a year does not spend: the next may, or it is gone.
enum class MoneyLeft { Carried, Lost };
/// End: what stands after the last year is worth most; then the order in which the years together are worth most.
/// EveryYear: the years together, each with all that stands by then, are worth most.
enum class InvestmentAim { End, EveryYear };

/// What an investment problem is made of.
struct InvestmentParts {
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  /// Goal MaxCover without budget and number of sites. New candidates are the options; Fixed ones stand. Rows say what
  /// is worth something: people a site serves, or a row an option with its floor area.
  PlacementParts options;
  std::vector<std::size_t> premise;  // by candidate: options of one premise exclude each other; kNone of Fixed ones
  std::vector<double> budgets;       // of each year, >= 0; at least one
  std::optional<double> total;       // over all years; none: the sum of the budgets
  MoneyLeft left = MoneyLeft::Carried;
};

/// Which options of which premises to build in which year: multi-choice budgeted cover over years. Immutable.
class InvestmentProblem {
 public:
  /// Throws ConfigError as PlacementProblem, and for no year, a budget that is negative or not finite, Existing sites.
  explicit InvestmentProblem(InvestmentParts parts);

  [[nodiscard]] const PlacementProblem& options() const { return options_; }  // with a rule for each premise
  [[nodiscard]] std::size_t premise_of(CandidateId option) const { return premise_[option.index()]; }
  [[nodiscard]] std::size_t years() const { return budgets_.size(); }
  [[nodiscard]] double budget(std::size_t year) const { return budgets_[year]; }
  [[nodiscard]] MoneyLeft left() const { return left_; }
  /// Money of all years up to and with this one, never more than the total.
  [[nodiscard]] double money_by(std::size_t year) const { return money_[year]; }

 private:
  std::vector<std::size_t> premise_;
  PlacementProblem options_;
  std::vector<double> budgets_;
  std::vector<double> money_;
  MoneyLeft left_;
};

struct BuiltOption {
  CandidateId option;
  std::size_t year = 0;  // from 0
  bool operator==(const BuiltOption&) const = default;
};

/// A year of a plan. Values are what stands by its end adds to what stood before the first year.
struct InvestmentYear {
  std::size_t built = 0;  // premises
  double spent = 0.0;
  double left = 0.0;  // of the money there was, with what came over from the years before
  double benefit = 0.0;
  double gain = 0.0;  // more than by the end of the year before
};

/// A plan scored without knowing who made it.
struct InvestmentScore {
  double before = 0.0;   // served by what stands
  double benefit = 0.0;  // by the end of the last year
  double sum = 0.0;      // of the benefits of all years
  double cost = 0.0;
  std::vector<InvestmentYear> years;
  std::vector<std::string> breaches;  // of a budget, the total or a premise, a line each; empty: feasible
};

/// The one scorer of investment plans. `built` in any order. O(years * pairs). ConfigError for what is no option or
/// year.
InvestmentScore score_investment(const InvestmentProblem& problem, std::span<const BuiltOption> built);

/// What an option changes: built ones what goes without them, others what they add to the whole plan (in the place of
/// the option of their premise that it builds). By candidate; 0 for Fixed ones. O(pairs).
std::vector<double> option_gains(const InvestmentProblem& problem, std::span<const BuiltOption> built);

struct InvestmentPlan {
  Outcome outcome = Outcome::Unknown;
  std::vector<BuiltOption> built;  // by year, then option; empty unless Solved
  InvestmentScore score;
  double objective = 0.0;             // End: the benefit; EveryYear: the sum over the years
  std::optional<double> bound;        // no plan has a higher objective
  bool proved = false;                // the bound meets the objective
  bool order_proved = false;          // no other order of the same options is worth more over the years
  std::vector<CoverCurvePoint> free;  // by year: the best that its money so far could have bought at once
  bool stopped_by_time = false;
};

/// |bound - objective| relative to the larger of both; none without a bound.
std::optional<double> gap_of(const InvestmentPlan& plan);
/// What the money of the years up to this one could have been worth at once, and how much more that is than the plan's
/// benefit, 0 or more; none where that is not known.
std::optional<double> free_benefit(const InvestmentPlan& plan, std::size_t year);
std::optional<double> loss_of(const InvestmentPlan& plan, std::size_t year);

/// Exact as `place_sites` is, which solves each step: by money for the end, by options in years for the order (rows and
/// options are repeated for each year). Options that add nothing are not built, and of two of a premise that are worth
/// the same the cheaper is. Same problem, options and version: same plan, unless `stopped_by_time`. A plan always
/// exists: that of building nothing.
InvestmentPlan plan_investment(const InvestmentProblem& problem, InvestmentAim aim, const PlacementOptions& options,
                               Progress& progress);

}  // namespace lastmeter
