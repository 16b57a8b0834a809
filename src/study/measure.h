// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/progress.h"
#include "coverage/coverage.h"
#include "coverage/service_shapes.h"
#include "coverage/walking_result.h"
#include "study/config.h"

namespace lastmeter {

/// Coverage in every mode a study asks for.
struct StudyCoverage {
  std::vector<CoverageResult> coverage;  // a mode each, in the order of the enum
  std::optional<WalkingResult> walking;  // where walking is among them
  std::vector<AccessResult> access;      // by mode, then measure; empty unless asked for
  std::vector<ServiceShape> shapes;      // of all modes
  std::vector<Figure> figures;
};

/// How far a study looks: the largest radius, data error and access catchment that it asks for.
Metres measured_reach(const StudyArea& area, const Config& config, const CoverageOptions& options);

/// Measures coverage and draws its shapes. On foot, along `walking` (reach: at least measured_reach): reports the
/// faults of the network and explains everybody left out. Throws ConfigError as `measure_coverage` does. Precondition:
/// `walking` is there when a mode on foot is asked for.
StudyCoverage measure_study(const StudyArea& area, const Walking* walking, const Config& config,
                            const CoverageOptions& options, IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
