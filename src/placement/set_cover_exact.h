// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "placement/set_cover_search.h"

namespace lastmeter {

/// Cheapest set cover, proved: `search_cover` for a number of nodes that settles most; what it leaves goes, reduced and
/// with the best cover known, to `solve_mip`, whose cuts close gaps that prices on rows alone cannot.
CoverAnswer solve_cover(const CoverMatrix& matrix, const CoverTask& task, Progress& progress);

}  // namespace lastmeter
