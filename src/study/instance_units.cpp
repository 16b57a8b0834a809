// SPDX-License-Identifier: Apache-2.0
#include "study/instance_units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "core/amounts.h"
#include "core/error.h"
#include "core/text.h"
#include "geometry/overlap_area.h"
#include "geometry/point_inside.h"
#include "geometry/shared_borders.h"
#include "io/read_table.h"
#include "study/instance_fields.h"
#include "study/instance_shapes.h"

namespace lastmeter {

namespace {

constexpr std::size_t most_links_named = 10;

std::string no_units(const FeatureTable& table, std::string_view fix) {
  return fmt::format("{} is an empty layer: it holds no feature, so there are no units to make zones of; {}",
                     table.source.path, fix);
}

/// Codes, weights and the other fields of the rows that make units.
void take_fields(const FeatureTable& table, const UnitsRequest& request, const std::vector<std::size_t>& rows,
                 InstanceUnits& result) {
  const bool nodes = !request.nodes.empty();
  const auto name = [&](const std::string& given, const char* custom) {
    return nodes && given.empty() ? custom : given;
  };
  const std::vector<std::string> codes =
      codes_of(table, field_of(table, "--code", name(request.code, "unit_id")), rows, result.refusals);
  const CodedRows coded{table, rows, codes};
  const FieldRemarks remarks{result.notes, result.missing, result.refusals};
  const std::vector<double> weights =
      weights_of(coded, field_of(table, "--weight", name(request.weight, "pop")), remarks);
  result.units = IdVector<UnitId, BasicUnit>(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    result.units[UnitId(i)].code = codes[i];
    result.units[UnitId(i)].weight = weights[i];
  }
  const auto texts = [&](const char* option, const std::string& field) {
    return field.empty() ? std::vector<std::string>() : texts_of(field_of(table, option, field), rows);
  };
  result.current = texts("--current", request.current);
  result.groups = texts("--group", request.group);
  result.parents = texts("--within", request.within);
  const auto numbers = [&](const char* option, const std::string& field, const NumbersWanted& wanted) {
    return field.empty() ? std::vector<double>(rows.size(), 0.0)
                         : numbers_of(coded, field_of(table, option, field), wanted, remarks);
  };
  const std::vector<double> workloads = numbers("--workload", request.workload, {"workload", 0.0});
  const std::vector<double> traits = numbers("--alike", request.alike, {"value", -kMostOfAnAmount});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    result.units[UnitId(i)].workload = workloads[i];
    result.units[UnitId(i)].trait = traits[i];
  }
  result.together = texts("--together", request.together);
  Tally orphans;
  for (std::size_t i = 0; i < result.parents.size(); ++i) {
    if (result.parents[i].empty()) {
      orphans.add(codes[i]);
    }
  }
  if (orphans.count() > 0) {
    result.refusals.push_back(fmt::format("{} without a parent in '{}': {}", counted(orphans.count(), "unit"),
                                          request.within, orphans.text()));
  }
}

void note_overlaps(const std::vector<MultiPolygon>& shapes, Metres tolerance, InstanceUnits& result) {
  std::vector<const MultiPolygon*> all;
  std::transform(shapes.begin(), shapes.end(), std::back_inserter(all), [](const MultiPolygon& s) { return &s; });
  Tally same;
  Tally overlapping;
  double shared = 0.0;
  for (const OverlapPair& pair : overlaps_within(all, SquareMetres(1.0))) {
    const std::string names =
        fmt::format("{}' and '{}", result.units[UnitId(pair.a)].code, result.units[UnitId(pair.b)].code);
    const SquareMetres least = std::min(area(shapes[pair.a]), area(shapes[pair.b]));
    const SquareMetres most = std::max(area(shapes[pair.a]), area(shapes[pair.b]));
    if (pair.shared > 0.999 * most) {
      same.add(names);
    } else if (pair.shared > 0.5 * least ||
               pair.shared > tolerance * std::min(perimeter(shapes[pair.a]), perimeter(shapes[pair.b]))) {
      overlapping.add(names);
      shared += pair.shared.value();
    }
  }
  if (same.count() > 0) {
    result.notes.push_back(
        fmt::format("units lie upon each other, {}: {}", counted(same.count(), "pair"), same.text()));
  }
  if (overlapping.count() > 0) {
    result.notes.push_back(fmt::format("units overlap, {}, by {} in all: {}", counted(overlapping.count(), "pair"),
                                       text_of(SquareMetres(shared)), overlapping.text()));
  }
}

/// Without a tolerance: pairs that lie within a millimetre of each other all the same.
void note_near_misses(const std::vector<MultiPolygon>& shapes, std::size_t found, InstanceUnits& result) {
  const std::size_t near = shared_borders(shapes, Metres(1e-3)).borders.size();
  if (near > found) {
    result.notes.push_back(fmt::format("{} {} exactly; {} more {} less than 1 mm apart: --snap 0.001 finds them",
                                       counted(found, "border"), found == 1 ? "matches" : "match", near - found,
                                       near - found == 1 ? "is" : "are"));
  }
}

void note_links(InstanceUnits& result) {
  for (std::size_t i = 0; i < std::min(result.links.size(), most_links_named); ++i) {
    const IslandLink& link = result.links[i];
    result.notes.push_back(fmt::format("no border joins the part of unit '{}': linked to '{}', {} away",
                                       result.units[link.a].code, result.units[link.b].code, text_of(link.gap)));
  }
  if (result.links.size() > most_links_named) {
    result.notes.push_back(fmt::format("and {} linked across gaps: is --snap large enough?",
                                       counted(result.links.size() - most_links_named, "more part", "more parts")));
  }
}

void take_borders(const UnitsRequest& request, const UnitShapes& found, InstanceUnits& result, Progress& progress) {
  BorderSettings settings;
  settings.tolerance = Metres(request.snap);
  settings.barriers = lines_of_layer(request.barriers, found.crs, Wanted::Lines, progress);
  settings.streets = lines_of_layer(request.streets, found.crs, Wanted::Lines, progress);
  for (const std::vector<Point>& place : lines_of_layer(request.crossings, found.crs, Wanted::Places, progress)) {
    settings.crossings.insert(settings.crossings.end(), place.begin(), place.end());
  }
  progress.stage("finding borders", 0);
  UnitBorders borders = unit_borders(found.shapes, settings);
  for (std::size_t i = 0; i < found.shapes.size(); ++i) {
    BasicUnit& unit = result.units[UnitId(i)];
    unit.area = area(found.shapes[i]);
    unit.outer = borders.outer[UnitId(i)];
    unit.at = point_inside(found.shapes[i]);
  }
  note_overlaps(found.shapes, settings.tolerance, result);
  if (request.snap == 0.0) {
    note_near_misses(found.shapes, borders.borders.size() - borders.links.size(), result);
  }
  result.borders = std::move(borders.borders);
  result.links = std::move(borders.links);
  note_links(result);
}

/// Keeps the units that a table lists; those it lists in vain are refused.
void keep_listed(const UnitsRequest& request, const FeatureTable& table, UnitShapes& found, InstanceUnits& result,
                 Progress& progress) {
  const FeatureTable list = read_table({.path = request.only.string()}, progress);
  if (list.columns.empty()) {
    throw InputError(fmt::format("{} has no column", request.only.string()), "list unit codes under unit_id");
  }
  const Column& listed = list.columns[list.find("unit_id").value_or(0)];
  std::map<std::string, bool, std::less<>> wanted;  // found yet?
  for (std::size_t row = 0; row < list.rows; ++row) {
    wanted.emplace(trimmed(listed.as_text(row)), false);
  }
  const std::vector<std::string> codes = texts_of(field_of(table, "--code", request.code), found.rows);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (const auto at = wanted.find(codes[i]); at != wanted.end()) {
      at->second = true;
      found.rows[kept] = found.rows[i];
      std::swap(found.shapes[kept++], found.shapes[i]);
    }
  }
  found.rows.resize(kept);
  found.shapes.resize(kept);
  Tally missing;
  for (const auto& [code, is_there] : wanted) {
    if (!is_there) {
      missing.add(code);
    }
  }
  if (missing.count() > 0) {
    result.refusals.push_back(fmt::format("{} lists {} not there: {}", list.source.path,
                                          counted(missing.count(), "unit that is", "units that are"), missing.text()));
  }
}

