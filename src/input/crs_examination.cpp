// SPDX-License-Identifier: Apache-2.0
#include "input/crs_examination.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace lastmeter {
namespace {

void place(Patient& patient, const Crs& crs, const LonLatBox& earth) {
  patient.declared = crs;
  patient.state = Patient::State::Placed;
  patient.earth = earth;
}

}  // namespace

Examination::Examination(const std::vector<DoctorLayer>& layers, std::optional<Crs> study, IssueLedger& ledger,
                         std::vector<std::string>& notes)
    : study_(std::move(study)), ledger_(ledger), notes_(notes) {
  for (const DoctorLayer& layer : layers) {
    patients_.push_back(
        {&layer, numbers_seen(layer.coordinates), layer.declared_by_user, Patient::State::NoPlaces, {}});
    Patient& patient = patients_.back();
    if (!patient.declared) {
      patient.declared = layer.from_file;
    } else if (layer.from_file && !(*layer.from_file == *patient.declared)) {
      notes_.push_back(fmt::format("{}: read as {}, as the study file says; {} itself says {}", layer.role,
                                   crs_text(*patient.declared), patient.file(), crs_text(*layer.from_file)));
    }
    const NumbersSeen& numbers = patient.numbers;
    if (numbers.count > 0 && numbers.places() == 0) {
      ledger_.add(no_place_finding(patient));
    } else if (numbers.places() < numbers.count) {
      notes_.push_back(fmt::format("{}: {} of {} coordinates are no place, {}", layer.role,
                                   numbers.count - numbers.places(), numbers.count, counts_of_no_places(numbers)));
    }
    if (numbers.places() > 0) {
      patient.state = patient.declared ? Patient::State::Doubtful : Patient::State::Unknown;
    }
  }
}

std::vector<Crs> Examination::systems_in_use() const {
  std::vector<Crs> systems;
  const auto add = [&](const Crs& crs) {
    if (std::find(systems.begin(), systems.end(), crs) == systems.end()) {
      systems.push_back(crs);
    }
  };
  for (const Patient& patient : patients_) {
    if (patient.state == Patient::State::Placed) {
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

/// Looks at a layer without the few places that spoil it; their rows are the row checks' matter.
bool Examination::set_misfits_aside(Patient& patient, const Crs& crs) {
  constexpr std::size_t most_looked_at = 20000;  // of more, the outer 1 % is set aside anyway
  if (patient.numbers.places() > most_looked_at) {
    return false;
  }
  const auto fitting = without_misfits(patient.layer->coordinates, crs);
  if (!fitting) {
    return false;
  }
  notes_.push_back(fmt::format("{}: {} of {} coordinates fit no place in {} and do not count for the choice of systems",
                               patient.layer->role, patient.numbers.places() - fitting->places(),
                               patient.numbers.places(), crs_text(crs)));
  patient.numbers = *fitting;
  return true;
}

void Examination::place_declared() {
  for (Patient& patient : patients_) {
    if (patient.state != Patient::State::Doubtful) {
      continue;
    }
    std::optional<LonLatBox> earth = place_on_earth(patient.numbers, *patient.declared, Axes::AsRead);
    if (!earth && set_misfits_aside(patient, *patient.declared)) {
      earth = place_on_earth(patient.numbers, *patient.declared, Axes::AsRead);
    }
    const bool degrees_as_metres = !patient.declared->is_geographic() && could_be_degrees(patient.numbers);
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
    if (patients_[start].state != Patient::State::Placed || seen[start]) {
      continue;
    }
    std::vector<std::size_t> group{start};
    seen[start] = true;
    for (std::size_t next = 0; next < group.size(); ++next) {
      for (std::size_t other = 0; other < patients_.size(); ++other) {
        if (patients_[other].state == Patient::State::Placed && !seen[other] &&
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

/// In the order of plausibility.
std::vector<CrsReading> Examination::likely_readings(const Patient& patient, const std::vector<Crs>& systems) const {
  std::vector<CrsReading> readings = possible_readings(patient.numbers, systems, extent_);
  sort_by_plausibility(readings, systems_in_use(), extent_);
  return readings;
}

void Examination::separate_strangers() {
  const std::vector<std::size_t> group = largest_group();
  for (const std::size_t member : group) {
    const LonLatBox& earth = patients_[member].earth;
    extent_ = extent_ ? joined(*extent_, earth) : earth;
  }
  for (std::size_t i = 0; i < patients_.size(); ++i) {
    Patient& patient = patients_[i];
    if (patient.state != Patient::State::Placed || std::find(group.begin(), group.end(), i) != group.end()) {
      continue;
    }
    const std::optional<LonLatBox> swapped = place_on_earth(patient.numbers, *patient.declared, Axes::Swapped);
    const Patient& nearest = patients_[*std::min_element(group.begin(), group.end(), [&](std::size_t a, std::size_t b) {
      return kilometres_apart(patient.earth, patients_[a].earth) < kilometres_apart(patient.earth, patients_[b].earth);
    })];
    if (swapped && lie_together(*swapped, *extent_)) {
      ledger_.add(swapped_finding(patient, *patient.declared, &nearest));
      patient.state = Patient::State::Refused;
    } else {
      ledger_.add(apart_finding(patient, nearest, likely_readings(patient, systems_for(patient))));
    }
  }
}

void Examination::judge_doubtful() {
  for (const Patient& patient : patients_) {
    if (patient.state != Patient::State::Doubtful) {
      continue;
    }
    const bool degrees_as_metres = !patient.declared->is_geographic() && could_be_degrees(patient.numbers);
    const std::optional<LonLatBox> swapped = place_on_earth(patient.numbers, *patient.declared, Axes::Swapped);
    if (swapped && !degrees_as_metres && (!extent_ || lie_together(*swapped, *extent_))) {
      ledger_.add(swapped_finding(patient, *patient.declared, nullptr));
    } else {
      ledger_.add(misfit_finding(patient, likely_readings(patient, systems_for(patient))));
    }
  }
}

void Examination::assume(Patient& patient, const CrsReading& reading) {
  if (reading.axes == Axes::Swapped) {
    ledger_.add(swapped_finding(patient, reading.crs, nullptr));
    return;
  }
  ledger_.add(assumed_finding(patient, reading, extent_ ? Evidence::OtherLayers : Evidence::NumbersAlone));
  place(patient, reading.crs, reading.earth);
  extent_ = extent_ ? joined(*extent_, reading.earth) : reading.earth;
}

void Examination::place_undeclared() {
  for (Patient& patient : patients_) {
    if (patient.state != Patient::State::Unknown) {
      continue;
    }
    std::vector<CrsReading> readings = likely_readings(patient, systems_without_word(patient));
    if (readings.empty() && set_misfits_aside(patient, Crs::wgs84())) {
      readings = likely_readings(patient, systems_without_word(patient));
    }
    if (readings.size() == 1) {
      assume(patient, readings.front());
    } else {
      ledger_.add(undeclared_finding(patient, readings));
    }
  }
}

}  // namespace lastmeter
