// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "input/build_streets.h"
#include "input/crs_doctor.h"
#include "input/layer_spec.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

/// How one layer was read, for the manifest.
struct LayerReading {
  std::string role;
  TableSource source;
  std::size_t rows = 0;
  std::string crs;  // system its coordinates were taken to be in; "" where it has none
};

/// The layers of a study, read and understood.
struct StudyInput {
  std::optional<StudyArea> area;  // none: some layer was refused, see the ledger
  StreetInput streets;            // empty without a layer of streets
  std::vector<LayerReading> readings;
  CrsDiagnosis crs;
};

/// Reads the layers, settles their coordinate systems, and builds the study area in projected metres. Every row of
/// every layer ends in the area or in the ledger (`StudyArea::accounts`). Never guesses silently: whatever was assumed
/// is in the ledger. Throws InputError and ConfigError as `read_layers` and `diagnose_crs` do.
StudyInput build_study_area(const InputSpec& spec, IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
