// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace lastmeter {

/// Who takes part in an apportionment: what its share is by (its load), and the limits of it.
struct Claim {
  double weight = 0.0;  // finite, >= 0
  std::size_t least = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
};

/// Whether the limits of claims leave room for `total`.
struct ClaimRoom {
  std::size_t least = 0;    // floors together
  std::size_t most = 0;     // ceilings together, each at most `total`
  std::size_t crossed = 0;  // claims whose floor is above their ceiling, or above `total`
  bool fits = false;
};
/// Throws std::logic_error for a weight that is negative or not finite.
ClaimRoom room_of(std::size_t total, std::span<const Claim> claims);

}  // namespace lastmeter
