// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

Optional count_of(std::size_t count) { return Optional(static_cast<double>(count)); }

/// Five classes of about as many zones each.
std::vector<LayerStyle::Class> load_classes(std::vector<double> values) {
  static constexpr std::array<const char*, 5> kColours{"#ffffcc", "#fed976", "#fd8d3c", "#e31a1c", "#800026"};
  std::sort(values.begin(), values.end());
  std::vector<LayerStyle::Class> classes;
  for (std::size_t i = 0; i < kColours.size() && !values.empty(); ++i) {
    const double upper = values[(values.size() * (i + 1) - 1) / kColours.size()];
    if (classes.empty() || upper > classes.back().upper) {
      classes.push_back({upper, kColours[i], "up to " + fixed(upper, 1)});
    }
  }
  return classes;
}

/// Rates drawn towards the whole; where that makes them all alike, or nobody counts households, events.
LayerStyle load_style(const EventLevel& level) {
  std::vector<double> rates;
  std::vector<double> counts;
  for (const EventZone& zone : level.zones) {
    counts.push_back(static_cast<double>(zone.group.events));
    if (zone.rate_shrunk) {
      rates.push_back(*zone.rate_shrunk);
    }
  }
  LayerStyle style;
  style.opacity = 0.6;
  style.column = "per_1000_shrunk";
  style.classes = load_classes(std::move(rates));
  if (style.classes.size() < 2) {
    style.column = "events";
    style.classes = load_classes(std::move(counts));
  }
  return style;
}

/// Columns that any group of events has.
template <class GroupAt>
void add_group(TableBuilder& builder, const EventResult& result, const GroupAt& group) {
  if (result.book.has_states) {
    builder.whole("events_settled", [=](std::size_t i) { return count_of(group(i).settled); })
        .whole("events_open", [=](std::size_t i) { return count_of(group(i).open); })
        .whole("events_unknown", [=](std::size_t i) { return count_of(group(i).events - group(i).judged()); })
        .real("settled_share", 6, [=](std::size_t i) { return group(i).settled_share(); })
        .real(
            "settled_low", 6,
            [=](std::size_t i) { return group(i).judged() > 0 ? Optional(group(i).settled_within.low) : std::nullopt; })
        .real("settled_high", 6,
              [=](std::size_t i) {
                return group(i).judged() > 0 ? Optional(group(i).settled_within.high) : std::nullopt;
              })
        .real("days_median", 3, [=](std::size_t i) { return group(i).days_median; })
        .real("days_p90", 3, [=](std::size_t i) { return group(i).days_p90; });
  }
}

std::string compared_text(Compared compared) {
  switch (compared) {
    case Compared::Alike:
      return "alike";
    case Compared::Lower:
      return "lower";
    case Compared::Higher:
      return "higher";
  }
  return "";
}

std::string quarter_text(SpotQuarter quarter) {
  switch (quarter) {
    case SpotQuarter::HighAmongHigh:
      return "high among high";
    case SpotQuarter::LowAmongLow:
      return "low among low";
    case SpotQuarter::HighAmongLow:
      return "high among low";
    case SpotQuarter::LowAmongHigh:
      return "low among high";
  }
  return "";
}

StyledTable level_table(const Results& results, const EventLevel& level) {
  const EventResult& events = *results.events;
  const auto& zones = results.area->zones(level.level).zones.items();
  const auto above = results.area->level_above(level.level);
  const auto zone = [&](std::size_t i) -> const EventZone& { return level.zones[ZoneId(i)]; };
  TableBuilder builder(level.level == ZoneLevel::GridZone ? "events_by_grid_zone" : "events_by_community",
                       in_order(zones.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return zones[i].code; }).text("name", [&](std::size_t i) {
    return zones[i].name;
  });
  if (above) {
    builder.text("parent", [&](std::size_t i) {
      return zones[i].parent ? results.area->zones(*above).zones[*zones[i].parent].code : std::string();
    });
  }
  builder.real("households", 3, [&](std::size_t i) { return zone(i).households; })
      .whole("events", [&](std::size_t i) { return count_of(zone(i).group.events); })
      .real("per_1000_households", 3, [&](std::size_t i) { return zone(i).rate; })
      .real("per_1000_shrunk", 3, [&](std::size_t i) { return zone(i).rate_shrunk; });
  add_group(builder, events, [&](std::size_t i) -> const EventGroup& { return zone(i).group; });
  if (events.book.has_states) {
    builder.real("settled_shrunk", 6, [&](std::size_t i) { return zone(i).share_shrunk; })
        .real("settled_q", 6, [&](std::size_t i) { return zone(i).share_q; })
        .text("settled_compared", [&](std::size_t i) { return compared_text(zone(i).share_compared); });
  }
  builder.polygons([&](std::size_t i) -> const MultiPolygon& { return zones[i].outline; });
  return {builder.take(), load_style(level)};
}

