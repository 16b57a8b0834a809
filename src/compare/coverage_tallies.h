// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "compare/comparison.h"

namespace lastmeter {

/// The study as a whole, by common case.
std::vector<CoverageTally> tally_all(const ComparedResult& before, const ComparedResult& after,
                                     const Comparison& comparison);

/// The same for every zone of a level: demand counts in the zone before as it was before, in the zone after as it is
/// after. Gains belong to the zone after, losses to the zone before; so both add up to those of the whole but for
/// demand outside every zone. Fills `tallies` of the rows. O(demand x cases).
void tally_zones(const ComparedResult& before, const ComparedResult& after, const Comparison& comparison,
                 std::size_t level, ZoneComparison& zones);

}  // namespace lastmeter
