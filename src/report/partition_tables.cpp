// SPDX-License-Identifier: Apache-2.0
#include "geometry/smallest_circle.h"
#include "report/result_tables.h"
#include "report/table_builder.h"
#include "report/zone_tints.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

double number(std::size_t count) { return static_cast<double>(count); }

std::string status_of(const PlannedZone& zone) {
  if (zone.dedicated) {
    return "dedicated";
  }
  return zone.in_bounds ? "in bounds" : "out of bounds";
}

std::string outcome_of(const PlannedParent& parent) {
  switch (parent.plan.outcome) {
    case Outcome::Solved:
      return parent.plan.proved ? "optimal" : "solved";
    case Outcome::Infeasible:
      return "infeasible";
    case Outcome::Unknown:
      return "not found";
  }
  return "";
}

constexpr int kOutOfBounds = 100;  // added to the tint

std::vector<LayerStyle::Class> tint_classes() {
  std::vector<LayerStyle::Class> classes;
  for (const std::string_view colour : kTints) {
    classes.push_back({static_cast<double>(classes.size()) + 0.5, std::string(colour), "within the bounds"});
  }
  classes.push_back({1e9, "#882255", "out of bounds"});
  return classes;
}

std::string first_reason(const PlannedParent& parent) {
  return parent.plan.reasons.empty() ? std::string() : parent.plan.reasons.front();
}

}  // namespace

StyledTable partition_zone_table(const Results& results, const PartitionResult& result) {
  const auto& zones = result.zones;
  TableBuilder builder(result.name + "_zones", in_order(zones.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return zones[i].code; })
      .text("parent", [&](std::size_t i) { return result.parents[zones[i].parent].code; })
      .text("status", [&](std::size_t i) { return status_of(zones[i]); })
      .real("households", 3, [&](std::size_t i) { return Optional(zones[i].households); })
      .real("population", 3, [&](std::size_t i) { return Optional(zones[i].population); })
      .whole("units", [&](std::size_t i) { return Optional(number(zones[i].score.units)); })
      .whole("buildings", [&](std::size_t i) { return Optional(number(zones[i].buildings)); })
      .whole("compounds", [&](std::size_t i) { return Optional(number(zones[i].compounds)); })
      .whole("pieces", [&](std::size_t i) { return Optional(number(zones[i].score.pieces)); })
      .real("area_m2", 2, [&](std::size_t i) { return Optional(zones[i].score.area.value()); })
      .real("perimeter_m", 2, [&](std::size_t i) { return Optional(zones[i].score.perimeter.value()); })
      .real("polsby_popper", 4, [&](std::size_t i) { return Optional(zones[i].score.polsby_popper); })
      .real("reock", 4, [&](std::size_t i) { return Optional(reock(zones[i].outline)); });
  if (result.has_events) {
    builder.real("events", 1, [&](std::size_t i) { return Optional(zones[i].score.workload); });
  }
  if (result.has_today) {
    builder.text("old_zone", [&](std::size_t i) { return zones[i].old_zone; }).whole("units_moved", [&](std::size_t i) {
      return Optional(number(zones[i].units_moved));
    });
  }
  if (result.posts) {
    builder.text("station", [&](std::size_t i) { return zones[i].station ? zones[i].station->code : std::string(); })
        .real("station_share", 4,
              [&](std::size_t i) { return zones[i].station ? Optional(zones[i].station->share) : std::nullopt; });
  }
  std::vector<const MultiPolygon*> outlines;
  for (const PlannedZone& zone : zones) {
    outlines.push_back(&zone.outline);
  }
  const std::vector<int> tints = zone_tints(outlines);
  builder.whole("tint", [&](std::size_t i) { return Optional(tints[i] + (zones[i].in_bounds ? 0 : kOutOfBounds)); })
      .polygons([&](std::size_t i) -> const MultiPolygon& { return zones[i].outline; });
  LayerStyle style;
  style.opacity = 0.7;
  style.column = "tint";
  style.classes = tint_classes();
  return {builder.take(), style};
}

StyledTable partition_unit_table(const Results& results, const PartitionResult& result) {
  const auto& units = result.units;
  TableBuilder builder(result.name + "_units",
                       order_by_code(units.size(), [&](std::size_t i) -> const std::string& { return units[i].code; }),
                       results.area->crs);
  builder.text("code", [&](std::size_t i) { return units[i].code; })
      .text("zone", [&](std::size_t i) { return result.zones[units[i].zone].code; })
      .text("parent", [&](std::size_t i) { return result.parents[units[i].parent].code; })
      .real("households", 3, [&](std::size_t i) { return Optional(units[i].households); })
      .real("population", 3, [&](std::size_t i) { return Optional(units[i].population); });
  if (result.has_today) {
    builder.text("old_zone", [&](std::size_t i) { return units[i].old_zone; }).whole("moved", [&](std::size_t i) {
      return Optional(units[i].moved ? 1.0 : 0.0);
    });
  }
  builder.points([&](std::size_t i) { return std::optional(units[i].at); });
  LayerStyle style;
  style.colour = "#666666";
  if (result.has_today) {
    style.column = "moved";
    style.classes = {{0.5, "#cccccc", "stays"}, {1.0, "#ae017e", "changes its zone"}};
  }
  return {builder.take(), style};
}

