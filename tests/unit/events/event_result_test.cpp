// SPDX-License-Identifier: Apache-2.0
#include "events/event_result.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

MultiPolygon square(double x) { return {{{.outer = {{x, 0}, {x + 100, 0}, {x + 100, 100}, {x, 100}}, .holes = {}}}}; }

/// Three grid zones in a row, G1 and G2 in community C1, G3 in C2; 10, 20 and 30 households.
class EventTown : public ::testing::Test {
 protected:
  EventTown() {
    area_.has_households = true;
    area_.basis = DemandBasis::Buildings;
    for (std::size_t i = 0; i < 3; ++i) {
      const double x = 100.0 * static_cast<double>(i);
      Zone zone{.code = fmt::format("G{}", i + 1),
                .name = {},
                .parent = ZoneId(i / 2),
                .outline = square(x),
                .area = {},
                .households = {},
                .population = {}};
      area_.zones(ZoneLevel::GridZone).zones.push_back(std::move(zone));
      DemandPoint point{.code = {},
                        .name = {},
                        .at = {x + 50, 50},
                        .households = 10.0 * static_cast<double>(i + 1),
                        .zones = {},
                        .compound = {},
                        .building_group = {},
                        .footprint = {}};
      point.zones = {std::nullopt, ZoneId(i / 2), ZoneId(i)};
      area_.demand.push_back(point);
    }
    for (const auto* code : {"C1", "C2"}) {
      Zone zone{.code = code,
                .name = {},
                .parent = {},
                .outline = square(code[1] == '1' ? 0.0 : 200.0),
                .area = {},
                .households = {},
                .population = {}};
      area_.zones(ZoneLevel::Community).zones.push_back(std::move(zone));
    }
    layer_.role = "events";
  }

  void event(const std::string& code, const std::string& zone, const std::string& opened, const std::string& closed,
             std::optional<Point> at = {}, const std::string& kind = "noise", const std::string& sub = "") {
    layer_.codes.push_back(code);
    layer_.names.emplace_back();
    layer_.kinds.push_back(kind);
    layer_.grid_zones.push_back(zone);
    layer_.events.rows.push_back(layer_.events.rows.size());
    layer_.events.opened.push_back(opened);
    layer_.events.closed.push_back(closed);
    layer_.events.subkinds.push_back(sub);
    if (at) {
      layer_.shapes.append_point({at->x, at->y});
    } else {
      layer_.shapes.append(GeometryKind::Null);
    }
  }
  EventResult result(const EventOptions& options = {}, const OldZones& old = {}) {
    return event_statistics(area_, gather_events(layer_, area_, options.as_of, old, ledger_), options);
  }
  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> lines;
    for (const Issue& issue : ledger_.issues()) {
      lines.push_back(fmt::format("{}: {}", rule_info(issue.rule).code, issue.what));
    }
    return lines;
  }
  static double figure(const EventResult& result, std::string_view name) {
    const auto figures = event_figures(result);
    const auto at = std::find_if(figures.begin(), figures.end(), [&](const Figure& each) { return each.name == name; });
    EXPECT_NE(at, figures.end()) << name;
    return at == figures.end() ? -1.0 : at->value;
  }

  StudyArea area_;
  ContextLayer layer_;
  IssueLedger ledger_;
};

TEST_F(EventTown, EverythingIsCountedOnce) {
  event("1", "G1", "2022-01-01", "2022-01-03");
  event("2", "G1", "2022-01-02", "");
  event("3", "G3", "2022-01-04", "2022-01-04");
  event("4", "C1", "2022-01-05", "2022-01-06");
  const EventResult found = result();
  EXPECT_THAT(told(), ElementsAre());
  EXPECT_EQ(figure(found, "events.total"), 4.0);
  EXPECT_EQ(figure(found, "events.settled"), 3.0);
  EXPECT_EQ(figure(found, "events.open"), 1.0);
  EXPECT_EQ(figure(found, "events.settled_share"), 0.75);
  EXPECT_EQ(figure(found, "events.in_grid_zones"), 3.0);
  EXPECT_EQ(figure(found, "events.without_grid_zone"), 1.0);
  EXPECT_EQ(figure(found, "events.per_grid_zone"), 1.0);
  EXPECT_EQ(figure(found, "events.in_communities"), 4.0) << "a community's code is a place too";
  const EventLevel& zones = *found.level(ZoneLevel::GridZone);
  EXPECT_EQ(zones.zones[ZoneId(0)].group.events, 2U);
  EXPECT_EQ(zones.zones[ZoneId(0)].rate, 200.0);
  EXPECT_EQ(zones.zones[ZoneId(1)].rate, 0.0);
  EXPECT_EQ(figure(found, "events.days_median"), 1.0) << "0, 1, 2 days; 4 days and still open on the 6th";
  EXPECT_EQ(text_of(*found.book.as_of), "2022-01-06");
  EXPECT_TRUE(found.book.as_of_is_last_date);
}

