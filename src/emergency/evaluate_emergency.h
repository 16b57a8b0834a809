// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "emergency/allocate_people.h"
#include "emergency/emergency_problem.h"

namespace lastmeter {

/// What a plan is worth: the one scorer, which trusts no method.
struct EmergencyScore {
  struct Post {
    double load = 0.0;  // people
    std::size_t places = 0;
    double walk_sum = 0.0;  // person-metres
    double farthest = 0.0;  // metres, of anybody who goes there
  };
  double served = 0.0;  // people
  double unserved = 0.0;
  double walk_sum = 0.0;  // person-metres of those served
  double farthest = 0.0;
  std::vector<Post> posts;
  std::vector<std::string> breaches;  // limits that the plan breaks, in sentences
};

/// Sums flows up pair by pair. Time O(pairs).
EmergencyScore evaluate_emergency(const EmergencyProblem& problem, const EmergencyPlan& plan);

}  // namespace lastmeter
