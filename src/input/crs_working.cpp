// SPDX-License-Identifier: Apache-2.0
#include "input/crs_working.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <map>

#include "core/error.h"
#include "core/text.h"
#include "geometry/polygon.h"
#include "input/crs_candidates.h"
#include "input/layer_spec.h"

namespace lastmeter {

namespace {

constexpr Metres kRadius(500.0);
constexpr Metres kFineError(1.0);    // 0.2 %: every proper zone keeps this
constexpr Metres kWorstError(25.0);  // 5 %: no longer a measuring system
constexpr int kLattice = 9;

/// The extent in the working system, from a lattice of its places.
Box projected(const LonLatBox& extent, const Crs& working) {
  std::vector<Coordinate> places;
  for (int i = 0; i < kLattice; ++i) {
    for (int j = 0; j < kLattice; ++j) {
      places.push_back({extent.west + (extent.east - extent.west) * i / (kLattice - 1),
                        extent.south + (extent.north - extent.south) * j / (kLattice - 1)});
    }
  }
  transform(Crs::wgs84(), working, places);
  Box box;
  for (const Coordinate& place : places) {
    box.add(Point{place.x, place.y});
  }
  return box;
}

Metres distortion(const LonLatBox& extent, const Crs& working) {
  return worst_distortion(working, projected(extent, working), kRadius);
}

LonLat centre(const LonLatBox& box) { return {(box.west + box.east) / 2.0, (box.south + box.north) / 2.0}; }

/// Where the study is measured, and in the middle of what.
struct Measured {
  LonLatBox extent;
  LonLat middle;
  std::string_view whose;
};

std::optional<LonLatBox> extent_of(const std::vector<PlacedLayer>& layers, std::initializer_list<Role> roles) {
  std::optional<LonLatBox> extent;
  for (const PlacedLayer& layer : layers) {
    if (!layer.apart &&
        std::any_of(roles.begin(), roles.end(), [&](Role role) { return role_name(role) == layer.role; })) {
      extent = extent ? joined(*extent, layer.earth) : layer.earth;
    }
  }
  return extent;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

LonLat middle_of(const std::vector<PlacedLayer>& layers) {
  std::vector<double> lon;
  std::vector<double> lat;
  for (const PlacedLayer& layer : layers) {
    lon.push_back(layer.middle.lon);
    lat.push_back(layer.middle.lat);
  }
  return {median(std::move(lon)), median(std::move(lat))};
}

/// Zones before demand before everything else. Precondition: there is a layer.
Measured measured_of(const std::vector<PlacedLayer>& layers) {
  if (const auto zones = extent_of(layers, {Role::Subdistricts, Role::Communities, Role::GridZones})) {
    return {*zones, centre(*zones), "zones"};
  }
  if (const auto demand = extent_of(layers, {Role::Buildings, Role::Population})) {
    return {*demand, centre(*demand), "buildings and population"};
  }
  std::optional<LonLatBox> all;
  for (const PlacedLayer& layer : layers) {
    if (!layer.apart) {
      all = all ? joined(*all, layer.earth) : layer.earth;
    }
  }
  return {all.value_or(layers.front().earth), middle_of(layers), "layers"};
}

Crs best_system(const Measured& measured) {
  if (measured.whose == "layers") {
    return choose_working_crs(measured.middle, measured.middle);
  }
  return choose_working_crs({measured.extent.west, measured.extent.south},
                            {measured.extent.east, measured.extent.north});
}

struct Choice {
  Crs crs;
  std::string reason;
};

/// The metric system most layers are in.
std::optional<Choice> most_common(const std::vector<PlacedLayer>& layers) {
  std::vector<std::pair<Crs, std::vector<std::string>>> votes;
  for (const PlacedLayer& layer : layers) {
    if (!layer.crs.is_projected_metres()) {
      continue;
    }
    const auto at = std::find_if(votes.begin(), votes.end(), [&](const auto& vote) { return vote.first == layer.crs; });
    if (at == votes.end()) {
      votes.push_back({layer.crs, {layer.role}});
    } else {
      at->second.push_back(layer.role);
    }
  }
  const auto best = std::max_element(votes.begin(), votes.end(),
                                     [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  if (best == votes.end()) {
    return std::nullopt;
  }
  return Choice{best->first, fmt::format("the system of {}", joined(best->second, ", "))};
}

Choice chosen(const std::vector<PlacedLayer>& layers, const Measured& measured, std::vector<std::string>& notes) {
  if (std::optional<Choice> common = most_common(layers)) {
    const Metres error = distortion(measured.extent, common->crs);
    if (error <= kFineError) {
      return *common;
    }
    notes.push_back(fmt::format("{}, {}, is not measured in: it makes 500 m wrong by up to {} m", crs_text(common->crs),
                                common->reason, fixed(error.value(), 1)));
  }
  return {best_system(measured),
          fmt::format("the zone around the middle of the {}, longitude {} latitude {}", measured.whose,
                      fixed(measured.middle.lon, 3), fixed(measured.middle.lat, 3))};
}

void check_study_system(const Crs& study, const Measured& measured, Metres error, IssueLedger& ledger) {
  if (error <= kFineError) {
    return;
  }
  const LonLatBox& extent = measured.extent;
  const Crs better = best_system(measured);
  const std::string what =
      fmt::format("working system {} makes 500 m wrong by up to {} m here (longitude {} to {})", crs_text(study),
                  fixed(error.value(), 1), fixed(extent.west, 3), fixed(extent.east, 3));
  const std::string fix = fmt::format("set crs = \"auto\" or \"{}\" in [study]", better.id());
  if (error > kWorstError) {
    throw ConfigError(what, fix);
  }
  Issue issue = finding(Rule::CrsSuspicious, "study", {}, what, fix);
  issue.severity = Severity::Warning;
  issue.figure = error.value();
  issue.unit = "m";
  ledger.add(std::move(issue));
}

/// The best system there is still measures badly: the layers reach too far for one study.
void check_chosen_system(const Crs& working, const Measured& measured, Metres error, IssueLedger& ledger) {
  if (error <= kFineError) {
    return;
  }
  const LonLatBox& extent = measured.extent;
  Issue issue = finding(
      Rule::CrsSuspicious, "study", {},
      fmt::format("the {} reach from longitude {} to {}, latitude {} to {}: even {} makes 500 m wrong by up to {} m",
                  measured.whose, fixed(extent.west, 3), fixed(extent.east, 3), fixed(extent.south, 3),
                  fixed(extent.north, 3), crs_text(working), fixed(error.value(), 1)),
      "leave far records out with `where`, or make one study for each city");
  const bool is_certain = measured.whose != "layers";  // a few posts may hold a mistyped one
  issue.severity = error > kWorstError && is_certain ? Severity::Refused : Severity::Warning;
  issue.figure = error.value();
  issue.unit = "m";
  ledger.add(std::move(issue));
}

void check_datum_steps(const std::vector<PlacedLayer>& layers, const Crs& working, CrsDiagnosis& diagnosis,
                       IssueLedger& ledger) {
  const std::string working_datum = working.geographic().name();
  for (const PlacedLayer& layer : layers) {
    const std::string datum = layer.crs.shift() == DatumShift::None ? layer.crs.geographic().name() : "WGS 84";
    switch (datum_step(layer.crs, working, centre(layer.earth))) {
      case DatumStep::Known:
        break;
      case DatumStep::NearIdentity: {
        const std::string note = fmt::format("{} and {} are taken as equal", datum, working_datum);
        if (std::find(diagnosis.notes.begin(), diagnosis.notes.end(), note) == diagnosis.notes.end()) {
          diagnosis.notes.push_back(note);
        }
        break;
      }
      case DatumStep::Ballpark:
        ledger.add(
            finding(Rule::CrsBallpark, layer.role, {},
                    fmt::format("no published conversion from {} ({}) to {}: places may be off by tens of metres",
                                datum, layer.file, working_datum),
                    "convert the file with the survey office's parameters, or declare them: "
                    "crs = \"+proj=... +towgs84=dx,dy,dz,rx,ry,rz,s\""));
    }
  }
}

}  // namespace

std::optional<Crs> study_system(const std::string& study_crs) {
  const std::string_view text = trimmed(study_crs);
  if (text.empty() || ascii_lower(text) == "auto") {
    return std::nullopt;
  }
  constexpr const char* kFix = "set crs = \"auto\" in [study], or a projected system in metres such as \"EPSG:4548\"";
  std::optional<Crs> crs;
  try {
    crs = Crs::parse(text);
  } catch (const InputError& error) {
    throw ConfigError(fmt::format("crs: {}", error.what()), kFix);
  }
  if (crs->is_projected_metres()) {
    return crs;
  }
  const std::string why = crs->is_geographic()     ? "is in degrees"
                          : crs->is_web_mercator() ? "is Web Mercator, in which 500 m is 409 m on the ground at 35 N"
                                                   : "is not in metres";
  throw ConfigError(fmt::format("crs: {} {}, so it cannot be measured in", crs_text(*crs), why), kFix);
}

void settle_working(const std::vector<PlacedLayer>& layers, const std::optional<Crs>& study, CrsDiagnosis& diagnosis,
                    IssueLedger& ledger) {
  diagnosis.working = study;
  diagnosis.working_reason = study ? "set in the study file" : "no layer says where it is";
  if (layers.empty()) {
    return;
  }
  const Measured measured = measured_of(layers);
  if (!study) {
    const Choice choice = chosen(layers, measured, diagnosis.notes);
    diagnosis.working = choice.crs;
    diagnosis.working_reason = choice.reason;
  }
  diagnosis.worst_distortion_per_500m = distortion(measured.extent, *diagnosis.working);
  if (study) {
    check_study_system(*study, measured, diagnosis.worst_distortion_per_500m, ledger);
  } else {
    check_chosen_system(*diagnosis.working, measured, diagnosis.worst_distortion_per_500m, ledger);
  }
  for (const PlacedLayer& layer : layers) {
    if (layer.crs.is_web_mercator()) {
      diagnosis.notes.push_back(
          fmt::format("{}: {} is in Web Mercator; converted, never measured in", layer.role, layer.file));
    }
  }
  check_datum_steps(layers, *diagnosis.working, diagnosis, ledger);
}

}  // namespace lastmeter
