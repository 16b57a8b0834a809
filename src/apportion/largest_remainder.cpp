// SPDX-License-Identifier: Apache-2.0
#include "apportion/largest_remainder.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace lastmeter {

namespace {

/// Claims with what each may take at most when `total` is given out.
std::vector<Claim> bounded(std::size_t total, std::span<const Claim> claims) {
  std::vector<Claim> bound(claims.begin(), claims.end());
  for (Claim& claim : bound) {
    if (!(std::isfinite(claim.weight) && claim.weight >= 0.0)) {
      throw std::logic_error("a claim of an apportionment has a weight that is no number of 0 or more");
    }
    claim.most = std::min(claim.most, total);
  }
  return bound;
}

double quota(const Claim& claim, double rate) {
  return std::clamp(rate * claim.weight, static_cast<double>(claim.least), static_cast<double>(claim.most));
}

double sum_of_quotas(std::span<const Claim> claims, double rate) {
  return std::accumulate(claims.begin(), claims.end(), 0.0,
                         [&](double sum, const Claim& claim) { return sum + quota(claim, rate); });
}

/// The rate at which the quotas add up to `total`. Between two neighbouring rates at which a claim meets a limit, the
/// sum is a straight line.
double common_rate(double total, std::span<const Claim> claims) {
  std::vector<double> turns{0.0};
  for (const Claim& claim : claims) {
    if (claim.weight > 0.0) {
      turns.push_back(static_cast<double>(claim.least) / claim.weight);
      turns.push_back(static_cast<double>(claim.most) / claim.weight);
    }
  }
  std::sort(turns.begin(), turns.end());
  const auto after = std::partition_point(turns.begin(), turns.end(),
                                          [&](double rate) { return sum_of_quotas(claims, rate) < total; });
  if (after == turns.begin() || after == turns.end()) {
    return after == turns.end() ? turns.back() : turns.front();
  }
  const double low = *(after - 1);
  const double low_sum = sum_of_quotas(claims, low);
  const double high_sum = sum_of_quotas(claims, *after);
  return low + (*after - low) * (total - low_sum) / (high_sum - low_sum);
}

/// Whole parts, and the rest one each by the largest fraction.
std::vector<std::size_t> rounded(std::size_t total, std::span<const Claim> claims, double rate) {
  std::vector<std::size_t> parts;
  std::vector<long long> fractions;
  std::size_t given = 0;
  for (const Claim& claim : claims) {
    const double exact = quota(claim, rate);
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

/// What claims without weight take beyond their least: equal parts.
void give_the_weightless(std::size_t total, std::vector<Claim>& claims) {
  std::size_t room = 0;
  for (const Claim& claim : claims) {
    room += claim.weight > 0.0 ? claim.most : claim.least;
  }
  for (Claim& claim : claims) {
    if (room >= total) {
      claim.most = claim.weight > 0.0 ? claim.most : claim.least;
    } else if (claim.weight > 0.0) {
      claim.least = claim.most;
    } else {
      claim.weight = 1.0;
    }
  }
}

}  // namespace

std::optional<std::vector<std::size_t>> largest_remainder(std::size_t total, std::span<const Claim> claims) {
  std::vector<Claim> bound = bounded(total, claims);
  std::size_t least = 0;
  std::size_t most = 0;
  for (const Claim& claim : bound) {
    if (claim.least > claim.most) {
      return std::nullopt;
    }
    least += claim.least;
    most += claim.most;
  }
  if (least > total || most < total) {
    return std::nullopt;
  }
  give_the_weightless(total, bound);
  return rounded(total, bound, common_rate(static_cast<double>(total), bound));
}

}  // namespace lastmeter
