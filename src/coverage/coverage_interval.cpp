// SPDX-License-Identifier: Apache-2.0
#include "coverage/coverage_interval.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace lastmeter {

namespace {

DemandSum& part_of(CoverageInterval& interval, double nearest) {
  if (nearest <= (interval.radius - interval.error).value()) {
    return interval.inside;
  }
  return nearest <= (interval.radius + interval.error).value() ? interval.borderline : interval.outside;
}

}  // namespace

CoverageInterval coverage_interval(const FlatDemand& demand, const Reach& reach, Metres radius, Metres error) {
  if (reach.demand_count() != demand.size() || !(error >= Metres(0)) || !(reach.limit() >= radius + error)) {
    throw std::logic_error("the Reach belongs to another study or is too short for the radius and the error");
  }
  CoverageInterval interval{radius, error, {}, {}, {}};
  for (std::size_t i = 0; i < demand.size(); ++i) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const double at : reach.row(DemandId(i)).distances) {
      nearest = std::min(nearest, at);
    }
    part_of(interval, nearest) += demand.weight[i];
  }
  return interval;
}

}  // namespace lastmeter
