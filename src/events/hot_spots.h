// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "events/shrinkage.h"

namespace lastmeter {

/// Zones side by side, each with a value.
struct SpotProblem {
  std::vector<double> values;                                       // finite
  std::vector<std::pair<std::uint32_t, std::uint32_t>> neighbours;  // each pair once, of two zones
  std::size_t permutations = 999;
  std::uint64_t seed = 1;
};

/// A zone and its neighbours, against the mean of all: Anselin's four quarters.
enum class SpotQuarter { HighAmongHigh, LowAmongLow, HighAmongLow, LowAmongHigh };

struct LocalSpot {
  double moran = 0.0;    // Anselin's local Moran I (1995), neighbours weighted by 1 / their number
  double gi_star = 0.0;  // Getis and Ord's Gi* (Ord and Getis, 1995) as a z score: neighbours and the zone weigh 1 each
  double p = 1.0;        // two-sided, from permutations
  double q = 1.0;        // the same after Benjamini and Hochberg
  bool neighbours_high = false;  // which way p points: more than the permutations have, or less
  SpotQuarter quarter = SpotQuarter::LowAmongLow;

  /// +1: many among many; -1: few among few; 0: what chance brings (q above `false_finds`), or a zone unlike its
  /// neighbours.
  [[nodiscard]] int spot(double false_finds) const;
};

/// Where high values lie among high ones, and low among low. By zone; nothing for a zone without a neighbour, and for
/// all where every value is the same.
///
/// p: the zone keeps its value, the values of all others are dealt out anew, and the sum of its neighbours' values is
/// compared with that of as many drawn without replacement: p = 2 min(r, l) / (permutations + 1), where r and l count
/// the draws at least and at most as large, and the one that is real. Given the zone's own value, both statistics
/// depend on that sum alone, so they have one p. No p is below 2 / (permutations + 1), which bounds what can be found
/// among many zones. Every zone draws from the seed and its own number: same bytes for any number of threads.
/// Time O(permutations x pairs).
std::vector<std::optional<LocalSpot>> local_spots(const SpotProblem& problem);

/// Rates made comparable where little stands behind some of them: (rate - mean) / its standard deviation, from the
/// spread of rates and the exposure (Assuncao and Reis, 1999). 0 where all rates are the same. Precondition: exposure
/// above 0.
std::vector<double> rate_scores(std::span<const GroupCount> groups);

}  // namespace lastmeter
