// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/random.h"
#include "placement/problem.h"

namespace lastmeter::testing {

/// What a random problem may have.
struct Spice {
  bool limits = false;       // budget and rules, beside a number of sites
  bool standing = false;     // some sites stand, of them some must stay
  bool odd_weights = false;  // zero, fractions, 1e9 beside 1e-9
  bool holes = false;        // rows that some, or no, candidates serve
};

/// A tiny problem (at most 8 candidates, 10 rows) with any of what the goal allows.
PlacementParts random_placement(PlacementGoal goal, const Spice& spice, Random& random);

/// The best objective of all feasible plans, by trying every subset; nothing where none is feasible.
std::optional<double> best_by_force(const PlacementProblem& problem);

}  // namespace lastmeter::testing
