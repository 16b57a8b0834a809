// SPDX-License-Identifier: Apache-2.0
#include "study/read_partition.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/amounts.h"
#include "core/error.h"
#include "core/text.h"
#include "geometry/zone_locator.h"
#include "io/read_table.h"
#include "study/partition_parents.h"

namespace lastmeter {

namespace {

/// The zone of every unit, "" where the plan has none: by parent, by unit of the graph.
using ZoneNames = std::vector<std::vector<std::string>>;

Role role_of_units(UnitSource source) {
  switch (source) {
    case UnitSource::Buildings:
      return Role::Buildings;
    case UnitSource::Compounds:
      return Role::Compounds;
    case UnitSource::GridZones:
      return Role::GridZones;
    case UnitSource::Population:
      return Role::Population;
    case UnitSource::Units:
      return Role::Units;
  }
  return Role::Units;
}

std::optional<std::size_t> column_of(const FeatureTable& table, Role role, Field field) {
  LayerSpec spec;
  spec.role = role;
  return find_field(table, spec, field, {});
}

std::size_t zone_column(const FeatureTable& table, const std::string& file) {
  for (const std::string_view name : {"zone", "district", "assignment", "new_zone"}) {
    if (const auto column = table.find(name)) {
      return *column;
    }
  }
  if (const auto column = column_of(table, Role::Buildings, Field::GridZone)) {
    return *column;
  }
  throw ConfigError(fmt::format("plan {} has no column of zones", file), "name the column `zone`");
}

ZoneNames zones_by_code(const FeatureTable& table, const std::string& file, UnitSource source,
                        const std::vector<ParentUnits>& parents) {
  const auto code = column_of(table, role_of_units(source), Field::Code);
  if (!code) {
    throw ConfigError(fmt::format("plan {} has no column of unit codes", file), "name the column `code`");
  }
  const std::size_t zone = zone_column(table, file);
  std::map<std::string, std::string> zone_of;
  for (std::size_t row = 0; row < table.rows; ++row) {
    zone_of[std::string(trimmed(table.columns[*code].as_text(row)))] = trimmed(table.columns[zone].as_text(row));
  }
  std::size_t found = 0;
  ZoneNames names(parents.size());
  for (std::size_t p = 0; p < parents.size(); ++p) {
    for (std::size_t i = 0; i < parents[p].graph.size(); ++i) {
      const auto at = zone_of.find(parents[p].units[i].code);
      names[p].push_back(at == zone_of.end() ? "" : at->second);
      found += at == zone_of.end() ? 0 : 1;
    }
  }
  if (found == 0) {
    throw ConfigError(fmt::format("plan {} names none of the study's {}", file, name_of(source)),
                      "see whether its codes are those of the layer");
  }
  return names;
}

ZoneNames zones_by_place(const StudyArea& area, FeatureTable& table, const std::string& file,
                         const std::vector<ParentUnits>& parents) {
  if (area.crs) {
    if (!table.crs) {
      throw InputError(fmt::format("plan {} has no coordinate system", file), "add one, as its .prj file");
    }
    transform(*table.crs, *area.crs, table.geometry->all_coordinates());
  }
  const auto code = column_of(table, Role::GridZones, Field::Code);
  std::vector<std::string> codes;
  std::vector<MultiPolygon> shapes;
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (auto shape = sound_shape(*table.geometry, row)) {
      const std::string text(code ? trimmed(table.columns[*code].as_text(row)) : std::string_view());
      codes.push_back(text.empty() ? fmt::format("#{}", row + 1) : text);
      shapes.push_back(std::move(*shape));
    }
  }
  if (shapes.empty()) {
    throw ConfigError(fmt::format("plan {} has no polygon", file), "give the zones as polygons, or a table of units");
  }
  std::vector<const MultiPolygon*> pointers;
  std::transform(shapes.begin(), shapes.end(), std::back_inserter(pointers), [](const auto& shape) { return &shape; });
  const ZoneLocator locator(pointers);
  ZoneNames names(parents.size());
  for (std::size_t p = 0; p < parents.size(); ++p) {
    for (std::size_t i = 0; i < parents[p].graph.size(); ++i) {
      const auto zone = locator.find(parents[p].units[i].at);
      names[p].push_back(zone ? codes[*zone] : "");
    }
  }
  return names;
}

bool has_polygons(const FeatureTable& table) {
  for (std::size_t row = 0; table.geometry && row < table.rows; ++row) {
    if (table.geometry->kind(row) == GeometryKind::Polygon) {
      return true;
    }
  }
  return false;
}

GivenZones numbered(const std::vector<std::string>& zones) {
  const std::set<std::string> distinct(zones.begin(), zones.end());
  GivenZones given;
  given.names.assign(distinct.begin(), distinct.end());
  for (const std::string& zone : zones) {
    given.zone_of.push_back(ZoneId(static_cast<std::size_t>(std::distance(distinct.begin(), distinct.find(zone)))));
  }
  return given;
}

void report_left_out(const PartitionConfig& config, const std::vector<ParentUnits>& parents, const ZoneNames& names,
                     IssueLedger& ledger) {
  for (std::size_t p = 0; p < parents.size(); ++p) {
    for (std::size_t i = 0; i < names[p].size(); ++i) {
      if (names[p][i].empty()) {
        const StudyUnit& unit = parents[p].units[i];
        Issue issue = finding(Rule::UnitUnplaced, config.name, unit.code,
                              fmt::format("lies in no zone of the plan; {} households", fixed(unit.households, 2)),
                              "add it to a zone");
        issue.severity = Severity::Error;
        issue.figure = unit.households;
        issue.unit = "households";
        issue.at = unit.at;
        ledger.add(std::move(issue));
      }
    }
  }
}

}  // namespace

