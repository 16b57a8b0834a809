// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "assignment/assignment_problem.h"
#include "core/progress.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

struct AssignmentResult;

/// One [[assign]] of a study file.
struct AssignConfig {
  std::string what;
  std::filesystem::path table;  // of units: code, name, members, duty, and x and y, or a community's code
  std::string crs;              // of x and y; empty: the working system
  std::map<std::string, std::string> columns;  // declared ones, by what they hold
  std::optional<ReceiverLimits> units;         // of each community; none: as even as can be
  std::optional<ReceiverLimits> members;       // of each community; none: members stay with their unit
  std::map<std::string, std::int64_t> duties;  // units of a duty that each community must have
  std::filesystem::path limits;                // table of limits by community; empty: none
};

/// Assigns the units of a table to the communities of a study. Distances run to the community's centre (the post of
/// kind centre that belongs to it), else to the middle of its ground. Rows that cannot be read, units without a place
/// and limits that cannot be kept are reported; the nearest plan is shown then. Throws ConfigError for a study without
/// communities and tables without their columns, InputError for a table that cannot be read.
AssignmentResult assign_study(const StudyArea& area, const AssignConfig& config, IssueLedger& ledger,
                              Progress& progress);

}  // namespace lastmeter
