// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/outcome.h"
#include "core/progress.h"
#include "emergency/emergency_terms.h"
#include "input/build_streets.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "study/walking.h"

namespace lastmeter {

struct EmergencyResult;

/// The section [emergency] of a study file.
struct EmergencyConfig {
  EmergencyTerms terms;
  std::optional<double> staff;                 // of a post that states none; none: as its capacity asks
  std::optional<double> lanes;                 // likewise; none: one a worker
  std::optional<double> people_per_household;  // for studies that count households alone
  std::vector<FacilityKind> kinds;             // of the posts that serve; empty: all
  bool failures = true;                        // of each post
  std::size_t bridges = 0;                     // crossings closed one after the other, at most
  bool add = true;                             // candidates that would be needed, where the study has them
  Effort effort = Effort::Default;             // of that
};

/// Allocates the people of a study to its posts, in straight line or on foot; explains who stays unserved; closes posts
/// and crossings one by one; seeks the fewest candidates. `streets`: for walking. What serves nobody, who is not served
/// and which norms of time are broken is reported. A study without posts, or without anybody, has an answer. Throws
/// ConfigError where it counts neither people nor, with people_per_household, households, and for walking without
/// streets.
EmergencyResult emergency_study(const StudyArea& area, const StreetInput& streets, const WalkingOptions& walking,
                                const EmergencyConfig& config, IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
