// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coverage/coverage_interval.h"
#include "coverage/coverage_options.h"
#include "coverage/walking_reasons.h"
#include "model/figure.h"

namespace lastmeter {

/// `coverage.reason.{population,households,buildings}`: every reason once, in the order of kWalkReasons, zero included;
/// values add up to the total. Qualifiers: mode = walking, service = open, radius_m, reason.
std::vector<Figure> reason_figures(const StudyArea& area, const WalkingReasons& reasons);

/// `coverage.interval.{population,households,buildings}`: parts inside, borderline, outside, which add up to the total.
/// Qualifiers: mode, service = open, radius_m, error_m, part.
std::vector<Figure> interval_figures(const StudyArea& area, TravelMode mode, const CoverageInterval& interval);

}  // namespace lastmeter
