// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "report/comparison_tables.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

/// Losses dark, gains of middle tone, what stays almost white: five greys that differ in print, and purple to green for
/// colour-blind people (PRGn).
std::vector<LayerStyle::Class> change_classes() {
  return {{-0.10, "#40004b", "10 points less or worse"},
          {-1e-9, "#9970ab", "less covered"},
          {1e-9, "#f4f4f4", "as before"},
          {0.10, "#a6dba0", "more covered"},
          {1.0, "#1b7837", "over 10 points more"}};
}

std::vector<LayerStyle::Class> state_classes() {
  return {{-0.5, "#40004b", "removed"},
          {0.5, "#d9d9d9", "as before"},
          {1.5, "#fdae61", "changed"},
          {2.5, "#1b7837", "added"}};
}

double state_of(PostFate fate) {
  switch (fate) {
    case PostFate::Removed:
      return -1.0;
    case PostFate::Kept:
      return 0.0;
    case PostFate::Moved:
    case PostFate::Changed:
      return 1.0;
    case PostFate::Added:
      return 2.0;
  }
  return 0.0;
}

double state_of(ZoneFate fate) {
  switch (fate) {
    case ZoneFate::Removed:
      return -1.0;
    case ZoneFate::Same:
      return 0.0;
    case ZoneFate::Redrawn:
    case ZoneFate::Renamed:
    case ZoneFate::Split:
    case ZoneFate::Merged:
    case ZoneFate::Changed:
      return 1.0;
    case ZoneFate::Added:
      return 2.0;
  }
  return 0.0;
}

/// The record after, or before where there is none after.
template <class Records>
const ComparedRecord& record_of(const Records& before, const Records& after, const RecordPair& pair) {
  return pair.after ? after.records[*pair.after] : before.records[*pair.before];
}

/// Names of a case's columns: "population_gained_500m_open", "population_share_500m_open_before".
void add_case(TableBuilder& builder, const ComparisonReport& report, const ZoneComparison& zones, std::size_t k) {
  const std::string suffix = "_" + report.comparison->cases[k].name;
  for (const Measure measure : report.comparison->measures) {
    const std::string name(name_of(measure, report.after->basis));
    const auto tally = [&zones, k](std::size_t i) -> const CoverageTally& { return zones.rows[i].tallies[k]; };
    builder
        .real(name + "_gained" + suffix, 3,
              [tally, measure](std::size_t i) { return Optional(tally(i).gained.of(measure)); })
        .real(name + "_lost" + suffix, 3,
              [tally, measure](std::size_t i) { return Optional(tally(i).lost.of(measure)); })
        .real(name + "_share_before" + suffix, 6,
              [tally, measure](std::size_t i) {
                return share_of(tally(i).covered_before.of(measure), tally(i).total_before.of(measure));
              })
        .real(name + "_share_after" + suffix, 6,
              [tally, measure](std::size_t i) {
                return share_of(tally(i).covered_after.of(measure), tally(i).total_after.of(measure));
              })
        .real(name + "_share_change" + suffix, 6, [tally, measure](std::size_t i) -> Optional {
          const auto was = share_of(tally(i).covered_before.of(measure), tally(i).total_before.of(measure));
          const auto is = share_of(tally(i).covered_after.of(measure), tally(i).total_after.of(measure));
          return was && is ? Optional(*is - *was) : std::nullopt;
        });
  }
}

void add_totals(TableBuilder& builder, const ComparisonReport& report, const ZoneComparison& zones) {
  if (report.comparison->cases.empty()) {
    return;
  }
  for (const Measure measure : report.comparison->measures) {
    const std::string name(name_of(measure, report.after->basis));
    builder
        .real(name + "_before", 3,
              [&zones, measure](std::size_t i) {
                return Optional(zones.rows[i].tallies.front().total_before.of(measure));
              })
        .real(name + "_after", 3, [&zones, measure](std::size_t i) {
          return Optional(zones.rows[i].tallies.front().total_after.of(measure));
        });
  }
}

bool is_level(const ZoneComparison& zones) { return !zones.rows.empty() && !zones.rows.front().tallies.empty(); }

GeometryColumn outlines(const ComparisonReport& report, const ZoneComparison& zones,
                        const std::vector<std::size_t>& rows, Side side) {
  GeometryColumn shapes;
  const GeometryColumn& old_shapes = report.before->zones[zones.before].shapes;
  const GeometryColumn& new_shapes = report.after->zones[zones.after].shapes;
  for (const std::size_t i : rows) {
    const RecordPair& zone = zones.rows[i].zone;
    if (side == Side::After && zone.after) {
      shapes.append_row(new_shapes, *zone.after);
    } else {
      shapes.append_row(old_shapes, *zone.before);
    }
  }
  return shapes;
}