StyledTable partition_parent_table(const Results& results, const PartitionResult& result) {
  const auto& parents = result.parents;
  TableBuilder builder(result.name + "_parents", in_order(parents.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return parents[i].code; })
      .text("name", [&](std::size_t i) { return parents[i].name; })
      .text("outcome", [&](std::size_t i) { return outcome_of(parents[i]); })
      .real(std::string(unit_of(result.weigh)), 3, [&](std::size_t i) { return Optional(parents[i].weight); })
      .whole("units", [&](std::size_t i) { return Optional(number(parents[i].units)); })
      .whole("zones", [&](std::size_t i) { return Optional(number(parents[i].score.zones)); })
      .whole("out_of_bounds", [&](std::size_t i) { return Optional(number(parents[i].score.out_of_bounds)); })
      .whole("pieces_too_many", [&](std::size_t i) { return Optional(number(parents[i].score.extra_pieces)); })
      .real("objective", 6, [&](std::size_t i) { return Optional(parents[i].plan.objective); })
      .real("bound", 6, [&](std::size_t i) { return parents[i].plan.bound; })
      .text("why", [&](std::size_t i) { return first_reason(parents[i]); });
  if (result.posts) {
    builder.whole("stations_ok", [&](std::size_t i) { return Optional(number(parents[i].stations.ok)); })
        .whole("stations_ok_separate", [&](std::size_t i) { return Optional(number(parents[i].stations.ok_separate)); })
        .text("stations", [&](std::size_t i) { return std::string(name_of(parents[i].stations.search)); });
  }
  builder.points([&](std::size_t i) { return std::optional(parents[i].at); });
  LayerStyle style;
  style.colour = "#4477aa";
  style.column = "out_of_bounds";
  style.classes = {{0.5, "#99ccee", "all zones in bounds"}, {1e9, "#882255", "some zone out of bounds"}};
  return {builder.take(), style};
}

StyledTable partition_station_table(const Results& results, const PartitionResult& result) {
  std::vector<const PlannedZone*> zones;
  for (const PlannedZone& zone : result.zones) {
    if (zone.station) {
      zones.push_back(&zone);
    }
  }
  TableBuilder builder(result.name + "_stations", in_order(zones.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return zones[i]->station->code; })
      .text("kind", [&](std::size_t i) { return zones[i]->station->kind; })
      .text("zone", [&](std::size_t i) { return zones[i]->code; })
      .text("parent", [&](std::size_t i) { return result.parents[zones[i]->parent].code; })
      .real("reached_" + std::string(unit_of(result.weigh)), 3,
            [&](std::size_t i) { return Optional(zones[i]->station->reached); })
      .real("share", 4, [&](std::size_t i) { return Optional(zones[i]->station->share); })
      .whole("enough", [&](std::size_t i) { return Optional(zones[i]->station->enough ? 1.0 : 0.0); })
      .points([&](std::size_t i) { return std::optional(zones[i]->station->at); });
  LayerStyle style;
  style.column = "enough";
  style.classes = {{0.5, "#fdae61", "reaches too few of its zone"}, {1.0, "#1b7837", "reaches its zone"}};
  return {builder.take(), style};
}

StyledTable partition_change_table(const Results& results, const PartitionResult& result) {
  const auto& changes = result.changes;
  TableBuilder builder(result.name + "_change", in_order(changes.size()), results.area->crs);
  builder.text("old_zone", [&](std::size_t i) { return changes[i].old_zone; })
      .text("new_zone", [&](std::size_t i) { return changes[i].new_zone; })
      .real(std::string(unit_of(result.weigh)), 3, [&](std::size_t i) { return Optional(changes[i].weight); })
      .polygons([&](std::size_t i) -> const MultiPolygon& { return changes[i].shape; });
  LayerStyle style;
  style.colour = "#e7298a";
  style.opacity = 0.5;
  return {builder.take(), style};
}

StyledTable partition_lineage_table(const Results& results, const PartitionResult& result) {
  const auto& rows = result.lineage;
  TableBuilder builder(result.name + "_lineage", in_order(rows.size()), results.area->crs);
  builder.text("old_zone", [&](std::size_t i) { return rows[i].old_zone; })
      .text("new_zone", [&](std::size_t i) { return rows[i].new_zone; })
      .text("kind", [&](std::size_t i) { return rows[i].kind; })
      .whole("units", [&](std::size_t i) { return Optional(number(rows[i].units)); })
      .real(std::string(unit_of(result.weigh)), 3, [&](std::size_t i) { return Optional(rows[i].weight); });
  return {builder.take(), LayerStyle{}};
}

std::vector<StyledTable> partition_tables(const Results& results, const PartitionResult& result) {
  std::vector<StyledTable> tables;
  tables.push_back(partition_zone_table(results, result));
  if (result.has_today) {
    tables.push_back(partition_change_table(results, result));
    tables.push_back(partition_lineage_table(results, result));
  }
  if (result.posts) {
    tables.push_back(partition_station_table(results, result));
  }
  tables.push_back(partition_unit_table(results, result));
  tables.push_back(partition_parent_table(results, result));
  return tables;
}

}  // namespace lastmeter