void read_polygons(const UnitsRequest& request, InstanceUnits& result, Progress& progress) {
  FeatureTable table = read_table({.path = request.units.string(), .layer = request.layer}, progress);
  if (table.rows == 0) {
    result.refusals.push_back(no_units(table, "name another file (--units) or another of its layers (--layer)"));
    return;
  }
  field_of(table, "--code", request.code);
  field_of(table, "--weight", request.weight);
  UnitShapes found = unit_shapes(table, result.notes, result.refusals);
  if (result.refusals.empty() && !request.only.empty()) {
    keep_listed(request, table, found, result, progress);
  }
  if (!result.refusals.empty()) {
    return;
  }
  take_fields(table, request, found.rows, result);
  if (result.refusals.empty()) {
    take_borders(request, found, result, progress);
  }
}

/// Amounts of a field that may be missing.
void take_amounts(const FeatureTable& table, const char* field, InstanceUnits& result, double least, const auto& take) {
  const auto at = table.find(field);
  Tally wrong;
  for (std::size_t i = 0; at && i < result.units.size(); ++i) {
    const std::optional<double> value = table.columns[*at].as_number(i);
    if (value && *value >= least && *value <= kMostOfAnAmount) {
      take(result.units[UnitId(i)], *value);
    } else if (!trimmed(table.columns[*at].as_text(i)).empty()) {
      wrong.add(table.record_text(i));
    }
  }
  if (wrong.count() > 0) {
    result.refusals.push_back(fmt::format("{} in '{}' of {} cannot be used, the limits are {} and {}: {}",
                                          counted(wrong.count(), "number"), field, table.source.path, grouped(least),
                                          grouped(kMostOfAnAmount), wrong.text()));
  }
}

