// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "events/gather_events.h"
#include "model/study_area.h"
#include "study/partition_study.h"
#include "study/partition_units_of.h"

namespace lastmeter {

/// Events of the study, by where they are known to have been: at a place, else in a grid zone.
struct EventPlaces {
  struct Place {
    Point at;
    double events;
  };
  std::vector<Place> places;
  std::map<ZoneId, double> by_zone;            // of those without a place: grid zones
  std::map<std::string, double> by_community;  // of those known by it alone, by code
};

/// The events that count; nothing unless they are priced. Units of a layer of their own know no grid zone in force: for
/// them the events of a zone are taken to have been at a point inside of it. Throws ConfigError where they are and the
/// study has none.
EventPlaces event_places(const StudyArea& area, const EventBook* book, const PartitionConfig& config);

/// Fills in what soft measures count, where they are priced. Workload: the events in a unit's outline; those known by
/// grid zone, or by the community that is the parent, alone are shared out by the units' households (evenly where there
/// are none). Trait: persons a household. `graph_units` by the first units of `parent`.
void measure_units(const EventPlaces& events, const PartitionConfig& config, const ParentUnits& parent,
                   IdVector<UnitId, BasicUnit>& graph_units);

/// Borders between units of one zone of the level that belongs together, where that is priced. Throws ConfigError where
/// the study has no such level.
void tie_units(const StudyArea& area, const PartitionConfig& config, const IdVector<UnitId, BasicUnit>& units,
               IdVector<BorderId, UnitBorder>& borders);

}  // namespace lastmeter
