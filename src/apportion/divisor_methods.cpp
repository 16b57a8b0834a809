// SPDX-License-Identifier: Apache-2.0
#include "apportion/divisor_methods.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "apportion/quotas.h"

namespace lastmeter {

namespace {

/// A claim that is due its next one.
struct Due {
  double weight = 0.0;
  std::size_t has = 0;
  std::size_t claim = 0;
};

long double wide(std::size_t count) { return static_cast<long double>(count); }

struct WebsterOrder {
  static bool before(const Due& a, const Due& b) {
    const long double left = static_cast<long double>(a.weight) * (2.0L * wide(b.has) + 1.0L);
    const long double right = static_cast<long double>(b.weight) * (2.0L * wide(a.has) + 1.0L);
    return left != right ? left > right : a.claim < b.claim;
  }
};

struct HuntingtonHillOrder {
  static bool before(const Due& a, const Due& b) {
    if ((a.has == 0) != (b.has == 0)) {
      return a.has == 0;
    }
    const auto scaled = [](const Due& due, std::size_t other) {
      const long double weight = static_cast<long double>(due.weight);
      return other == 0 ? weight * weight : weight * weight * wide(other) * (wide(other) + 1.0L);
    };
    const long double left = scaled(a, b.has);
    const long double right = scaled(b, a.has);
    return left != right ? left > right : a.claim < b.claim;
  }
};

/// Parts that nobody can lose again: whole quotas of a total smaller by one for each claim.
std::vector<std::size_t> sure_parts(std::size_t total, std::span<const Claim> claims) {
  std::vector<std::size_t> parts;
  std::size_t floors = 0;
  for (const Claim& claim : claims) {
    parts.push_back(claim.least);
    floors += claim.least;
  }
  if (total > claims.size() && total - claims.size() > floors) {
    const std::vector<double> quotas = quotas_of(static_cast<double>(total - claims.size()), claims);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      parts[i] = std::max(parts[i], static_cast<std::size_t>(std::floor(quotas[i] * (1.0 - 1e-12))));
    }
  }
  return parts;
}

template <class Order>
std::optional<std::vector<std::size_t>> by_priority(std::size_t total, std::span<const Claim> claims) {
  if (!room_of(total, claims).fits) {
    return std::nullopt;
  }
  const std::vector<Claim> settled = settled_claims(total, claims);
  std::vector<std::size_t> parts = sure_parts(total, settled);
  const auto later = [](const Due& a, const Due& b) { return Order::before(b, a); };
  std::priority_queue<Due, std::vector<Due>, decltype(later)> queue(later);
  const auto line_up = [&](std::size_t i) {
    if (parts[i] < settled[i].most) {
      queue.push({settled[i].weight, parts[i], i});
    }
  };
  std::size_t given = 0;
  for (std::size_t i = 0; i < settled.size(); ++i) {
    given += parts[i];
    line_up(i);
  }
  for (; given < total; ++given) {
    const std::size_t next = queue.top().claim;
    queue.pop();
    ++parts[next];
    line_up(next);
  }
  return parts;
}

}  // namespace

std::optional<std::vector<std::size_t>> webster(std::size_t total, std::span<const Claim> claims) {
  return by_priority<WebsterOrder>(total, claims);
}

std::optional<std::vector<std::size_t>> huntington_hill(std::size_t total, std::span<const Claim> claims) {
  return by_priority<HuntingtonHillOrder>(total, claims);
}

}  // namespace lastmeter
