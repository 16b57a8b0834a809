// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "model/issue_ledger.h"
#include "placement/placement_result.h"
#include "study/candidate_sites.h"
#include "study/walking.h"

namespace lastmeter {

/// The section [placement] of a study file.
struct PlacementConfig {
  PlacementQuestion question;
  SiteOptions sites;
  TravelMode mode = TravelMode::Straight;  // Straight or Walking
  std::optional<Metres> farthest;          // distance goals: nobody goes farther; none: any distance
  Effort effort = Effort::Default;
  PlacementExtras extras;
  std::uint64_t seed = 1;
  std::optional<std::vector<std::string>> plan;  // codes of sites: not sought but scored
};

/// How far the streets of a placement on foot must reach.
Metres placement_window(const StudyArea& area, const PlacementConfig& config);

/// Who reaches which site, as far as the goal looks. `walking`: the streets, where the mode is Walking.
Reach site_reach(const StudyArea& area, const Walking* walking, const WalkingOptions& options,
                 const PlacementConfig& config, const SiteList& list);

/// Collects the sites, measures who reaches them, and finds and scores the plan; a plan that is given is scored alone,
/// and every limit it breaks reported. `walking`: the streets, where the mode is Walking. Dropped sites and what the
/// plan cannot do are reported. Throws ConfigError where the question makes no sense in this study: no sites, no demand
/// of the kind it weighs, communities asked for that the study lacks.
PlacementResult place_study(const StudyArea& area, const Walking* walking, const WalkingOptions& options,
                            const PlacementConfig& config, IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
