// SPDX-License-Identifier: Apache-2.0
#include "placement/capacitated_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lastmeter {

namespace {

constexpr double kCapacitySlack = 1e-9;

bool whole(double number, int bits) {
  const double scaled = std::ldexp(number, bits);
  return scaled == std::floor(scaled);
}

/// Fewest bits after the point that hold all numbers; none beyond `most`.
std::optional<int> bits_for(std::span<const double> numbers, int most) {
  int bits = std::min(0, most);
  for (const double number : numbers) {
    while (!whole(number, bits)) {
      if (++bits > most) {
        return std::nullopt;
      }
    }
  }
  return bits;
}

/// So many bits after the point leave `size` below 2^`room`.
int bits_within(double size, int room) { return size > 0.0 ? room - std::ilogb(size) - 1 : 0; }

std::int64_t to_units(double number, int bits) { return std::llround(std::ldexp(number, bits)); }

void scale_weights(const PlacementProblem& problem, CapacitatedRows& scaled) {
  const PlacementParts& parts = problem.parts();
  std::vector<double> numbers;
  for (const std::size_t i : scaled.rows) {
    numbers.push_back(parts.rows.weights[i]);
  }
  const std::vector<double> weights = numbers;
  for (const Candidate& candidate : parts.candidates) {
    if (candidate.capacity && *candidate.capacity < problem.total_weight()) {
      numbers.push_back(*candidate.capacity);
    }
  }
  const int most = bits_within(problem.total_weight(), 52);
  const std::optional<int> exact = bits_for(numbers, most);
  const int bits = exact.value_or(most);
  double rounded = 0.0;
  for (const double weight : weights) {
    scaled.weights.push_back(std::max<std::int64_t>(1, to_units(weight, bits)));
    scaled.total_weight += scaled.weights.back();
    rounded += std::abs(std::ldexp(static_cast<double>(scaled.weights.back()), -bits) - weight);
  }
  scaled.weight_unit = std::ldexp(1.0, -bits);
  scaled.loss += rounded;
  for (const Candidate& candidate : parts.candidates) {
    const double capacity = candidate.capacity.value_or(problem.total_weight()) * (exact ? 1.0 : 1.0 + kCapacitySlack);
    const bool ample = !candidate.capacity || capacity >= problem.total_weight();
    scaled.capacities.push_back(ample ? scaled.total_weight
                                      : static_cast<std::int64_t>(std::floor(std::ldexp(capacity, bits))));
  }
}

void scale_costs(const PlacementProblem& problem, CapacitatedRows& scaled) {
  const ServiceRows& rows = problem.rows();
  std::vector<double> values;
  scaled.starts.push_back(0);
  for (const std::size_t i : scaled.rows) {
    const ServiceRows::Row row = rows.row(i);
    for (std::size_t k = 0; k < row.candidates.size(); ++k) {
      scaled.sites.push_back(static_cast<std::uint32_t>(row.candidates[k].index()));
      values.push_back(row.values[k]);
    }
    scaled.starts.push_back(values.size());
  }
  const double largest = values.empty() ? 0.0 : *std::max_element(values.begin(), values.end());
  // The network simplex multiplies the largest cost by the number of nodes.
  const double nodes = static_cast<double>(scaled.size() + problem.candidates().size() + 8);
  const int most = bits_within(largest, 60 - std::ilogb(nodes) - 1);
  const std::optional<int> exact = bits_for(values, most);
  const int bits = exact.value_or(most);
  for (const double value : values) {
    scaled.costs.push_back(to_units(value, bits));
    scaled.largest_cost = std::max(scaled.largest_cost, scaled.costs.back());
  }
  scaled.cost_unit = std::ldexp(1.0, -bits);
  scaled.loss = 2.0 * scaled.loss * largest + (exact ? 0.0 : problem.total_weight() * scaled.cost_unit);
}

void index_by_site(CapacitatedRows& scaled) {
  scaled.site_starts.assign(scaled.capacities.size() + 1, 0);
  for (const std::uint32_t site : scaled.sites) {
    ++scaled.site_starts[site + 1];
  }
  std::partial_sum(scaled.site_starts.begin(), scaled.site_starts.end(), scaled.site_starts.begin());
  std::vector<std::uint64_t> next(scaled.site_starts.begin(), scaled.site_starts.end() - 1);
  scaled.site_rows.resize(scaled.sites.size());
  scaled.site_costs.resize(scaled.sites.size());
  for (std::size_t i = 0; i < scaled.size(); ++i) {
    for (std::uint64_t k = scaled.starts[i]; k < scaled.starts[i + 1]; ++k) {
      const std::uint64_t slot = next[scaled.sites[k]]++;
      scaled.site_rows[slot] = static_cast<std::uint32_t>(i);
      scaled.site_costs[slot] = static_cast<double>(scaled.costs[k]) * scaled.cost_unit;
    }
  }
}

}  // namespace

CapacitatedRows capacitated_rows(const PlacementProblem& problem) {
  CapacitatedRows scaled;
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    if (problem.rows().weights[i] > 0.0) {
      scaled.rows.push_back(i);
    }
  }
  scale_weights(problem, scaled);
  scale_costs(problem, scaled);
  index_by_site(scaled);
  return scaled;
}

namespace {

/// Most profit (price - cost per unit of weight) that a site can make of its capacity.
double best_load(const CapacitatedRows& rows, std::size_t site, std::span<const double> prices, double cost_factor,
                 std::vector<std::pair<double, double>>& items) {
  items.clear();
  double wanted = 0.0;
  for (std::uint64_t k = rows.site_starts[site]; k < rows.site_starts[site + 1]; ++k) {
    const std::size_t i = rows.site_rows[k];
    const double profit = prices[i] - cost_factor * rows.site_costs[k];
    if (profit > 0.0) {
      items.emplace_back(profit, rows.weight(i));
      wanted += rows.weight(i);
    }
  }
  double room = rows.capacity(site);
  if (wanted > room) {
    std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  }
  double profit = 0.0;
  for (const auto& [each, weight] : items) {
    const double taken = std::min(weight, room);
    profit += each * taken;
    room -= taken;
    if (room <= 0.0) {
      break;
    }
  }
  return profit;
}

CapacityCut cut_of(const CapacitatedRows& rows, std::span<const double> prices, double cost_factor) {
  CapacityCut cut{0.0, {}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    cut.constant += prices[i] * rows.weight(i);
  }
  std::vector<std::pair<double, double>> items;
  for (std::size_t j = 0; j < rows.capacities.size(); ++j) {
    cut.values.push_back(best_load(rows, j, prices, cost_factor, items));
  }
  // Sums of some thousand products: far more than their rounding.
  const double slop = 1e-13 * std::abs(cut.constant);
  cut.constant -= slop;
  return cut;
}

}  // namespace

CapacityCut price_cut(const CapacitatedRows& rows, std::span<const double> prices) { return cut_of(rows, prices, 1.0); }

CapacityCut shortage_cut(const CapacitatedRows& rows, std::span<const double> prices) {
  return cut_of(rows, prices, 0.0);
}

}  // namespace lastmeter
