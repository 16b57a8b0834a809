// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "coverage/demand_coverage.h"

namespace lastmeter {

/// What one case covers in the whole study.
struct CaseTotals {
  std::array<DemandSum, 3> at_least;  // demand within reach of at least 1, 2, 3 posts
  DemandSum depth;                    // sum of weight x number of posts: divided by the weight, the mean depth
};

/// All demand of the study.
DemandSum total_demand(const FlatDemand& demand);

/// By case. One task a case, each adding in the order of DemandId.
std::vector<CaseTotals> total_cases(const FlatDemand& demand, const DemandCoverage& coverage,
                                    const std::vector<CoverageCase>& cases);

/// By radius rule: demand served under the "1+N" rule. Empty where that is not measured.
std::vector<DemandSum> total_one_plus_n(const FlatDemand& demand, const DemandCoverage& coverage);

/// Distances to the nearest post, weighted by one measure.
struct NearestStatistics {
  std::optional<double> mean;    // metres; nothing unless all weight has a nearest post
  std::optional<double> median;  // the least distance within which half of the weight lies; nothing unless half has one
  std::optional<double> max;     // of demand with weight; nothing unless all weight has a nearest post
};

/// Time O(n log n).
NearestStatistics nearest_statistics(const FlatDemand& demand, const DemandCoverage& coverage, Measure measure);

}  // namespace lastmeter
