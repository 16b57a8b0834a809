// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/norm_result.h"
#include "model/issue_ledger.h"
#include "model/rules.h"
#include "model/study_area.h"

namespace lastmeter {

/// NormCounts that would be otherwise.
struct NormCase {
  std::string name;
  NormCounts counts;
};

/// The section [norms] of a study file.
struct NormsConfig {
  NormCounts counts;                             // that no layer holds, or instead of what layers hold
  std::optional<std::vector<std::string>> hold;  // none: the zones the study has
  std::vector<NormCase> cases;
};

/// What the layers of a study count: zones by level, building_groups, buildings, households, population, facilities,
/// centres, stations, micro_stations, emergency_posts and emergency_staff (of posts that state a capacity); what it
/// does not have is not in it.
NormCounts counts_of(const StudyArea& area);

/// The verdict of every norm of the rule set on the study and on each case. Radius norms are measured in straight line,
/// or taken from `measured` where they ask for walking. Norms that fail, conflicts, counts that nobody states and
/// stated ones that nobody asks for are reported.
std::vector<NormScenario> norms_study(const StudyArea& area, const RuleSet& rules, const NormsConfig& config,
                                      std::span<const Figure> measured, IssueLedger& ledger);

}  // namespace lastmeter
