// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "core/text.h"
#include "report/event_text.h"
#include "report/report_sections.h"

namespace lastmeter {

namespace {

constexpr std::size_t kZonesShown = 10;

void add_states(const ReportSource& source, const EventResult& events, SectionWriter& section) {
  const Wording& words = source.words;
  section.lead(event_lead(events, words));
  if (const auto share = events.all.settled_share(); share && events.book.has_states) {
    section.paragraph(words.say("events.states", {{"settled", grouped(events.all.settled)},
                                                  {"open", grouped(events.all.open)},
                                                  {"total", grouped(events.all.judged())},
                                                  {"share", words.percent(*share)},
                                                  {"interval", interval_text(events.all.settled_within)}}));
  }
  if (events.all.days_median && events.all.days_p90) {
    section.paragraph(words.say(
        "events.times", {{"median", fixed(*events.all.days_median, 1)}, {"most", fixed(*events.all.days_p90, 1)}}));
  }
  for (const EventLevel& level : events.levels) {
    section.paragraph(
        words.say(level.level == ZoneLevel::GridZone ? "events.grid_zones" : "events.communities",
                  {{"in", grouped(level.in_zones)},
                   {"zones", grouped(level.zones.size())},
                   {"each", fixed(static_cast<double>(level.in_zones) / static_cast<double>(level.zones.size()), 1)},
                   {"without", grouped(events.all.events - level.in_zones)}}));
  }
}

void add_judgements(const ReportSource& source, const EventResult& events, const EventLevel& zones,
                    SectionWriter& section) {
  const auto differs = std::count_if(zones.zones.begin(), zones.zones.end(),
                                     [](const EventZone& zone) { return zone.share_compared != Compared::Alike; });
  const std::size_t mean = zones.in_zones / zones.zones.size();
  if (events.book.has_states && mean > 0) {
    section.paragraph(source.words.say(
        "events.differ", {{"differ", grouped(static_cast<std::size_t>(differs))},
                          {"zones", grouped(zones.zones.size())},
                          {"mean", grouped(mean)},
                          {"interval", interval_text(wilson_interval(mean, mean, events.options.confidence))}}));
  }
  if (events.spots) {
    section.paragraph(source.words.say("events.spots", {{"hot", grouped(events.spots->hot)},
                                                        {"cold", grouped(events.spots->cold)},
                                                        {"zones", grouped(events.spots->zones.size())},
                                                        {"permutations", grouped(events.spots->permutations)}}));
  }
}

/// The zones with the highest load, drawn towards the whole.
void add_loads(const ReportSource& source, const EventResult& events, const EventLevel& zones, SectionWriter& section) {
  const Wording& words = source.words;
  const bool has_rates =
      std::any_of(zones.zones.begin(), zones.zones.end(), [](const EventZone& zone) { return zone.rate.has_value(); });
  if (has_rates && !(zones.rate_spread > 0.0)) {
    section.paragraph(words.say("events.loads_alike"));
    return;
  }
  const auto load = [&](std::size_t i) { return zones.zones[ZoneId(i)].rate_shrunk.value_or(-1.0); };
  std::vector<std::size_t> order(zones.zones.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return load(a) > load(b); });
  DocTable table;
  table.caption = words.say("events.loads",
                            {{"shown", grouped(std::min(order.size(), kZonesShown))}, {"of", grouped(order.size())}});
  table.columns = {{words.say("col.zone"), TextAlign::Left, 3.0},
                   {words.say("col.code"), TextAlign::Left, 2.2},
                   {words.say("col.events"), TextAlign::Right, 1.2},
                   {words.say("col.per_1000"), TextAlign::Right, 1.8},
                   {words.say("col.per_1000_shrunk"), TextAlign::Right, 1.8},
                   {words.say("col.settled"), TextAlign::Right, 2.2}};
  for (std::size_t k = 0; k < std::min(order.size(), kZonesShown) && load(order[k]) >= 0.0; ++k) {
    const Zone& zone = source.area().zones(zones.level).zones[ZoneId(order[k])];
    const EventZone& found = zones.zones[ZoneId(order[k])];
    table.rows.push_back({label_of(zone.name, zone.code), shortened(zone.code, 24), grouped(found.group.events),
                          fixed(*found.rate, 1), fixed(*found.rate_shrunk, 1),
                          events.book.has_states ? interval_text(found.group.settled_within) : "\u2013"});
  }
  if (!table.rows.empty()) {
    section.table(std::move(table));
  }
}

}  // namespace

std::string event_lead(const EventResult& events, const Wording& words) {
  return words.say(events.book.as_of ? "events.total" : "events.total.undated",
                   {{"events", grouped(events.all.events)},
                    {"day", events.book.as_of ? text_of(*events.book.as_of) : std::string()}});
}

DocSection event_section(const ReportSource& source) {
  const EventResult& events = *source.results.events;
  SectionWriter section(source.words.say("events"));
  add_states(source, events, section);
  if (const EventLevel* zones = events.level(ZoneLevel::GridZone)) {
    add_judgements(source, events, *zones, section);
    if (!source.results.suppress_below) {
      add_loads(source, events, *zones, section);
    }
  }
  section.picture(source.picture("events"));
  section.small(source.words.say("events.method"));
  return section.take();
}

}  // namespace lastmeter
