// SPDX-License-Identifier: Apache-2.0
#include "placement/site_plan.h"

#include <algorithm>
#include <cmath>

namespace lastmeter {

std::optional<double> gap_of(const SitePlan& plan) {
  if (plan.outcome != Outcome::Solved || !plan.bound) {
    return std::nullopt;
  }
  const double larger = std::max(std::abs(*plan.bound), std::abs(plan.objective));
  return larger == 0.0 ? 0.0 : std::abs(*plan.bound - plan.objective) / larger;
}

}  // namespace lastmeter
