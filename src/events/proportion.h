// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lastmeter {

struct Interval {
  double low = 0.0;
  double high = 1.0;
};

/// Wilson's score interval of a share, seen `hits` times in `trials` (Wilson, 1927): the shares that a test would not
/// reject. Holds its confidence on average even for few trials and for shares near 0 or 1, where the textbook interval
/// collapses: 33 of 33 is 89.6 to 100 % at 95 %. Without trials nothing is known: 0 to 1.
/// Precondition: hits <= trials; confidence in (0, 1).
Interval wilson_interval(std::size_t hits, std::size_t trials, double confidence);

/// How surprising it would be that a part of a whole has this many hits or any number as unlikely, were the part drawn
/// from the whole by lot: Fisher's exact test in both directions (Fisher, 1935; the smaller probabilities as R's
/// fisher.test has it). 1 where the part or the rest is empty. Time O(trials).
/// Precondition: hits <= trials, all_hits <= all_trials, the part within the whole.
double fisher_p(std::size_t hits, std::size_t trials, std::size_t all_hits, std::size_t all_trials);

/// Benjamini and Hochberg's adjusted p values (1995), in the order given: taking as found what lies at or below q lets
/// at most a share q of the finds be false on average, for independent tests and those that lean the same way.
std::vector<double> benjamini_hochberg(std::span<const double> p_values);

}  // namespace lastmeter
