// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/moment.h"
#include "events/gather_events.h"
#include "events/hot_spots.h"
#include "events/proportion.h"
#include "events/shrinkage.h"
#include "model/figure.h"

namespace lastmeter {

/// What hot spots are sought in.
enum class SpotMeasure { Rate, Count };  // events per 1,000 households, scored by their own uncertainty; or events

/// What is asked about events: the section [events] of a study file.
struct EventOptions {
  std::optional<Moment> as_of = {};  // none: the last date of the table
  double confidence = 0.95;          // of the intervals
  double false_finds = 0.05;  // of all zones that are called different, hot or cold, this share may be so by chance
  std::optional<SpotMeasure> spots = {};  // none: rates where households are counted, else events
  std::size_t permutations = 999;
  Metres border_tolerance{0.5};  // of grid zones side by side, see shared_borders
  std::uint64_t seed = 1;
};

/// Any events taken together: of the whole, a zone, a category.
struct EventGroup {
  std::size_t events = 0;
  std::size_t settled = 0;
  std::size_t open = 0;               // events = settled + open + those whose state cannot be read
  Interval settled_within;            // the share settled, of settled + open, lies in here
  std::optional<double> days_median;  // to close, open events censored; none where fewer are closed
  std::optional<double> days_p90;

  [[nodiscard]] std::size_t judged() const { return settled + open; }
  [[nodiscard]] std::optional<double> settled_share() const {
    return judged() > 0 ? std::optional(static_cast<double>(settled) / static_cast<double>(judged())) : std::nullopt;
  }
};

enum class Compared { Alike, Lower, Higher };

/// A zone of a level.
struct EventZone {
  EventGroup group;
  std::optional<double> households;
  std::optional<double> rate;         // events per 1,000 households; none without any
  std::optional<double> rate_shrunk;  // drawn towards that of the whole
  std::optional<double> share_shrunk;
  std::optional<double> share_q;  // of Fisher's exact test of its share settled against the whole's, adjusted
  Compared share_compared = Compared::Alike;
};

struct EventLevel {
  ZoneLevel level = ZoneLevel::GridZone;
  IdVector<ZoneId, EventZone> zones;
  std::size_t in_zones = 0;   // events; the others have no zone of the level
  double share_spread = 0.0;  // see Shrunk
  double rate_spread = 0.0;
};

struct EventCategoryGroup {
  std::string name;
  std::string sub;  // empty: all of the category
  EventGroup group;
  std::optional<double> rate;
};

/// Events of one category in one zone.
struct EventCell {
  ZoneLevel level = ZoneLevel::GridZone;
  ZoneId zone;
  std::size_t category = 0;  // of EventBook::categories
  std::size_t events = 0;    // > 0
};

/// Openings by hour of the day, or by weekday where only dates are stated.
struct EventClock {
  bool by_hour = false;
  std::vector<std::size_t> all;                       // by hour 0 to 23, or weekday 0 (Monday) to 6
  std::vector<std::vector<std::size_t>> communities;  // by ZoneId, likewise
  std::size_t without = 0;                            // events whose opening states no hour, or cannot be read
};

struct EventSpots {
  SpotMeasure measure = SpotMeasure::Rate;
  std::size_t permutations = 0;
  std::vector<std::optional<LocalSpot>> zones;  // by ZoneId of grid zones
  std::size_t alone = 0;  // grid zones without a neighbour, or without households where rates are compared
  std::size_t hot = 0;
  std::size_t cold = 0;
  /// No p is smaller; above false_finds / zones a single spot cannot be found.
  [[nodiscard]] double least_p() const { return 2.0 / static_cast<double>(permutations + 1); }
};

struct EventResult {
  EventBook book;
  EventOptions options;
  EventGroup all;
  std::optional<double> households;
  std::vector<EventLevel> levels;  // grid zones, communities: those the study has
  std::vector<EventCategoryGroup> categories;
  std::vector<EventCell> cells;
  EventClock clock;
  std::optional<EventSpots> spots;  // none without grid zones

  [[nodiscard]] const EventLevel* level(ZoneLevel which) const;
};

/// All that is asked about the events of a study. Deterministic: same bytes for any number of threads.
/// O(events log events + permutations x borders).
EventResult event_statistics(const StudyArea& area, EventBook book, const EventOptions& options);

/// events.total, .settled, .open, .settled_share with _low and _high, .per_grid_zone, .days_median, .days_p90,
/// .hot_spots ... for summary.json.
std::vector<Figure> event_figures(const EventResult& result);

}  // namespace lastmeter
