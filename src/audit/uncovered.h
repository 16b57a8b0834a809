// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "audit/shared_areas.h"
#include "core/units.h"
#include "geometry/polygon.h"
#include "model/study_area.h"

namespace lastmeter {

/// By ZoneId of `parents`: the pieces of that parent above `tolerance` that no zone of `layer` covers, whichever
/// parent the zone belongs to. `shared` is that of `layer`. An overlay is built only for a parent whose areas leave
/// room for such a piece. Parallel.
std::vector<std::vector<MultiPolygon>> uncovered_in_parents(const ZoneLayer& layer, const ZoneLayer& parents,
                                                            const SharedAreas& shared, SquareMetres tolerance);

/// The holes above `tolerance` that the zones of the layer enclose together, be it only corner to corner. `among` are
/// the overlaps within the layer. The ground is cut into tiles of some tens of zones; an overlay is built only for
/// tiles whose areas do not add up to a square decimetre, and holes that cross tiles are put together again.
/// Parallel; O((n + touching pairs) log n) plus the overlays.
std::vector<MultiPolygon> enclosed_holes(const ZoneLayer& layer, const std::vector<OverlapPair>& among,
                                         SquareMetres tolerance);

}  // namespace lastmeter
