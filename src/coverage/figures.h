// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coverage/coverage_result.h"
#include "model/figure.h"

namespace lastmeter {

/// The study's figures under their released names (README of this folder lists them). `result` has all its other parts
/// filled. Qualifiers come as mode, service, radius_m (or radius = "own"), then those special to the figure. A figure
/// whose ground is missing (no households, no zones, walking areas) is left out, never zero.
std::vector<Figure> coverage_figures(const StudyArea& area, const FlatDemand& demand, const CoverageResult& result);

}  // namespace lastmeter
