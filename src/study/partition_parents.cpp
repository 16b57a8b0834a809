// SPDX-License-Identifier: Apache-2.0
#include "study/partition_parents.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "geometry/column_shape.h"
#include "geometry/overlap_area.h"
#include "geometry/overlay.h"
#include "geometry/point_inside.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

namespace {

[[noreturn]] void refuse(const PartitionConfig& config, const std::string& what, const std::string& fix) {
  throw ConfigError(fmt::format("[{}] {}", config.name, what), fix);
}

void check_study(const StudyArea& area, const PartitionConfig& config) {
  const UnitSource source = unit_source(area, config);
  const bool of_demand = source == UnitSource::Buildings || source == UnitSource::Compounds;
  if (of_demand && area.basis != DemandBasis::Buildings) {
    refuse(config, fmt::format("makes zones of {}, and the study has no buildings", name_of(source)),
           "add [layers.buildings], or write units = \"population\"");
  }
  if (source == UnitSource::Population && area.basis != DemandBasis::PopulationPolygons &&
      area.basis != DemandBasis::PopulationPoints) {
    refuse(config, "makes zones of population areas, and the study's demand is no such layer",
           "add [layers.population], or write units = \"buildings\"");
  }
  if (source == UnitSource::GridZones && area.zones(ZoneLevel::GridZone).empty()) {
    refuse(config, "makes zones of grid zones, and the study has none", "add [layers.grid_zones]");
  }
  if (source == UnitSource::Units && area.context_of("units") == nullptr) {
    refuse(config, "makes zones of units, and the study has no [layers.units]",
           "add the layer of the basic units, or write units = \"buildings\"");
  }
  if (config.within && area.zones(*config.within).empty()) {
    refuse(config, fmt::format("draws zones within {}, and the study has none", role_of(*config.within)),
           fmt::format("add [layers.{}], or write within = \"study\"", role_of(*config.within)));
  }
  if (!has_today(area, config) && (config.count == ZoneCount::AsToday || config.moved_at_most < 1.0)) {
    refuse(config, "looks at the plan in force, and the study has no grid zones",
           "add [layers.grid_zones], or remove as_today and move_at_most");
  }
}

/// The parents as the study has them, without units.
std::vector<ParentUnits> empty_parents(const StudyArea& area, const PartitionConfig& config) {
  std::vector<ParentUnits> parents;
  if (config.within) {
    for (const Zone& zone : area.zones(*config.within).zones) {
      ParentUnits parent;
      parent.code = zone.code;
      parent.name = zone.name;
      parent.at = zone.outline.empty() ? Point{} : point_inside(zone.outline);
      parent.outline = zone.outline;
      parents.push_back(std::move(parent));
    }
    return parents;
  }
  parents.emplace_back();
  if (const auto top = area.top_level()) {
    std::vector<MultiPolygon> outlines;
    for (const Zone& zone : area.zones(*top).zones) {
      outlines.push_back(zone.outline);
    }
    parents.front().outline = dissolved(outlines);
    parents.front().at = point_inside(parents.front().outline);
  }
  return parents;
}

/// A unit for each demand point, in the parent that the point belongs to.
void add_demand_units(const StudyArea& area, const PartitionConfig& config, std::vector<ParentUnits>& parents,
                      std::vector<StudyUnit>& unplaced) {
  for (std::size_t d = 0; d < area.demand.size(); ++d) {
    const DemandPoint& point = area.demand[DemandId(d)];
    StudyUnit unit{
        .code = point.code,
        .at = point.at,
        .households = point.households,
        .population = point.population,
        .members = {DemandId(d)},
        .today = has_today(area, config) ? point.zones[static_cast<std::size_t>(ZoneLevel::GridZone)] : std::nullopt,
        .outline = area.demand_outlines.empty() ? MultiPolygon{} : area.demand_outlines[d]};
    const auto parent =
        config.within ? point.zones[static_cast<std::size_t>(*config.within)] : std::optional(ZoneId(0));
    (parent ? parents[parent->index()].units : unplaced).push_back(std::move(unit));
  }
}

std::vector<StudyUnit> polygon_units(const StudyArea& area, UnitSource source) {
  std::vector<StudyUnit> units;
  const auto add = [&](const std::string& code, MultiPolygon outline) -> StudyUnit& {
    const Point at = point_inside(outline);
    units.push_back({.code = code, .at = at, .members = {}, .today = {}, .outline = std::move(outline)});
    return units.back();
  };
  if (source == UnitSource::GridZones) {
    for (const Zone& zone : area.zones(ZoneLevel::GridZone).zones) {
      add(zone.code, zone.outline);
    }
    return units;
  }
  const ContextLayer& layer = *area.context_of("units");
  for (std::size_t i = 0; i < layer.codes.size(); ++i) {
    if (auto shape = sound_shape(layer.shapes, i)) {
      StudyUnit& unit = add(layer.codes[i], std::move(*shape));
      unit.households = layer.households.empty() ? 0.0 : layer.households[i].value_or(0.0);
      unit.population = layer.population.empty() ? 0.0 : layer.population[i].value_or(0.0);
    }
  }
  return units;
}

/// Counts that a layer does not state are those of the demand in each unit.
void count_members(const StudyArea& area, std::vector<StudyUnit>& units) {
  std::vector<const MultiPolygon*> shapes;
  double stated_households = 0.0;
  double stated_population = 0.0;
  for (const StudyUnit& unit : units) {
    shapes.push_back(&unit.outline);
    stated_households += unit.households;
    stated_population += unit.population;
  }
  const auto found = ZoneLocator(shapes).find_all(places_of(area.demand));
  for (std::size_t d = 0; d < found.size(); ++d) {
    if (found[d]) {
      StudyUnit& unit = units[*found[d]];
      const DemandPoint& point = area.demand[DemandId(d)];
      unit.members.emplace_back(d);
      unit.households += stated_households > 0.0 ? 0.0 : point.households;
      unit.population += stated_population > 0.0 ? 0.0 : point.population;
    }
  }
}

/// Every unit goes to the parent that it shares most ground with.
void add_polygon_units(const StudyArea& area, const PartitionConfig& config, std::vector<ParentUnits>& parents,
                       std::vector<StudyUnit>& unplaced) {
  std::vector<StudyUnit> units = polygon_units(area, unit_source(area, config));
  count_members(area, units);
  std::vector<std::optional<std::size_t>> parent_of(units.size());
  if (!config.within) {
    std::fill(parent_of.begin(), parent_of.end(), std::optional<std::size_t>(0));
  } else {
    std::vector<const MultiPolygon*> a;
    std::vector<const MultiPolygon*> b;
    std::transform(units.begin(), units.end(), std::back_inserter(a), [](const StudyUnit& u) { return &u.outline; });
    std::transform(parents.begin(), parents.end(), std::back_inserter(b),
                   [](const ParentUnits& p) { return &p.outline; });
    std::vector<SquareMetres> most(units.size());
    for (const OverlapPair& pair : overlaps_between(a, b, SquareMetres())) {
      if (pair.shared > most[pair.a]) {
        most[pair.a] = pair.shared;
        parent_of[pair.a] = pair.b;
      }
    }
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    (parent_of[i] ? parents[*parent_of[i]].units : unplaced).push_back(std::move(units[i]));
  }
}

void report_unplaced(const PartitionConfig& config, const std::vector<StudyUnit>& unplaced, IssueLedger& ledger) {
  for (const StudyUnit& unit : unplaced) {
    Issue issue = finding(Rule::UnitUnplaced, config.name, unit.code,
                          fmt::format("lies in none of the {}, so in no zone; {} households",
                                      config.within ? role_of(*config.within) : "parents", fixed(unit.households, 2)),
                          "correct its place or code, or the border");
    issue.severity = unit.households > 0.0 || unit.population > 0.0 ? Severity::Warning : Severity::Note;
    issue.figure = unit.households;
    issue.unit = "households";
    issue.at = unit.at;
    ledger.add(std::move(issue));
  }
}

/// Parents without a unit get no zone.
void drop_empty(const PartitionConfig& config, std::vector<ParentUnits>& parents, IssueLedger& ledger) {
  for (const ParentUnits& parent : parents) {
    if (parent.units.empty()) {
      Issue issue = finding(Rule::UnitUnplaced, config.name, parent.code, "holds no basic unit, so it gets no zone",
                            "see whether its buildings are missing");
      issue.name = parent.name;
      issue.at = parent.at;
      ledger.add(std::move(issue));
    }
  }
  std::erase_if(parents, [](const ParentUnits& parent) { return parent.units.empty(); });
}

void require_weight(const PartitionConfig& config, const std::vector<ParentUnits>& parents) {
  double weight = 0.0;
  for (const ParentUnits& parent : parents) {
    for (const StudyUnit& unit : parent.units) {
      weight += config.weigh == UnitWeight::Households ? unit.households : unit.population;
    }
  }
  if (!(weight > 0.0)) {
    refuse(config, fmt::format("bounds zones by {}, and no unit has any", unit_of(config.weigh)),
           config.weigh == UnitWeight::Households
               ? "name the column in [layers.*] households, or bound zones by population = [..]"
               : "name the column in [layers.*] population, or bound zones by households = [..]");
  }
}

}  // namespace

std::optional<MultiPolygon> sound_shape(const GeometryColumn& column, std::size_t row) {
  if (column.kind(row) != GeometryKind::Polygon) {
    return std::nullopt;
  }
  MultiPolygon shape = polygon_of(column, row);
  if (auto repaired = repair(shape)) {
    shape = std::move(repaired->shape);
  } else {
    normalize(shape);
  }
  return shape.empty() ? std::nullopt : std::optional(std::move(shape));
}

std::vector<ParentUnits> collect_parents(const StudyArea& area, const PartitionConfig& config, IssueLedger& ledger) {
  check_study(area, config);
  std::vector<ParentUnits> parents = empty_parents(area, config);
  std::vector<StudyUnit> unplaced;
  switch (unit_source(area, config)) {
    case UnitSource::Buildings:
    case UnitSource::Compounds:
    case UnitSource::Population:
      add_demand_units(area, config, parents, unplaced);
      break;
    case UnitSource::GridZones:
    case UnitSource::Units:
      add_polygon_units(area, config, parents, unplaced);
      break;
  }
  report_unplaced(config, unplaced, ledger);
  drop_empty(config, parents, ledger);
  require_weight(config, parents);
  return parents;
}

}  // namespace lastmeter
