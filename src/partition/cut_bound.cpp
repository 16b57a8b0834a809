// SPDX-License-Identifier: Apache-2.0
#include "partition/cut_bound.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace lastmeter {

namespace {

constexpr double kMargin = 1e-11;    // of the matrix's norm: a thousand times what Jacobi's rotations lose
constexpr double kRounding = 1e-10;  // of sums of prices

/// Up to how many units eigenvalues are asked for, and matrix elements turned in all steps together.
struct EigenBudget {
  std::size_t units = 0;
  double work = 0.0;
};

EigenBudget eigen_budget(Effort effort) {
  switch (effort) {
    case Effort::Fast:
      return {0, 0.0};
    case Effort::Default:
      return {120, 5e7};
    case Effort::Thorough:
      return {250, 6e8};
  }
  throw std::logic_error("Effort holds no known value");
}

/// Units side by side, once a pair: what cutting all borders between them costs.
struct PricedPair {
  std::size_t a = 0;
  std::size_t b = 0;
  double price = 0.0;
};

std::vector<PricedPair> priced_pairs(const PartitionProblem& problem) {
  std::map<std::pair<std::size_t, std::size_t>, double> prices;
  const auto& borders = problem.graph().borders();
  for (std::size_t e = 0; e < borders.size(); ++e) {
    const UnitBorder& border = borders[BorderId(e)];
    prices[{border.a.index(), border.b.index()}] += problem.price(BorderId(e));
  }
  std::vector<PricedPair> pairs;
  for (const auto& [units, price] : prices) {
    pairs.push_back({units.first, units.second, price});
  }
  return pairs;
}

/// The dearest spanning forest of the pairs; takes it out of them. Prices ascending.
std::vector<double> peel_forest(std::vector<PricedPair>& pairs, std::size_t units) {
  std::vector<std::size_t> root(units);
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t unit) {
    while (root[unit] != unit) {
      unit = root[unit] = root[root[unit]];
    }
    return unit;
  };
  std::vector<double> forest;
  std::erase_if(pairs, [&](const PricedPair& pair) {
    const std::size_t a = find(pair.a);
    const std::size_t b = find(pair.b);
    if (a != b) {
      root[a] = b;
      forest.push_back(pair.price);
    }
    return a != b;
  });
  std::reverse(forest.begin(), forest.end());
  return forest;
}

void add_forests(const PartitionProblem& problem, std::size_t least, std::vector<double>& bounds) {
  const std::size_t units = problem.graph().size();
  auto pairs = priced_pairs(problem);
  std::stable_sort(pairs.begin(), pairs.end(), [](const auto& x, const auto& y) { return x.price > y.price; });
  while (!pairs.empty()) {
    const std::vector<double> forest = peel_forest(pairs, units);
    const std::size_t trees = units - forest.size();
    double sum = 0.0;
    std::size_t cut = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      for (; cut < forest.size() && cut + trees < least + i; ++cut) {
        sum += forest[cut];
      }
      bounds[i] += sum;
    }
  }
}

class Eigenvalues {
 public:
  Eigenvalues(const PartitionProblem& problem, std::size_t least, std::size_t most)
      : problem_(problem),
        least_(least),
        n_(problem.graph().size()),
        laplacian_(n_ * n_, 0.0),
        best_(most - least + 1) {
    for (const PricedPair& pair : priced_pairs(problem)) {
      laplacian_[pair.a * n_ + pair.a] += pair.price;
      laplacian_[pair.b * n_ + pair.b] += pair.price;
      laplacian_[pair.a * n_ + pair.b] -= pair.price;
      laplacian_[pair.b * n_ + pair.a] -= pair.price;
    }
    const double total = problem.graph().total_weight();
    const double extra = total > 0.0 ? 1e-3 * total / static_cast<double>(n_) : 1.0;  // so that none weighs nothing
    for (const BasicUnit& unit : problem.graph().units()) {
      weights_.push_back(unit.weight + extra);
    }
    total_ = std::accumulate(weights_.begin(), weights_.end(), 0.0);
    const PartitionParts& parts = problem.parts();
    low_ = std::max(0.0, parts.least * (1.0 - 1e-8) - 1e-8) + extra;
    high_ = std::min(total_, parts.most * (1.0 + 1e-8) + 1e-8 + extra * static_cast<double>(n_));
  }

