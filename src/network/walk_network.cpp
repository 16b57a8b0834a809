// SPDX-License-Identifier: Apache-2.0
#include "network/walk_network.h"

#include <cmath>

namespace lastmeter {

WalkCost to_cost(Metres length) { return std::llround(length.value() * kCostsPerMetre); }

}  // namespace lastmeter
