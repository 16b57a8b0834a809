// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "study/partition_study.h"
#include "study/partition_units_of.h"

namespace lastmeter {

/// The numbers of zones that one parent may be given: the first is asked for, the others are tried in turn where it
/// cannot hold the limits. Empty: the parent has no ordinary unit.
using CountChoice = std::vector<std::size_t>;

/// The bounds of a zone: as the section says, or its tolerance round the mean over the whole study.
struct ZoneBounds {
  double least = 0.0;
  double most = 0.0;
};

/// Numbers of zones that a parent's weight allows.
struct CountLimits {
  std::size_t least = 0;
  std::size_t most = 0;
};

struct CountPlan {
  ZoneBounds bounds;
  std::vector<CountLimits> limits;   // by parent, where a total is shared out within them; else empty
  std::vector<CountChoice> choices;  // by parent
  /// By parent: every number its weight allows, where `choices` holds only the nearest of them.
  std::vector<std::optional<CountLimits>> beyond;
  std::vector<std::string> reasons;  // why the number of zones asked for cannot hold over the whole study
};

/// Decides bounds and numbers. A number that leaves no room is explained in `reasons`, and shared out by weight alone,
/// so that the nearest plan can be shown. A parent whose weight fits no number of zones gets the one that is least off.
CountPlan plan_counts(const PartitionConfig& config, const std::vector<ParentUnits>& parents, bool with_today);

/// The bounds of a section that states its number of zones.
ZoneBounds zone_bounds(const PartitionConfig& config, const std::vector<ParentUnits>& parents);

/// The problem of one parent.
PartitionProblem problem_of(const PartitionConfig& config, const ZoneBounds& bounds, const ParentUnits& parent,
                            CountLimits zones, bool with_today);

/// Ordinary zones of today with a unit in the parent, ascending.
std::vector<ZoneId> zones_today(const ParentUnits& parent);

}  // namespace lastmeter
