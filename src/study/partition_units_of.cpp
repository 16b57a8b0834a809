// SPDX-License-Identifier: Apache-2.0
#include "study/partition_units_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/amounts.h"
#include "core/parallel.h"
#include "core/text.h"
#include "geometry/overlay.h"
#include "geometry/point_inside.h"
#include "partition/unit_cells.h"
#include "study/partition_groups.h"
#include "study/partition_parents.h"
#include "study/shared_progress.h"
#include "study/unit_measures.h"

namespace lastmeter {

namespace {

bool has_cells(const StudyArea& area, UnitSource source) {
  switch (source) {
    case UnitSource::Buildings:
    case UnitSource::Compounds:
      return true;
    case UnitSource::Population:
      return area.demand_outlines.empty();
    case UnitSource::GridZones:
    case UnitSource::Units:
      return false;
  }
  return false;
}

/// What divides the ground of every parent.
struct Ground {
  CellGround cells;
  std::map<std::string, std::size_t> compounds;  // by code
  std::vector<std::vector<Point>> streets;
};

Ground ground_of(const StudyArea& area, const StreetInput& streets, const PartitionConfig& config) {
  Ground ground;
  if (const ContextLayer* layer = area.context_of("compounds")) {
    for (std::size_t i = 0; i < layer->codes.size(); ++i) {
      if (auto shape = sound_shape(layer->shapes, i)) {
        ground.compounds.emplace(layer->codes[i], ground.cells.compounds.size());
        ground.cells.compounds.push_back(std::move(*shape));
      }
    }
  } else {
    ground.cells.compounds = area.residential;
  }
  if (config.respect_barriers) {
    ground.cells.barriers = streets.barriers;
  }
  if (config.prices.along_credit > 0.0) {
    for (std::size_t i = 0; i < streets.streets.size(); ++i) {
      const auto line = streets.streets.line(i);
      ground.streets.emplace_back(line.begin(), line.end());
    }
  }
  return ground;
}

/// A shape for each building, on the ground of their parent.
void draw_cells(const StudyArea& area, const Ground& ground, ParentUnits& parent) {
  std::vector<CellSite> sites;
  for (const StudyUnit& unit : parent.units) {
    const auto compound = ground.compounds.find(area.demand[unit.members.front()].compound);
    sites.push_back({unit.at, compound == ground.compounds.end() ? std::nullopt : std::optional(compound->second)});
  }
  std::vector<MultiPolygon> cells = unit_cells(parent.outline, sites, ground.cells);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    parent.units[i].outline = std::move(cells[i]);
  }
}

/// Buildings of one compound become one unit; those in none stay what they are.
void unite_compounds(const StudyArea& area, ParentUnits& parent) {
  std::vector<StudyUnit> united;
  std::vector<std::vector<MultiPolygon>> shapes;
  std::map<std::string, std::size_t> known;
  for (StudyUnit& unit : parent.units) {
    const std::string& compound = area.demand[unit.members.front()].compound;
    const auto at = compound.empty() ? known.end() : known.find(compound);
    if (at == known.end()) {
      if (!compound.empty()) {
        known.emplace(compound, united.size());
        unit.code = compound;
      }
      shapes.push_back({std::move(unit.outline)});
      united.push_back(std::move(unit));
      continue;
    }
    StudyUnit& whole = united[at->second];
    whole.households += unit.households;
    whole.population += unit.population;
    whole.members.insert(whole.members.end(), unit.members.begin(), unit.members.end());
    whole.today = whole.today == unit.today ? whole.today : std::nullopt;
    shapes[at->second].push_back(std::move(unit.outline));
  }
  for (std::size_t i = 0; i < united.size(); ++i) {
    united[i].outline = shapes[i].size() == 1 ? std::move(shapes[i].front()) : dissolved(shapes[i]);
    united[i].at = united[i].outline.empty() ? united[i].at : point_inside(united[i].outline);
  }
  parent.units = std::move(united);
}

bool is_dedicated(const StudyArea& area, const StudyUnit& unit) {
  return unit.today && area.zones(ZoneLevel::GridZone).zones[*unit.today].kind == ZoneKind::Dedicated;
}

std::vector<std::vector<Point>> lines_near(const std::vector<std::vector<Point>>& lines, const Box& window) {
  std::vector<std::vector<Point>> near;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(near),
               [&](const std::vector<Point>& line) { return bounds(line).intersects(window); });
  return near;
}

Box extent_of(const ParentUnits& parent) {
  Box box;
  for (const StudyUnit& unit : parent.units) {
    box.add(bounds(unit.outline));
  }
  return box;
}

