// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "city.h"
#include "core/random.h"

namespace lastmeter {

/// How many live in the city and what the norms of the sample allow.
struct CityCounts {
  int households = 0;
  int population = 0;
  int community_lo = 0;
  int community_hi = 0;
};

/// 180,000 households, 540,000 people; every grid zone 300-500 households, every community 3,000-5,000.
inline constexpr CityCounts kStandardCounts{180000, 540000, 3000, 5000};
/// 139,500 households, 418,500 people; every grid zone 300-500, every community 1,000-3,000: ten grid zones leave no
/// room but 300 each.
inline constexpr CityCounts kTightCounts{139500, 418500, 1000, 3000};

/// Households of each grid zone: whole numbers 300-500 that sum to `counts.households`.
std::vector<int> share_households(const City& city, const CityCounts& counts, Random& random);

/// Shares households and people out to the buildings and sums them up in the zones of every level; forms the
/// building groups: 201 grid zones with two, 249 with three.
void settle_people(City& city, const CityCounts& counts, Random& random);

/// Whole numbers >= `least` in proportion to the weights that sum to `total`: largest remainders, ties to the lower
/// index. Precondition: total >= least * weights.
std::vector<int> apportioned(const std::vector<double>& weights, int total, int least);

}  // namespace lastmeter
