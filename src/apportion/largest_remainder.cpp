// SPDX-License-Identifier: Apache-2.0
#include "apportion/largest_remainder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "apportion/quotas.h"

namespace lastmeter {

namespace {

/// Whole parts, and the rest one each by the largest fraction.
std::vector<std::size_t> rounded(std::size_t total, std::span<const Claim> claims, std::span<const double> quotas) {
  std::vector<std::size_t> parts;
  std::vector<long long> fractions;
  std::size_t given = 0;
  for (const double exact : quotas) {
    const auto whole = static_cast<std::size_t>(std::floor(exact + 1e-9));
    parts.push_back(whole);
    fractions.push_back(std::llround(std::max(0.0, exact - static_cast<double>(whole)) * 1e9));
    given += whole;
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return fractions[a] > fractions[b]; });
  while (given < total) {
    for (const std::size_t i : order) {
      if (given < total && parts[i] < claims[i].most) {
        ++parts[i];
        ++given;
      }
    }
  }
  return parts;
}

}  // namespace

std::optional<std::vector<std::size_t>> largest_remainder(std::size_t total, std::span<const Claim> claims) {
  if (!room_of(total, claims).fits) {
    return std::nullopt;
  }
  const std::vector<Claim> settled = settled_claims(total, claims);
  return rounded(total, settled, quotas_of(static_cast<double>(total), settled));
}

}  // namespace lastmeter