std::vector<std::size_t> rows_of_side(const ZoneComparison& zones, Side side) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < zones.rows.size(); ++i) {
    const RecordPair& zone = zones.rows[i].zone;
    if (side == Side::Before ? zone.before.has_value() : zone.after.has_value()) {
      rows.push_back(i);
    }
  }
  return rows;
}

}  // namespace

StyledTable zone_change_table(const ComparisonReport& report, const ZoneComparison& zones) {
  const ComparedZones& before = report.before->zones[zones.before];
  const ComparedZones& after = report.after->zones[zones.after];
  const auto record = [&](std::size_t i) -> const ComparedRecord& {
    return record_of(before, after, zones.rows[i].zone);
  };
  const auto area = [](const ComparedZones& side, const std::optional<std::size_t>& row) {
    return row ? side.area_m2[*row] : std::nullopt;
  };
  TableBuilder builder("compare_" + after.layer, in_order(zones.rows.size()), report.crs);
  builder.text("code", [&](std::size_t i) { return record(i).code; })
      .text("name", [&](std::size_t i) { return record(i).name; })
      .text("change", [&](std::size_t i) { return std::string(name_of(zones.rows[i].fate)); })
      .whole("state", [&](std::size_t i) { return Optional(state_of(zones.rows[i].fate)); })
      .real("area_m2_before", 2, [&](std::size_t i) { return area(before, zones.rows[i].zone.before); })
      .real("area_m2_after", 2, [&](std::size_t i) { return area(after, zones.rows[i].zone.after); });
  LayerStyle style;
  style.opacity = 0.8;
  style.column = "state";
  style.classes = state_classes();
  if (is_level(zones)) {
    add_totals(builder, report, zones);
    for (std::size_t k = 0; k < report.comparison->cases.size(); ++k) {
      add_case(builder, report, zones, k);
    }
    style.column = fmt::format("{}_share_change_{}", name_of(report.comparison->measures.front(), report.after->basis),
                               report.comparison->cases[main_case(report).value_or(0)].name);
    style.classes = change_classes();
  }
  StyledTable styled{builder.take(), style};
  styled.table.geometry = outlines(report, zones, in_order(zones.rows.size()), Side::After);
  return styled;
}

StyledTable zone_side_table(const ComparisonReport& report, const ZoneComparison& zones, Side side) {
  const ComparedZones& from =
      side == Side::Before ? report.before->zones[zones.before] : report.after->zones[zones.after];
  const std::vector<std::size_t> rows = rows_of_side(zones, side);
  const auto record = [&](std::size_t i) -> const ComparedRecord& {
    const RecordPair& zone = zones.rows[i].zone;
    return from.records[side == Side::Before ? *zone.before : *zone.after];
  };
  TableBuilder builder(from.layer + (side == Side::Before ? "_before" : "_after"), rows, report.crs);
  builder.text("code", [&](std::size_t i) { return record(i).code; }).text("name", [&](std::size_t i) {
    return record(i).name;
  });
  LayerStyle style;
  style.opacity = 0.6;
  style.colour = "#cccccc";
  if (is_level(zones)) {
    const Measure measure = report.comparison->measures.front();
    for (std::size_t k = 0; k < report.comparison->cases.size(); ++k) {
      builder.real(fmt::format("{}_share_{}", name_of(measure, report.after->basis), report.comparison->cases[k].name),
                   6, [&, k](std::size_t i) {
                     const CoverageTally& tally = zones.rows[i].tallies[k];
                     return side == Side::Before
                                ? share_of(tally.covered_before.of(measure), tally.total_before.of(measure))
                                : share_of(tally.covered_after.of(measure), tally.total_after.of(measure));
                   });
    }
    style.column = fmt::format("{}_share_{}", name_of(measure, report.after->basis),
                               report.comparison->cases[main_case(report).value_or(0)].name);
    style.classes = share_classes();
  }
  StyledTable styled{builder.take(), style};
  styled.table.geometry = outlines(report, zones, rows, side);
  return styled;
}

