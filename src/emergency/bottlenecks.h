// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "emergency/allocate_people.h"
#include "emergency/emergency_problem.h"

namespace lastmeter {

/// Posts that are too small together: so many people have nowhere else to go.
struct Bottleneck {
  std::vector<std::uint32_t> posts;  // ascending; all full
  std::vector<std::uint32_t> rows;   // places that reach no other post
  double people = 0.0;               // in them
  double capacity = 0.0;             // of the posts
  [[nodiscard]] double missing() const { return people - capacity; }
};

/// Why people stay unserved who do reach a post: the minimum cut of the allocation, in parts that have no place in
/// common, the largest shortage first. What the parts miss adds up to the people unserved for want of room, and no
/// allocation can leave fewer (max-flow = min-cut, Ford and Fulkerson, 1956). `plan`: from allocate_people.
std::vector<Bottleneck> bottlenecks(const EmergencyProblem& problem, const EmergencyPlan& plan);

/// People without any post of capacity within the limit.
double beyond_reach(const EmergencyProblem& problem);

}  // namespace lastmeter
