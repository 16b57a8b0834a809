// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "geometry/overlay.h"
#include "input/build_parts.h"
#include "input/shapes.h"

namespace lastmeter {

namespace {

constexpr double kLatticePointsPerZone = 400.0;
constexpr double kMostLatticeColumns = 500.0;  // a sliver has a large box and little area

ZoneHints hints_of(const Layer& layer, std::size_t row) {
  return {.codes = {layer.text(Field::Subdistrict, row), layer.text(Field::Community, row),
                    layer.text(Field::GridZone, row)},
          .own_code = layer.text(Field::Code, row)};
}

void report_disagreement(const Layer& layer, std::size_t row, Point at, const std::string& what, IssueLedger& ledger) {
  if (what.empty()) {
    return;
  }
  Issue issue = layer.issue(Rule::HierarchyDisagrees, row, what, "correct the code, or the position");
  issue.at = at;
  ledger.add(std::move(issue));
}

void report_zero(const Layer& layer, std::size_t row, Point at, IssueLedger& ledger) {
  Issue issue = layer.issue(Rule::WeightZero, row, "has no households and no people", "nothing, if nobody lives there");
  issue.figure = 0.0;
  issue.at = at;
  ledger.add(std::move(issue));
}

/// True where the record states a number for every count its layer has, and all are zero.
bool states_zero(const Layer& layer, std::size_t row) {
  bool any = false;
  for (const Field field : {Field::Households, Field::Population}) {
    if (const Column* column = layer.column(field)) {
      const auto value = column->as_number(row);
      if (!value || *value != 0.0) {
        return false;
      }
      any = true;
    }
  }
  return any;
}

DemandPoint demand_of(const Layer& layer, std::size_t row, Point at, const MembershipFinder& finder,
                      IssueLedger& ledger) {
  DemandPoint point;
  point.code = layer.code(row);
  point.name = layer.text(Field::Name, row);
  point.at = at;
  point.households = count_of(layer, Field::Households, row, ledger);
  point.population = count_of(layer, Field::Population, row, ledger);
  point.compound = layer.text(Field::Compound, row);
  point.building_group = layer.text(Field::BuildingGroup, row);
  point.row = layer.source_row(row);
  auto found = finder.find(at, hints_of(layer, row));
  point.zones = found.zones;
  report_disagreement(layer, row, at, found.disagreement, ledger);
  if (states_zero(layer, row)) {
    report_zero(layer, row, at, ledger);
  }
  return point;
}

/// A building drawn as several pieces counts once, in the middle of them all, unless the repair has been reported.
void report_pieces(const Layer& layer, std::size_t row, Point at, const MultiPolygon& outline, IssueLedger& ledger) {
  const bool drawn_so = layer.spec().role == Role::Buildings && layer.table().geometry->part_count(row) > 1;
  const std::size_t pieces = drawn_so && outline.parts.size() > 1 ? piece_count(outline) : 1;
  if (pieces < 2) {
    return;
  }
  Issue issue =
      layer.issue(Rule::GeometryMultipart, row,
                  fmt::format("is drawn as {} separate pieces, counted as one building in the middle of them", pieces),
                  "nothing if it is one building, else make each piece a record with its own counts");
  issue.figure = static_cast<double>(pieces);
  issue.unit = "pieces";
  issue.at = at;
  ledger.add(std::move(issue));
}

void report_clipped(const Layer& layer, std::size_t rows, IssueLedger& ledger) {
  if (rows == 0) {
    return;
  }
  Issue note = finding(
      Rule::Orphan, layer.role(), "",
      fmt::format("{} of {} rows {} outside all zones, left out", rows, layer.rows(), rows == 1 ? "lies" : "lie"),
      "nothing: clip = true asks for it");
  note.severity = Severity::Note;
  note.figure = static_cast<double>(rows);
  note.unit = "rows";
  ledger.add(std::move(note));
}

DemandBasis basis_of(const Layer& layer, const std::vector<MultiPolygon>& outlines) {
  if (layer.spec().role == Role::Buildings) {
    return DemandBasis::Buildings;
  }
  for (const MultiPolygon& outline : outlines) {
    if (!outline.empty()) {
      return DemandBasis::PopulationPolygons;
    }
  }
  return DemandBasis::PopulationPoints;
}

/// Lattice points of the given spacing inside a zone, or its centroid.
std::vector<Point> lattice_in(const Zone& zone) {
  const Box box = bounds(zone.outline);
  const double longest = std::max(box.max_x - box.min_x, box.max_y - box.min_y);
  const double spacing = std::max(std::sqrt(zone.area.value() / kLatticePointsPerZone), longest / kMostLatticeColumns);
  const auto place = [&](int column, int row) {
    return Point{box.min_x + (column + 0.5) * spacing, box.min_y + (row + 0.5) * spacing};
  };
  std::vector<Point> points;
  for (int row = 0; place(0, row).y < box.max_y; ++row) {
    for (int column = 0; place(column, row).x < box.max_x; ++column) {
      if (contains(zone.outline, place(column, row))) {
        points.push_back(place(column, row));
      }
    }
  }
  if (points.empty()) {
    points.push_back(centroid(zone.outline));
  }
  return points;
}

/// The zone itself and all that hold it.
ZoneMembership chain_of(const StudyArea& area, ZoneLevel level, ZoneId id) {
  ZoneMembership zones;
  std::optional<ZoneLevel> at = level;
  std::optional<ZoneId> zone = id;
  while (at && zone) {
    zones[static_cast<std::size_t>(*at)] = zone;
    zone = area.zones(*at).zones[*zone].parent;
    at = area.level_above(*at);
  }
  return zones;
}

std::optional<ZoneLevel> lowest_level_with_totals(const StudyArea& area) {
  for (std::size_t i = kZoneLevels.size(); i-- > 0;) {
    for (const Zone& zone : area.zones(kZoneLevels[i]).zones) {
      if (zone.households || zone.population) {
        return kZoneLevels[i];
      }
    }
  }
  return std::nullopt;
}

/// Takes away the places outside all zones; the rows of the source they stood in.
std::set<std::size_t> clip(const Layer& layer, const MembershipFinder& finder,
                           std::vector<std::optional<Point>>& places) {
  std::set<std::size_t> clipped;
  for (std::size_t row = 0; row < places.size(); ++row) {
    if (places[row] && !finder.inside_any(*places[row])) {
      places[row].reset();
      clipped.insert(layer.source_row(row));
    }
  }
  return clipped;
}

}  // namespace

void build_demand(const Layer& layer, const MembershipFinder& finder, StudyArea& area, IssueLedger& ledger) {
  IssueLedger of_all_rows;
  check_codes(layer, of_all_rows);
  std::vector<MultiPolygon> outlines;
  auto places = sound_points(layer, of_all_rows, &outlines);
  const std::set<std::size_t> clipped = layer.spec().clip ? clip(layer, finder, places) : std::set<std::size_t>{};
  for (const Issue& issue : of_all_rows.issues()) {
    if (!issue.row || !clipped.contains(*issue.row)) {
      ledger.add(issue);
    }
  }
  area.basis = basis_of(layer, outlines);
  area.has_households = layer.has(Field::Households);
  area.has_population = layer.has(Field::Population);
  for (std::size_t row = 0; row < places.size(); ++row) {
    if (!places[row]) {
      continue;
    }
    DemandPoint point = demand_of(layer, row, *places[row], finder, ledger);
    report_pieces(layer, row, *places[row], outlines[row], ledger);
    point.footprint = lastmeter::area(outlines[row]);
    area.demand.push_back(std::move(point));
    if (area.basis == DemandBasis::PopulationPolygons) {
      area.demand_outlines.push_back(std::move(outlines[row]));
    }
  }
  report_clipped(layer, clipped.size(), ledger);
  area.accounts.push_back(layer.account(area.demand.size()));
}

void spread_zone_totals(StudyArea& area) {
  const auto level = lowest_level_with_totals(area);
  if (!level) {
    return;
  }
  area.basis = DemandBasis::ZoneTotals;
  const ZoneLayer& layer = area.zones(*level);
  for (std::size_t i = 0; i < layer.zones.size(); ++i) {
    const Zone& zone = layer.zones[ZoneId(i)];
    area.has_households = area.has_households || zone.households.has_value();
    area.has_population = area.has_population || zone.population.has_value();
    const std::vector<Point> points = lattice_in(zone);
    const auto n = static_cast<double>(points.size());
    DemandPoint sample;
    sample.code = zone.code;
    sample.name = zone.name;
    sample.households = zone.households.value_or(0.0) / n;
    sample.population = zone.population.value_or(0.0) / n;
    sample.zones = chain_of(area, *level, ZoneId(i));
    sample.row = zone.row;
    for (const Point at : points) {
      sample.at = at;
      area.demand.push_back(sample);
    }
  }
}

}  // namespace lastmeter
