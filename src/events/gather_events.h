// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/moment.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "model/zone_lineage.h"

namespace lastmeter {

enum class EventState { Open, Settled, Unknown };  // Unknown: a closing is stated and cannot be read

struct Event {
  std::uint32_t category = 0;
  EventState state = EventState::Unknown;
  std::optional<Moment> opened;  // where it can be read
  std::optional<double> days;    // until it was closed, or as long as it is open; none without both ends
  std::optional<Point> at;       // in a zone of the study, or anywhere where it has none
  std::optional<ZoneId> grid_zone;
  std::optional<ZoneId> community;
};

/// Zones that are no more, and those that took over from them.
struct OldZones {
  const ZoneLineage* lineage = nullptr;  // none: the zones never changed
  std::optional<Moment> until;           // events opened by then state old codes, even those that are in use today
};

/// A category and its second level; either may be empty.
struct EventCategory {
  std::string name;
  std::string sub;
  auto operator<=>(const EventCategory&) const = default;
};

/// The events that count, as of a day. read = events + duplicates + future.
struct EventBook {
  std::vector<Event> events;
  std::vector<EventCategory> categories;  // ascending
  std::optional<Moment> as_of;            // none where no date can be read
  bool as_of_is_last_date = false;        // not set: the last date of the table
  std::size_t read = 0;
  std::size_t duplicates = 0;
  std::size_t future = 0;
  bool has_states = false;  // the table says when events were closed
  bool has_hours = false;   // most openings state a time of day
};

/// Reads dates, places and states off the layer of events and reports what is wrong with them, a line a kind:
/// * an event whose code stands twice counts once, by its first row;
/// * opened after `as_of`: does not count; closed after it: open;
/// * no readable opening: counts, but in no hour and no time to close; a closing that cannot be read: state Unknown;
/// * closed before it was opened: settled, without a time to close;
/// * place: its point, in the grid zone and community there; else the code it states, of a grid zone or a community,
///   or of an old one: then it goes to the zone that took over. Where several did, the events of the old zone are
///   divided among them by their shares of it, each in turn to the one that lacks most, and a line says so. With
///   neither, or a code that no zone has or had, it counts without a place.
EventBook gather_events(const ContextLayer& layer, const StudyArea& area, const std::optional<Moment>& as_of,
                        const OldZones& old, IssueLedger& ledger);

}  // namespace lastmeter
