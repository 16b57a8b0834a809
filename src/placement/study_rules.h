// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "placement/study_problem.h"

namespace lastmeter {

/// The limits a question sets on which sites may be open together, each with a name a planner understands: options of
/// one site, spacing, sites per community, 1+N, posts to close, and the budget of a Capacitated question.
std::vector<SiteRule> study_rules(const StudyArea& area, const SiteList& list, const PlacementQuestion& question);

}  // namespace lastmeter