/// OLD became G1 and G2 with 10 and 20 households, GONE all of G3; G1 had more ground, which G3 has now.
ZoneLineage changed_zones() {
  const auto part = [](const std::string& before, const std::string& after, double households) {
    return LineagePart{.before = before, .after = after, .area = SquareMetres(100.0), .households = households};
  };
  return ZoneLineage(
      {part("OLD", "G1", 10.0), part("OLD", "G2", 20.0), part("GONE", "G3", 30.0), part("G1", "G3", 5.0)});
}

TEST_F(EventTown, EventsOfOldZonesLandInTheirHeirs) {
  for (int i = 0; i < 6; ++i) {
    event(fmt::format("o{}", i), "OLD", "2022-01-01", "");
  }
  event("g", "GONE", "2022-01-01", "");
  event("u", "G9", "2022-01-01", "");
  const ZoneLineage lineage = changed_zones();
  const EventResult found = result({}, {.lineage = &lineage, .until = {}});
  const auto& zones = found.level(ZoneLevel::GridZone)->zones;
  EXPECT_EQ(zones[ZoneId(0)].group.events, 2U);
  EXPECT_EQ(zones[ZoneId(1)].group.events, 4U);
  EXPECT_EQ(zones[ZoneId(2)].group.events, 1U);
  EXPECT_THAT(told(),
              UnorderedElementsAre(
                  "event.heir: 6 events in a zone that was divided since, shared out among its successors by "
                  "their parts of it: rows 1 (o0), 2 (o1), 3 (o2), 4 (o3), 5 (o4) and 1 more",
                  "event.heir: 1 event in a zone that no longer exists, counted in the one that took over: row 7 (g)",
                  "event.zone: 1 event in a grid zone that does not exist, counted without it: row 8 (u)"));
}

TEST_F(EventTown, ACodeInUseMeansTheOldZoneUntilTheChange) {
  event("before", "G1", "2022-05-31 23:00", "");
  event("after", "G1", "2022-06-01", "");
  event("undated", "G1", "", "");
  event("placed", "G1", "2022-05-31", "", Point{150, 50});
  const ZoneLineage lineage = changed_zones();
  const EventResult found = result({}, {.lineage = &lineage, .until = parse_moment("2022-05-31")});
  const auto& zones = found.level(ZoneLevel::GridZone)->zones;
  EXPECT_EQ(zones[ZoneId(0)].group.events, 2U) << "after and undated";
  EXPECT_EQ(zones[ZoneId(1)].group.events, 1U) << "where the point lies";
  EXPECT_EQ(zones[ZoneId(2)].group.events, 1U) << "before";
}

TEST_F(EventTown, EveryFaultIsOneLineWithCountAndRows) {
  event("1", "G1", "2022-01-09", "2022-01-03");
  event("2", "G9", "2022-01-02", "2022-01-03");
  event("3", "", "2022-01-04", "2022-01-05");
  event("4", "G2", "soon", "2022-01-06");
  event("5", "G2", "2022-01-05", "later");
  event("6", "G2", "2023-01-05", "");
  event("7", "G3", "2022-01-05", "");
  event("7", "G3", "2022-01-06", "");
  event("8", "G3", "2022-01-05", "2022-02-05");
  const EventResult found = result({.as_of = parse_moment("2022-01-31")});
  EXPECT_THAT(
      told(),
      UnorderedElementsAre(
          "event.order: 1 event closed before being opened, counted as settled, without a time to close: row 1 (1)",
          "event.zone: 1 event in a grid zone that does not exist, counted without it: row 2 (2)",
          "event.place: 1 event without a place in the study, counted in no zone: row 3 (3)",
          "event.date: 1 event opened on no date that can be read, counted without a time: row 4 (4)",
          "event.date: 1 event closed on no date that can be read, counted as neither open nor settled: row 5 (5)",
          "event.future: 1 event opened after 2022-01-31, left out: row 6 (6)",
          "event.duplicate: 1 event with a code that stands above already, counted once, by the first row: row 8 (7)"));
  EXPECT_EQ(figure(found, "events.read"), 9.0);
  EXPECT_EQ(figure(found, "events.total"), 7.0);
  EXPECT_EQ(figure(found, "events.duplicates") + figure(found, "events.future"), 2.0);
  EXPECT_EQ(figure(found, "events.settled"), 4.0);
  EXPECT_EQ(figure(found, "events.open"), 2.0) << "closed after the day the figures are of: open";
  EXPECT_EQ(figure(found, "events.state_unknown"), 1.0);
  EXPECT_EQ(figure(found, "events.in_grid_zones") + figure(found, "events.without_grid_zone"), 7.0);
  EXPECT_EQ(found.clock.without, 1U);
}

