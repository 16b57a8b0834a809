// SPDX-License-Identifier: Apache-2.0
#include "input/crs_doctor.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "geometry/china_datum.h"
#include "input/crs_candidates.h"
#include "input/crs_numbers.h"
#include "input/crs_working.h"

namespace lastmeter {

namespace {

enum class State { NoPlaces, Unknown, Doubtful, Placed, Refused };

/// A layer under examination.
struct Patient {
  const DoctorLayer* layer;
  NumbersSeen numbers;
  std::optional<Crs> declared;
  State state = State::NoPlaces;
  LonLatBox earth;  // where Placed

  [[nodiscard]] std::string file() const { return layer->file.empty() ? "the layer" : layer->file; }
};

class Examination {
 public:
  Examination(const std::vector<DoctorLayer>& layers, std::optional<Crs> study, IssueLedger& ledger,
              std::vector<std::string>& notes);

  void place_declared();
  void separate_strangers();
  void judge_doubtful();
  void place_undeclared();

  [[nodiscard]] const std::vector<Patient>& patients() const { return patients_; }
  [[nodiscard]] const std::optional<LonLatBox>& extent() const { return extent_; }

 private:
  void report(const Patient& patient, Rule rule, Severity severity, std::string what, std::string fix);
  void report_swapped(const Patient& patient, const Crs& crs, const Patient* beside);
  void report_apart(const Patient& patient, const Patient& other);
  void report_reading(const Patient& patient, const std::vector<CrsReading>& readings);
  void place(Patient& patient, const Crs& crs, const LonLatBox& earth);
  void assume(Patient& patient, const CrsReading& reading);
  void refuse_undeclared(const Patient& patient, const std::vector<CrsReading>& readings);
  [[nodiscard]] std::vector<Crs> systems_in_use() const;
  [[nodiscard]] std::vector<Crs> systems_for(const Patient& patient) const;
  [[nodiscard]] std::vector<Crs> systems_without_word(const Patient& patient) const;
  [[nodiscard]] std::vector<std::size_t> largest_group() const;

