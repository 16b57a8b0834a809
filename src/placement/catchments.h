// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/ids.h"
#include "coverage/demand_sum.h"
#include "coverage/reach.h"
#include "placement/problem.h"

namespace lastmeter {

/// Whom an open site serves.
struct Catchment {
  DemandSum demand;           // of the points that go there, in whole or in part
  double weight = 0.0;        // of them, in the measure asked for
  double distance_sum = 0.0;  // weight x metres
  double worst = 0.0;         // metres, of points with weight
  [[nodiscard]] std::optional<double> mean() const {
    return weight > 0.0 ? std::optional(distance_sum / weight) : std::nullopt;
  }
};

struct Allocation {
  std::vector<std::optional<CandidateId>> site;  // by DemandId, where most of it goes; none: to no open site
  std::vector<double> distance;                  // by DemandId, metres to that site; 0 where there is none
  std::vector<Catchment> catchments;             // by CandidateId
  DemandSum unserved;
};

/// Everybody to the nearest open site among the pairs that count; ties: the lowest CandidateId. Time O(pairs).
Allocation allocate_nearest(const FlatDemand& demand, const Reach& pairs, std::size_t site_count,
                            std::span<const CandidateId> open, Measure measure);

/// Everybody as in the cheapest allocation within the capacities, which the score of a Capacitated plan is about:
/// points may be split. `problem`: made of the same pairs and measure by study_problem; points without weight go to the
/// nearest.
Allocation allocate_within_capacities(const FlatDemand& demand, const Reach& pairs, const PlacementProblem& problem,
                                      std::span<const CandidateId> open, Measure measure);

}  // namespace lastmeter
