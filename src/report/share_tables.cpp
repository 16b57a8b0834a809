// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/text.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

/// Four classes from the smallest part to the largest.
std::vector<LayerStyle::Class> part_classes(const std::vector<std::size_t>& parts) {
  static constexpr std::array<const char*, 4> kColours{"#edf8fb", "#b3cde3", "#8c96c6", "#88419d"};
  std::vector<std::size_t> sorted = parts;
  std::sort(sorted.begin(), sorted.end());
  std::vector<LayerStyle::Class> classes;
  for (std::size_t i = 0; i < kColours.size() && !sorted.empty(); ++i) {
    const std::size_t upper = sorted[(sorted.size() * (i + 1) - 1) / kColours.size()];
    if (classes.empty() || static_cast<double>(upper) > classes.back().upper) {
      classes.push_back({static_cast<double>(upper), kColours[i], "up to " + grouped(upper)});
    }
  }
  return classes;
}

}  // namespace

StyledTable share_table(const Results& results, const ShareResult& result) {
  const auto& zones = results.area->zones(result.to).zones;
  const auto zone = [&](std::size_t i) -> const Zone& { return zones[result.rows[i].zone]; };
  TableBuilder builder("shares_" + result.what + "_" + std::string(role_of(result.to)), in_order(result.rows.size()),
                       results.area->crs);
  builder.text("code", [&](std::size_t i) { return zone(i).code; })
      .text("name", [&](std::size_t i) { return zone(i).name; })
      .real("load", 3, [&](std::size_t i) { return Optional(result.rows[i].load); })
      .real("quota", 4, [&](std::size_t i) { return Optional(result.shares.quotas[i]); })
      .whole(result.what, [&](std::size_t i) { return Optional(static_cast<double>(result.shares.parts[i])); })
      .polygons([&](std::size_t i) -> const MultiPolygon& { return zone(i).outline; });
  LayerStyle style;
  style.opacity = 0.6;
  style.column = result.what;
  style.classes = part_classes(result.shares.parts);
  return {builder.take(), style};
}

StyledTable branch_table(const Results& results) {
  const auto& branches = results.branches->branches;
  TableBuilder builder("branches", in_order(branches.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return branches[i].code; })
      .text("parent", [&](std::size_t i) { return results.branches->parents[branches[i].parent].code; })
      .whole("grid_zones", [&](std::size_t i) { return Optional(static_cast<double>(branches[i].members.size())); })
      .text("first", [&](std::size_t i) { return branches[i].members.front(); })
      .text("second",
            [&](std::size_t i) { return branches[i].members.size() > 1 ? branches[i].members[1] : std::string(); })
      .real("households", 3, [&](std::size_t i) { return Optional(branches[i].households); })
      .real("population", 3, [&](std::size_t i) { return Optional(branches[i].population); })
      .polygons([&](std::size_t i) -> const MultiPolygon& { return branches[i].outline; });
  LayerStyle style;
  style.opacity = 0.5;
  style.column = "grid_zones";
  style.classes = {{1.0, "#fdb863", "one grid zone"}, {2.0, "#b2abd2", "two side by side"}};
  return {builder.take(), style};
}

StyledTable branch_parent_table(const Results& results) {
  const auto& parents = results.branches->parents;
  const auto whole = [&](std::size_t ParentPairs::*count) {
    return [&parents, count](std::size_t i) { return Optional(static_cast<double>(parents[i].pairs.*count)); };
  };
  TableBuilder builder("branch_parents", in_order(parents.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return parents[i].code; })
      .text("name", [&](std::size_t i) { return parents[i].name; })
      .whole("grid_zones", whole(&ParentPairs::units))
      .whole("pairs", whole(&ParentPairs::pairs))
      .whole("most_pairs", whole(&ParentPairs::most_pairs))
      .whole("alone_at_least", whole(&ParentPairs::alone))
      .text("without", [&](std::size_t i) { return joined(parents[i].between, ", "); })
      .whole("odd_parts", whole(&ParentPairs::odd_parts))
      .points([&](std::size_t i) { return std::optional(parents[i].at); });
  LayerStyle style;
  style.colour = "#4477aa";
  return {builder.take(), style};
}

}  // namespace lastmeter
