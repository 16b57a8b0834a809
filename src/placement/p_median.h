// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "placement/place_sites.h"

namespace lastmeter {

/// Solves a problem with goal PMedian; see place_sites. Rows without weight are left out; a row with weight must be
/// served. Greedy: site by site. Interchange: then exchanges (iterations: exchanges). Exact: then prices by a
/// Lagrangian relaxation (Beasley, 1985) that fix most sites, and branch and cut on the others (Duran-Mateluna, Ales
/// and Elloumi, 2023); iterations: price steps plus linear programs. The bound is worked out in whole numbers. Where
/// weight x distance is a multiple of one unit that 50 bits can hold beside the sum, it is exact, and `proved` means
/// equal; else `proved` means equal to one part in 10^9, and the bound says which. Memory about 12 bytes per pair
/// beside the problem.
SitePlan solve_p_median(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress);

}  // namespace lastmeter
