// SPDX-License-Identifier: Apache-2.0
#include "audit/shared_areas.h"

namespace lastmeter {

std::vector<const MultiPolygon*> outlines_of(const ZoneLayer& layer) {
  std::vector<const MultiPolygon*> outlines;
  outlines.reserve(layer.zones.size());
  for (const Zone& zone : layer.zones) {
    outlines.push_back(&zone.outline);
  }
  return outlines;
}

IdVector<ZoneId, std::optional<MainParent>> main_parents(const ZoneLayer& layer, const SharedAreas& shared) {
  IdVector<ZoneId, std::optional<MainParent>> parents(layer.zones.size());
  for (const OverlapPair& pair : shared.by_parent) {
    const ZoneId child(pair.b);
    std::optional<MainParent>& most = parents[child];
    if (pair.shared > 1e-6 * area(layer.zones[child].outline) && (!most || pair.shared > most->shared)) {
      most = MainParent{ZoneId(pair.a), pair.shared};
    }
  }
  return parents;
}

SharedAreasByLevel measure_shared_areas(const StudyArea& area) {
  SharedAreasByLevel shared;
  for (const ZoneLevel level : kZoneLevels) {
    const std::vector<const MultiPolygon*> outlines = outlines_of(area.zones(level));
    SharedAreas& own = shared[static_cast<std::size_t>(level)];
    own.among = overlaps_within(outlines, SquareMetres(0.0));
    if (const auto above = area.level_above(level)) {
      own.by_parent = overlaps_between(outlines_of(area.zones(*above)), outlines, SquareMetres(0.0));
    }
  }
  return shared;
}

}  // namespace lastmeter
