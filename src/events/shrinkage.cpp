// SPDX-License-Identifier: Apache-2.0
#include "events/shrinkage.h"

#include <boost/math/tools/minima.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace lastmeter {

namespace {

/// The spread of greatest likelihood, from 0 up. Sought on the scale t = spread / (1 + spread) in [0, 1): first where
/// it is on a grid that is fine near 0, then by Brent's method between the neighbours of the best.
double likeliest_spread(const std::function<double(double spread)>& log_likelihood) {
  constexpr int steps = 40;
  constexpr double finest = 1e-6;
  constexpr double largest = 0.999;
  const auto at = [](int step) {
    return step == 0 ? 0.0 : finest * std::pow(largest / finest, static_cast<double>(step - 1) / (steps - 1));
  };
  const auto cost = [&](double t) { return -log_likelihood(t / (1.0 - t)); };
  int best = 0;
  double least = cost(0.0);
  for (int step = 1; step <= steps; ++step) {
    if (const double here = cost(at(step)); here < least) {
      least = here;
      best = step;
    }
  }
  if (best == 0) {
    return 0.0;
  }
  constexpr int bits = 26;
  const double t = boost::math::tools::brent_find_minima(cost, at(best - 1), at(std::min(best + 1, steps)), bits).first;
  return t / (1.0 - t);
}

/// How many groups count more than j, for j = 0, 1 ...
std::vector<double> tails(std::span<const GroupCount> groups, const std::function<double(const GroupCount&)>& count) {
  std::vector<double> more;
  for (const GroupCount& group : groups) {
    const auto own = static_cast<std::size_t>(std::max(0.0, count(group)));
    more.resize(std::max(more.size(), own), 0.0);
    std::for_each_n(more.begin(), own, [](double& each) { each += 1.0; });
  }
  return more;
}

/// Sum over the groups of log(first + step x j) for j from 0 to below each one's count.
double log_rising(double first, double step, const std::vector<double>& more) {
  double sum = 0.0;
  for (std::size_t j = 0; j < more.size(); ++j) {
    sum += more[j] * std::log(first + step * static_cast<double>(j));
  }
  return sum;
}

Shrunk with_whole(std::span<const GroupCount> groups) {
  Shrunk shrunk;
  double hits = 0.0;
  double of = 0.0;
  for (const GroupCount& group : groups) {
    hits += group.of > 0.0 ? group.hits : 0.0;
    of += group.of;
  }
  shrunk.whole = of > 0.0 ? hits / of : 0.0;
  return shrunk;
}

}  // namespace

Shrunk shrunk_shares(std::span<const GroupCount> groups) {
  Shrunk shrunk = with_whole(groups);
  const double whole = shrunk.whole;
  if (whole > 0.0 && whole < 1.0) {
    const auto hits = tails(groups, [](const GroupCount& group) { return group.hits; });
    const auto misses = tails(groups, [](const GroupCount& group) { return group.of - group.hits; });
    const auto all = tails(groups, [](const GroupCount& group) { return group.of; });
    shrunk.spread = likeliest_spread([&](double spread) {
      return log_rising(whole, spread, hits) + log_rising(1.0 - whole, spread, misses) - log_rising(1.0, spread, all);
    });
  }
  for (const GroupCount& group : groups) {
    shrunk.values.push_back((group.hits * shrunk.spread + whole) / (group.of * shrunk.spread + 1.0));
  }
  return shrunk;
}

Shrunk shrunk_rates(std::span<const GroupCount> groups) {
  Shrunk shrunk = with_whole(groups);
  const double whole = shrunk.whole;
  if (whole > 0.0) {
    const auto hits = tails(groups, [](const GroupCount& group) { return group.of > 0.0 ? group.hits : 0.0; });
    shrunk.spread = likeliest_spread([&](double spread) {
      double sum = log_rising(1.0, spread, hits);
      for (const GroupCount& group : groups) {
        const double expected = whole * group.of;
        const double excess = std::log1p(expected * spread);
        sum -= (group.of > 0.0 ? group.hits : 0.0) * excess + (spread > 0.0 ? excess / spread : expected);
      }
      return sum;
    });
  }
  for (const GroupCount& group : groups) {
    const double pull = whole * shrunk.spread;
    shrunk.values.push_back(group.of > 0.0 ? whole * (1.0 + shrunk.spread * group.hits) / (1.0 + pull * group.of)
                                           : whole);
  }
  return shrunk;
}

}  // namespace lastmeter
