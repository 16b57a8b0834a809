// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "apportion/claim.h"

namespace lastmeter {

// Divisor methods: one rate for all, each claim's rate x weight rounded, the rate such that the parts add up to
// `total`; a part beyond a limit is set to it. So none of the paradoxes of largest_remainder.h can happen, whatever the
// limits (Balinski and Young, Fair Representation, 1982). The price: a part may be a whole one or more off its quota
// ("breaks quota"; no method avoids both). Ties: the first; weights are compared exactly while weight^2 x part^2 stays
// below 2^64. Claims without weight, no room and weights that are none: as in largest_remainder.h. O(n log n).

/// Rounds at the arithmetic mean (0.5, 1.5 ...): Webster, Sainte-Lague. Favours neither large nor small claims; least
/// sum of weight x (part / weight - mean)^2. Breaks quota: 860 and ten times 14 share 100 as 90 and ten times 1, where
/// the large one's quota is 86.
std::optional<std::vector<std::size_t>> webster(std::size_t total, std::span<const Claim> claims);

/// Rounds at the geometric mean (0, 1.41, 2.45 ...): Huntington-Hill, equal proportions; how the seats of the US House
/// are shared out. Everybody with weight gets one before anybody gets two (with too few for that: the heaviest do).
/// Favours small claims a little: 145 and 855 share 10 as 2 and 8, where Webster gives 1 and 9. Moving one between two
/// claims never makes the ratio of their loads per head more even. Breaks quota, more often than Webster.
std::optional<std::vector<std::size_t>> huntington_hill(std::size_t total, std::span<const Claim> claims);

}  // namespace lastmeter
