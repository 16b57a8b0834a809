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

/// What a search is after, in whole costs.
struct AssignmentAim {
  std::int64_t beat = AssignmentCosts::kNever;  // plans that cost as much or more are of no interest
  std::int64_t stop = AssignmentCosts::kNever;  // a bound as high as this is good enough; <= beat
};

struct AscentOptions {
  std::size_t steps = 500;
  std::size_t look_every = 50;  // steps between two calls of `look`
  double stride = 1.0;          // of the first step, relative to the distance to the aim
};

/// Better and better prices by the volume algorithm (Barahona and Anbil, 2000): steps along an average of subgradients.
class AssignmentAscent {
 public:
  /// Sees the sites that the last prices take and says what the aim is now; it only falls.
  using Look = std::function<AssignmentAim(std::span<const std::uint8_t> taken)>;

  AssignmentAscent(const AssignmentCosts& costs, const AssignmentLimits& limits, AssignmentClock& clock)
      : bound_(costs, limits), clock_(clock) {}

  /// Improves `prices` in place, enters into `fates` what a plan that beats the aim must have. Returns a bound for the
  /// plans within the fates given that beat the aim. Ends early where the steps bring no more.
  std::int64_t run(Prices& prices, std::vector<Fate>& fates, AssignmentAim aim, const AscentOptions& options,
                   const Look& look);

 private:
  void find_slope(const Prices& prices);
  void mix(double part);
  [[nodiscard]] double slope_size() const;
  void step_from(const Prices& centre, double length, Prices& prices) const;

  AssignmentBound bound_;
  AssignmentClock& clock_;
  std::vector<double> slope_;  // of the last evaluation: rows, then limits
  std::vector<double> mixed_;
};

}  // namespace lastmeter
