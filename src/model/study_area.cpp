// SPDX-License-Identifier: Apache-2.0
#include "model/study_area.h"

#include <algorithm>

namespace lastmeter {

std::string_view role_of(ZoneLevel level) {
  switch (level) {
    case ZoneLevel::Subdistrict:
      return "subdistricts";
    case ZoneLevel::Community:
      return "communities";
    case ZoneLevel::GridZone:
      return "grid_zones";
  }
  return "";
}

std::string_view noun_of(ZoneLevel level) {
  switch (level) {
    case ZoneLevel::Subdistrict:
      return "subdistrict";
    case ZoneLevel::Community:
      return "community";
    case ZoneLevel::GridZone:
      return "grid zone";
  }
  return "";
}

std::string_view name_of(DemandBasis basis) {
  switch (basis) {
    case DemandBasis::Buildings:
      return "buildings";
    case DemandBasis::PopulationPolygons:
      return "population_polygons";
    case DemandBasis::PopulationPoints:
      return "population_points";
    case DemandBasis::ZoneTotals:
      return "zone_totals";
    case DemandBasis::None:
      return "none";
  }
  return "";
}

std::string_view name_of(FacilityKind kind) {
  switch (kind) {
    case FacilityKind::Centre:
      return "centre";
    case FacilityKind::Station:
      return "station";
    case FacilityKind::MicroStation:
      return "micro_station";
    case FacilityKind::Other:
      return "other";
  }
  return "";
}

const ContextLayer* StudyArea::context_of(std::string_view role) const {
  const auto at =
      std::find_if(context.begin(), context.end(), [&](const ContextLayer& layer) { return layer.role == role; });
  return at == context.end() ? nullptr : &*at;
}

std::optional<ZoneLevel> StudyArea::top_level() const {
  for (const ZoneLevel level : kZoneLevels) {
    if (!zones(level).empty()) {
      return level;
    }
  }
  return std::nullopt;
}

std::optional<ZoneLevel> StudyArea::level_above(ZoneLevel level) const {
  for (auto i = static_cast<std::size_t>(level); i > 0; --i) {
    const auto above = static_cast<ZoneLevel>(i - 1);
    if (!zones(above).empty()) {
      return above;
    }
  }
  return std::nullopt;
}

IdVector<ZoneId, std::optional<double>> households_by_zone(const StudyArea& area, ZoneLevel level) {
  const auto& zones = area.zones(level).zones;
  const bool stated = !area.has_households || area.basis == DemandBasis::ZoneTotals || area.basis == DemandBasis::None;
  IdVector<ZoneId, std::optional<double>> sums;
  for (const Zone& zone : zones) {
    sums.push_back(stated ? zone.households : std::optional(0.0));
  }
  for (const DemandPoint& point : area.demand) {
    const auto& zone = point.zones[static_cast<std::size_t>(level)];
    if (!stated && zone) {
      *sums[*zone] += point.households;
    }
  }
  return sums;
}

}  // namespace lastmeter
