// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coverage/disc.h"
#include "model/study_area.h"

namespace lastmeter {

/// By disc: its area inside the zones of a layer, whatever other discs cover. Zones are taken not to overlap. Exact but
/// for rounding. O(discs * (zones + vertices of the zones near)), parallel.
std::vector<SquareMetres> discs_within(const std::vector<Disc>& discs, const ZoneLayer& layer);

}  // namespace lastmeter
