// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

namespace lastmeter {

/// How fast people come and are served.
struct ServiceRate {
  double lanes = 0.0;               // side by side
  double people_per_lane_hour = 0;  // served by one lane in an hour
  double arrival_hours = 0;         // people arrive evenly over so many hours; > 0
};

/// When a post is done. Nothing where it has people and no lane.
struct ServiceTime {
  double done_hours = 0.0;  // from the first arrival to the last person served
  double peak_queue = 0.0;  // people
  double peak_wait = 0.0;   // minutes, of the person who waits longest: the last to arrive
};

/// The deterministic fluid queue (Newell, Applications of Queueing Theory, 2nd ed. 1982, chapter 2): people arrive at a
/// constant rate load / arrival_hours and leave at the rate of all lanes; where more arrive than leave, the queue grows
/// to the last arrival. No chance in it: real queues, where people come in bunches, are longer, so that a norm broken
/// here is broken for certain. Precondition: numbers >= 0.
std::optional<ServiceTime> service_time(double load, const ServiceRate& rate);

}  // namespace lastmeter
