// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "placement/assignment_bound.h"
#include "placement/assignment_clock.h"

namespace lastmeter {

struct AscentOptions {
  std::size_t steps = 500;
  std::size_t look_every = 50;  // steps between two calls of `look`
  double stride = 1.0;          // of the first step, relative to the distance to the target
};

/// Better and better prices by the volume algorithm (Barahona and Anbil, 2000): steps along an average of subgradients,
/// whose weights also average the sites taken.
class AssignmentAscent {
 public:
  /// `look` sees the sites taken by the best prices and says what a plan must cost less than now: a target that falls.
  using Look = std::function<std::int64_t(std::span<const std::uint8_t> taken)>;

  AssignmentAscent(const AssignmentCosts& costs, const AssignmentLimits& limits, AssignmentClock& clock)
      : bound_(costs, limits), clock_(clock) {}

  /// Improves `prices` in place, enters what follows from the bound into `fates`. The bound returned holds for all
  /// plans within the fates given; at `target` or above no better plan is left.
  std::int64_t run(Prices& prices, std::vector<Fate>& fates, std::int64_t target, const AscentOptions& options,
                   const Look& look);

  /// By site, in [0, 1]: how much of it the averaged solution has open. Of the last run.
  [[nodiscard]] std::span<const double> shares() const { return shares_; }

 private:
  void find_slope(const Prices& prices);
  void mix(double part);
  [[nodiscard]] double slope_size() const;
  void step_from(const Prices& centre, double length, Prices& prices) const;

  AssignmentBound bound_;
  AssignmentClock& clock_;
  std::vector<double> slope_;  // of the last evaluation: rows, then limits
  std::vector<double> mixed_;
  std::vector<double> shares_;
};

}  // namespace lastmeter
