// SPDX-License-Identifier: Apache-2.0
#include "report/event_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text.h"

namespace lastmeter {

namespace {

std::string states_line(const EventResult& result) {
  const EventBook& book = result.book;
  const EventGroup& all = result.all;
  std::string text = fmt::format("events: {}", grouped(all.events));
  if (book.as_of) {
    text += fmt::format(" as of {}{}", text_of(*book.as_of), book.as_of_is_last_date ? " (the last date)" : "");
  }
  if (book.duplicates + book.future > 0) {
    text += fmt::format("; {} of {} rows stand twice, {} are in the future", grouped(book.duplicates),
                        grouped(book.read), grouped(book.future));
  }
  if (!book.has_states) {
    return text + "; the table does not say when they were closed\n";
  }
  text += fmt::format(": {} settled, {} open", grouped(all.settled), grouped(all.open));
  if (const std::size_t unknown = all.events - all.judged(); unknown > 0) {
    text += fmt::format(", {} unknown", grouped(unknown));
  }
  if (const auto share = all.settled_share()) {
    text += fmt::format("; {} % settled ({} % interval {})", fixed(100.0 * *share, 2),
                        fixed(100.0 * result.options.confidence, 1), interval_text(all.settled_within));
  }
  return text + "\n";
}

std::string load_line(const EventResult& result) {
  std::vector<std::string> parts;
  for (const EventLevel& level : result.levels) {
    const std::string zones = level.level == ZoneLevel::GridZone ? "grid zones" : "communities";
    const std::size_t count = level.zones.size();
    parts.push_back(fmt::format("{} in {} {} ({} each), {} without", grouped(level.in_zones), grouped(count), zones,
                                fixed(static_cast<double>(level.in_zones) / static_cast<double>(count), 1),
                                grouped(result.all.events - level.in_zones)));
  }
  if (result.households && *result.households > 0.0) {
    parts.push_back(fmt::format("{} per 1,000 households",
                                fixed(static_cast<double>(result.all.events) * 1000.0 / *result.households, 1)));
  }
  return parts.empty() ? "" : "  " + joined(parts, "; ") + "\n";
}

std::string days(double count) { return fixed(count, 2) + (count == 1.0 ? " day" : " days"); }

std::string time_line(const EventResult& result) {
  if (!result.all.days_median) {
    return "";
  }
  const auto& most = result.all.days_p90;
  return fmt::format("  time to close, open events counted as long as they were watched: half within {}, 90 % {}\n",
                     days(*result.all.days_median), most ? "within " + days(*most) : "not closed yet");
}

std::string differing_line(const EventResult& result) {
  const EventLevel* zones = result.level(ZoneLevel::GridZone);
  if (zones == nullptr || !result.book.has_states || result.all.events == 0) {
    return "";
  }
  const auto count = [&](Compared compared) {
    return grouped(
        static_cast<std::size_t>(std::count_if(zones->zones.begin(), zones->zones.end(), [&](const EventZone& zone) {
          return zone.share_compared == compared;
        })));
  };
  std::string text = fmt::format("  grid zones that settle less than the whole: {}, more: {} of {}",
                                 count(Compared::Lower), count(Compared::Higher), grouped(zones->zones.size()));
  const std::size_t mean = zones->in_zones / zones->zones.size();
  if (mean > 0) {
    text += fmt::format(" (no ranking on raw shares: {0} of {0} settled is {1})", grouped(mean),
                        interval_text(wilson_interval(mean, mean, result.options.confidence)));
  }
  return text + "\n";
}

std::string spots_line(const EventResult& result) {
  if (!result.spots) {
    return "";
  }
  const EventSpots& spots = *result.spots;
  const std::size_t compared = spots.zones.size() - spots.alone;
  if (compared == 0) {
    return "  hot spots: none to be found, since all grid zones have the same load or no neighbour\n";
  }
  std::string text =
      fmt::format("  hot spots of {}: {} hot, {} cold of {} grid zones ({} permutations)",
                  spots.measure == SpotMeasure::Rate ? "events per household" : "events", grouped(spots.hot),
                  grouped(spots.cold), grouped(compared), grouped(spots.permutations));
  if (spots.least_p() > result.options.false_finds / static_cast<double>(compared)) {
    text += fmt::format("; fewer than {} together cannot show, for that [events] permutations = {}",
                        grouped(static_cast<std::size_t>(
                            std::ceil(spots.least_p() * static_cast<double>(compared) / result.options.false_finds))),
                        fixed(std::ceil(2.0 * static_cast<double>(compared) / result.options.false_finds), 0));
  }
  return text + "\n";
}

}  // namespace

std::string interval_text(const Interval& interval) {
  const auto percent = [](double share) {
    const double shown = 100.0 * share;
    return fixed(share > 0.0 && share < 1.0 ? std::clamp(shown, 0.01, 99.99) : shown, 2);
  };
  return fmt::format("{}-{} %", percent(interval.low), percent(interval.high));
}

std::string event_lines(const EventResult& result) {
  return states_line(result) + load_line(result) + time_line(result) + differing_line(result) + spots_line(result);
}

}  // namespace lastmeter
