// SPDX-License-Identifier: Apache-2.0
#include "network/walking_effort.h"

#include <algorithm>
#include <cmath>

namespace lastmeter {

double tobler_effort(double slope) {
  const double bounded = std::clamp(slope, -1.0, 1.0);
  return std::exp(3.5 * (std::abs(bounded + 0.05) - 0.05));
}

}  // namespace lastmeter
