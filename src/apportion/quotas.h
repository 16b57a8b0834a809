// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "apportion/claim.h"

namespace lastmeter {

/// Claims as every method takes them: no ceiling above `total`; those without weight get their least, or, where all
/// others have their most, an equal weight. Precondition: `room_of(total, claims).fits`.
std::vector<Claim> settled_claims(std::size_t total, std::span<const Claim> claims);

/// Shares of one common rate, those beyond a limit set to it; they add up to `total`, which lies between the sums of
/// the limits. Precondition: claims are settled. O(n log n).
std::vector<double> quotas_of(double total, std::span<const Claim> claims);

}  // namespace lastmeter
