// SPDX-License-Identifier: Apache-2.0
#include "placement/assignment_ascent.h"

#include <algorithm>
#include <cmath>

namespace lastmeter {

namespace {

double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

/// Longer after a step up that points on, shorter after ten that fail.
struct Stride {
  double length;
  int failures = 0;

  explicit Stride(double first) : length(first) {}
  void adapt(bool is_better, bool points_on) {
    if (is_better) {
      failures = 0;
      length = points_on ? std::min(length * 1.1, 2.0) : length;
    } else if (++failures >= 10) {
      failures = 0;
      length *= 0.7;
    }
  }
};

}  // namespace

void AssignmentAscent::find_slope(const Prices& prices) {
  const AssignmentCosts& costs = bound_.costs();
  const auto taken = bound_.taken();
  slope_.resize(costs.rows() + prices.limits.size());
  for (std::size_t row = 0; row < costs.rows(); ++row) {
    int served = 0;
    for (std::uint64_t k = costs.starts[row]; k < costs.starts[row + 1] && costs.cost[k] < prices.rows[row]; ++k) {
      served += taken[costs.site[k]];
    }
    slope_[row] = 1.0 - served;
  }
  for (std::size_t k = 0; k < prices.limits.size(); ++k) {
    const SiteLimit& limit = bound_.limits().others[k];
    double used = -limit.most;
    for (const auto& [site, coefficient] : limit.terms) {
      used += taken[site] != 0 ? coefficient : 0.0;
    }
    slope_[costs.rows() + k] = used;
  }
}

void AssignmentAscent::mix(double part) {
  for (std::size_t i = 0; i < slope_.size(); ++i) {
    mixed_[i] += part * (slope_[i] - mixed_[i]);
  }
}

void AssignmentAscent::step_from(const Prices& centre, double length, Prices& prices) const {
  const AssignmentCosts& costs = bound_.costs();
  const auto most = static_cast<double>(costs.unserved);
  for (std::size_t row = 0; row < costs.rows(); ++row) {
    const double moved = static_cast<double>(centre.rows[row]) + length * mixed_[row];
    const auto served = costs.costs_of(row);
    const std::int64_t least = served.empty() ? costs.unserved : served.front();
    prices.rows[row] = std::max(least, static_cast<std::int64_t>(std::clamp(moved, 0.0, most)));
  }
  for (std::size_t k = 0; k < centre.limits.size(); ++k) {
    prices.limits[k] = std::max(0.0, centre.limits[k] + length * mixed_[costs.rows() + k]);
  }
}

std::int64_t AssignmentAscent::run(Prices& prices, std::vector<Fate>& fates, AssignmentAim aim,
                                   const AscentOptions& options, const Look& look) {
  const AssignmentCosts& costs = bound_.costs();
  std::int64_t best = bound_.evaluate(prices, fates);
  if (costs.raised(best) >= aim.stop) {
    return costs.raised(best);
  }
  bound_.fix(aim.beat, fates);
  find_slope(prices);
  mixed_ = slope_;
  Stride stride(options.stride);
  std::int64_t seen = best;
  Prices tried = prices;
  for (std::size_t step = 1; step <= options.steps && clock_.spend(); ++step) {
    const double size = product(mixed_, mixed_);
    if (size < 1e-12) {
      break;
    }
    const double distance = std::max(1.05 * static_cast<double>(aim.stop - best), 1.0);
    step_from(prices, stride.length * distance / size, tried);
    const std::int64_t bound = bound_.evaluate(tried, fates);
    find_slope(tried);
    stride.adapt(bound > best, product(slope_, mixed_) > 0.0);
    if (bound > best) {
      best = bound;
      std::swap(prices, tried);
      bound_.fix(aim.beat, fates);
    }
    mix(stride.length > 0.05 ? 0.1 : 0.05);
    if (step % options.look_every == 0) {
      aim = look(bound_.taken());
      if (step >= 2 * options.look_every && best - seen < (aim.stop - best) / 100) {
        break;
      }
      seen = best;
    }
    if (costs.raised(best) >= aim.stop) {
      break;
    }
  }
  return costs.raised(best);
}

}  // namespace lastmeter
