// SPDX-License-Identifier: Apache-2.0
#include "input/build_study_area.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/amounts.h"
#include "input/build_parts.h"
#include "input/crs_offset_layers.h"
#include "input/read_layers.h"

namespace lastmeter {

namespace {

const Layer* layer_of(const std::vector<Layer>& layers, Role role) {
  for (const Layer& layer : layers) {
    if (layer.spec().role == role) {
      return &layer;
    }
  }
  return nullptr;
}

std::optional<ZoneLevel> zone_level(Role role) {
  switch (role) {
    case Role::Subdistricts:
      return ZoneLevel::Subdistrict;
    case Role::Communities:
      return ZoneLevel::Community;
    case Role::GridZones:
      return ZoneLevel::GridZone;
    case Role::Compounds:
    case Role::Buildings:
    case Role::Units:
    case Role::Population:
    case Role::Facilities:
    case Role::Candidates:
    case Role::Streets:
    case Role::Barriers:
    case Role::Residential:
    case Role::Events:
    case Role::Crossings:
    case Role::Entrances:
      return std::nullopt;
  }
  return std::nullopt;
}

DoctorLayer doctor_layer(const Layer& layer) {
  DoctorLayer patient;
  patient.role = layer.role();
  patient.file = layer.table().source.path;
  if (!layer.spec().crs.empty()) {
    patient.declared_by_user = Crs::parse(layer.spec().crs);
  }
  patient.from_file = layer.table().crs;
  if (layer.table().geometry) {
    patient.coordinates = layer.table().geometry->all_coordinates();
  }
  return patient;
}

CrsDiagnosis settle_coordinates(std::vector<Layer>& layers, const std::string& study_crs, IssueLedger& ledger) {
  std::vector<DoctorLayer> patients;
  patients.reserve(layers.size());
  for (const Layer& layer : layers) {
    patients.push_back(doctor_layer(layer));
  }
  return diagnose_crs(patients, study_crs, ledger);
}

/// PROJ takes a longitude of 1139 for one of 59.
bool is_in_range(Coordinate at, const Crs& crs) {
  return !crs.is_geographic() || (std::abs(at.x) <= 180.0 && std::abs(at.y) <= 90.0);
}

/// True where 0, 0 can be a corner of a shape with these other vertices: it is no farther than ten times their width.
bool reaches_origin(std::span<const Coordinate> coordinates) {
  constexpr double far_out = 10.0;
  Box box;
  for (const Coordinate at : coordinates) {
    if (is_place(at)) {
      box.add(Point{at.x, at.y});
    }
  }
  const double width = std::max(box.max_x - box.min_x, box.max_y - box.min_y);
  const double away = std::max({box.min_x, -box.max_x, box.min_y, -box.max_y});
  return width > 0.0 && away <= far_out * width;
}

/// Coordinates that are no place (infinite, out of range, 0, 0 where nothing else is near) become NaN, so that their
/// rows end in the ledger.
void mark_no_places(std::span<Coordinate> coordinates, const Crs& crs) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  const bool origin_is_place = coordinates.size() > 1 && reaches_origin(coordinates);
  for (Coordinate& at : coordinates) {
    const bool is_origin = at.x == 0.0 && at.y == 0.0;
    if (!(is_place(at) || (is_origin && origin_is_place)) || !is_in_range(at, crs)) {
      at = {kNan, kNan};
    }
  }
}

void move_table(FeatureTable& table, const Crs& from, const Crs& to) {
  if (table.geometry) {
    const std::span<Coordinate> all = table.geometry->all_coordinates();
    std::size_t first = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
      const std::size_t count = table.geometry->coordinates(row).size();
      mark_no_places(all.subspan(first, count), from);
      first += count;
    }
    transform(from, to, table.geometry->all_coordinates());
  }
}

void move_to_working(std::vector<Layer>& layers, const CrsDiagnosis& diagnosis) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (diagnosis.working && diagnosis.layer_crs[i]) {
      move_table(layers[i].table(), *diagnosis.layer_crs[i], *diagnosis.working);
      if (FeatureTable* gates = layers[i].gates()) {
        move_table(*gates, *diagnosis.layer_crs[i], *diagnosis.working);
      }
    }
  }
}

void build_all_zones(const std::vector<Layer>& layers, const std::optional<Moment>& as_of, StudyArea& area,
                     IssueLedger& ledger) {
  std::array<std::vector<std::string>, 3> parent_codes;
  for (const Layer& layer : layers) {
    if (const auto level = zone_level(layer.spec().role)) {
      build_zones(layer, *level, as_of, area, parent_codes[static_cast<std::size_t>(*level)], ledger);
    }
  }
  resolve_parents(area, parent_codes, ledger);
}

bool has_counts(const Layer& layer) { return layer.has(Field::Households) || layer.has(Field::Population); }

/// The layer that demand comes from: buildings with counts, else a population layer, else buildings counted singly.
const Layer* demand_layer(const std::vector<Layer>& layers) {
  const Layer* buildings = layer_of(layers, Role::Buildings);
  const Layer* population = layer_of(layers, Role::Population);
  if (buildings != nullptr && (has_counts(*buildings) || population == nullptr)) {
    return buildings;
  }
  return population;
}

