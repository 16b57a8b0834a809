// SPDX-License-Identifier: Apache-2.0
#include "input/crs_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "geometry/china_datum.h"

namespace lastmeter {

namespace {

constexpr std::size_t kNamed = 3;  // a list longer than this is no advice

std::string layer_key(const Patient& patient) { return "layers." + patient.layer->role; }

std::string set_crs(const Patient& patient, const Crs& crs) {
  return fmt::format("set crs = \"{}\" in [{}]", crs_value(crs), layer_key(patient));
}

/// Longitudes and latitudes in China may as well be those of a map service.
std::string map_service_hint(const CrsReading& reading) {
  const bool may_be = reading.crs.is_geographic() && gcj02_applies({reading.earth.west, reading.earth.south});
  return may_be ? ", \"GCJ-02\" or \"BD-09\" if it comes from a Chinese map service" : "";
}

/// The first three as `text` writes them.
template <class Text>
std::string first_readings(const std::vector<CrsReading>& readings, std::string_view separator, const Text& text) {
  std::vector<std::string> choices;
  for (std::size_t i = 0; i < std::min(readings.size(), kNamed); ++i) {
    choices.push_back(text(readings[i]));
  }
  return joined(choices, separator);
}

/// What follows them: the zones of one system differ in longitude only.
std::string more_readings(const std::vector<CrsReading>& readings) {
  return readings.size() <= kNamed
             ? ""
             : fmt::format("; and {} more, see epsg.io for the zone (CM) of your longitude", readings.size() - kNamed);
}

Issue crs_finding(const Patient& patient, Rule rule, std::string what, std::string fix) {
  return finding(rule, patient.layer->role, {}, std::move(what), std::move(fix));
}

}  // namespace

std::string counts_of_no_places(const NumbersSeen& numbers) {
  return fmt::format("{} at 0, 0 and {} not finite", numbers.at_origin, numbers.not_finite);
}

Issue no_place_finding(const Patient& patient) {
  Issue issue = crs_finding(patient, Rule::CoordinatesInvalid,
                            fmt::format("{} holds no place: of {} coordinates, {}", patient.file(),
                                        patient.numbers.count, counts_of_no_places(patient.numbers)),
                            "export the layer again with its coordinates");
  issue.severity = Severity::Refused;
  return issue;
}

Issue swapped_finding(const Patient& patient, const Crs& crs, const Patient* beside) {
  const std::string why = beside == nullptr ? ""
                                            : fmt::format(" beside {} ({}, {})", beside->layer->role, beside->file(),
                                                          ranges_text(beside->numbers));
  return crs_finding(patient, Rule::CoordinatesSwapped,
                     fmt::format("{} has {}: in {} these fit{} only with x and y exchanged", patient.file(),
                                 ranges_text(patient.numbers), crs_text(crs), why),
                     "exchange the two: the x and y columns of a table, or any other file with "
                     "ogr2ogr -dialect SQLite -sql \"SELECT ST_SwapCoords(geometry), * FROM layer\"");
}

Issue apart_finding(const Patient& patient, const Patient& nearest, const std::vector<CrsReading>& readings) {
  const double km = kilometres_apart(patient.earth, nearest.earth);
  std::string fix = "take the file of the right place";
  if (!readings.empty()) {
    fix += ", or " +
           first_readings(readings, ", or ",
                          [&](const CrsReading& reading) {
                            return set_crs(patient, reading.crs) +
                                   (reading.axes == Axes::Swapped ? " with x and y exchanged" : "");
                          }) +
           more_readings(readings);
  }
  Issue issue =
      crs_finding(patient, Rule::LayersApart,
                  fmt::format("{} ({}, {}) lies {} km from {}, {} ({}, {})", patient.file(), patient.declared->id(),
                              ranges_text(patient.numbers), grouped(km), nearest.layer->role, nearest.file(),
                              nearest.declared->id(), ranges_text(nearest.numbers)),
                  std::move(fix));
  issue.figure = km;
  issue.unit = "km";
  return issue;
}

Issue misfit_finding(const Patient& patient, const std::vector<CrsReading>& readings) {
  const std::string what = fmt::format("{} is declared {}, which {} do not fit", patient.file(),
                                       crs_text(*patient.declared), ranges_text(patient.numbers));
  if (readings.empty()) {
    return crs_finding(patient, Rule::CrsSuspicious, what,
                       fmt::format("find out the system of the file and set crs in [{}]", layer_key(patient)));
  }
  const CrsReading& first = readings.front();
  const std::string choices = first_readings(
      readings, " or ", [](const CrsReading& reading) { return fmt::format("crs = \"{}\"", crs_value(reading.crs)); });
  return crs_finding(patient, Rule::CrsSuspicious, what + (first.crs.is_geographic() ? "; they are degrees" : ""),
                     fmt::format("set {} in [{}]{}{}", choices, layer_key(patient),
                                 first.axes == Axes::Swapped ? " and exchange x and y" : "", more_readings(readings)));
}

Issue assumed_finding(const Patient& patient, const CrsReading& reading, Evidence evidence) {
  Issue issue = crs_finding(
      patient, Rule::CrsMissing,
      fmt::format("{} does not say its coordinate system; {} taken as {}{}", patient.file(),
                  ranges_text(patient.numbers), crs_text(reading.crs),
                  evidence == Evidence::OtherLayers ? ", the only system in which it meets the other layers" : ""),
      set_crs(patient, reading.crs) + " if that is right" + map_service_hint(reading));
  issue.severity = Severity::Warning;
  return issue;
}

Issue undeclared_finding(const Patient& patient, const std::vector<CrsReading>& readings) {
  const std::string what = fmt::format(
      "{} does not say its coordinate system and it cannot be told: {} would fit {}", patient.file(),
      ranges_text(patient.numbers), readings.empty() ? "no known system" : fmt::format("{} systems", readings.size()));
  if (readings.empty()) {
    return crs_finding(patient, Rule::CrsMissing, what,
                       fmt::format("find out the system and set crs in [{}]", layer_key(patient)));
  }
  const std::string choices =
      first_readings(readings, ", ", [](const CrsReading& reading) { return crs_text(reading.crs); });
  return crs_finding(patient, Rule::CrsMissing, what,
                     fmt::format("ask where the file comes from and set crs in [{}], likeliest to {}{}",
                                 layer_key(patient), choices, more_readings(readings)));
}

}  // namespace lastmeter