  /// By number of zones; may be below 0.
  const std::vector<double>& climb(double work) {
    const double size = static_cast<double>(n_);
    const auto steps = static_cast<int>(std::min(60.0, 1.0 + work / (40.0 * size * size * size)));
    std::vector<double> shift(n_, 0.0);
    double reach = 0.0;
    for (int step = 0; step < steps; ++step) {
      const std::vector<double> slope = try_shift(shift);
      const double norm = std::sqrt(std::inner_product(slope.begin(), slope.end(), slope.begin(), 0.0));
      if (!(norm > 1e-9)) {
        break;
      }
      reach = step == 0 ? mean_price() : reach * 0.94;
      for (std::size_t u = 0; u < n_; ++u) {
        shift[u] += reach * std::sqrt(size) * slope[u] / norm;
      }
    }
    return best_;
  }

 private:
  [[nodiscard]] double mean_price() const {
    double trace = 0.0;
    for (std::size_t u = 0; u < n_; ++u) {
      trace += laplacian_[u * n_ + u];
    }
    return 0.15 * trace / static_cast<double>(n_);
  }

  /// Keeps the better bounds; the direction in which the least number of zones gains.
  std::vector<double> try_shift(const std::vector<double>& shift) {
    std::vector<double> matrix(n_ * n_);
    double norm = 0.0;
    for (std::size_t u = 0; u < n_; ++u) {
      for (std::size_t v = 0; v < n_; ++v) {
        const double entry = laplacian_[u * n_ + v] + (u == v ? shift[u] : 0.0);
        matrix[u * n_ + v] = entry / std::sqrt(weights_[u] * weights_[v]);
        norm += matrix[u * n_ + v] * matrix[u * n_ + v];
      }
    }
    const Spectrum spectrum = spectrum_of(std::move(matrix), n_);
    const double trace = std::accumulate(shift.begin(), shift.end(), 0.0);
    const double lost = kMargin * std::sqrt(norm) * total_ + kRounding * std::abs(trace);
    std::vector<double> slope(n_, -1.0);
    for (std::size_t i = 0; i < best_.size(); ++i) {
      const auto zones = zone_weights(least_ + i);
      double sum = 0.0;
      for (std::size_t z = 0; z < zones.size(); ++z) {
        sum += zones[z] * spectrum.values[z];
        for (std::size_t u = 0; i == 0 && u < n_; ++u) {
          const double entry = spectrum.vectors[z * n_ + u];
          slope[u] += zones[z] * entry * entry / weights_[u];
        }
      }
      best_[i] = std::max(best_[i], (sum - trace - lost) / 2.0);
    }
    return slope;
  }

  /// Weights of that many zones that add up to the total, as much as can be on the first ones.
  [[nodiscard]] std::vector<double> zone_weights(std::size_t zones) const {
    std::vector<double> weights(zones, low_);
    double left = total_ - low_ * static_cast<double>(zones);
    for (double& weight : weights) {
      const double more = std::clamp(left, 0.0, std::max(0.0, high_ - low_));
      weight += more;
      left -= more;
    }
    return weights;
  }

  const PartitionProblem& problem_;
  std::size_t least_;
  std::size_t n_;
  std::vector<double> laplacian_;
  std::vector<double> weights_;
  double total_ = 0.0;
  double low_ = 0.0;
  double high_ = 0.0;
  std::vector<double> best_;  // by number of zones, from the least
};

/// Where borders cost the same each, so many are cut that the price is a whole multiple.
void round_up(const PartitionProblem& problem, std::vector<double>& bounds) {
  const PartitionPrices& prices = problem.prices();
  if (prices_count_borders(prices)) {
    for (double& bound : bounds) {
      bound = prices.cut_edges * std::ceil(bound / prices.cut_edges - 1e-6);
    }
  }
}

}  // namespace

std::vector<double> cut_bounds(const PartitionProblem& problem, std::size_t least, std::size_t most, Effort effort) {
  std::vector<double> bounds(most - least + 1, 0.0);
  add_forests(problem, least, bounds);
  for (double& bound : bounds) {
    bound -= kRounding * bound;
  }
  const EigenBudget budget = eigen_budget(effort);
  if (problem.graph().size() <= budget.units && most <= problem.graph().size()) {
    const std::vector<double> eigen = Eigenvalues(problem, least, most).climb(budget.work);
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      bounds[i] = std::max(bounds[i], eigen[i]);
    }
  }
  round_up(problem, bounds);
  return bounds;
}

}  // namespace lastmeter
