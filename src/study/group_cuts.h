// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/progress.h"
#include "partition/partition_units.h"
#include "study/group_study.h"
#include "study/partition_units_of.h"

namespace lastmeter {

/// The units of a parent by compound: those of each side by side, those outside all compounds together.
struct GatedUnits {
  std::string compound;
  std::vector<UnitId> units;  // ascending
  double weight = 0.0;
};
/// By code of the compound.
std::vector<GatedUnits> gated_units(const StudyArea& area, const ParentUnits& parent);

/// Parts of the graph that these units make; open and linked borders connect.
std::size_t piece_count(const UnitGraph& graph, std::span<const UnitId> units);

/// Units cut into so many connected groups as even in weight as can be found: by `partition_units` with bounds about
/// the mean, wider ones where those do not hold. Units that lie in parts are joined where they are nearest. `whole`:
/// what of them stays together, by unit; empty: nothing. One group of all where even that fails. Precondition: 1 <=
/// groups <= units.
std::vector<std::vector<UnitId>> cut_evenly(const UnitGraph& graph, std::span<const UnitId> units, std::size_t groups,
                                            const std::vector<std::optional<std::uint32_t>>& whole,
                                            const PartitionOptions& options, Progress& progress);

}  // namespace lastmeter
