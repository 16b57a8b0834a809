// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "suppress/suppression.h"

namespace lastmeter {

/// Cells that a reader does not see, and that sums tie together.
struct UnknownGroup {
  std::vector<std::size_t> cells;  // ascending
  std::vector<std::size_t> sums;   // ascending
};

/// By the lowest cell. `unknown`: by cell. Sums without an unknown cell stand in none.
std::vector<UnknownGroup> unknown_groups(const SuppressionProblem& problem, const std::vector<bool>& unknown);

/// Cells of a group whose value its sums fix.
std::vector<std::size_t> determined(const SuppressionProblem& problem, const UnknownGroup& group);

}  // namespace lastmeter
