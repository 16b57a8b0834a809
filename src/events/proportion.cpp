// SPDX-License-Identifier: Apache-2.0
#include "events/proportion.h"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace lastmeter {

namespace {

double log_choose(double of, double chosen) {
  return std::lgamma(of + 1.0) - std::lgamma(chosen + 1.0) - std::lgamma(of - chosen + 1.0);
}

}  // namespace

Interval wilson_interval(std::size_t hits, std::size_t trials, double confidence) {
  assert(hits <= trials && confidence > 0.0 && confidence < 1.0);
  if (trials == 0) {
    return {};
  }
  const double z = boost::math::quantile(boost::math::normal(), (1.0 + confidence) / 2.0);
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n;
  const double shrink = 1.0 + z * z / n;
  const double middle = (share + z * z / (2.0 * n)) / shrink;
  const double half = z / shrink * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
  return {hits == 0 ? 0.0 : middle - half, hits == trials ? 1.0 : middle + half};
}

double fisher_p(std::size_t hits, std::size_t trials, std::size_t all_hits, std::size_t all_trials) {
  assert(hits <= trials && trials <= all_trials && hits <= all_hits && all_hits <= all_trials);
  const std::size_t misses = all_trials - all_hits;
  const std::size_t least = trials > misses ? trials - misses : 0;
  const std::size_t most = std::min(trials, all_hits);
  const auto log_of = [&](std::size_t k) {
    return log_choose(static_cast<double>(all_hits), static_cast<double>(k)) +
           log_choose(static_cast<double>(misses), static_cast<double>(trials - k));
  };
  constexpr double rounding = 1e-7;  // as likely, but for the last bits
  const double seen = log_of(hits);
  double as_unlikely = 0.0;
  double all = 0.0;
  for (std::size_t k = least; k <= most; ++k) {
    const double probability = std::exp(log_of(k) - seen);
    all += probability;
    as_unlikely += probability <= 1.0 + rounding ? probability : 0.0;
  }
  return std::min(1.0, as_unlikely / all);
}

std::vector<double> benjamini_hochberg(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double least = 1.0;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    least = std::min(least, p_values[i] * static_cast<double>(order.size()) / static_cast<double>(rank));
    adjusted[i] = least;
  }
  return adjusted;
}

}  // namespace lastmeter
