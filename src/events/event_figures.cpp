// SPDX-License-Identifier: Apache-2.0
#include "events/event_result.h"

namespace lastmeter {

namespace {

class Gather {
 public:
  void add(const std::string& name, double value, const std::string& unit = "events",
           std::optional<double> total = {}) {
    figures_.push_back({"events." + name, {}, value, total, unit});
  }
  void add(const std::string& name, std::size_t value, const std::string& unit = "events") {
    add(name, static_cast<double>(value), unit);
  }
  void add(const std::string& name, const std::optional<double>& value, const std::string& unit) {
    if (value) {
      add(name, *value, unit);
    }
  }
  std::vector<Figure> take() { return std::move(figures_); }

 private:
  std::vector<Figure> figures_;
};

void add_states(const EventResult& result, Gather& gather) {
  const EventGroup& all = result.all;
  if (!result.book.has_states) {
    return;
  }
  gather.add("settled", static_cast<double>(all.settled), "events", static_cast<double>(all.judged()));
  gather.add("open", all.open);
  gather.add("state_unknown", all.events - all.judged());
  if (const auto share = all.settled_share()) {
    gather.add("settled_share", *share, "1");
    gather.add("settled_share_low", all.settled_within.low, "1");
    gather.add("settled_share_high", all.settled_within.high, "1");
  }
  gather.add("days_median", all.days_median, "days");
  gather.add("days_p90", all.days_p90, "days");
}

void add_level(const EventResult& result, const EventLevel& level, Gather& gather) {
  const bool of_grid = level.level == ZoneLevel::GridZone;
  const std::string zone = of_grid ? "grid_zone" : "community";
  const std::string zones = of_grid ? "grid_zones" : "communities";
  gather.add("in_" + zones, static_cast<double>(level.in_zones), "events", static_cast<double>(result.all.events));
  gather.add("without_" + zone, result.all.events - level.in_zones);
  gather.add("per_" + zone, static_cast<double>(level.in_zones) / static_cast<double>(level.zones.size()));
  std::size_t lower = 0;
  std::size_t higher = 0;
  for (const EventZone& each : level.zones) {
    lower += each.share_compared == Compared::Lower ? 1U : 0U;
    higher += each.share_compared == Compared::Higher ? 1U : 0U;
  }
  if (result.book.has_states) {
    gather.add(zones + "_settling_less", lower, zones);
    gather.add(zones + "_settling_more", higher, zones);
  }
}

/// What stands behind a typical grid zone: as many events as the mean, all of them settled.
void add_typical(const EventResult& result, const EventLevel& level, Gather& gather) {
  const std::size_t mean = level.in_zones / level.zones.size();
  if (result.book.has_states && mean > 0) {
    const Interval within = wilson_interval(mean, mean, result.options.confidence);
    gather.add("typical_zone_events", mean);
    gather.add("typical_zone_share_low", within.low, "1");
    gather.add("typical_zone_share_high", within.high, "1");
  }
}

}  // namespace

std::vector<Figure> event_figures(const EventResult& result) {
  Gather gather;
  gather.add("read", result.book.read);
  gather.add("duplicates", result.book.duplicates);
  gather.add("future", result.book.future);
  gather.add("total", result.all.events);
  add_states(result, gather);
  if (result.households && *result.households > 0.0) {
    gather.add("per_1000_households", static_cast<double>(result.all.events) * 1000.0 / *result.households);
  }
  for (const EventLevel& level : result.levels) {
    add_level(result, level, gather);
    if (level.level == ZoneLevel::GridZone) {
      add_typical(result, level, gather);
    }
  }
  if (result.spots) {
    gather.add("hot_spots", result.spots->hot, "grid_zones");
    gather.add("cold_spots", result.spots->cold, "grid_zones");
  }
  return gather.take();
}

}  // namespace lastmeter
