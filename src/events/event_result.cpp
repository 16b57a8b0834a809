// SPDX-License-Identifier: Apache-2.0
#include "events/event_result.h"

#include <algorithm>

#include "events/event_groups.h"
#include "geometry/shared_borders.h"

namespace lastmeter {

namespace {

constexpr double kHouseholds = 1000.0;  // of a rate

using GroupOf = std::vector<std::optional<std::size_t>>;

const std::optional<ZoneId>& zone_of(const Event& event, ZoneLevel level) {
  return level == ZoneLevel::GridZone ? event.grid_zone : event.community;
}

std::optional<double> rate_of(std::size_t events, const std::optional<double>& households) {
  return households && *households > 0.0 ? std::optional(static_cast<double>(events) * kHouseholds / *households)
                                         : std::nullopt;
}

void shrink_rates(EventLevel& level) {
  std::vector<GroupCount> groups;
  for (const EventZone& zone : level.zones) {
    const double of = zone.households.value_or(0.0) / kHouseholds;
    groups.push_back({of > 0.0 ? static_cast<double>(zone.group.events) : 0.0, of});
  }
  const Shrunk shrunk = shrunk_rates(groups);
  level.rate_spread = shrunk.spread;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    EventZone& zone = level.zones[ZoneId(i)];
    zone.rate = rate_of(zone.group.events, zone.households);
    if (zone.rate) {
      zone.rate_shrunk = shrunk.values[i];
    }
  }
}

/// Shares settled: shrunk, and tested against all others.
void judge_shares(const EventGroup& all, double false_finds, EventLevel& level) {
  std::vector<GroupCount> groups;
  std::vector<double> p_values;
  for (const EventZone& zone : level.zones) {
    groups.push_back({static_cast<double>(zone.group.settled), static_cast<double>(zone.group.judged())});
    p_values.push_back(fisher_p(zone.group.settled, zone.group.judged(), all.settled, all.judged()));
  }
  const Shrunk shrunk = shrunk_shares(groups);
  const std::vector<double> adjusted = benjamini_hochberg(p_values);
  level.share_spread = shrunk.spread;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    EventZone& zone = level.zones[ZoneId(i)];
    if (zone.group.judged() == 0) {
      continue;
    }
    zone.share_shrunk = shrunk.values[i];
    zone.share_q = adjusted[i];
    if (adjusted[i] <= false_finds) {
      zone.share_compared = *zone.group.settled_share() < *all.settled_share() ? Compared::Lower : Compared::Higher;
    }
  }
}

EventLevel level_of(const StudyArea& area, ZoneLevel which, const EventResult& result) {
  EventLevel level;
  level.level = which;
  GroupOf group_of;
  for (const Event& event : result.book.events) {
    const auto& zone = zone_of(event, which);
    group_of.push_back(zone ? std::optional(zone->index()) : std::nullopt);
    level.in_zones += zone ? 1U : 0U;
  }
  const std::size_t count = area.zones(which).zones.size();
  const auto groups = event_groups(result.book, group_of, count, result.options.confidence);
  const auto households = households_by_zone(area, which);
  for (std::size_t i = 0; i < count; ++i) {
    level.zones.push_back({.group = groups[i],
                           .households = households[ZoneId(i)],
                           .rate = {},
                           .rate_shrunk = {},
                           .share_shrunk = {},
                           .share_q = {}});
  }
  shrink_rates(level);
  judge_shares(result.all, result.options.false_finds, level);
  return level;
}

/// Every category, and below it its second level where it has one.
std::vector<EventCategoryGroup> categories_of(const EventResult& result) {
  const auto& known = result.book.categories;
  std::vector<EventCategoryGroup> groups;
  std::vector<std::size_t> whole(known.size());
  std::vector<std::optional<std::size_t>> part(known.size());
  for (std::size_t c = 0; c < known.size(); ++c) {
    if (c == 0 || known[c].name != known[c - 1].name) {
      groups.push_back({.name = known[c].name, .sub = {}, .group = {}, .rate = {}});
      whole[c] = groups.size() - 1;
    } else {
      whole[c] = whole[c - 1];
    }
    if (!known[c].sub.empty()) {
      part[c] = groups.size();
      groups.push_back({.name = known[c].name, .sub = known[c].sub, .group = {}, .rate = {}});
    }
  }
  GroupOf of_whole;
  GroupOf of_part;
  for (const Event& event : result.book.events) {
    of_whole.emplace_back(whole[event.category]);
    of_part.push_back(part[event.category]);
  }
  const auto wholes = event_groups(result.book, of_whole, groups.size(), result.options.confidence);
  const auto parts = event_groups(result.book, of_part, groups.size(), result.options.confidence);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    groups[g].group = groups[g].sub.empty() ? wholes[g] : parts[g];
    groups[g].rate = rate_of(groups[g].group.events, result.households);
  }
  return groups;
}

