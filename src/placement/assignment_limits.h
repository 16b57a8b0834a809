// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "placement/assignment_costs.h"
#include "placement/problem.h"

namespace lastmeter {

/// Sum of coefficient x (1 if open) <= most; the coefficients are divided by the largest of them. `most` includes the
/// rounding that `evaluate_plan` lets pass.
struct SiteLimit {
  std::vector<std::pair<std::uint32_t, double>> terms;  // by site
  double most = 0.0;
};

/// The limits of a problem, one direction each: what bounds and trees need beside RuleState.
struct AssignmentLimits {
  std::vector<std::uint8_t> counted;  // by site: New
  std::optional<std::size_t> count;   // at most so many New sites
  std::vector<SiteLimit> others;      // budget, rules
  std::vector<Fate> fixed;            // by site: Open for Fixed ones, else Free

  /// Every free site may still be closed (opened) without breaking a limit for good: fates that follow are set. False:
  /// no plan is left.
  [[nodiscard]] bool settle(std::vector<Fate>& fates) const;
};

AssignmentLimits assignment_limits(const PlacementProblem& problem);

}  // namespace lastmeter