/// Residential land: its own layer, else the compounds.
const Layer* residential_layer(const std::vector<Layer>& layers) {
  const Layer* residential = layer_of(layers, Role::Residential);
  return residential != nullptr ? residential : layer_of(layers, Role::Compounds);
}

void build_demand_and_posts(const std::vector<Layer>& layers, StudyArea& area, IssueLedger& ledger) {
  const MembershipFinder finder(area);
  if (const Layer* layer = demand_layer(layers)) {
    build_demand(*layer, finder, area, ledger);
  } else {
    spread_zone_totals(area);
  }
  if (const Layer* layer = layer_of(layers, Role::Facilities)) {
    build_facilities(*layer, finder, area, ledger);
  }
  if (const Layer* layer = layer_of(layers, Role::Candidates)) {
    build_candidates(*layer, finder, area, ledger);
  }
}

/// What a layer that is carried along means for walking.
void build_street_part(const Layer& layer, const std::vector<std::size_t>& context_rows, const StudyArea& area,
                       StreetInput& streets, IssueLedger& ledger) {
  switch (layer.spec().role) {
    case Role::Streets:
      return build_streets(layer, context_rows, streets, ledger);
    case Role::Barriers:
      return build_barriers(layer, context_rows, streets, ledger);
    case Role::Crossings:
      return build_crossings(layer, context_rows, streets, ledger);
    case Role::Entrances:
      return build_entrances(layer, context_rows, area, streets, ledger);
    case Role::Subdistricts:
    case Role::Communities:
    case Role::GridZones:
    case Role::Compounds:
    case Role::Buildings:
    case Role::Units:
    case Role::Population:
    case Role::Facilities:
    case Role::Candidates:
    case Role::Residential:
    case Role::Events:
      return;
  }
}

void build_the_rest(const std::vector<Layer>& layers, StudyArea& area, StreetInput& streets, IssueLedger& ledger) {
  const Layer* residential = residential_layer(layers);
  if (residential != nullptr) {
    build_residential(*residential, area, ledger);
  }
  for (const Layer& layer : layers) {
    const Role role = layer.spec().role;
    const bool counted =
        zone_level(role) || &layer == demand_layer(layers) || role == Role::Facilities || role == Role::Candidates;
    if (!counted && &layer != residential) {
      const std::vector<std::size_t> rows = build_context(layer, area, ledger);
      build_street_part(layer, rows, area, streets, ledger);
    }
  }
}

/// Reports layers that seem to lie beside their true place.
void look_for_offsets(const std::vector<Layer>& layers, const CrsDiagnosis& diagnosis, const StudyArea& area,
                      IssueLedger& ledger) {
  std::vector<OffsetLayer> placed;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (layers[i].table().geometry && diagnosis.layer_crs[i]) {
      placed.push_back({layers[i].role(), layers[i].table().source.path, *diagnosis.layer_crs[i],
                        &*layers[i].table().geometry, layers[i].table().source_rows});
    }
  }
  find_offsets(area, placed, ledger);
}

/// A layer of which no record could be used is no better than an empty one.
void refuse_unusable_layers(const StudyArea& area, IssueLedger& ledger) {
  for (const LayerAccount& account : area.accounts) {
    if (account.used == 0) {
      ledger.add(finding(Rule::LayerEmpty, account.layer, "",
                         fmt::format("{}: none of {} can be used", account.file, counted(account.read, "record")),
                         "see the other findings of this layer"));
    }
  }
}

std::vector<LayerReading> readings_of(const std::vector<Layer>& layers, const CrsDiagnosis& diagnosis) {
  std::vector<LayerReading> readings;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const bool placed = i < diagnosis.layer_crs.size() && diagnosis.layer_crs[i];
    readings.push_back({.role = layers[i].role(),
                        .source = layers[i].table().source,
                        .rows = layers[i].rows(),
                        .crs = placed ? diagnosis.layer_crs[i]->id() : ""});
  }
  return readings;
}

}  // namespace

StudyInput build_study_area(const InputSpec& spec, IssueLedger& ledger, Progress& progress) {
  StudyInput input;
  std::vector<Layer> layers = read_layers(spec, ledger, progress);
  if (ledger.count(Severity::Refused) == 0) {
    progress.stage("coordinate systems", 0);
    input.crs = settle_coordinates(layers, spec.crs, ledger);
  }
  input.readings = readings_of(layers, input.crs);
  if (ledger.count(Severity::Refused) > 0) {
    return input;
  }
  progress.stage("building the study area", 0);
  move_to_working(layers, input.crs);
  StudyArea area;
  area.name = spec.name;
  area.crs = input.crs.working;
  build_all_zones(layers, spec.as_of, area, ledger);
  build_demand_and_posts(layers, area, ledger);
  build_the_rest(layers, area, input.streets, ledger);
  refuse_unusable_layers(area, ledger);
  if (ledger.count(Severity::Refused) > 0) {
    return input;
  }
  look_for_offsets(layers, input.crs, area, ledger);
  input.area = std::move(area);
  return input;
}

}  // namespace lastmeter