TEST_F(EventTown, APointCountsBeforeTheCode) {
  event("1", "G1", "2022-01-01", "", Point{250, 50});
  event("2", "G1", "2022-01-01", "", Point{9000, 50});
  event("3", "", "2022-01-01", "", Point{150, 50});
  const EventLevel zones = *result().level(ZoneLevel::GridZone);
  EXPECT_EQ(zones.zones[ZoneId(0)].group.events, 1U) << "outside all zones the code counts";
  EXPECT_EQ(zones.zones[ZoneId(1)].group.events, 1U);
  EXPECT_EQ(zones.zones[ZoneId(2)].group.events, 1U);
  EXPECT_THAT(told(),
              ElementsAre("hierarchy.disagrees: 1 event in another grid zone than the one stated, counted where "
                          "the point lies: row 1 (1)"));
}

TEST_F(EventTown, ManyRowsOfOneFaultNameTheFirstFive) {
  for (int i = 0; i < 12; ++i) {
    event(fmt::format("e{}", i), "X", "2022-01-01", "");
  }
  result();
  ASSERT_EQ(told().size(), 1U);
  EXPECT_THAT(told().front(),
              AllOf(HasSubstr("12 events"), HasSubstr("rows 1 (e0), 2 (e1), 3 (e2), 4 (e3), 5 (e4) and 7 more")));
}

TEST_F(EventTown, ALastDateFarBehindTheOthersIsTold) {
  for (int i = 0; i < 30; ++i) {
    event(fmt::format("e{}", i), "G1", "2022-01-01", "");
  }
  event("typo", "G1", "2202-01-01", "");
  result();
  ASSERT_EQ(told().size(), 1U);
  EXPECT_THAT(told().front(), AllOf(HasSubstr("2202-01-01"), HasSubstr("row 31 (typo)")));
}

TEST_F(EventTown, CategoriesOfTwoLevelsAddUp) {
  event("1", "G1", "2022-01-01", "2022-01-03", {}, "noise", "dogs");
  event("2", "G1", "2022-01-01", "", {}, "noise", "music");
  event("3", "G2", "2022-01-01", "", {}, "noise");
  event("4", "G2", "2022-01-01", "", {}, "water", "leak");
  const EventResult found = result();
  std::vector<std::string> lines;
  for (const EventCategoryGroup& row : found.categories) {
    lines.push_back(fmt::format("{}/{} {}", row.name, row.sub, row.group.events));
  }
  EXPECT_THAT(lines, ElementsAre("noise/ 3", "noise/dogs 1", "noise/music 1", "water/ 1", "water/leak 1"));
  std::size_t in_cells = 0;
  for (const EventCell& cell : found.cells) {
    in_cells += cell.level == ZoneLevel::GridZone ? cell.events : 0;
  }
  EXPECT_EQ(in_cells, 4U);
}

TEST_F(EventTown, HoursWhereTimesAreStatedElseWeekdays) {
  event("1", "G1", "2022-01-08 13:05", "");
  event("2", "G3", "2022-01-09 00:00", "");
  EventResult found = result();
  EXPECT_TRUE(found.clock.by_hour);
  EXPECT_EQ(found.clock.all[13], 1U);
  EXPECT_EQ(found.clock.communities[1][0], 1U);
  layer_.events.opened = {"2022-01-08 00:00:00", "2022-01-09"};
  found = result();
  EXPECT_FALSE(found.clock.by_hour) << "midnight everywhere is no time";
  EXPECT_EQ(found.clock.all[5], 1U) << "a Saturday";
  event("3", "G3", "2022-01-09", "");
  layer_.events.opened = {"2022-01-08 13:05", "2022-01-09", "2022-01-09"};
  EXPECT_FALSE(result().clock.by_hour) << "few state a time";
}

TEST_F(EventTown, WithoutAClosingColumnNothingIsSaidAboutStates) {
  event("1", "G1", "2022-01-01", "");
  layer_.events.closed.clear();
  const EventResult found = result();
  for (const Figure& figure : event_figures(found)) {
    EXPECT_THAT(figure.name, ::testing::Not(HasSubstr("settl"))) << figure.name;
  }
}

TEST_F(EventTown, AStudyWithoutZonesHasTotalsAlone) {
  event("1", "G1", "2022-01-01", "2022-01-02");
  area_.levels = StudyArea{}.levels;
  const EventResult found = result();
  EXPECT_TRUE(found.levels.empty());
  EXPECT_FALSE(found.spots);
  EXPECT_EQ(figure(found, "events.total"), 1.0);
}

}  // namespace
}  // namespace lastmeter
