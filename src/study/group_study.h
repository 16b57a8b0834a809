// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/outcome.h"
#include "core/progress.h"
#include "core/units.h"
#include "input/build_streets.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "partition/group_result.h"

namespace lastmeter {

/// How a total is shared out among grid zones.
enum class GroupParts {
  Even,        // each the mean, rounded up or down; up where there are more compounds
  Compounds,   // no fewer than compounds, beside that even
  Households,  // by households
};

/// What becomes of gates.
enum class GroupGates {
  Closed,       // no group holds buildings of two compounds
  WhereNeeded,  // whole compounds are joined where a grid zone has more of them than groups
};

/// The section [groups] of a study file.
struct GroupConfig {
  std::optional<std::size_t> total;  // none: by the limits
  GroupParts parts = GroupParts::Even;
  GroupGates gates = GroupGates::Closed;
  std::optional<double> least;  // households (people) of a group
  std::optional<double> most;
  UnitWeight weigh = UnitWeight::Households;
  bool respect_barriers = true;
  Effort effort = Effort::Default;
  std::uint64_t seed = 1;
};

/// Groups of buildings inside each grid zone: connected, inside one compound each, balanced. The groups of a grid zone
/// are shared out among its compounds by households; each compound that gets several is cut by `partition_units`.
/// Where gates are closed and compounds are more than groups, each compound becomes one group, and the grid zone is
/// reported with how many it needs. Throws ConfigError for a study without grid zones or buildings, or without what
/// groups are weighed by.
GroupResult group_study(const StudyArea& area, const StreetInput& streets, const GroupConfig& config,
                        IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
