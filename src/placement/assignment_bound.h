// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "placement/assignment_costs.h"
#include "placement/assignment_limits.h"

namespace lastmeter {

/// What a row would pay to be served, and a limit to be loosened. Any numbers give a bound; good ones a good one.
struct Prices {
  std::vector<std::int64_t> rows;
  std::vector<double> limits;  // >= 0, by AssignmentLimits::others
};

/// The Lagrangian bound of the assignment (Beasley, 1985): each site is worth what rows would pay for it, and the best
/// sites within the number allowed are taken. In whole numbers, limits' terms rounded to the safe side: no plan within
/// the fates costs less, whatever the prices.
class AssignmentBound {
 public:
  AssignmentBound(const AssignmentCosts& costs, const AssignmentLimits& limits) : costs_(costs), limits_(limits) {}

  /// kNever where the fates alone leave no plan. Time O(pairs cheaper than their row's price + sites).
  std::int64_t evaluate(const Prices& prices, std::span<const Fate> fates);

  /// Of the last evaluation: the sites taken, Open ones included, and those that a plan cheaper than `beat` must have
  /// open (closed), entered into the fates. Returns how many were entered.
  [[nodiscard]] std::span<const std::uint8_t> taken() const { return taken_; }
  std::size_t fix(std::int64_t beat, std::span<Fate> fates) const;

  [[nodiscard]] const AssignmentCosts& costs() const { return costs_; }
  [[nodiscard]] const AssignmentLimits& limits() const { return limits_; }

 private:
  void sum_worth(const Prices& prices);
  bool add_limit_prices(const Prices& prices);
  bool take_sites(std::span<const Fate> fates);

  const AssignmentCosts& costs_;
  const AssignmentLimits& limits_;
  std::vector<std::int64_t> worth_;  // by site: what having it open adds, below 0 where it pays
  std::vector<std::uint8_t> taken_;
  std::vector<std::uint32_t> order_;
  std::vector<double> limit_terms_;
  std::vector<double> limit_sizes_;
  std::int64_t bound_ = 0;
  std::int64_t last_in_ = 0;    // worth of the last counted site that found room; 0: there is room left
  std::int64_t first_out_ = 0;  // of the first that did not, if it pays
};

}  // namespace lastmeter
