// SPDX-License-Identifier: Apache-2.0
#include "apportion/quotas.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace lastmeter {

namespace {

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

ClaimRoom room_of(std::size_t total, std::span<const Claim> claims) {
  ClaimRoom room;
  for (const Claim& claim : claims) {
    if (!(std::isfinite(claim.weight) && claim.weight >= 0.0)) {
      throw std::logic_error("a claim of an apportionment has a weight that is no number of 0 or more");
    }
    const std::size_t most = std::min(claim.most, total);
    room.least += claim.least;
    room.most += most;
    room.crossed += claim.least > most ? 1 : 0;
  }
  room.fits = room.crossed == 0 && room.least <= total && room.most >= total;
  return room;
}

std::vector<Claim> settled_claims(std::size_t total, std::span<const Claim> claims) {
  std::vector<Claim> settled(claims.begin(), claims.end());
  for (Claim& claim : settled) {
    claim.most = std::min(claim.most, total);
  }
  give_the_weightless(total, settled);
  return settled;
}

std::vector<double> quotas_of(double total, std::span<const Claim> claims) {
  const double rate = common_rate(total, claims);
  std::vector<double> quotas;
  quotas.reserve(claims.size());
  for (const Claim& claim : claims) {
    quotas.push_back(quota(claim, rate));
  }
  return quotas;
}

}  // namespace lastmeter
