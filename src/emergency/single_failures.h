// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "emergency/allocate_people.h"
#include "emergency/emergency_problem.h"

namespace lastmeter {

/// What the loss of one thing costs, all people allocated anew as well as can be.
struct FailureCost {
  double rerouted = 0.0;    // people who go elsewhere than before, or nowhere; of plans as good, of the one found
  double unserved = 0.0;    // more people than before
  double extra_walk = 0.0;  // person-metres, of all who are served, more than before; may be below 0
};

/// The cost of what came of a failure; both problems have the same rows and posts. `before`: the pairs of row i in
/// `problem` are a part of those in `whole`.
FailureCost failure_cost(const EmergencyProblem& whole, const EmergencyPlan& before, const EmergencyProblem& problem,
                         const EmergencyPlan& after);

/// The cost of closing each post, by post: as solving each anew, by close_post. Parallel over posts, same results for
/// any number of threads.
std::vector<FailureCost> post_failures(const EmergencyProblem& problem, const EmergencyPlan& plan);

}  // namespace lastmeter
