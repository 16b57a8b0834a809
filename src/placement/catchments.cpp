// SPDX-License-Identifier: Apache-2.0
#include "placement/catchments.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "placement/allocate.h"

namespace lastmeter {

namespace {

/// Fills an allocation, demand point by demand point.
class Allocator {
 public:
  Allocator(const FlatDemand& demand, const Reach& pairs, std::size_t site_count, std::span<const CandidateId> open,
            Measure measure)
      : demand_(demand), pairs_(pairs), measure_(measure), is_open_(site_count, 0) {
    for (const CandidateId site : open) {
      is_open_[site.index()] = 1;
    }
    allocation_.site.resize(demand.size());
    allocation_.distance.resize(demand.size(), 0.0);
    allocation_.catchments.resize(site_count);
  }

  /// The whole point to its nearest open site; nobody serves it where there is none.
  void send_to_nearest(std::size_t point) {
    const Reach::Row row = pairs_.row(DemandId(point));
    std::optional<std::size_t> best;
    for (std::size_t k = 0; k < row.facilities.size(); ++k) {
      if (is_open_[row.facilities[k].index()] != 0 && (!best || row.distances[k] < row.distances[*best])) {
        best = k;
      }
    }
    if (best) {
      send(point, *best, 1.0);
    } else {
      allocation_.unserved += demand_.weight[point];
    }
  }

  void send_in_parts(std::size_t point, std::span<const RowAllocation::Part> parts) {
    const Reach::Row row = pairs_.row(DemandId(point));
    double served = 0.0;
    double most = 0.0;
    for (const RowAllocation::Part& part : parts) {
      const auto at = std::find(row.facilities.begin(), row.facilities.end(), FacilityId(part.site.index()));
      const auto kept = std::pair(allocation_.site[point], allocation_.distance[point]);
      send(point, static_cast<std::size_t>(at - row.facilities.begin()), part.share);
      if (part.share <= most) {
        std::tie(allocation_.site[point], allocation_.distance[point]) = kept;
      }
      most = std::max(most, part.share);
      served += part.share;
    }
    if (served < 1.0 - 1e-9) {
      allocation_.unserved += demand_.weight[point] * (1.0 - served);
    }
  }

  Allocation take() { return std::move(allocation_); }

 private:
  void send(std::size_t point, std::size_t k, double share) {
    const Reach::Row row = pairs_.row(DemandId(point));
    const double weight = demand_.weight[point].of(measure_) * share;
    allocation_.site[point] = CandidateId(row.facilities[k].index());
    allocation_.distance[point] = row.distances[k];
    Catchment& catchment = allocation_.catchments[row.facilities[k].index()];
    catchment.demand += demand_.weight[point] * share;
    catchment.weight += weight;
    catchment.distance_sum += weight * row.distances[k];
    catchment.worst = weight > 0.0 ? std::max(catchment.worst, row.distances[k]) : catchment.worst;
  }

  const FlatDemand& demand_;
  const Reach& pairs_;
  Measure measure_;
  std::vector<std::uint8_t> is_open_;
  Allocation allocation_;
};

}  // namespace

Allocation allocate_nearest(const FlatDemand& demand, const Reach& pairs, std::size_t site_count,
                            std::span<const CandidateId> open, Measure measure) {
  Allocator allocator(demand, pairs, site_count, open, measure);
  for (std::size_t i = 0; i < demand.size(); ++i) {
    allocator.send_to_nearest(i);
  }
  return allocator.take();
}

Allocation allocate_within_capacities(const FlatDemand& demand, const Reach& pairs, const PlacementProblem& problem,
                                      std::span<const CandidateId> open, Measure measure) {
  const RowAllocation rows = allocate_rows_capacitated(problem, open);
  Allocator allocator(demand, pairs, problem.candidates().size(), open, measure);
  std::size_t row = 0;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    const bool has_row = demand.weight[i].of(measure) > 0.0 && !pairs.row(DemandId(i)).facilities.empty();
    if (has_row) {
      allocator.send_in_parts(i, rows.row(row++));
    } else {
      allocator.send_to_nearest(i);
    }
  }
  return allocator.take();
}

}  // namespace lastmeter
