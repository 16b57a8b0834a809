// SPDX-License-Identifier: Apache-2.0
// Statistics of events against their definitions, on random tables with every kind of fault.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/random.h"
#include "events/closing_time.h"
#include "events/event_result.h"

namespace lastmeter {
namespace {

constexpr std::uint64_t kTables = 300;
constexpr std::size_t kSide = 4;

MultiPolygon square(double x, double y) {
  return {{{.outer = {{x, y}, {x + 100, y}, {x + 100, y + 100}, {x, y + 100}}, .holes = {}}}};
}

StudyArea random_area(Random& random) {
  StudyArea area;
  area.has_households = true;
  area.basis = DemandBasis::Buildings;
  for (std::size_t c = 0; c < kSide; ++c) {
    area.zones(ZoneLevel::Community)
        .zones.push_back({.code = fmt::format("C{}", c),
                          .name = {},
                          .parent = {},
                          .outline = {},
                          .area = {},
                          .households = {},
                          .population = {}});
  }
  for (std::size_t i = 0; i < kSide * kSide; ++i) {
    const double x = 100.0 * static_cast<double>(i % kSide);
    const double y = 100.0 * static_cast<double>(i / kSide);
    area.zones(ZoneLevel::GridZone)
        .zones.push_back({.code = fmt::format("G{}", i),
                          .name = {},
                          .parent = ZoneId(i / kSide),
                          .outline = square(x, y),
                          .area = {},
                          .households = {},
                          .population = {}});
    DemandPoint point;
    point.households = static_cast<double>(random.below(4)) * 100.0;
    point.zones = {std::nullopt, ZoneId(i / kSide), ZoneId(i)};
    area.demand.push_back(point);
  }
  return area;
}

std::string random_date(Random& random) {
  switch (random.below(12)) {
    case 0:
      return "";
    case 1:
      return "unknown";
    default:
      return fmt::format("2022-{:02}-{:02}", 1 + random.below(3), 1 + random.below(28));
  }
}

ContextLayer random_layer(Random& random) {
  ContextLayer layer;
  layer.role = "events";
  const std::size_t rows = random.below(200);
  for (std::size_t row = 0; row < rows; ++row) {
    layer.codes.push_back(fmt::format("E{}", random.below(20) == 0 ? random.below(rows) : row));
    layer.names.emplace_back();
    layer.kinds.push_back(fmt::format("k{}", random.below(3)));
    const bool by_code = random.below(3) > 0;
    layer.grid_zones.push_back(by_code ? fmt::format("{}{}", random.below(9) == 0 ? "C" : "G", random.below(18)) : "");
    if (random.below(3) == 0) {
      layer.shapes.append_point({random.uniform(-50.0, 450.0), random.uniform(0.0, 400.0)});
    } else {
      layer.shapes.append(GeometryKind::Null);
    }
    layer.events.rows.push_back(row);
    layer.events.opened.push_back(random_date(random));
    layer.events.closed.push_back(random_date(random));
    layer.events.subkinds.push_back(random.below(2) == 0 ? "" : fmt::format("s{}", random.below(2)));
  }
  return layer;
}

/// The share of events open longer than each time, from the product of those watched: the definition.
double open_share_at(const std::vector<Waiting>& events, double days) {
  std::map<double, double> closings;
  for (const Waiting& event : events) {
    if (event.closed && event.days <= days) {
      closings[event.days] += 1.0;
    }
  }
  double share = 1.0;
  for (const auto& [at, closed] : closings) {
    const auto watched = static_cast<double>(
        std::count_if(events.begin(), events.end(), [t = at](const Waiting& event) { return event.days >= t; }));
    share *= 1.0 - closed / watched;
  }
  return share;
}

void expect_counted_once(const EventResult& result) {
  const EventBook& book = result.book;
  EXPECT_EQ(book.read, book.events.size() + book.duplicates + book.future);
  EXPECT_EQ(result.all.events, book.events.size());
  for (const EventLevel& level : result.levels) {
    std::size_t events = 0;
    std::size_t settled = 0;
    for (const EventZone& zone : level.zones) {
      events += zone.group.events;
      settled += zone.group.settled;
      EXPECT_LE(zone.group.judged(), zone.group.events);
    }
    std::size_t without = 0;
    std::size_t settled_without = 0;
    std::size_t in_cells = 0;
    for (const Event& event : book.events) {
      const bool placed =
          level.level == ZoneLevel::GridZone ? event.grid_zone.has_value() : event.community.has_value();
      without += placed ? 0U : 1U;
      settled_without += !placed && event.state == EventState::Settled ? 1U : 0U;
    }
    for (const EventCell& cell : result.cells) {
      in_cells += cell.level == level.level ? cell.events : 0U;
    }
    EXPECT_EQ(events + without, result.all.events);
    EXPECT_EQ(settled + settled_without, result.all.settled);
    EXPECT_EQ(events, level.in_zones);
    EXPECT_EQ(events, in_cells);
  }
  std::size_t in_categories = 0;
  for (const EventCategoryGroup& category : result.categories) {
    in_categories += category.sub.empty() ? category.group.events : 0U;
  }
  EXPECT_EQ(in_categories, result.all.events);
  std::size_t on_clock = result.clock.without;
  for (const std::size_t count : result.clock.all) {
    on_clock += count;
  }
  EXPECT_EQ(on_clock, result.all.events);
}

/// Wilson's ends are the shares p with |seen - p| = z sqrt(p (1 - p) / n).
void expect_interval(const EventGroup& group) {
  constexpr double z = 1.959963984540054;
  if (group.judged() == 0) {
    return;
  }
  const double seen = *group.settled_share();
  for (const double end : {group.settled_within.low, group.settled_within.high}) {
    EXPECT_NEAR(std::abs(seen - end), z * std::sqrt(end * (1.0 - end) / static_cast<double>(group.judged())), 1e-9);
  }
  EXPECT_LE(group.settled_within.low, seen);
  EXPECT_GE(group.settled_within.high, seen);
}

void expect_shrunk(const EventResult& result, const EventLevel& level) {
  for (const EventZone& zone : level.zones) {
    expect_interval(zone.group);
    EXPECT_EQ(zone.share_shrunk.has_value(), zone.group.judged() > 0);
    EXPECT_EQ(zone.rate.has_value(), zone.households.value_or(0.0) > 0.0);
    if (zone.share_shrunk) {
      EXPECT_GE(*zone.share_shrunk, 0.0);
      EXPECT_LE(*zone.share_shrunk, 1.0);
      EXPECT_EQ(zone.share_compared != Compared::Alike, *zone.share_q <= result.options.false_finds);
    }
  }
}

void expect_times(const EventResult& result) {
  std::vector<Waiting> waiting;
  for (const Event& event : result.book.events) {
    if (event.days) {
      EXPECT_GE(*event.days, 0.0);
      waiting.push_back({*event.days, event.state == EventState::Settled});
    }
  }
  for (const OpenShare& step : open_shares(waiting)) {
    EXPECT_NEAR(step.share, open_share_at(waiting, step.days), 1e-12);
  }
  if (result.all.days_median) {
    EXPECT_LE(open_share_at(waiting, *result.all.days_median), 0.5 + 1e-12);
    EXPECT_GT(open_share_at(waiting, std::nextafter(*result.all.days_median, -1.0)), 0.5);
  }
}

TEST(EventContract, StatisticsMeetTheirDefinitionsOnRandomTables) {
  for (std::uint64_t seed = 0; seed < kTables; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Random random(seed);
    const StudyArea area = random_area(random);
    const ContextLayer layer = random_layer(random);
    EventOptions options;
    options.permutations = 19;
    if (random.below(2) == 0) {
      options.as_of = parse_moment("2022-03-01");
    }
    IssueLedger ledger;
    const EventResult result = event_statistics(area, gather_events(layer, area, options.as_of, {}, ledger), options);
    expect_counted_once(result);
    expect_interval(result.all);
    for (const EventLevel& level : result.levels) {
      expect_shrunk(result, level);
    }
    expect_times(result);
    if (HasFailure()) {
      return;
    }
  }
}

/// The least share of false finds at which a p value is taken, tried out over all thresholds.
TEST(EventContract, AdjustedPValuesMeetTheirDefinition) {
  Random random(5);
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> p_values(random.below(12));
    for (double& p : p_values) {
      p = random.below(4) == 0 ? 0.25 * static_cast<double>(random.below(5)) : random.uniform();
    }
    const std::vector<double> adjusted = benjamini_hochberg(p_values);
    for (std::size_t i = 0; i < p_values.size(); ++i) {
      double least = 1.0;
      for (const double threshold : p_values) {
        const auto taken = static_cast<double>(
            std::count_if(p_values.begin(), p_values.end(), [&](double p) { return p <= threshold; }));
        if (threshold >= p_values[i]) {
          least = std::min(least, threshold * static_cast<double>(p_values.size()) / taken);
        }
      }
      EXPECT_NEAR(adjusted[i], least, 1e-12);
    }
  }
}

}  // namespace
}  // namespace lastmeter
