// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

namespace lastmeter {

/// How unevenly people have something (access, distance). `values` are of groups of people, `weights` their numbers;
/// groups of weight 0 do not count. All are population-weighted: a group of weight 2 is two groups of weight 1 with its
/// value, so ties neither add nor split anything and order does not matter. Nothing where there are no people or
/// nobody has anything: 0 / 0. O(n log n). Precondition: as many values as weights; both finite and >= 0.
/// std::logic_error otherwise.

/// Gini coefficient: mean absolute difference of two people over twice the mean (equally: 1 - twice the area under the
/// Lorenz curve). 0 = all equal; below 1. Gini (1912), "Variabilita e mutabilita"; Lerman and Yitzhaki (1989) for
/// weights. Zeros are values like others.
std::optional<double> gini(std::span<const double> values, std::span<const double> weights);

/// Palma ratio: what the top tenth of people have over what the bottom four tenths have. 0.25 = all equal. A group
/// across a tenth is split in proportion. Nothing also where the bottom four tenths have nothing. Palma (2011),
/// "Homogeneous middles vs. heterogeneous tails", Development and Change 42.
std::optional<double> palma_ratio(std::span<const double> values, std::span<const double> weights);

/// Theil's T: mean of (x / mean) ln(x / mean); a zero adds 0, the limit. 0 = all equal, at most ln(total weight) when
/// weights count people. Theil (1967), "Economics and Information Theory".
std::optional<double> theil_t(std::span<const double> values, std::span<const double> weights);

}  // namespace lastmeter
