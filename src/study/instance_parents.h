// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "partition/partition_problem.h"
#include "study/instance_units.h"

namespace lastmeter {

/// What is asked of the zones.
struct ZonesAsked {
  std::optional<std::size_t> zones;  // none: as many as the bounds allow
  std::optional<double> tolerance;   // zones weigh the mean x (1 -+ tolerance)
  std::optional<double> least;       // in the place of the tolerance
  std::optional<double> most;
  PartitionPrices prices;
  double moved_at_most = 1.0;
};

/// One parent: a problem of its own.
struct ParentProblem {
  std::string code;           // empty: there are no parents
  std::vector<UnitId> units;  // of the whole, by unit of the problem
  PartitionProblem problem;
};

/// The question for all units at once (for scoring) and for each parent (for solving).
struct InstanceProblem {
  PartitionProblem whole;
  std::vector<std::string> labels_today;  // by zone of the plan in force
  std::vector<ParentProblem> parents;     // by code; one without parents
  std::vector<std::string> reasons;       // why the number of zones asked for cannot be shared out
  std::vector<std::string> notes;         // compounds that parents cut
};

/// Bounds for every zone, the mean being total / zones. With parents the zones are shared out by weight within what
/// each parent's bounds allow; a parent whose bounds allow no number gets the nearest, and its problem says why it
/// cannot hold. Without `zones` each parent may have any number its bounds allow. Throws ConfigError for what makes no
/// question: neither zones nor bounds, more zones than units, bounds that cross.
InstanceProblem instance_problem(const InstanceUnits& units, const ZonesAsked& asked);

}  // namespace lastmeter
