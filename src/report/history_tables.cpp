// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/text.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

/// What a zone became, as a number that a layer can be coloured by: order of ZoneChangeKind.
double class_of(ZoneChangeKind kind) { return static_cast<double>(kind); }

LayerStyle kind_style() {
  static constexpr std::array<const char*, 7> kColours{"#e8e8e8", "#b2df8a", "#1f78b4", "#ff7f00",
                                                       "#fb9a99", "#33a02c", "#e31a1c"};
  LayerStyle style;
  style.opacity = 0.55;
  style.column = "change";
  for (std::size_t i = 0; i < kColours.size(); ++i) {
    style.classes.push_back(
        {static_cast<double>(i) + 0.5, kColours[i], std::string(name_of(static_cast<ZoneChangeKind>(i)))});
  }
  return style;
}

StyledTable zone_table(const Results& results, const std::vector<DatedZone>& zones, const std::string& name,
                       const std::string& relatives) {
  TableBuilder builder(name, in_order(zones.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return zones[i].code; })
      .text("name", [&](std::size_t i) { return zones[i].name; })
      .text("kind", [&](std::size_t i) { return std::string(name_of(zones[i].kind)); })
      .whole("change", [&](std::size_t i) { return Optional(class_of(zones[i].kind)); })
      .text(relatives, [&](std::size_t i) { return joined(zones[i].relatives, " "); })
      .whole(relatives + "_count",
             [&](std::size_t i) { return Optional(static_cast<double>(zones[i].relatives.size())); })
      .real("area_m2", 2, [&](std::size_t i) { return Optional(zones[i].area.value()); })
      .real(
          "area_apart_m2", 2,
          [&](std::size_t i) { return Optional(std::max(0.0, zones[i].area.value() - zones[i].area_common.value())); })
      .real("households", 3, [&](std::size_t i) { return Optional(zones[i].carried); })
      .real("households_apart", 3,
            [&](std::size_t i) { return Optional(std::max(0.0, zones[i].carried - zones[i].households_common)); })
      .real("households_stated", 3, [&](std::size_t i) { return zones[i].households; })
      .polygons([&](std::size_t i) -> const MultiPolygon& { return zones[i].outline; });
  return {builder.take(), kind_style()};
}

StyledTable lineage_table(const Results& results) {
  const auto& parts = results.history->lineage.parts();
  TableBuilder builder("history_lineage", in_order(parts.size()), results.area->crs);
  builder.text("before", [&](std::size_t i) { return parts[i].before; })
      .text("after", [&](std::size_t i) { return parts[i].after; })
      .text("kind", [&](std::size_t i) { return std::string(name_of(parts[i].kind)); })
      .real("area_m2", 2, [&](std::size_t i) { return Optional(parts[i].area.value()); })
      .real("households", 3, [&](std::size_t i) { return Optional(parts[i].households); })
      .real("population", 3, [&](std::size_t i) { return Optional(parts[i].population); })
      .whole("demand_points", [&](std::size_t i) { return Optional(static_cast<double>(parts[i].points)); })
      .real("share_of_before", 6, [&](std::size_t i) { return Optional(parts[i].share); });
  return {builder.take(), {}};
}

}  // namespace

std::vector<StyledTable> history_tables(const Results& results) {
  const HistoryResult& history = *results.history;
  std::vector<StyledTable> tables;
  tables.push_back(zone_table(results, history.before, "history_before", "successors"));
  tables.push_back(zone_table(results, history.after, "history_after", "predecessors"));
  tables.push_back(lineage_table(results));
  return tables;
}

}  // namespace lastmeter
