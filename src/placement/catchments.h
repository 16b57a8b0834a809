// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/ids.h"
#include "coverage/demand_sum.h"
#include "coverage/reach.h"

namespace lastmeter {

/// Whom an open site serves when everybody goes to the nearest one.
struct Catchment {
  DemandSum demand;           // of the points that go there
  double weight = 0.0;        // of them, in the measure asked for
  double distance_sum = 0.0;  // weight x metres
  double worst = 0.0;         // metres, of points with weight
  [[nodiscard]] std::optional<double> mean() const {
    return weight > 0.0 ? std::optional(distance_sum / weight) : std::nullopt;
  }
};

struct Allocation {
  std::vector<std::optional<CandidateId>> site;  // by DemandId; none: no open site counts for the point
  std::vector<double> distance;                  // by DemandId, metres; 0 where there is no site
  std::vector<Catchment> catchments;             // by CandidateId
  DemandSum unserved;
};

/// Everybody to the nearest open site among the pairs that count; ties: the lowest CandidateId. Time O(pairs).
Allocation allocate_nearest(const FlatDemand& demand, const Reach& pairs, std::size_t site_count,
                            std::span<const CandidateId> open, Measure measure);

}  // namespace lastmeter
