// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace lastmeter {

/// Who takes part in an apportionment: what its share is by, and the limits of it.
struct Claim {
  double weight = 0.0;  // finite, >= 0
  std::size_t least = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
};

/// Whole numbers that add up to `total`, each within its claim's limits, as near to proportional to the weights as
/// whole numbers are: quotas of one common rate, those beyond a limit set to it; rounded down, and the rest given one
/// each by the largest remainder (Hamilton's method; 1e-9 apart counts as equal). Ties: the first. Claims without
/// weight take their least, and more, in equal parts, only where all others have their most. Nothing where the limits
/// leave no room for `total`, or one claim's cross. Throws std::logic_error for a weight that is negative or not
/// finite. O(n log n).
std::optional<std::vector<std::size_t>> largest_remainder(std::size_t total, std::span<const Claim> claims);

}  // namespace lastmeter
