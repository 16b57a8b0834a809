// SPDX-License-Identifier: Apache-2.0
#include "placement/assignment_ascent.h"

#include <algorithm>
#include <cmath>

namespace lastmeter {

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
  const auto taken = bound_.taken();
  for (std::size_t i = 0; i < slope_.size(); ++i) {
    mixed_[i] += part * (slope_[i] - mixed_[i]);
  }
  for (std::size_t j = 0; j < shares_.size(); ++j) {
    shares_[j] += part * (taken[j] - shares_[j]);
  }
}

double AssignmentAscent::slope_size() const {
  double size = 0.0;
  for (const double each : mixed_) {
    size += each * each;
  }
  return size;
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

std::int64_t AssignmentAscent::run(Prices& prices, std::vector<Fate>& fates, std::int64_t target,
                                   const AscentOptions& options, const Look& look) {
  const AssignmentCosts& costs = bound_.costs();
  std::int64_t best = bound_.evaluate(prices, fates);
  if (costs.raised(best) >= target) {
    return best;
  }
  bound_.fix(target, fates);
  find_slope(prices);
  mixed_ = slope_;
  shares_.assign(bound_.taken().begin(), bound_.taken().end());
  double stride = options.stride;
  std::size_t idle = 0;
  Prices tried = prices;
  for (std::size_t step = 1; step <= options.steps && clock_.spend(); ++step) {
    const double size = slope_size();
    if (size < 1e-12) {
      break;
    }
    const double distance = std::max(1.05 * static_cast<double>(target - best), 1.0);
    step_from(prices, stride * distance / size, tried);
    const std::int64_t bound = bound_.evaluate(tried, fates);
    find_slope(tried);
    double along = 0.0;
    for (std::size_t i = 0; i < slope_.size(); ++i) {
      along += slope_[i] * mixed_[i];
    }
    if (bound > best) {
      best = bound;
      std::swap(prices, tried);
      if (costs.raised(best) >= target) {
        break;
      }
      bound_.fix(target, fates);
      idle = 0;
      if (along > 0.0) {
        stride = std::min(stride * 1.1, 2.0);
      }
    } else if (++idle >= 10) {
      stride *= 0.7;
      idle = 0;
    }
    mix(stride > 0.05 ? 0.1 : 0.05);
    if (step % options.look_every == 0) {
      target = std::min(target, look(bound_.taken()));
      if (costs.raised(best) >= target) {
        break;
      }
    }
  }
  return best;
}

}  // namespace lastmeter
