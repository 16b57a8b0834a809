// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assignment/assign_units.h"
#include "assignment/assignment_problem.h"

namespace lastmeter {

/// What an assignment is worth: the one scorer.
struct AssignmentScore {
  struct Receiver {
    std::int64_t units = 0;
    std::int64_t members = 0;
    std::vector<std::int64_t> duties;  // units of each
  };
  std::vector<Receiver> receivers;
  double distance = 0.0;    // metres, summed over units with a place
  double farthest = 0.0;    // of these
  std::int64_t placed = 0;  // units with a place
  std::int64_t members = 0;
  std::int64_t parted = 0;  // members elsewhere than their unit
  std::vector<LimitBreach> breaches;
  [[nodiscard]] std::int64_t off() const;  // sum over breaches
};

AssignmentScore evaluate_assignment(const AssignmentProblem& problem, const UnitPlan& plan,
                                    std::span<const MemberShare> members);

}  // namespace lastmeter
