// SPDX-License-Identifier: Apache-2.0
#include "emergency/service_time.h"

#include <algorithm>

namespace lastmeter {

std::optional<ServiceTime> service_time(double load, const ServiceRate& rate) {
  if (load <= 0.0) {
    return ServiceTime{};
  }
  const double per_hour = rate.lanes * rate.people_per_lane_hour;
  if (per_hour <= 0.0) {
    return std::nullopt;
  }
  const double needed = load / per_hour;
  const double late = std::max(0.0, needed - rate.arrival_hours);
  return ServiceTime{
      .done_hours = std::max(needed, rate.arrival_hours), .peak_queue = late * per_hour, .peak_wait = late * 60.0};
}

}  // namespace lastmeter
