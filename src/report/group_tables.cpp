// SPDX-License-Identifier: Apache-2.0
#include "core/text.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

StyledTable group_table(const Results& results) {
  const GroupResult& result = *results.groups;
  const auto& groups = result.groups;
  TableBuilder builder("building_groups", in_order(groups.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return groups[i].code; })
      .text("grid_zone", [&](std::size_t i) { return result.parents[groups[i].parent].code; })
      .text("compounds", [&](std::size_t i) { return joined(groups[i].compounds, " "); })
      .real("households", 3, [&](std::size_t i) { return Optional(groups[i].households); })
      .real("population", 3, [&](std::size_t i) { return Optional(groups[i].population); })
      .whole("buildings", [&](std::size_t i) { return Optional(static_cast<double>(groups[i].buildings)); })
      .whole("pieces", [&](std::size_t i) { return Optional(static_cast<double>(groups[i].pieces)); })
      .whole("in_bounds", [&](std::size_t i) { return Optional(groups[i].in_bounds ? 1.0 : 0.0); })
      .polygons([&](std::size_t i) -> const MultiPolygon& { return groups[i].outline; });
  LayerStyle style;
  style.colour = "#6a51a3";
  style.opacity = 0.5;
  style.column = "households";
  style.classes = {{60.0, "#f2f0f7", "up to 60"},
                   {120.0, "#cbc9e2", "up to 120"},
                   {180.0, "#9e9ac8", "up to 180"},
                   {240.0, "#756bb1", "up to 240"},
                   {1e12, "#54278f", "more"}};
  return {builder.take(), style};
}

/// Columns that a layer of buildings is read by.
StyledTable building_table(const Results& results) {
  const GroupResult& result = *results.groups;
  const auto& buildings = result.buildings;
  const auto group = [&](std::size_t i) -> const BuildingGroup& { return result.groups[buildings[i].group]; };
  TableBuilder builder(
      "groups_buildings",
      order_by_code(buildings.size(), [&](std::size_t i) -> const std::string& { return buildings[i].code; }),
      results.area->crs);
  builder.text("code", [&](std::size_t i) { return buildings[i].code; })
      .text("building_group", [&](std::size_t i) { return group(i).code; })
      .text("grid_code", [&](std::size_t i) { return result.parents[group(i).parent].code; })
      .text("compound_code", [&](std::size_t i) { return buildings[i].compound; })
      .real("households", 3, [&](std::size_t i) { return Optional(buildings[i].households); })
      .real("population", 3, [&](std::size_t i) { return Optional(buildings[i].population); })
      .points([&](std::size_t i) { return std::optional(buildings[i].at); });
  LayerStyle style;
  style.colour = "#6a51a3";
  return {builder.take(), style};
}

StyledTable parent_table(const Results& results) {
  const auto& parents = results.groups->parents;
  TableBuilder builder("groups_grid_zones", in_order(parents.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return parents[i].code; })
      .text("name", [&](std::size_t i) { return parents[i].name; })
      .whole("asked", [&](std::size_t i) { return Optional(static_cast<double>(parents[i].asked)); })
      .whole("made", [&](std::size_t i) { return Optional(static_cast<double>(parents[i].made)); })
      .whole("compounds", [&](std::size_t i) { return Optional(static_cast<double>(parents[i].compounds)); })
      .whole("mixed", [&](std::size_t i) { return Optional(static_cast<double>(parents[i].mixed)); })
      .whole("buildings", [&](std::size_t i) { return Optional(static_cast<double>(parents[i].buildings)); })
      .real("households", 3, [&](std::size_t i) { return Optional(parents[i].households); })
      .text("why", [&](std::size_t i) { return joined(parents[i].reasons, "; "); });
  return {builder.take(), {}};
}

}  // namespace

std::vector<StyledTable> group_tables(const Results& results) {
  return {group_table(results), building_table(results), parent_table(results)};
}

}  // namespace lastmeter
