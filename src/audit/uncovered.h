// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "audit/shared_areas.h"
#include "core/units.h"
#include "geometry/polygon.h"
#include "model/study_area.h"

namespace lastmeter {

/// By ZoneId of `parents`: the pieces of that parent above `tolerance` that no zone of `layer` covers, whichever
/// parent the zone belongs to. `shared` is that of `layer`. An overlay is built only where the areas leave room for
/// such a piece: area(parent) - sum of shares + sum of overlaps among the sharers > tolerance. Parallel.
std::vector<std::vector<Polygon>> uncovered_in_parents(const ZoneLayer& layer, const ZoneLayer& parents,
                                                       const SharedAreas& shared, SquareMetres tolerance);

/// The holes above `tolerance` that the zones of the layer enclose together. Only zones with an open edge, one that
/// no neighbour runs along in the other direction corner for corner, can border a hole; only those are united. A
/// seamless layer costs O(vertices); a layer whose corners do not match costs a union of the whole.
std::vector<Polygon> enclosed_holes(const ZoneLayer& layer, SquareMetres tolerance);

}  // namespace lastmeter
