// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "study/partition_counts.h"
#include "study/partition_units_of.h"

namespace lastmeter {

/// The zones that a plan made elsewhere draws in one parent.
struct GivenZones {
  IdVector<UnitId, ZoneId> zone_of;  // by unit of the graph
  std::vector<std::string> names;    // of zones 0 .. ; "" for units that the plan leaves out
};

/// Reads a plan of zones made by hand or by any program: a table with a code of the basic unit and a column `zone`
/// (or district, grid_zone; partition_units.csv is one), or a layer of polygons in any system, in which every unit
/// belongs to the zone its point lies in. Units that the plan leaves out are reported, and make a zone of their own in
/// each parent. A zone in two parents counts as two. Throws InputError for a file that cannot be read, ConfigError for
/// one without these columns, and for a table that names no unit of the study.
std::vector<GivenZones> read_partition(const StudyArea& area, const PartitionConfig& config,
                                       const std::vector<ParentUnits>& parents, IssueLedger& ledger,
                                       Progress& progress);

/// Bounds for the plan, and what is wrong with it as a whole: the number of zones, zones in several parents.
CountPlan counts_of_given(const PartitionConfig& config, const std::vector<ParentUnits>& parents,
                          const std::vector<GivenZones>& given);

}  // namespace lastmeter
