// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units.h"
#include "coverage/demand_sum.h"
#include "coverage/reach.h"

namespace lastmeter {

/// Coverage at one radius when distances may be wrong by up to `error` either way; open service. d: to the nearest
/// post. Whole counts add up to the study's total exactly.
struct CoverageInterval {
  Metres radius;
  Metres error;
  DemandSum inside;      // surely: d <= radius - error
  DemandSum borderline;  // radius - error < d <= radius + error
  DemandSum outside;     // surely: farther, or no post
};

/// O(pairs). Precondition: the Reach is of this demand, its limit at least radius + error; error finite and >= 0;
/// std::logic_error otherwise.
CoverageInterval coverage_interval(const FlatDemand& demand, const Reach& reach, Metres radius, Metres error);

}  // namespace lastmeter
