// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include "core/progress.h"
#include "core/units.h"
#include "input/build_streets.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "partition/branch_result.h"

namespace lastmeter {

/// The section [branches] of a study file.
struct BranchConfig {
  std::optional<std::size_t> total;  // none: the fewest
  UnitWeight weigh = UnitWeight::Households;
  bool respect_barriers = true;  // a river or railway keeps neighbours apart but at crossings
  Metres border_tolerance{0.5};
};

/// Branches over the study's grid zones inside each community (or subdistrict, or the study), as even as can be. A
/// number that cannot be is reported with what stands against it, community by community. Throws ConfigError for a
/// study without grid zones, or without what branches are weighed by.
BranchResult branch_study(const StudyArea& area, const StreetInput& streets, const BranchConfig& config,
                          IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
