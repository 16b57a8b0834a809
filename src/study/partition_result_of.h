// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "study/partition_counts.h"
#include "study/partition_units_of.h"

namespace lastmeter {

/// What was found for one parent; nothing for one with dedicated zones alone.
struct SolvedParent {
  ZonePlan plan;
  PartitionScore score;
  std::size_t zones_asked = 0;
  std::vector<std::string> split;  // a line for each compound that could not stay whole
  std::vector<std::string> names;  // of the zones of a plan made elsewhere; empty: zones are numbered
  ParentStations found;            // how stations were found
  std::vector<std::optional<PlannedStation>> stations;  // by zone of the plan; empty: none asked for
};

/// Puts the parents together: outlines, codes, who moved, lineage, changed ground, totals. Parallel over parents.
PartitionResult result_of(const StudyArea& area, const PartitionConfig& config, const std::vector<ParentUnits>& parents,
                          const CountPlan& counts, const std::vector<SolvedParent>& solved);

}  // namespace lastmeter
