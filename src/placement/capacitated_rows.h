// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "placement/problem.h"

namespace lastmeter {

/// The demand of a capacitated problem in whole numbers, rows without weight left out. Weights and capacities are
/// multiples of `weight_unit`, costs of `cost_unit`, both powers of two. Where the data are such multiples nothing is
/// lost (whole numbers, halves, quarters); else weights are rounded (2^-52 of their sum at worst) and a capacity is
/// 1e-9 of its own size larger, the slack that the evaluator grants every limit.
struct CapacitatedRows {
  std::vector<std::size_t> rows;      // positions in the problem
  std::vector<std::int64_t> weights;  // by row here, > 0
  std::vector<std::uint64_t> starts;
  std::vector<std::uint32_t> sites;        // by pair
  std::vector<std::int64_t> costs;         // by pair, of serving one unit of weight
  std::vector<std::int64_t> capacities;    // by candidate; without limit: the whole weight
  std::vector<std::uint64_t> site_starts;  // pairs by site
  std::vector<std::uint32_t> site_rows;
  std::vector<double> site_costs;  // in the unit of the problem
  std::int64_t total_weight = 0;
  std::int64_t largest_cost = 0;
  double weight_unit = 1.0;
  double cost_unit = 1.0;
  double loss = 0.0;  // an allocation that is cheapest here costs at most so much more than the cheapest

  [[nodiscard]] std::size_t size() const { return rows.size(); }
  [[nodiscard]] double weight(std::size_t i) const { return static_cast<double>(weights[i]) * weight_unit; }
  [[nodiscard]] double capacity(std::size_t j) const { return static_cast<double>(capacities[j]) * weight_unit; }
};

CapacitatedRows capacitated_rows(const PlacementProblem& problem);

/// Who serves whom at least cost when each site is open to a share in [0, 1]: it gives that share of its capacity, and
/// to no row more than that share of the row's weight.
struct CapacitatedFlow {
  std::vector<std::int64_t> flows;  // by pair
  std::vector<double> prices;       // by row: what one unit of weight costs there; see capacity_cut
  double cost = 0.0;
  std::int64_t unserved = 0;
};

/// None: the capacity is short or does not reach all rows.
std::optional<CapacitatedFlow> route(const CapacitatedRows& rows, std::span<const double> open);
/// Serves as much weight as possible, and that at least cost.
CapacitatedFlow route_most(const CapacitatedRows& rows, std::span<const double> open);
/// Serves as much weight as possible. Prices are 0 or 1; rows of price 1 are those that compete for what is short.
CapacitatedFlow route_shortage(const CapacitatedRows& rows, std::span<const double> open);

/// What any plan must pay: cost of serving >= constant - sum of value x (1 if open), for any prices at all (the
/// Lagrangian relaxation of "every row is served", one continuous knapsack per site). With `shortage` prices: 0 >=
/// constant - sum of value x (1 if open), or some weight stays unserved.
struct CapacityCut {
  double constant;
  std::vector<double> values;  // by candidate, >= 0
};
CapacityCut price_cut(const CapacitatedRows& rows, std::span<const double> prices);
CapacityCut shortage_cut(const CapacitatedRows& rows, std::span<const double> prices);

}  // namespace lastmeter
