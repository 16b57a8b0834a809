// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "apportion/claim.h"

namespace lastmeter {

/// Whole numbers that add up to `total`, each within its claim's limits, as near to proportional to the weights as
/// whole numbers are: quotas of one common rate, those beyond a limit set to it; rounded down, and the rest given one
/// each by the largest remainder (Hamilton's method; 1e-9 apart counts as equal). Ties: the first. Claims without
/// weight take their least, and more, in equal parts, only where all others have their most. Nothing where the limits
/// leave no room for `total`, or one claim's cross. Throws std::logic_error for a weight that is negative or not
/// finite. O(n log n).
///
/// Nobody gets a whole one more or less than its quota. The price: with one more to give out a claim may get fewer
/// (Alabama paradox: 6, 6, 2 share 10 as 4, 4, 2, and 11 as 5, 5, 1), a claim that grows faster may lose to one that
/// grows slower, and a newcomer with its fair share may move one between the others.
std::optional<std::vector<std::size_t>> largest_remainder(std::size_t total, std::span<const Claim> claims);

}  // namespace lastmeter
