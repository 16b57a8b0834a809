// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lastmeter {

/// What a group shows: `hits` (settled; events) in `of` (events; 1,000 households).
struct GroupCount {
  double hits = 0.0;
  double of = 0.0;
};

/// Shares or rates drawn towards that of the whole, each the more the less stands behind it, so that no group leads or
/// trails a list by luck (empirical Bayes; Efron and Morris, 1975).
struct Shrunk {
  double whole = 0.0;          // share or rate of all groups together; 0 where they are empty
  double spread = 0.0;         // how much the groups differ beyond luck: 0 = not at all, then all are as the whole
  std::vector<double> values;  // by group; an empty one is as the whole
};

/// Shares: beta-binomial. Mean of the prior: the share of the whole. Spread: 1 / (a + b) of the beta prior, by maximum
/// likelihood given that mean. Value: (hits + whole / spread) / (of + 1 / spread). Counts are whole numbers,
/// hits <= of. Time O(sum of `of`).
Shrunk shrunk_shares(std::span<const GroupCount> groups);

/// Rates of events: gamma-Poisson, likewise (Clayton and Kaldor, 1987). Spread: variance of the gamma prior over its
/// mean squared. Hits are whole numbers, `of` any exposure; groups of no exposure do not count.
Shrunk shrunk_rates(std::span<const GroupCount> groups);

}  // namespace lastmeter
