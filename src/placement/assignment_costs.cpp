// SPDX-License-Identifier: Apache-2.0
#include "placement/assignment_costs.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/error.h"

namespace lastmeter {

namespace {

/// Sum over the rows of the dearest pair: no plan costs more.
double dearest_plan(const ServiceRows& rows, double cap) {
  double total = 0.0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ServiceRows::Row row = rows.row(i);
    double most = 0.0;
    for (const double value : row.values) {
      most = std::max(most, std::min(row.weight * value, cap));
    }
    total += most;
  }
  return total;
}

/// The power of two that fills the bits: the dearest plan, once per row, stays below 2^61.
int exponent_for(double dearest, std::size_t rows) {
  if (dearest == 0.0) {
    return 0;
  }
  const int room = std::min(50, 60 - static_cast<int>(std::bit_width(rows + 1)));
  return room - std::ilogb(dearest) - 1;
}

void add_row(const ServiceRows::Row& row, double cap, int exponent, AssignmentCosts& costs,
             std::vector<std::pair<std::int64_t, std::uint32_t>>& pairs) {
  pairs.clear();
  for (std::size_t k = 0; k < row.candidates.size(); ++k) {
    const double scaled = std::ldexp(std::min(row.weight * row.values[k], cap), exponent);
    const double whole = std::floor(scaled);
    costs.exact = costs.exact && whole == scaled;
    pairs.emplace_back(static_cast<std::int64_t>(whole), static_cast<std::uint32_t>(row.candidates[k].index()));
  }
  std::sort(pairs.begin(), pairs.end());
  for (const auto& [cost, site] : pairs) {
    costs.cost.push_back(cost);
    costs.site.push_back(site);
  }
  costs.starts.push_back(costs.cost.size());
}

std::int64_t common_divisor(std::span<const std::int64_t> costs) {
  std::int64_t divisor = 0;
  for (const std::int64_t cost : costs) {
    if (divisor == 0 || cost % divisor != 0) {
      divisor = std::gcd(divisor, cost);
    }
  }
  return std::max<std::int64_t>(divisor, 1);
}

}  // namespace

std::int64_t AssignmentCosts::raised(std::int64_t bound) const {
  if (bound <= 0) {
    return 0;
  }
  return bound > kNever - unit ? bound : (bound + unit - 1) / unit * unit;
}

AssignmentCosts assignment_costs(const PlacementProblem& problem, std::optional<double> most) {
  const ServiceRows& rows = problem.rows();
  const double cap = most.value_or(std::numeric_limits<double>::infinity());
  const double dearest = dearest_plan(rows, cap);
  if (!std::isfinite(dearest)) {
    throw ConfigError("weight x distance adds up to more than a number can hold", "use a larger unit");
  }
  AssignmentCosts costs;
  costs.sites = problem.candidates().size();
  const int exponent = exponent_for(dearest, rows.size());
  costs.scale = std::ldexp(1.0, exponent);
  costs.cost.reserve(rows.candidates.size());
  costs.site.reserve(rows.candidates.size());
  std::vector<std::pair<std::int64_t, std::uint32_t>> pairs;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.weights[i] > 0.0) {
      add_row(rows.row(i), cap, exponent, costs, pairs);
      costs.unserved += costs.starts.end()[-1] > costs.starts.end()[-2] ? costs.cost.back() : 0;
    }
  }
  if (costs.exact) {
    costs.unit = common_divisor(costs.cost);
  }
  return costs;
}

ReducedCosts reduced(const AssignmentCosts& costs, std::span<const Fate> fates) {
  ReducedCosts result;
  AssignmentCosts& left = result.costs;
  left.sites = costs.sites;
  left.base = costs.base;
  left.unserved = costs.unserved;
  left.unit = costs.unit;
  left.scale = costs.scale;
  left.exact = costs.exact;
  for (std::size_t row = 0; row < costs.rows(); ++row) {
    const auto sites = costs.sites_of(row);
    const auto prices = costs.costs_of(row);
    const std::size_t first = left.cost.size();
    bool settled = false;
    for (std::size_t k = 0; k < sites.size(); ++k) {
      if (fates[sites[k]] == Fate::Closed) {
        continue;
      }
      if (fates[sites[k]] == Fate::Open && left.cost.size() == first) {
        left.base += prices[k];
        settled = true;
        break;
      }
      left.site.push_back(sites[k]);
      left.cost.push_back(prices[k]);
      if (fates[sites[k]] == Fate::Open) {
        break;
      }
    }
    if (!settled) {
      left.starts.push_back(left.cost.size());
      result.rows.push_back(static_cast<std::uint32_t>(row));
    }
  }
  return result;
}

}  // namespace lastmeter
