// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "coverage/coverage_options.h"
#include "coverage/demand_sum.h"
#include "coverage/nearest_post.h"
#include "coverage/reach.h"

namespace lastmeter {

/// What every demand point has within reach. Flat arrays by DemandId, then radius rule.
struct DemandCoverage {
  std::size_t radius_count = 0;
  std::vector<std::optional<NearestPost>> nearest;  // ties: lowest id. of all posts; walking: see measure_coverage
  std::vector<std::uint32_t> open_depth;            // posts within each radius
  std::vector<std::uint32_t> home_depth;  // of them, posts of the own community; empty where Home is not measured
  std::vector<std::uint8_t> one_plus_n;   // 1 = a centre of the own community and any station within the radius;
                                          // empty where `has_one_plus_n` says no

  [[nodiscard]] std::uint32_t depth(std::size_t demand, const CoverageCase& at) const {
    const std::vector<std::uint32_t>& depths = at.service == ServiceRule::Open ? open_depth : home_depth;
    return depths[demand * radius_count + at.radius];
  }
  /// Within reach of at least one post that counts.
  [[nodiscard]] bool covered(DemandId demand, const CoverageCase& at) const { return depth(demand.index(), at) > 0; }
};

/// One pass over the Reach for all radii and services. Time O(pairs), parallel. Precondition: the Reach is of this
/// study and its limit is at least `needed_reach`; std::logic_error otherwise. `nearest_anywhere` as in
/// measure_coverage.
DemandCoverage cover_demand(const StudyArea& area, const FlatDemand& demand, const Reach& reach,
                            const CoverageOptions& options, const std::vector<RadiusRule>& rules,
                            const std::vector<CoverageCase>& cases,
                            std::span<const std::optional<NearestPost>> nearest_anywhere = {});

/// Demand farther than the nominal radius from every post.
struct UncoveredDemand {
  DemandId demand;
  std::optional<NearestPost> nearest;  // none: no post at all, or (walking) none that can be reached
};

/// Uncovered demand in the sense of `is_demand`, by DemandId.
std::vector<UncoveredDemand> uncovered_demand(const StudyArea& area, const FlatDemand& demand,
                                              const DemandCoverage& coverage, Metres nominal);

}  // namespace lastmeter
