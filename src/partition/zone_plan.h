// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/outcome.h"
#include "partition/unit_graph.h"

namespace lastmeter {

/// What a partition method found. Solved: every hard limit holds. Infeasible: proved that no partition holds them all;
/// `zone_of` is then the nearest one found, its breaches named by `evaluate_partition`. Unknown: none found, none
/// excluded; `zone_of` as before. Every zone is connected in all three, unless a part of the graph cannot be.
struct ZonePlan {
  Outcome outcome = Outcome::Unknown;
  IdVector<UnitId, ZoneId> zone_of;  // zones 0 .. zones-1, each with a unit
  std::size_t zones = 0;
  double objective = 0.0;       // as evaluate_partition scores it
  std::optional<double> bound;  // no plan that holds the limits is below; none: nothing proved
  bool proved = false;          // optimal: the bound meets the objective
  std::size_t iterations = 0;
  bool stopped_by_time = false;
  std::vector<std::string> reasons;  // why limits cannot hold: unit or parent, bound, smallest relaxation
};

}  // namespace lastmeter