StyledTable demand_change_table(const ComparisonReport& report) {
  const Comparison& found = *report.comparison;
  const ComparedDemand& before = report.before->demand;
  const ComparedDemand& after = report.after->demand;
  std::vector<RecordPair> rows;
  std::copy_if(found.demand.pairs.begin(), found.demand.pairs.end(), std::back_inserter(rows),
               [&](const RecordPair& point) { return differs(*report.before, *report.after, found, point); });
  const auto record = [&](std::size_t i) -> const ComparedRecord& { return record_of(before, after, rows[i]); };
  const bool buildings = report.after->basis == DemandBasis::Buildings;
  TableBuilder builder(buildings ? "compare_buildings" : "compare_demand",
                       order_by_code(rows.size(), [&](std::size_t i) -> const std::string& { return record(i).code; }),
                       report.crs);
  const auto zone = [&](std::size_t i, std::size_t level) {
    return rows[i].after ? after.zones[*rows[i].after][level] : before.zones[*rows[i].before][level];
  };
  builder.text("code", [&](std::size_t i) { return record(i).code; })
      .text("name", [&](std::size_t i) { return record(i).name; })
      .text("change",
            [&](std::size_t i) -> std::string {
              if (!rows[i].before || !rows[i].after) {
                return rows[i].after ? "added" : "removed";
              }
              const auto k = main_case(report);
              const int turn = k ? turn_of(*report.before, *report.after, found.cases[*k], rows[i]) : 0;
              return turn == 0 ? "changed" : (turn > 0 ? "gained" : "lost");
            })
      .text("community", [&](std::size_t i) { return zone(i, 1); })
      .text("grid_zone", [&](std::size_t i) { return zone(i, 2); });
  for (const Measure measure : found.measures) {
    if (measure != Measure::Points) {
      const std::string name(name_of(measure, report.after->basis));
      builder
          .real(name + "_before", 3,
                [&, measure](std::size_t i) {
                  return rows[i].before ? Optional(before.weights[*rows[i].before].of(measure)) : std::nullopt;
                })
          .real(name + "_after", 3, [&, measure](std::size_t i) {
            return rows[i].after ? Optional(after.weights[*rows[i].after].of(measure)) : std::nullopt;
          });
    }
  }
  builder
      .text("nearest_before",
            [&](std::size_t i) { return rows[i].before ? before.nearest[*rows[i].before] : std::string(); })
      .real("nearest_m_before", 2,
            [&](std::size_t i) { return rows[i].before ? before.nearest_m[*rows[i].before] : std::nullopt; })
      .text("nearest_after",
            [&](std::size_t i) { return rows[i].after ? after.nearest[*rows[i].after] : std::string(); })
      .real("nearest_m_after", 2,
            [&](std::size_t i) { return rows[i].after ? after.nearest_m[*rows[i].after] : std::nullopt; });
  for (const CommonCase& at : found.cases) {
    builder.whole("turn_" + at.name, [&](std::size_t i) -> Optional {
      return rows[i].before && rows[i].after ? Optional(turn_of(*report.before, *report.after, at, rows[i]))
                                             : std::nullopt;
    });
  }
  builder.points([&](std::size_t i) { return record(i).at; });
  LayerStyle style;
  style.colour = "#fdae61";
  if (const auto k = main_case(report)) {
    style.column = "turn_" + found.cases[*k].name;
    style.classes = {{-0.5, "#40004b", "lost"}, {0.5, "#d9d9d9", "as before"}, {1.5, "#1b7837", "gained"}};
  }
  return {builder.take(), style};
}

StyledTable post_change_table(const ComparisonReport& report, const std::string& name) {
  const bool are_posts = name == "compare_posts";
  const std::vector<PostChange>& changes = are_posts ? report.comparison->posts : report.comparison->sites;
  const ComparedPosts& before = are_posts ? report.before->posts : report.before->sites;
  const ComparedPosts& after = are_posts ? report.after->posts : report.after->sites;
  const auto record = [&](std::size_t i) -> const ComparedRecord& { return record_of(before, after, changes[i].post); };
  TableBuilder builder(
      name, order_by_code(changes.size(), [&](std::size_t i) -> const std::string& { return record(i).code; }),
      report.crs);
  builder.text("code", [&](std::size_t i) { return record(i).code; })
      .text("name", [&](std::size_t i) { return record(i).name; })
      .text("kind",
            [&](std::size_t i) {
              const RecordPair& post = changes[i].post;
              return post.after ? after.kinds[*post.after] : before.kinds[*post.before];
            })
      .text("change", [&](std::size_t i) { return std::string(name_of(changes[i].fate)); })
      .whole("state", [&](std::size_t i) { return Optional(state_of(changes[i].fate)); })
      .real("moved_m", 2, [&](std::size_t i) { return changes[i].moved_m; });
  if (!are_posts) {
    builder
        .whole("open_before",
               [&](std::size_t i) -> Optional {
                 const auto& row = changes[i].post.before;
                 return row ? Optional(before.open[*row]) : std::nullopt;
               })
        .whole("open_after", [&](std::size_t i) -> Optional {
          const auto& row = changes[i].post.after;
          return row ? Optional(after.open[*row]) : std::nullopt;
        });
  }
  builder.points([&](std::size_t i) { return record(i).at; });
  LayerStyle style;
  style.column = "state";
  style.classes = state_classes();
  return {builder.take(), style};
}

}  // namespace lastmeter
