// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "model/study_area.h"

namespace lastmeter {

/// Who reaches whom: for every demand point the facilities within a limit and the distance to each. The hinge
/// of the tool: straight-line and walking both make one, coverage and placement read it without knowing which.
/// Flat rows; in a row, facilities ascend by id. Distances are not rounded.
class Reach {
 public:
  struct Row {
    std::span<const FacilityId> facilities;
    std::span<const double> distances;  // metres, same length
  };

  Reach(Metres limit, std::vector<std::uint64_t> row_starts, std::vector<FacilityId> facilities,
        std::vector<double> distances);

  /// Every pair with distance <= limit is in; nothing beyond is.
  [[nodiscard]] Metres limit() const { return limit_; }
  [[nodiscard]] std::size_t demand_count() const { return row_starts_.size() - 1; }
  [[nodiscard]] std::size_t pair_count() const { return facilities_.size(); }
  [[nodiscard]] Row row(DemandId demand) const {
    const std::uint64_t first = row_starts_[demand.index()];
    const std::uint64_t count = row_starts_[demand.index() + 1] - first;
    return {{facilities_.data() + first, count}, {distances_.data() + first, count}};
  }

 private:
  Metres limit_;
  std::vector<std::uint64_t> row_starts_;  // demand_count + 1
  std::vector<FacilityId> facilities_;
  std::vector<double> distances_;
};

/// Straight-line reach: pairs with distance <= limit, the bound included, tested on points. The test is made on the
/// distance as stored, so a consumer that asks `distance <= r` for any r up to the limit gets what `reach_straight`
/// with limit r would give (distance_limit.h).
/// Time O(n + pairs), parallel, same bytes for any number of threads. No facilities: empty rows.
/// Precondition: finite coordinates, limit >= 0.
Reach reach_straight(const IdVector<DemandId, DemandPoint>& demand, const IdVector<FacilityId, Facility>& facilities,
                     Metres limit);
/// The same for plain places: ids are positions in the spans.
Reach reach_straight(std::span<const Point> demand, std::span<const Point> posts, Metres limit);

}  // namespace lastmeter