std::vector<EventCell> cells_of(const EventResult& result) {
  std::vector<EventCell> cells;
  for (const EventLevel& level : result.levels) {
    const std::size_t kinds = result.book.categories.size();
    std::vector<std::size_t> counts(level.zones.size() * kinds, 0);
    for (const Event& event : result.book.events) {
      if (const auto& zone = zone_of(event, level.level)) {
        ++counts[zone->index() * kinds + event.category];
      }
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] > 0) {
        cells.push_back({level.level, ZoneId(i / kinds), i % kinds, counts[i]});
      }
    }
  }
  return cells;
}

EventClock clock_of(const StudyArea& area, const EventBook& book) {
  constexpr std::int32_t minutes = 60;
  EventClock clock;
  clock.by_hour = book.has_hours;
  clock.all.assign(clock.by_hour ? 24 : 7, 0);
  clock.communities.assign(area.zones(ZoneLevel::Community).zones.size(), clock.all);
  for (const Event& event : book.events) {
    if (!event.opened || (clock.by_hour && !event.opened->minute)) {
      ++clock.without;
      continue;
    }
    const int slot = clock.by_hour ? *event.opened->minute / minutes : weekday_of(*event.opened);
    ++clock.all[static_cast<std::size_t>(slot)];
    if (event.community) {
      ++clock.communities[event.community->index()][static_cast<std::size_t>(slot)];
    }
  }
  return clock;
}

EventSpots spots_of(const StudyArea& area, const EventLevel& level, const EventOptions& options) {
  EventSpots spots;
  const bool has_rates =
      std::any_of(level.zones.begin(), level.zones.end(), [](const EventZone& zone) { return zone.rate.has_value(); });
  spots.measure = options.spots.value_or(has_rates ? SpotMeasure::Rate : SpotMeasure::Count);
  spots.permutations = options.permutations;
  spots.zones.resize(level.zones.size());
  std::vector<std::size_t> compared;
  std::vector<std::uint32_t> place(level.zones.size(), 0);
  std::vector<GroupCount> groups;
  SpotProblem problem{.values = {}, .neighbours = {}, .permutations = options.permutations, .seed = options.seed};
  for (std::size_t i = 0; i < level.zones.size(); ++i) {
    const EventZone& zone = level.zones[ZoneId(i)];
    if (spots.measure == SpotMeasure::Count || zone.rate) {
      compared.push_back(i);
      place[i] = static_cast<std::uint32_t>(compared.size());
      problem.values.push_back(static_cast<double>(zone.group.events));
      groups.push_back({problem.values.back(), zone.households.value_or(0.0) / kHouseholds});
    }
  }
  if (spots.measure == SpotMeasure::Rate) {
    problem.values = rate_scores(groups);
  }
  std::vector<MultiPolygon> outlines;
  for (const Zone& zone : area.zones(ZoneLevel::GridZone).zones) {
    outlines.push_back(zone.outline);
  }
  for (const SharedBorder& border : shared_borders(outlines, options.border_tolerance).borders) {
    if (place[border.a] > 0 && place[border.b] > 0) {
      problem.neighbours.emplace_back(place[border.a] - 1, place[border.b] - 1);
    }
  }
  const auto found = local_spots(problem);
  for (std::size_t k = 0; k < found.size(); ++k) {
    spots.zones[compared[k]] = found[k];
    const int spot = found[k] ? found[k]->spot(options.false_finds) : 0;
    spots.hot += spot > 0 ? 1U : 0U;
    spots.cold += spot < 0 ? 1U : 0U;
  }
  spots.alone = static_cast<std::size_t>(std::count(spots.zones.begin(), spots.zones.end(), std::nullopt));
  return spots;
}

}  // namespace

const EventLevel* EventResult::level(ZoneLevel which) const {
  const auto at =
      std::find_if(levels.begin(), levels.end(), [&](const EventLevel& level) { return level.level == which; });
  return at == levels.end() ? nullptr : &*at;
}

EventResult event_statistics(const StudyArea& area, EventBook book, const EventOptions& options) {
  EventResult result;
  result.options = options;
  result.book = std::move(book);
  const GroupOf everything(result.book.events.size(), std::size_t{0});
  result.all = event_groups(result.book, everything, 1, options.confidence).front();
  if (area.has_households) {
    result.households = 0.0;
    for (const DemandPoint& point : area.demand) {
      *result.households += point.households;
    }
  }
  for (const ZoneLevel level : {ZoneLevel::GridZone, ZoneLevel::Community}) {
    if (!area.zones(level).empty()) {
      result.levels.push_back(level_of(area, level, result));
    }
  }
  result.categories = categories_of(result);
  result.cells = cells_of(result);
  result.clock = clock_of(area, result.book);
  if (const EventLevel* grid_zones = result.level(ZoneLevel::GridZone)) {
    result.spots = spots_of(area, *grid_zones, options);
  }
  return result;
}

}  // namespace lastmeter
