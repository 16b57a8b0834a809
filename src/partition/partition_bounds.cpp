// SPDX-License-Identifier: Apache-2.0
#include "partition/partition_bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "partition/choose_sets.h"
#include "partition/cut_bound.h"

namespace lastmeter {

namespace {

constexpr double kRounding = 1e-9;
constexpr std::size_t kMostForMoment = 3'000;

struct PartTotals {
  std::vector<double> weights;
  std::vector<std::size_t> units;
};

PartTotals totals_of(const UnitGraph& graph, const UnitParts& parts) {
  PartTotals totals{std::vector<double>(parts.count, 0.0), std::vector<std::size_t>(parts.count, 0)};
  for (std::size_t i = 0; i < graph.size(); ++i) {
    totals.weights[parts.part_of[i]] += graph.units()[UnitId(i)].weight;
    ++totals.units[parts.part_of[i]];
  }
  return totals;
}

/// A zone weighs `least` or more. Its moment is the sum over its units u of w(u) / 2 times the mean squared distance
/// from u to the weight in it, and that mean is no less than over the nearest `least` of weight there is.
double moment_bound(const PartitionProblem& problem) {
  const auto& units = problem.graph().units();
  const double least = problem.parts().least * (1.0 - 1e-8) - 1e-8;
  if (problem.moment_price() <= 0.0 || !(least > 0.0) || units.size() > kMostForMoment) {
    return 0.0;
  }
  double bound = 0.0;
  std::vector<std::pair<double, double>> around(units.size());  // squared distance, weight
  for (const BasicUnit& centre : units) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      const BasicUnit& unit = units[UnitId(i)];
      const double dx = unit.at.x - centre.at.x;
      const double dy = unit.at.y - centre.at.y;
      around[i] = {dx * dx + dy * dy, unit.weight};
    }
    std::sort(around.begin(), around.end());
    double left = least;
    double sum = 0.0;
    for (auto next = around.begin(); next != around.end() && left > 0.0; ++next) {
      sum += next->first * std::min(left, next->second);
      left -= next->second;
    }
    bound += centre.weight * sum / least / 2.0;
  }
  return problem.moment_price() * bound;
}

/// What divides every amount, where all are whole; else 0.
double common_divisor(const std::vector<double>& amounts) {
  std::uint64_t divisor = 0;
  for (const double amount : amounts) {
    if (amount != std::floor(amount) || amount > 0x1p50) {
      return 0.0;
    }
    divisor = std::gcd(divisor, static_cast<std::uint64_t>(amount));
  }
  return static_cast<double>(divisor);
}

/// How far so many zones are off the ideal, added up: least where they are as equal as the steps of the amounts allow,
/// because the distance is convex.
double deviation_bound(double total, double step, double ideal, std::size_t zones) {
  const auto count = static_cast<double>(zones);
  if (step <= 0.0) {
    return std::abs(total - count * ideal);
  }
  const double steps = total / step;
  const double low = std::floor(steps / count);
  const double higher = steps - low * count;  // zones one step above the others
  return (count - higher) * std::abs(low * step - ideal) + higher * std::abs((low + 1.0) * step - ideal);
}

class Amounts {
 public:
  Amounts(const UnitGraph& graph, double BasicUnit::*amount, double ideal, double price) : ideal_(ideal) {
    std::vector<double> amounts;
    for (const BasicUnit& unit : graph.units()) {
      amounts.push_back(unit.*amount);
      total_ += unit.*amount;
    }
    step_ = common_divisor(amounts);
    step_ = total_ > 0x1p50 ? 0.0 : step_;
    price_ = ideal > 0.0 ? price / ideal : 0.0;
  }
  [[nodiscard]] double bound(std::size_t zones) const {
    return price_ > 0.0 ? price_ * deviation_bound(total_, step_, ideal_, zones) : 0.0;
  }

 private:
  double total_ = 0.0;
  double step_ = 0.0;
  double ideal_ = 0.0;
  double price_ = 0.0;
};

}  // namespace

ZoneCounts possible_zone_counts(const PartitionProblem& problem) {
  if (!problem.parts().compounds.empty()) {
    return possible_zone_counts(contracted(problem).problem);
  }
  const UnitParts parts = connected_parts(problem.graph());
  const PartTotals totals = totals_of(problem.graph(), parts);
  ZoneCounts counts;
  bool fits = true;
  for (std::size_t p = 0; p < parts.count; ++p) {
    const ZoneRange range = zones_of_weight(problem.parts(), totals.weights[p]);
    const std::size_t most = std::min(range.most, totals.units[p]);
    fits = fits && range.least <= most;
    counts.least += std::min(range.least, problem.graph().size() + 1);
    counts.most += most;
  }
  if (!fits) {
    counts.most = counts.least - 1;
  }
  return counts;
}

namespace {

/// Of all but the moves; without compounds.
double standing_bound(const PartitionProblem& problem, Effort effort) {
  const ZoneCounts counts = possible_zone_counts(problem);
  const std::size_t least = std::max(counts.least, problem.parts().zones_least);
  const std::size_t most = std::min(counts.most, problem.parts().zones_most);
  if (least > most) {
    return 0.0;
  }
  const std::vector<double> cuts = cut_bounds(problem, least, most, effort);
  const PartitionPrices& prices = problem.prices();
  const Amounts weight(problem.graph(), &BasicUnit::weight, problem.ideal(), prices.deviation);
  const Amounts workload(problem.graph(), &BasicUnit::workload, problem.mean_workload(), prices.workload);
  double bound = std::numeric_limits<double>::infinity();
  for (std::size_t zones = least; zones <= most; ++zones) {
    const double deviation = weight.bound(zones) + workload.bound(zones);
    bound = std::min(bound, cuts[zones - least] + std::max(0.0, deviation - kRounding * std::max(1.0, deviation)));
  }
  return std::max(0.0, bound + (1.0 - kRounding) * moment_bound(problem));
}

}  // namespace

double least_moved(const PartitionProblem& problem) {
  const PartitionParts& parts = problem.parts();
  std::vector<double> zones;
  for (std::size_t i = 0; i < parts.today.size(); ++i) {
    if (const auto& zone = parts.today[i]) {
      zones.resize(std::max(zones.size(), zone->index() + 1), 0.0);
      zones[zone->index()] += parts.graph.units()[UnitId(i)].weight;
    }
  }
  std::sort(zones.rbegin(), zones.rend());
  const std::size_t stay = std::min(zones.size(), parts.zones_most);
  return std::accumulate(zones.begin() + static_cast<std::ptrdiff_t>(stay), zones.end(), 0.0);
}

double objective_bound(const PartitionProblem& problem, Effort effort) {
  const double moves = (1.0 - kRounding) * problem.moved_price() * least_moved(problem);
  if (problem.parts().compounds.empty()) {
    return standing_bound(problem, effort) + moves;
  }
  // What is inside of compounds adds to the moment and the mixture. Contraction rounds where they lie today: moves are
  // the original's.
  const Contraction whole = contracted(problem);
  const double own = std::accumulate(whole.own_moment.begin(), whole.own_moment.end(), 0.0);
  const double mixed = std::accumulate(whole.own_mixture.begin(), whole.own_mixture.end(), 0.0);
  return standing_bound(whole.problem, effort) + moves +
         (1.0 - kRounding) * (problem.moment_price() * own + problem.mixture_price() * mixed);
}

}  // namespace lastmeter
