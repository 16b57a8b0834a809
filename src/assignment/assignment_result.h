// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "assignment/assign_units.h"
#include "assignment/assignment_problem.h"
#include "assignment/evaluate_assignment.h"
#include "geometry/point.h"
#include "model/figure.h"

namespace lastmeter {

/// Units of a table assigned to the communities of a study.
struct AssignmentResult {
  struct Unit {
    std::string code;
    std::string name;
    std::optional<Point> at;
  };
  std::string what;  // "units"
  AssignmentProblem problem;
  std::vector<Unit> units;         // as in the problem
  std::vector<Point> centres;      // of the receivers: where distances end
  std::vector<std::string> names;  // of the receivers
  bool members_bound = false;      // limits of members were asked for
  UnitPlan plan;
  std::vector<MemberShare> members;
  AssignmentScore score;
  std::vector<std::string> reasons;  // why not every limit is kept

  [[nodiscard]] bool holds() const { return score.breaches.empty(); }
};

/// assign.units, .members, .of_size (how many receivers have so many units), .distance_mean_m, .distance_sum_m (and
/// .distance_bound_m, the same where every limit is kept), .farthest_m, .parted, .without_place, .limits_off, each with
/// `what`.
std::vector<Figure> assignment_figures(const AssignmentResult& result);

/// Why limits cannot be kept, in sentences with the smallest relaxation: sums first, then receiver by receiver.
std::vector<std::string> why_broken(const AssignmentProblem& problem, const AssignmentScore& score);

}  // namespace lastmeter