  std::vector<Patient> patients_;
  std::optional<Crs> study_;
  std::optional<LonLatBox> extent_;
  IssueLedger& ledger_;
  std::vector<std::string>& notes_;
};

std::string layer_key(const Patient& patient) { return "layers." + patient.layer->role; }

std::string set_crs(const Patient& patient, const Crs& crs) {
  return fmt::format("set crs = \"{}\" in [{}]", crs_value(crs), layer_key(patient));
}

/// Longitudes and latitudes in China may as well be those of a map service.
std::string map_service_hint(const CrsReading& reading) {
  const bool may_be = reading.crs.is_geographic() && gcj02_applies({reading.earth.west, reading.earth.south});
  return may_be ? ", \"GCJ-02\" or \"BD-09\" if it comes from a Chinese map service" : "";
}

Examination::Examination(const std::vector<DoctorLayer>& layers, std::optional<Crs> study, IssueLedger& ledger,
                         std::vector<std::string>& notes)
    : study_(std::move(study)), ledger_(ledger), notes_(notes) {
  for (const DoctorLayer& layer : layers) {
    patients_.push_back({&layer, numbers_seen(layer.coordinates), layer.declared_by_user, State::NoPlaces, {}});
    Patient& patient = patients_.back();
    if (!patient.declared) {
      patient.declared = layer.from_file;
    } else if (layer.from_file && !(*layer.from_file == *patient.declared)) {
      notes_.push_back(fmt::format("{}: read as {}, as the study file says; {} itself says {}", layer.role,
                                   crs_text(*patient.declared), patient.file(), crs_text(*layer.from_file)));
    }
    const NumbersSeen& numbers = patient.numbers;
    const std::string counts = fmt::format("{} at 0, 0 and {} not finite", numbers.at_origin, numbers.not_finite);
    if (numbers.count > 0 && numbers.places() == 0) {
      report(patient, Rule::CoordinatesInvalid, Severity::Refused,
             fmt::format("{} holds no place: of {} coordinates, {}", patient.file(), numbers.count, counts),
             "export the layer again with its coordinates");
    } else if (numbers.places() < numbers.count) {
      notes_.push_back(fmt::format("{}: {} of {} coordinates are no place, {}", layer.role,
                                   numbers.count - numbers.places(), numbers.count, counts));
    }
    if (numbers.places() > 0) {
      patient.state = patient.declared ? State::Doubtful : State::Unknown;
    }
  }
}

void Examination::report(const Patient& patient, Rule rule, Severity severity, std::string what, std::string fix) {
  Issue issue = finding(rule, patient.layer->role, {}, std::move(what), std::move(fix));
  issue.severity = severity;
  ledger_.add(std::move(issue));
}

void Examination::report_swapped(const Patient& patient, const Crs& crs, const Patient* beside) {
  const std::string why = beside == nullptr ? ""
                                            : fmt::format(" beside {} ({}, {})", beside->layer->role, beside->file(),
                                                          ranges_text(beside->numbers));
  report(patient, Rule::CoordinatesSwapped, Severity::Refused,
         fmt::format("{} has {}: in {} these fit{} only with x and y exchanged", patient.file(),
                     ranges_text(patient.numbers), crs_text(crs), why),
         "exchange the two: the x and y columns of a table, or any other file with "
         "ogr2ogr -dialect SQLite -sql \"SELECT ST_SwapCoords(geometry), * FROM layer\"");
}

void Examination::report_reading(const Patient& patient, const std::vector<CrsReading>& readings) {
  const std::string what = fmt::format("{} is declared {}, which {} do not fit", patient.file(),
                                       crs_text(*patient.declared), ranges_text(patient.numbers));
  if (readings.empty()) {
    report(patient, Rule::CrsSuspicious, Severity::Refused, what,
           fmt::format("find out the system of the file and set crs in [{}]", layer_key(patient)));
    return;
  }
  std::vector<std::string> choices;
  for (const CrsReading& reading : readings) {
    choices.push_back(fmt::format("crs = \"{}\"", crs_value(reading.crs)));
  }
  const CrsReading& first = readings.front();
  const std::string kind = first.crs.is_geographic() ? "; they are degrees" : "";
  const std::string order = first.axes == Axes::Swapped ? " and exchange x and y" : "";
  report(patient, Rule::CrsSuspicious, Severity::Refused, what + kind,
         fmt::format("set {} in [{}]{}", joined(choices, " or "), layer_key(patient), order));
}

void Examination::place(Patient& patient, const Crs& crs, const LonLatBox& earth) {
  patient.declared = crs;
  patient.state = State::Placed;
  patient.earth = earth;
}

std::vector<Crs> Examination::systems_in_use() const {
  std::vector<Crs> systems;
  const auto add = [&](const Crs& crs) {
    if (std::find(systems.begin(), systems.end(), crs) == systems.end()) {
      systems.push_back(crs);
    }
  };
  for (const Patient& patient : patients_) {
    if (patient.state == State::Placed) {
      add(*patient.declared);
    }
  }
  if (study_) {
    add(*study_);
  }
  return systems;
}

/// What the numbers may be, likeliest first.
std::vector<Crs> Examination::systems_for(const Patient& patient) const {
  std::vector<Crs> systems;
  if (could_be_degrees(patient.numbers)) {
    const Crs base = patient.declared ? patient.declared->geographic() : Crs::wgs84();
    systems.push_back(base.epsg() ? base : Crs::wgs84());
  }
  for (const Crs& crs : gauss_kruger_candidates(patient.numbers, patient.declared, extent_)) {
    systems.push_back(crs);
  }
  for (const Crs& crs : systems_in_use()) {
    systems.push_back(crs);
  }
  systems.push_back(Crs::parse("EPSG:3857"));
  if (patient.declared) {
    std::erase(systems, *patient.declared);
  }
  return systems;
}

/// The candidates for a layer that says nothing.
std::vector<Crs> Examination::systems_without_word(const Patient& patient) const {
  std::vector<Crs> systems = systems_in_use();
  if (could_be_degrees(patient.numbers)) {
    systems.push_back(Crs::wgs84());
  }
  for (const Crs& crs : gauss_kruger_candidates(patient.numbers, std::nullopt, extent_)) {
    systems.push_back(crs);
  }
  return systems;
}

void Examination::place_declared() {
  for (Patient& patient : patients_) {
    if (patient.state != State::Doubtful) {
      continue;
    }
    const bool degrees_as_metres = !patient.declared->is_geographic() && could_be_degrees(patient.numbers);
    const std::optional<LonLatBox> earth = place_on_earth(patient.numbers, *patient.declared, Axes::AsRead);
    if (earth && !degrees_as_metres) {
      place(patient, *patient.declared, *earth);
    }
  }
}

/// Placed layers that hang together through neighbours; ties go to the group of the first layer.
std::vector<std::size_t> Examination::largest_group() const {
  std::vector<std::size_t> best;
  std::vector<bool> seen(patients_.size(), false);
  for (std::size_t start = 0; start < patients_.size(); ++start) {
    if (patients_[start].state != State::Placed || seen[start]) {
      continue;
    }
    std::vector<std::size_t> group{start};
    seen[start] = true;
    for (std::size_t next = 0; next < group.size(); ++next) {
      for (std::size_t other = 0; other < patients_.size(); ++other) {
        if (patients_[other].state == State::Placed && !seen[other] &&
            lie_together(patients_[group[next]].earth, patients_[other].earth)) {
          seen[other] = true;
          group.push_back(other);
        }
      }
    }
    if (group.size() > best.size()) {
      best = group;
    }
  }
  return best;
}

void Examination::separate_strangers() {
  const std::vector<std::size_t> group = largest_group();
  for (const std::size_t member : group) {
    const LonLatBox& earth = patients_[member].earth;
    extent_ = extent_ ? joined(*extent_, earth) : earth;
  }
  for (std::size_t i = 0; i < patients_.size(); ++i) {
    Patient& patient = patients_[i];
    if (patient.state != State::Placed || std::find(group.begin(), group.end(), i) != group.end()) {
      continue;
    }
    const std::optional<LonLatBox> swapped = place_on_earth(patient.numbers, *patient.declared, Axes::Swapped);
    const Patient& nearest = patients_[*std::min_element(group.begin(), group.end(), [&](std::size_t a, std::size_t b) {
      return kilometres_apart(patient.earth, patients_[a].earth) < kilometres_apart(patient.earth, patients_[b].earth);
    })];
    if (swapped && lie_together(*swapped, *extent_)) {
      report_swapped(patient, *patient.declared, &nearest);
      patient.state = State::Refused;
    } else {
      report_apart(patient, nearest);
    }
  }
}

void Examination::report_apart(const Patient& patient, const Patient& other) {
  const double km = kilometres_apart(patient.earth, other.earth);
  std::string fix = "take the file of the right place";
  for (const CrsReading& reading : possible_readings(patient.numbers, systems_for(patient), extent_)) {
    fix += fmt::format(", or {}{}", set_crs(patient, reading.crs),
                       reading.axes == Axes::Swapped ? " with x and y exchanged" : "");
  }
  Issue issue = finding(Rule::LayersApart, patient.layer->role, {},
                        fmt::format("{} ({}, {}) lies {} km from {}, {} ({}, {})", patient.file(),
                                    patient.declared->id(), ranges_text(patient.numbers), grouped(km),
                                    other.layer->role, other.file(), other.declared->id(), ranges_text(other.numbers)),
                        fix);
  issue.figure = km;
  issue.unit = "km";
  ledger_.add(std::move(issue));
}

void Examination::judge_doubtful() {
  for (const Patient& patient : patients_) {
    if (patient.state != State::Doubtful) {
      continue;
    }
    const bool degrees_as_metres = !patient.declared->is_geographic() && could_be_degrees(patient.numbers);
    const std::optional<LonLatBox> swapped = place_on_earth(patient.numbers, *patient.declared, Axes::Swapped);
    if (swapped && !degrees_as_metres && (!extent_ || lie_together(*swapped, *extent_))) {
      report_swapped(patient, *patient.declared, nullptr);
    } else {
      report_reading(patient, possible_readings(patient.numbers, systems_for(patient), extent_));
    }
  }
}

void Examination::assume(Patient& patient, const CrsReading& reading) {
  if (reading.axes == Axes::Swapped) {
    report_swapped(patient, reading.crs, nullptr);
    return;
  }
  const std::string others = extent_ ? ", the only system in which it meets the other layers" : "";
  report(patient, Rule::CrsMissing, Severity::Warning,
         fmt::format("{} does not say its coordinate system; {} taken as {}{}", patient.file(),
                     ranges_text(patient.numbers), crs_text(reading.crs), others),
         set_crs(patient, reading.crs) + " if that is right" + map_service_hint(reading));
  place(patient, reading.crs, reading.earth);
  extent_ = extent_ ? joined(*extent_, reading.earth) : reading.earth;
}

void Examination::refuse_undeclared(const Patient& patient, const std::vector<CrsReading>& readings) {
  std::vector<std::string> choices;
  for (const CrsReading& reading : readings) {
    choices.push_back(crs_text(reading.crs));
  }
  const std::string tried = choices.empty() ? "no known system fits" : fmt::format("{} would do", choices.size());
  report(patient, Rule::CrsMissing, Severity::Refused,
         fmt::format("{} does not say its coordinate system and it cannot be told: for {} {}", patient.file(),
                     ranges_text(patient.numbers), tried),
         choices.empty() ? fmt::format("find out the system and set crs in [{}]", layer_key(patient))
                         : fmt::format("set crs in [{}] to one of: {}", layer_key(patient), joined(choices, "; ")));
}

void Examination::place_undeclared() {
  for (Patient& patient : patients_) {
    if (patient.state != State::Unknown) {
      continue;
    }
    const std::vector<CrsReading> readings = possible_readings(patient.numbers, systems_without_word(patient), extent_);
    if (readings.size() == 1) {
      assume(patient, readings.front());
    } else {
      refuse_undeclared(patient, readings);
    }
  }
}

const std::optional<Crs>& stated(const DoctorLayer& layer) {
  return layer.declared_by_user ? layer.declared_by_user : layer.from_file;
}

/// Why the layer cannot be planar metres beside `first`, the first layer with a system; empty when it can.
std::string objection_to_local(const DoctorLayer& layer, const DoctorLayer* first) {
  const std::optional<Crs>& crs = stated(layer);
  const NumbersSeen numbers = numbers_seen(layer.coordinates);
  const bool tiny = numbers.x.high - numbers.x.low < 10.0 && numbers.y.high - numbers.y.low < 10.0;
  if (!crs && numbers.places() > 1 && tiny && could_be_degrees(numbers)) {
    return fmt::format("{} has {}, which are degrees, but the study is in local metres", layer.file,
                       ranges_text(numbers));
  }
  if (crs && !crs->is_projected_metres()) {
    return fmt::format("{} is in {}, but the study is in local metres", layer.file, crs_text(*crs));
  }
  if (crs && first != nullptr && !(*crs == *stated(*first))) {
    return fmt::format("{} is in {}, but {} is in {}: local metres can be only one of them", layer.file, crs_text(*crs),
                       first->file, crs_text(*stated(*first)));
  }
  return {};
}

/// Planar metres: every layer stays as it is, and nobody knows where that is.
void diagnose_local(const std::vector<DoctorLayer>& layers, CrsDiagnosis& diagnosis, IssueLedger& ledger) {
  diagnosis.working_reason = "local metres, as the study file says";
  diagnosis.layer_crs.assign(layers.size(), std::nullopt);
  const DoctorLayer* first = nullptr;
  for (const DoctorLayer& layer : layers) {
    const std::string objection = objection_to_local(layer, first);
    if (!objection.empty()) {
      ledger.add(finding(Rule::CrsSuspicious, layer.role, {}, objection, "set crs = \"auto\" in [study]"));
    } else if (first == nullptr && stated(layer)) {
      first = &layer;
    }
  }
}

}  // namespace

CrsDiagnosis diagnose_crs(const std::vector<DoctorLayer>& layers, const std::string& study_crs, IssueLedger& ledger) {
  CrsDiagnosis diagnosis;
  const bool local = ascii_lower(study_crs) == "local";
  const std::optional<Crs> study = local ? std::nullopt : study_system(study_crs);
  if (local) {
    diagnose_local(layers, diagnosis, ledger);
    return diagnosis;
  }
  Examination examination(layers, study, ledger, diagnosis.notes);
  examination.place_declared();
  examination.separate_strangers();
  examination.judge_doubtful();
  examination.place_undeclared();
  std::vector<PlacedLayer> placed;
  for (const Patient& patient : examination.patients()) {
    const bool known = patient.state == State::Placed;
    diagnosis.layer_crs.push_back(known ? patient.declared : std::nullopt);
    if (known) {
      placed.push_back({patient.layer->role, patient.layer->file, *patient.declared, patient.earth});
    }
  }
  settle_working(placed, study, examination.extent(), diagnosis, ledger);
  return diagnosis;
}

}  // namespace lastmeter