void read_edges(const UnitsRequest& request, InstanceUnits& result, Progress& progress) {
  const FeatureTable table = read_table({.path = request.edges.string()}, progress);
  std::vector<std::size_t> rows(table.rows);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  const std::vector<std::string> from = texts_of(field_of(table, "--edges", "u"), rows);
  const std::vector<std::string> to = texts_of(field_of(table, "--edges", "v"), rows);
  const auto shared = table.find("shared");
  std::unordered_map<std::string_view, std::size_t> by_code;
  for (std::size_t i = 0; i < result.units.size(); ++i) {
    by_code.emplace(result.units[UnitId(i)].code, i);
  }
  std::map<std::pair<UnitId, UnitId>, double> lengths;
  Tally unknown;
  Tally wrong;
  Tally twice;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const auto u = by_code.find(from[row]);
    const auto v = by_code.find(to[row]);
    const std::optional<double> length = shared ? table.columns[*shared].as_number(row) : 0.0;
    if (u == by_code.end() || v == by_code.end()) {
      unknown.add(fmt::format("{}: {} - {}", table.record_text(row), from[row], to[row]));
    } else if (u->second == v->second || (length && !(std::isfinite(*length) && *length >= 0.0)) ||
               (!length && !trimmed(table.columns[*shared].as_text(row)).empty())) {
      wrong.add(table.record_text(row));
    } else if (!lengths.try_emplace(std::minmax(UnitId(u->second), UnitId(v->second)), length.value_or(0.0)).second) {
      twice.add(table.record_text(row));
    }
  }
  const auto refuse = [&](const Tally& faults, const char* what) {
    if (faults.count() > 0) {
      result.refusals.push_back(
          fmt::format("{} edges of {} {}: {}", faults.count(), table.source.path, what, faults.text()));
    }
  };
  refuse(unknown, "name units that are not there");
  refuse(wrong, "join a unit with itself or have a length that is no number of 0 or more");
  refuse(twice, "stand there twice");
  for (const auto& [pair, length] : lengths) {
    result.borders.push_back({pair.first, pair.second, Metres(length)});
  }
}

void read_graph(const UnitsRequest& request, InstanceUnits& result, Progress& progress) {
  const FeatureTable table = read_table({.path = request.nodes.string()}, progress);
  std::vector<std::size_t> rows(table.rows);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (rows.empty()) {
    result.refusals.push_back(no_units(table, "name a table with a row a unit: --nodes"));
    return;
  }
  take_fields(table, request, rows, result);
  constexpr double any = -kMostOfAnAmount;
  take_amounts(table, "x", result, any, [](BasicUnit& unit, double value) { unit.at.x = value; });
  take_amounts(table, "y", result, any, [](BasicUnit& unit, double value) { unit.at.y = value; });
  take_amounts(table, "area", result, 0.0, [](BasicUnit& unit, double value) { unit.area = SquareMetres(value); });
  take_amounts(table, "outer", result, 0.0, [](BasicUnit& unit, double value) { unit.outer = Metres(value); });
  if (result.refusals.empty()) {
    read_edges(request, result, progress);
  }
}

void tie_together(InstanceUnits& result) {
  for (UnitBorder& border : result.borders) {
    if (!result.together.empty() && !result.together[border.a.index()].empty()) {
      border.ties = result.together[border.a.index()] == result.together[border.b.index()] ? 1 : 0;
    }
  }
}

}  // namespace

InstanceUnits read_units(const UnitsRequest& request, Progress& progress) {
  const bool graph = !request.nodes.empty() || !request.edges.empty();
  if (graph == !request.units.empty()) {
    throw ConfigError(graph ? "--units and --nodes are both given" : "--units is missing",
                      "name a layer of polygons (--units), or a table of nodes and one of edges (--nodes, --edges)");
  }
  if (graph && (request.nodes.empty() || request.edges.empty())) {
    throw ConfigError(request.nodes.empty() ? "--nodes is missing" : "--edges is missing", "give both tables");
  }
  if (graph && !(request.barriers.empty() && request.streets.empty() && request.crossings.empty())) {
    throw ConfigError("--barriers, --streets and --crossings need shapes, but a table of nodes has none",
                      "leave out the edges that a barrier cuts");
  }
  if (!(request.snap >= 0.0 && std::isfinite(request.snap))) {
    throw ConfigError(fmt::format("--snap is {}", request.snap), "give metres, 0 or more");
  }
  InstanceUnits result;
  result.name = (graph ? request.nodes : request.units).filename().string();
  progress.stage("reading", 0);
  if (graph) {
    read_graph(request, result, progress);
  } else {
    read_polygons(request, result, progress);
  }
  tie_together(result);
  return result;
}

}  // namespace lastmeter
