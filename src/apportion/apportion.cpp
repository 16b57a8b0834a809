// SPDX-License-Identifier: Apache-2.0
#include "apportion/apportion.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "apportion/divisor_methods.h"
#include "apportion/largest_remainder.h"
#include "apportion/quotas.h"
#include "core/text.h"

namespace lastmeter {

namespace {

std::optional<std::vector<std::size_t>> parts_by(ApportionMethod method, std::size_t total,
                                                 std::span<const Claim> claims) {
  switch (method) {
    case ApportionMethod::LargestRemainder:
      return largest_remainder(total, claims);
    case ApportionMethod::Webster:
      return webster(total, claims);
    case ApportionMethod::HuntingtonHill:
      return huntington_hill(total, claims);
  }
  throw std::logic_error("ApportionMethod holds no known value");
}

std::vector<std::string> why_not(std::size_t total, std::size_t claims, const ClaimRoom& room) {
  std::vector<std::string> reasons;
  if (room.least > total) {
    reasons.push_back(fmt::format("the floors of {} shares add up to {}, {} more than the {} to give out", claims,
                                  grouped(room.least), grouped(room.least - total), grouped(total)));
  } else if (room.crossed > 0) {
    reasons.push_back(fmt::format("{} of {} shares have a floor above their ceiling", room.crossed, claims));
  } else if (room.most < total) {
    reasons.push_back(fmt::format("the ceilings of {} shares add up to {}, {} fewer than the {} to give out", claims,
                                  grouped(room.most), grouped(total - room.most), grouped(total)));
  }
  return reasons;
}

/// Claims once everybody has its floor.
std::vector<Claim> without_floors(std::span<const Claim> claims) {
  std::vector<Claim> rest(claims.begin(), claims.end());
  for (Claim& claim : rest) {
    claim.most -= claim.least;
    claim.least = 0;
  }
  return rest;
}

}  // namespace

std::string_view name_of(ApportionMethod method) {
  switch (method) {
    case ApportionMethod::LargestRemainder:
      return "largest_remainder";
    case ApportionMethod::Webster:
      return "webster";
    case ApportionMethod::HuntingtonHill:
      return "huntington_hill";
  }
  throw std::logic_error("ApportionMethod holds no known value");
}

Apportionment apportion(std::size_t total, std::span<const Claim> claims, ApportionMethod method, FloorRule floors) {
  Apportionment shares;
  const ClaimRoom room = room_of(total, claims);
  for (const Claim& claim : claims) {
    shares.without_load += claim.weight > 0.0 ? 0 : 1;
  }
  shares.equal_parts = shares.without_load == claims.size();
  if (!room.fits) {
    shares.reasons = why_not(total, claims.size(), room);
    return shares;
  }
  shares.outcome = Outcome::Solved;
  shares.free = total - room.least;
  const bool based = floors == FloorRule::Base;
  const std::vector<Claim> asked = based ? without_floors(claims) : std::vector<Claim>(claims.begin(), claims.end());
  const std::size_t given_out = based ? shares.free : total;
  shares.parts = parts_by(method, given_out, asked).value();
  shares.quotas = quotas_of(static_cast<double>(given_out), settled_claims(given_out, asked));
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const std::size_t floor = based ? claims[i].least : 0;
    shares.parts[i] += floor;
    shares.quotas[i] += static_cast<double>(floor);
    shares.off_quota += std::abs(static_cast<double>(shares.parts[i]) - shares.quotas[i]) >= 1.0 - 1e-9 ? 1 : 0;
  }
  return shares;
}

}  // namespace lastmeter
