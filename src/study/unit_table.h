// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "geometry/point.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "study/assign_study.h"

namespace lastmeter {

/// A unit as its table states it.
struct UnitRow {
  std::string code;
  std::string name;
  std::string duty;       // empty: none stated
  std::string community;  // code; empty: none stated
  std::int64_t members = 0;
  std::optional<Point> at;  // in the working system
};

/// Reads the units. Columns are the declared ones, else known names in Chinese and English. A row without a code, or of
/// a code that has one, is reported and left out; members that are no whole number of 0 or more count as 0, places that
/// are no numbers as none, each reported. Throws ConfigError where the column of the code is missing or a declared one
/// is, InputError for a file that cannot be read.
std::vector<UnitRow> read_units(const StudyArea& area, const AssignConfig& config, IssueLedger& ledger,
                                Progress& progress);

}  // namespace lastmeter
