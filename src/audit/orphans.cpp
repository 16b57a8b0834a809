// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "audit/checks.h"
#include "audit/gather.h"
#include "audit/wording.h"
#include "audit/zone_index.h"

namespace lastmeter {

namespace {

std::optional<ZoneLevel> lowest_level(const StudyArea& area) {
  std::optional<ZoneLevel> lowest;
  for (const ZoneLevel level : kZoneLevels) {
    lowest = area.zones(level).empty() ? lowest : level;
  }
  return lowest;
}

Findings orphan(std::string_view role, const Place& place, const ZoneLayer& parents, const ZoneIndex& index) {
  const NearestZone nearest = *index.nearest(*place.at);
  return {place_finding(Rule::Orphan, role, place,
                        fmt::format("lies in no {}; {} is {} away", noun_of(parents.level),
                                    called(parents.zones[nearest.zone]), text_of(nearest.distance)),
                        fmt::format("move it, or extend a {} to hold it", noun_of(parents.level)),
                        Measured{nearest.distance.value(), "m"})};
}

Findings orphan_zones(const StudyArea& area, const ZoneLayer& layer, ZoneLevel above, const SharedAreas& shared) {
  const auto held = main_parents(layer, shared);
  const ZoneLayer& parents = area.zones(above);
  const ZoneIndex index(parents);
  return gather(layer.zones.size(), [&](std::size_t i) {
    const Zone& zone = layer.zones[ZoneId(i)];
    return held[ZoneId(i)] || zone.outline.empty() ? Findings{}
                                                   : orphan(role_of(layer.level), place_of(zone), parents, index);
  });
}

Findings orphan_demand(const StudyArea& area, ZoneLevel lowest, std::string_view role) {
  const ZoneLayer& parents = area.zones(lowest);
  const ZoneIndex index(parents);
  return gather(area.demand.size(), [&](std::size_t i) {
    const DemandPoint& point = area.demand[DemandId(i)];
    const std::optional<ZoneId> zone = point.zones[static_cast<std::size_t>(lowest)];
    const bool is_inside =
        (zone && contains(parents.zones[*zone].outline, point.at)) || index.nearest(point.at)->distance == Metres(0.0);
    return is_inside ? Findings{} : orphan(role, place_of(point), parents, index);
  });
}

}  // namespace

Findings find_orphans(const StudyArea& area, const SharedAreasByLevel& shared) {
  Findings findings;
  for (const ZoneLayer& layer : area.levels) {
    if (const auto above = area.level_above(layer.level)) {
      append(findings, orphan_zones(area, layer, *above, shared[static_cast<std::size_t>(layer.level)]));
    }
  }
  const auto lowest = lowest_level(area);
  const auto role = role_of(area.basis);
  if (lowest && role) {
    append(findings, orphan_demand(area, *lowest, *role));
  }
  return findings;
}

}  // namespace lastmeter
