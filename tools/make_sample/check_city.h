// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city.h"
#include "counts.h"

namespace lastmeter {

/// Proves what the READMEs promise, without using what built the city: counts of every level, sums, household
/// ranges, groups, code lengths; zones of a level tile the one above to the last 1/4096 m2 and share every border
/// edge vertex by vertex; buildings lie in their zone and compound and apart from each other; posts in their
/// community; events. Throws std::logic_error with the first thing that does not hold.
void check_city(const City& city, const CityCounts& counts);

}  // namespace lastmeter