/// Who borders whom, among the units that are no dedicated zone's.
void build_graph(const StudyArea& area, const StreetInput& streets, const Ground& ground, const EventPlaces& events,
                 const PartitionConfig& config, ParentUnits& parent) {
  constexpr Metres beside{50.0};
  const auto last = std::stable_partition(parent.units.begin(), parent.units.end(),
                                          [&](const StudyUnit& unit) { return !is_dedicated(area, unit); });
  const Box window = extent_of(parent).grown(beside);
  std::vector<MultiPolygon> shapes;
  IdVector<UnitId, BasicUnit> units;
  for (auto unit = parent.units.begin(); unit != last; ++unit) {
    shapes.push_back(unit->outline);
    units.push_back({.code = unit->code,
                     .weight = config.weigh == UnitWeight::Households ? unit->households : unit->population,
                     .workload = 0.0,
                     .at = unit->at,
                     .area = lastmeter::area(unit->outline),
                     .outer = Metres()});
  }
  const bool fits = has_cells(area, unit_source(area, config));
  UnitBorders found = unit_borders(shapes, {.tolerance = fits ? Metres() : config.border_tolerance,
                                            .islands = Islands::Linked,
                                            .barriers = lines_near(ground.cells.barriers, window),
                                            .streets = lines_near(ground.streets, window),
                                            .crossings = streets.crossings,
                                            .crossing_reach = Metres(10.0),
                                            .linked = {}});
  for (std::size_t i = 0; i < units.size(); ++i) {
    units[UnitId(i)].outer = found.outer[UnitId(i)];
  }
  measure_units(events, config, parent, units);
  tie_units(area, config, units, found.borders);
  parent.links = std::move(found.links);
  parent.graph = UnitGraph(std::move(units), std::move(found.borders));
}

void report_links(const ParentUnits& parent, IssueLedger& ledger) {
  if (parent.links.empty()) {
    return;
  }
  const auto widest = std::max_element(parent.links.begin(), parent.links.end(),
                                       [](const IslandLink& a, const IslandLink& b) { return a.gap < b.gap; });
  Issue issue = finding(Rule::UnitLinked, "partition", parent.code,
                        fmt::format("{} of its ground {} not touch the rest and {} as joined to the nearest, "
                                    "across up to {}",
                                    counted(parent.links.size(), "part"), parent.links.size() == 1 ? "does" : "do",
                                    parent.links.size() == 1 ? "counts" : "count", text_of(widest->gap)),
                        "see whether a zone may reach across; else draw the parts as parents of their own");
  issue.name = parent.name;
  issue.figure = widest->gap.value();
  issue.unit = "m";
  issue.at = parent.at;
  ledger.add(std::move(issue));
}

/// Units that got no ground and so border nobody.
void report_without_ground(const ParentUnits& parent, IssueLedger& ledger) {
  for (const StudyUnit& unit : parent.units) {
    if (unit.outline.empty()) {
      Issue issue = finding(Rule::UnitUnplaced, "partition", unit.code, "has no ground of its own, so no neighbour",
                            "move it off the others that stand at the same place");
      issue.at = unit.at;
      ledger.add(std::move(issue));
    }
  }
}

}  // namespace

UnitSource unit_source(const StudyArea& area, const PartitionConfig& config) {
  return config.units.value_or(area.basis == DemandBasis::Buildings ? UnitSource::Buildings : UnitSource::Population);
}

bool has_today(const StudyArea& area, const PartitionConfig& config) {
  return config.use_today && !area.zones(ZoneLevel::GridZone).empty() &&
         unit_source(area, config) != UnitSource::GridZones;
}

std::vector<ParentUnits> units_of_parents(const StudyArea& area, const StreetInput& streets, const EventBook* book,
                                          const PartitionConfig& config, IssueLedger& ledger, Progress& progress) {
  std::vector<ParentUnits> parents = collect_parents(area, config, ledger);
  const UnitSource source = unit_source(area, config);
  const Ground ground = ground_of(area, streets, config);
  const EventPlaces events = event_places(area, book, config);
  SharedProgress steps("drawing units", parents.size(), progress);
  parallel_slices(parents.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      ParentUnits& parent = parents[i];
      if (has_cells(area, source)) {
        draw_cells(area, ground, parent);
      }
      if (source == UnitSource::Compounds) {
        unite_compounds(area, parent);
      }
      build_graph(area, streets, ground, events, config, parent);
      find_groups(area, config, parent);
      steps.step(1);
    }
  });
  for (const ParentUnits& parent : parents) {
    report_links(parent, ledger);
    report_without_ground(parent, ledger);
  }
  return parents;
}

}  // namespace lastmeter
