// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "assignment/assignment_problem.h"

namespace lastmeter {

/// Which receiver serves as whose.
struct UnitPlan {
  std::vector<std::size_t> receiver;  // by unit; empty without receivers
  /// By unit: where it would go if its receiver refused it, and by how much the sum of distances would grow, all others
  /// assigned anew. None: no other receiver, or none without breaking a limit more.
  struct Second {
    std::size_t receiver = 0;
    double extra = 0.0;  // metres
  };
  std::vector<std::optional<Second>> second;
};

/// Each unit to one receiver: first the limits of units and duties are broken by as little as can be in sum (0: they
/// can be kept), then the sum of distances is least. Units without a place fill up where limits ask for them. A
/// minimum-cost flow (LEMON's network simplex), exact in whole millimetres: unit -> receiver and duty -> receiver, with
/// limits as arcs that cost more beyond them. About 50 ms for 154 units and 48 receivers. Second choices take a
/// shortest way over all units x receivers for each receiver and duty in use.
UnitPlan assign_units(const AssignmentProblem& problem);

/// Members of a unit at a receiver.
struct MemberShare {
  std::size_t unit = 0;
  std::size_t receiver = 0;
  std::int64_t members = 0;
};

/// The members go where their unit goes, but for those that limits of members send on: first the limits are broken by
/// as little as can be, then as few members as can be are parted from their unit, then the sum of their distances is
/// least. By unit, then receiver. A minimum-cost flow too.
std::vector<MemberShare> assign_members(const AssignmentProblem& problem, const UnitPlan& plan);

}  // namespace lastmeter
