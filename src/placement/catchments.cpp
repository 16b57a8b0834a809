// SPDX-License-Identifier: Apache-2.0
#include "placement/catchments.h"

#include <algorithm>

namespace lastmeter {

Allocation allocate_nearest(const FlatDemand& demand, const Reach& pairs, std::size_t site_count,
                            std::span<const CandidateId> open, Measure measure) {
  std::vector<std::uint8_t> is_open(site_count, 0);
  for (const CandidateId site : open) {
    is_open[site.index()] = 1;
  }
  Allocation allocation;
  allocation.site.resize(demand.size());
  allocation.distance.resize(demand.size(), 0.0);
  allocation.catchments.resize(site_count);
  for (std::size_t i = 0; i < demand.size(); ++i) {
    const Reach::Row row = pairs.row(DemandId(i));
    std::optional<std::size_t> best;
    for (std::size_t k = 0; k < row.facilities.size(); ++k) {
      if (is_open[row.facilities[k].index()] != 0 && (!best || row.distances[k] < row.distances[*best])) {
        best = k;
      }
    }
    if (!best) {
      allocation.unserved += demand.weight[i];
      continue;
    }
    const std::size_t site = row.facilities[*best].index();
    const double distance = row.distances[*best];
    const double weight = demand.weight[i].of(measure);
    allocation.site[i] = CandidateId(site);
    allocation.distance[i] = distance;
    Catchment& catchment = allocation.catchments[site];
    catchment.demand += demand.weight[i];
    catchment.weight += weight;
    catchment.distance_sum += weight * distance;
    catchment.worst = weight > 0.0 ? std::max(catchment.worst, distance) : catchment.worst;
  }
  return allocation;
}

}  // namespace lastmeter
