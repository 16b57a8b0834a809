// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "geometry/overlap_area.h"
#include "model/study_area.h"

namespace lastmeter {

/// What the zones of one level have in common with each other and with the level above. Neighbours may appear with
/// an area of rounding size.
struct SharedAreas {
  std::vector<OverlapPair> among;      // a < b, both of this level
  std::vector<OverlapPair> by_parent;  // a of the nearest level above that exists, b of this level
};

/// By ZoneLevel. Measured once for the three rules that need it. Parallel; O((n + pairs) log n).
using SharedAreasByLevel = std::array<SharedAreas, kZoneLevels.size()>;
SharedAreasByLevel measure_shared_areas(const StudyArea& area);

/// The zone of the level above that holds most of a zone.
struct MainParent {
  ZoneId parent;
  SquareMetres shared;
};

/// By ZoneId of the layer that `shared` is of; nothing for a zone that shares less than a millionth of its area with
/// every zone above. Ties: the lowest id. The zone's own `parent` is not looked at.
IdVector<ZoneId, std::optional<MainParent>> main_parents(const ZoneLayer& layer, const SharedAreas& shared);

/// The outlines of a layer, by ZoneId.
std::vector<const MultiPolygon*> outlines_of(const ZoneLayer& layer);

}  // namespace lastmeter
