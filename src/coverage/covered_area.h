// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/progress.h"
#include "coverage/coverage_options.h"
#include "coverage/union_area.h"

namespace lastmeter {

/// Exact areas that one case covers, from DiscUnion: no polygonized circles.
struct CoveredArea {
  /// By level, then ZoneId. Home: posts of the zone's own home zone only; levels above the home level hold the sum of
  /// their home zones.
  std::array<std::vector<SquareMetres>, 3> zones;
  std::optional<SquareMetres> residential;  // open service, where the study has residential land
  std::vector<double> demand_share;         // open service with demand outlines: covered share of each, by DemandId
};

/// By FacilityId.
struct PostAreas {
  std::vector<SquareMetres> within_study;  // of its disc inside the zones of the top level; empty without zones
  std::vector<SquareMetres> exclusive;     // of its disc that no other disc covers, inside and outside the study
};

struct CoverageAreas {
  std::vector<CoveredArea> cases;  // by case
  std::vector<PostAreas> posts;    // by radius rule
};

/// For straight lines. One DiscUnion per radius rule, and one per home zone and radius rule. Parallel.
CoverageAreas measure_areas(const StudyArea& area, Metres nominal, const std::vector<RadiusRule>& rules,
                            const std::vector<CoverageCase>& cases, Progress& progress);

}  // namespace lastmeter
