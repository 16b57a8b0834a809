// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units.h"
#include "coverage/coverage_options.h"

namespace lastmeter {

/// What is asked of posts in an emergency: from keys of the study file, else from its norms.
struct EmergencyTerms {
  TravelMode mode = TravelMode::Straight;  // Straight or Walking
  Metres walk_limit;
  double capacity = 0.0;              // people, of a post that states none
  double people_per_staff = 0.0;      // whom one worker serves within `hours`
  double people_per_lane_hour = 0.0;  // whom one lane serves
  double hours = 0.0;                 // everybody is to be served by then
  double arrival_hours = 0.0;         // people arrive evenly over so many hours
  double queue_minutes = 0.0;         // nobody is to wait longer
};

}  // namespace lastmeter
