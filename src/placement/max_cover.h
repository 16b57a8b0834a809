// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "placement/place_sites.h"

namespace lastmeter {

/// Solves a problem with goal MaxCover; see place_sites.
SitePlan solve_max_cover(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress);

}  // namespace lastmeter