StyledTable spot_table(const Results& results) {
  const EventResult& events = *results.events;
  const auto& zones = results.area->zones(ZoneLevel::GridZone).zones.items();
  const auto& spots = events.spots->zones;
  const auto value = [&](double LocalSpot::*member) {
    return [&spots, member](std::size_t i) { return spots[i] ? Optional((*spots[i]).*member) : std::nullopt; };
  };
  TableBuilder builder("events_hot_spots", in_order(zones.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return zones[i].code; })
      .text("name", [&](std::size_t i) { return zones[i].name; })
      .whole(
          "spot",
          [&](std::size_t i) { return spots[i] ? Optional(spots[i]->spot(events.options.false_finds)) : std::nullopt; })
      .real("gi_star", 4, value(&LocalSpot::gi_star))
      .real("local_moran", 4, value(&LocalSpot::moran))
      .real("p", 6, value(&LocalSpot::p))
      .real("q", 6, value(&LocalSpot::q))
      .text("quarter", [&](std::size_t i) { return spots[i] ? quarter_text(spots[i]->quarter) : std::string(); })
      .polygons([&](std::size_t i) -> const MultiPolygon& { return zones[i].outline; });
  LayerStyle style;
  style.opacity = 0.6;
  style.column = "spot";
  style.classes = {{-1.0, "#2166ac", "cold spot"}, {0.0, "#dddddd", "no spot"}, {1.0, "#b2182b", "hot spot"}};
  return {builder.take(), style};
}

StyledTable category_table(const Results& results) {
  const EventResult& events = *results.events;
  const auto& rows = events.categories;
  TableBuilder builder("events_by_category", in_order(rows.size()), std::nullopt);
  builder.text("category", [&](std::size_t i) { return rows[i].name; })
      .text("subcategory", [&](std::size_t i) { return rows[i].sub; })
      .whole("events", [&](std::size_t i) { return count_of(rows[i].group.events); })
      .real("per_1000_households", 3, [&](std::size_t i) { return rows[i].rate; });
  add_group(builder, events, [&](std::size_t i) -> const EventGroup& { return rows[i].group; });
  return {builder.take(), LayerStyle{}};
}

/// Openings of the whole, then of each community.
StyledTable clock_table(const Results& results) {
  static constexpr std::array<const char*, 7> kDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
  const EventClock& clock = results.events->clock;
  const auto& communities = results.area->zones(ZoneLevel::Community).zones.items();
  const std::size_t slots = clock.all.size();
  const auto counts = [&](std::size_t i) -> const std::vector<std::size_t>& {
    return i < slots ? clock.all : clock.communities[i / slots - 1];
  };
  TableBuilder builder(clock.by_hour ? "events_by_hour" : "events_by_weekday",
                       in_order(slots * (1 + communities.size())), std::nullopt);
  builder.text("community", [&](std::size_t i) { return i < slots ? "" : communities[i / slots - 1].code; });
  if (clock.by_hour) {
    builder.whole("hour", [&](std::size_t i) { return count_of(i % slots); });
  } else {
    builder.text("weekday", [&](std::size_t i) { return kDays[i % slots]; });
  }
  builder.whole("events", [&](std::size_t i) { return count_of(counts(i)[i % slots]); })
      .real("share", 6, [&](std::size_t i) {
        double all = 0.0;
        for (const std::size_t count : counts(i)) {
          all += static_cast<double>(count);
        }
        return all > 0.0 ? Optional(static_cast<double>(counts(i)[i % slots]) / all) : std::nullopt;
      });
  return {builder.take(), LayerStyle{}};
}

/// Events of every category in every zone that has any.
StyledTable cell_table(const Results& results) {
  const EventResult& events = *results.events;
  const auto& cells = events.cells;
  const auto zone = [&](std::size_t i) -> const Zone& {
    return results.area->zones(cells[i].level).zones[cells[i].zone];
  };
  TableBuilder builder("events_by_zone_and_category", in_order(cells.size()), std::nullopt);
  builder.text("level", [&](std::size_t i) { return std::string(role_of(cells[i].level)); })
      .text("zone", [&](std::size_t i) { return zone(i).code; })
      .text("category", [&](std::size_t i) { return events.book.categories[cells[i].category].name; })
      .text("subcategory", [&](std::size_t i) { return events.book.categories[cells[i].category].sub; })
      .whole("events", [&](std::size_t i) { return count_of(cells[i].events); })
      .real("per_1000_households", 3, [&](std::size_t i) {
        const auto& households = events.level(cells[i].level)->zones[cells[i].zone].households;
        return households && *households > 0.0 ? Optional(static_cast<double>(cells[i].events) * 1000.0 / *households)
                                               : std::nullopt;
      });
  return {builder.take(), LayerStyle{}};
}

}  // namespace

std::vector<StyledTable> event_tables(const Results& results) {
  std::vector<StyledTable> tables;
  for (const EventLevel& level : results.events->levels) {
    tables.push_back(level_table(results, level));
  }
  if (results.events->spots) {
    tables.push_back(spot_table(results));
  }
  tables.push_back(category_table(results));
  if (results.events->book.as_of) {
    tables.push_back(clock_table(results));
  }
  if (!results.events->levels.empty()) {
    tables.push_back(cell_table(results));
  }
  return tables;
}

}  // namespace lastmeter
