// SPDX-License-Identifier: Apache-2.0
#include "placement/assignment_bound.h"

#include <algorithm>
#include <cmath>

namespace lastmeter {

namespace {

/// Sums of limit prices beyond this are given up: they would not fit beside the costs.
constexpr double kLargest = 0x1p58;

}  // namespace

void AssignmentBound::sum_worth(const Prices& prices) {
  worth_.assign(costs_.sites, 0);
  bound_ = costs_.base;
  for (std::size_t row = 0; row < costs_.rows(); ++row) {
    const std::int64_t price = prices.rows[row];
    bound_ += price;
    for (std::uint64_t k = costs_.starts[row]; k < costs_.starts[row + 1] && costs_.cost[k] < price; ++k) {
      worth_[costs_.site[k]] += costs_.cost[k] - price;
    }
  }
}

/// The limits' part in doubles, made smaller by more than it can have been rounded up.
bool AssignmentBound::add_limit_prices(const Prices& prices) {
  if (limits_.others.empty()) {
    return true;
  }
  limit_terms_.assign(costs_.sites, 0.0);
  limit_sizes_.assign(costs_.sites, 0.0);
  double constant = 0.0;
  double size = 0.0;
  for (std::size_t k = 0; k < limits_.others.size(); ++k) {
    const double price = prices.limits[k];
    if (price <= 0.0) {
      continue;
    }
    constant -= price * limits_.others[k].most;
    size += std::abs(price * limits_.others[k].most);
    for (const auto& [site, coefficient] : limits_.others[k].terms) {
      limit_terms_[site] += price * coefficient;
      limit_sizes_[site] += std::abs(price * coefficient);
    }
  }
  const double part = 0x1p-50 * static_cast<double>(limits_.others.size() + 1);
  double all = size;
  for (std::size_t j = 0; j < costs_.sites; ++j) {
    all += limit_sizes_[j];
  }
  if (!(all < kLargest)) {
    return false;
  }
  bound_ += static_cast<std::int64_t>(std::floor(constant - part * size));
  for (std::size_t j = 0; j < costs_.sites; ++j) {
    worth_[j] += static_cast<std::int64_t>(std::floor(limit_terms_[j] - part * limit_sizes_[j]));
  }
  return true;
}

bool AssignmentBound::take_sites(std::span<const Fate> fates) {
  taken_.assign(costs_.sites, 0);
  order_.clear();
  std::size_t counted = 0;
  for (std::uint32_t j = 0; j < costs_.sites; ++j) {
    if (fates[j] == Fate::Open || (fates[j] == Fate::Free && limits_.counted[j] == 0 && worth_[j] < 0)) {
      taken_[j] = 1;
      bound_ += worth_[j];
      counted += limits_.counted[j];
    } else if (fates[j] == Fate::Free && limits_.counted[j] != 0 && worth_[j] < 0) {
      order_.push_back(j);
    }
  }
  if (limits_.count && counted > *limits_.count) {
    return false;
  }
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    return worth_[a] != worth_[b] ? worth_[a] < worth_[b] : a < b;
  };
  const std::size_t room = limits_.count ? *limits_.count - counted : order_.size();
  last_in_ = 0;
  first_out_ = 0;
  if (order_.size() > room) {
    std::nth_element(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(room), order_.end(), better);
    first_out_ = worth_[order_[room]];
    order_.resize(room);
    last_in_ = first_out_;
  }
  for (const std::uint32_t j : order_) {
    taken_[j] = 1;
    bound_ += worth_[j];
  }
  if (limits_.count && order_.size() == room) {
    last_in_ = room == 0 ? AssignmentCosts::kNever : worth_[*std::max_element(order_.begin(), order_.end(), better)];
  }
  return true;
}

std::int64_t AssignmentBound::evaluate(const Prices& prices, std::span<const Fate> fates) {
  sum_worth(prices);
  if (!add_limit_prices(prices)) {
    sum_worth(prices);
    Prices without = prices;
    std::fill(without.limits.begin(), without.limits.end(), 0.0);
    add_limit_prices(without);
  }
  if (!take_sites(fates)) {
    bound_ = AssignmentCosts::kNever;
  }
  return bound_;
}

std::size_t AssignmentBound::fix(std::int64_t beat, std::span<Fate> fates) const {
  if (bound_ == AssignmentCosts::kNever) {
    return 0;
  }
  std::size_t fixed = 0;
  for (std::size_t j = 0; j < costs_.sites; ++j) {
    if (fates[j] != Fate::Free) {
      continue;
    }
    const bool counted = limits_.counted[j] != 0;
    if (taken_[j] != 0) {
      if (costs_.raised(bound_ - worth_[j] + (counted ? first_out_ : 0)) >= beat) {
        fates[j] = Fate::Open;
        ++fixed;
      }
    } else if ((counted && last_in_ == AssignmentCosts::kNever) ||
               costs_.raised(bound_ + worth_[j] - (counted ? last_in_ : 0)) >= beat) {
      fates[j] = Fate::Closed;
      ++fixed;
    }
  }
  return fixed;
}

}  // namespace lastmeter