std::vector<GivenZones> read_partition(const StudyArea& area, const PartitionConfig& config,
                                       const std::vector<ParentUnits>& parents, IssueLedger& ledger,
                                       Progress& progress) {
  FeatureTable table = read_table({.path = config.plan.string()}, progress);
  const std::string file = config.plan.string();
  const ZoneNames names = has_polygons(table) ? zones_by_place(area, table, file, parents)
                                              : zones_by_code(table, file, unit_source(area, config), parents);
  report_left_out(config, parents, names, ledger);
  std::vector<GivenZones> given;
  std::transform(names.begin(), names.end(), std::back_inserter(given), numbered);
  return given;
}

CountPlan counts_of_given(const PartitionConfig& config, const std::vector<ParentUnits>& parents,
                          const std::vector<GivenZones>& given) {
  std::map<std::string, std::size_t> parents_of;
  std::size_t left_out = 0;
  CountPlan counts;
  for (const GivenZones& zones : given) {
    for (const std::string& name : zones.names) {
      if (name.empty()) {
        left_out +=
            static_cast<std::size_t>(std::count_if(zones.zone_of.begin(), zones.zone_of.end(),
                                                   [&](ZoneId zone) { return zones.names[zone.index()].empty(); }));
      } else {
        ++parents_of[name];
      }
    }
  }
  if (left_out > 0) {
    counts.reasons.push_back(fmt::format("{} in no zone of the plan", counted(left_out, "unit lies", "units lie")));
  }
  if (config.count == ZoneCount::Total && parents_of.size() != config.zones) {
    counts.reasons.push_back(
        fmt::format("{} zones are asked for, and the plan has {}", config.zones, parents_of.size()));
  }
  for (const auto& [name, count] : parents_of) {
    if (count > 1) {
      counts.reasons.push_back(fmt::format("zone '{}' lies in {} of the {}", printable(name, '?'), count,
                                           config.within ? role_of(*config.within) : "parents"));
    }
  }
  PartitionConfig with_number = config;
  with_number.count = ZoneCount::Total;
  with_number.zones = std::max<std::size_t>(1, parents_of.size());
  counts.bounds = zone_bounds(with_number, parents);
  return counts;
}

}  // namespace lastmeter
