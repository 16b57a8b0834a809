// SPDX-License-Identifier: Apache-2.0
#include "study/unit_measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/error.h"
#include "geometry/point_inside.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

namespace {

/// Those that lie in none are no unit's of this parent.
void add_placed_events(const std::vector<EventPlaces::Place>& places, const ParentUnits& parent,
                       IdVector<UnitId, BasicUnit>& units) {
  std::vector<const MultiPolygon*> outlines;
  for (std::size_t i = 0; i < units.size(); ++i) {
    outlines.push_back(&parent.units[i].outline);
  }
  const ZoneLocator locator(outlines);
  for (const EventPlaces::Place& place : places) {
    if (const auto unit = locator.find(place.at)) {
      units[UnitId(*unit)].workload += place.events;
    }
  }
}

/// By the households of the units, evenly where there are none.
void share_out(double events, const std::vector<std::size_t>& inside, const ParentUnits& parent,
               IdVector<UnitId, BasicUnit>& units) {
  double households = 0.0;
  for (const std::size_t i : inside) {
    households += parent.units[i].households;
  }
  for (const std::size_t i : inside) {
    const double share =
        households > 0.0 ? parent.units[i].households / households : 1.0 / static_cast<double>(inside.size());
    units[UnitId(i)].workload += share * events;
  }
}

void share_out_events(const EventPlaces& events, const ParentUnits& parent, IdVector<UnitId, BasicUnit>& units) {
  std::map<ZoneId, std::vector<std::size_t>> members;
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < units.size(); ++i) {
    all.push_back(i);
    if (const auto& zone = parent.units[i].today) {
      members[*zone].push_back(i);
    }
  }
  for (const auto& [zone, inside] : members) {
    if (const auto known = events.by_zone.find(zone); known != events.by_zone.end()) {
      share_out(known->second, inside, parent, units);
    }
  }
  if (const auto known = events.by_community.find(parent.code); known != events.by_community.end()) {
    share_out(known->second, all, parent, units);
  }
}

}  // namespace

EventPlaces event_places(const StudyArea& area, const EventBook* book, const PartitionConfig& config) {
  EventPlaces events;
  if (config.prices.workload == 0.0) {
    return events;
  }
  if (book == nullptr) {
    throw ConfigError(fmt::format("[{}] balances events, but the study has none", config.name),
                      "add a [layers.events], or remove balance_events");
  }
  for (const Event& event : book->events) {
    if (event.at) {
      events.places.push_back({*event.at, 1.0});
    } else if (event.grid_zone) {
      events.by_zone[*event.grid_zone] += 1.0;
    } else if (event.community) {
      events.by_community[area.zones(ZoneLevel::Community).zones[*event.community].code] += 1.0;
    }
  }
  const UnitSource source = unit_source(area, config);
  if (source == UnitSource::Units || source == UnitSource::GridZones) {
    for (const auto& [zone, count] : events.by_zone) {
      events.places.push_back({point_inside(area.zones(ZoneLevel::GridZone).zones[zone].outline), count});
    }
    events.by_zone.clear();
  }
  return events;
}

void measure_units(const EventPlaces& events, const PartitionConfig& config, const ParentUnits& parent,
                   IdVector<UnitId, BasicUnit>& graph_units) {
  if (config.prices.workload > 0.0) {
    add_placed_events(events.places, parent, graph_units);
    share_out_events(events, parent, graph_units);
  }
  for (std::size_t i = 0; config.prices.mixture > 0.0 && i < graph_units.size(); ++i) {
    const StudyUnit& unit = parent.units[i];
    graph_units[UnitId(i)].trait = unit.households > 0.0 ? unit.population / unit.households : 0.0;
  }
}

void tie_units(const StudyArea& area, const PartitionConfig& config, const IdVector<UnitId, BasicUnit>& units,
               IdVector<BorderId, UnitBorder>& borders) {
  if (config.prices.affinity == 0.0) {
    return;
  }
  const ZoneLayer& level = area.zones(config.affinity_to);
  if (level.empty()) {
    throw ConfigError(
        fmt::format("[{}] keeps units of one zone together, but the study has no such zones", config.name),
        "state affinity_to = \"communities\" or \"subdistricts\", whichever there is");
  }
  std::vector<const MultiPolygon*> outlines;
  for (const Zone& zone : level.zones) {
    outlines.push_back(&zone.outline);
  }
  const ZoneLocator locator(outlines);
  IdVector<UnitId, std::optional<std::uint32_t>> zone_of;
  for (const BasicUnit& unit : units) {
    zone_of.push_back(locator.find(unit.at));
  }
  for (UnitBorder& border : borders) {
    border.ties = zone_of[border.a] && zone_of[border.a] == zone_of[border.b] ? 1 : 0;
  }
}

}  // namespace lastmeter
