// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "input/crs_candidates.h"
#include "input/crs_doctor.h"
#include "input/crs_numbers.h"
#include "model/issue_ledger.h"

// What the CRS doctor says about a layer: findings with role, file, the numbers seen and what to write.
namespace lastmeter {

/// A layer under examination.
struct Patient {
  enum class State { NoPlaces, Unknown, Doubtful, Placed, Refused };

  const DoctorLayer* layer = nullptr;
  NumbersSeen numbers;
  std::optional<Crs> declared;
  State state = State::NoPlaces;
  LonLatBox earth;  // degrees; where Placed

  [[nodiscard]] std::string file() const { return layer->file.empty() ? "the layer" : layer->file; }
};

/// CoordinatesInvalid, refused: no coordinate is a place.
Issue no_place_finding(const Patient& patient);
/// "3 at 0, 0 and 1 not finite".
std::string counts_of_no_places(const NumbersSeen& numbers);

/// CoordinatesSwapped; `beside`, where given, is the layer that shows it.
Issue swapped_finding(const Patient& patient, const Crs& crs, const Patient* beside);

/// LayersApart: the layer against the nearest of those that lie together, with the readings that would join them.
Issue apart_finding(const Patient& patient, const Patient& nearest, const std::vector<CrsReading>& readings);

/// CrsSuspicious: the numbers do not fit the declared system, but would fit `readings`.
Issue misfit_finding(const Patient& patient, const std::vector<CrsReading>& readings);

/// CrsMissing, a Warning: the only reading was taken. `among_others` when other layers decided it.
enum class Evidence { NumbersAlone, OtherLayers };
Issue assumed_finding(const Patient& patient, const CrsReading& reading, Evidence evidence);

/// CrsMissing, refused: none or several readings, the likeliest first. Names three of them.
Issue undeclared_finding(const Patient& patient, const std::vector<CrsReading>& readings);

}  // namespace lastmeter
