// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "partition/unit_graph.h"

namespace lastmeter {

/// What one partition of the units changes in another.
struct PartitionComparison {
  std::size_t zones_before = 0;  // with a unit
  std::size_t zones_after = 0;
  std::vector<std::optional<ZoneId>> continues;  // by zone after: the zone before that it continues (see match_zones)
  std::size_t units_moved = 0;                   // not in the zone that their old zone became
  double weight_moved = 0.0;
  double agreement = 1.0;                 // share of the weight that does not move; of the units, where nothing weighs
  std::size_t unchanged = 0;              // zones before that are zones after, unit for unit
  std::size_t split = 0;                  // zones before whose units lie in two zones after or more
  std::size_t merged = 0;                 // zones after with units of two zones before or more
  double variation_of_information = 0.0;  // bits, by weight; 0: the same partition (Meila, 2007)
};

/// Compares two partitions of the same units. Time O(units log units) plus a matching of zones.
/// Throws std::logic_error where they do not list one zone per unit.
PartitionComparison compare_partitions(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& before,
                                       const IdVector<UnitId, ZoneId>& after);

}  // namespace lastmeter
