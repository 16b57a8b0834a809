// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "placement/evaluate.h"
#include "placement/problem.h"

namespace lastmeter {

/// One site of a plan closed, or one more opened, and nothing else changed.
struct SiteChange {
  CandidateId site;
  double gain = 0.0;                  // of the objective: above 0 is better, below 0 is lost
  double served_weight = 0.0;         // more (or, below 0, less) than with the plan
  double cost = 0.0;                  // more (or less) than with the plan
  std::vector<std::string> breaches;  // of limits and rules that the plan itself keeps
};

struct PlanChanges {
  PlanScore plan;
  std::vector<SiteChange> closing;  // by open site, ascending; Fixed ones too: what they are worth
  std::vector<SiteChange> opening;  // by site that is not open, ascending
};

/// What is lost when any one post closes, and what any one more would bring, as `evaluate_plan` scores it. Where
/// closing leaves demand unserved, a distance objective may well fall: `served_weight` and `breaches` tell. Time:
/// candidates x one evaluation, on all threads; the result does not depend on their number. Throws as `evaluate_plan`.
PlanChanges closing_loss(const PlacementProblem& problem, std::span<const CandidateId> open);

}  // namespace lastmeter
