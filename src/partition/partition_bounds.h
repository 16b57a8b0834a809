// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/outcome.h"
#include "partition/partition_problem.h"

namespace lastmeter {

/// Why no partition can hold the limits, found by arithmetic and connectivity alone: too heavy units (each named with
/// its weight and the bound), totals that fit no number of zones, parts of the graph too light for a zone or with
/// totals that fit none, more zones than pieces. One line each: unit or parent, the figure, the bound, the smallest
/// relaxation. Empty: nothing found (which proves nothing). Problem without compounds or with: compounds count as
/// whole.
std::vector<std::string> why_infeasible(const PartitionProblem& problem);

/// Weight that moves in every plan: zones are matched to those of today one to one, so of more zones than there will be
/// only the heaviest can stay. 0 without a plan in force.
double least_moved(const PartitionProblem& problem);

/// The numbers of zones that the totals allow: ceil(total / most) .. floor(total / least), by connected part.
struct ZoneCounts {
  std::size_t least = 0;
  std::size_t most = 0;  // below `least`: none fits
};
ZoneCounts possible_zone_counts(const PartitionProblem& problem);

/// A number that no plan holding the limits is below. Valid for every problem; 0 at worst. Eigenvalues (see
/// `cut_bounds`) are asked for up to 120 units, 10 ms a problem, thorough up to 250 and a second; fast never.
double objective_bound(const PartitionProblem& problem, Effort effort = Effort::Default);

}  // namespace lastmeter
