// SPDX-License-Identifier: Apache-2.0
#include "coverage/case_totals.h"

#include <algorithm>
#include <utility>

#include "core/parallel.h"

namespace lastmeter {

namespace {

struct WeightAt {
  double distance;
  double weight;
};

/// Demand that has weight and a nearest post, by distance.
std::vector<WeightAt> weights_by_distance(const FlatDemand& demand, const DemandCoverage& coverage, Measure measure) {
  std::vector<WeightAt> sorted;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    const double weight = demand.weight[i].of(measure);
    if (coverage.nearest[i] && weight > 0.0) {
      sorted.push_back({coverage.nearest[i]->distance, weight});
    }
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const WeightAt& a, const WeightAt& b) { return a.distance < b.distance; });
  return sorted;
}

std::optional<double> median_of(const std::vector<WeightAt>& sorted, double half) {
  double sum = 0.0;
  for (const WeightAt& at : sorted) {
    sum += at.weight;
    if (sum >= half) {
      return at.distance;
    }
  }
  return std::nullopt;
}

}  // namespace

DemandSum total_demand(const FlatDemand& demand) {
  DemandSum total;
  for (const DemandSum& weight : demand.weight) {
    total += weight;
  }
  return total;
}

std::vector<CaseTotals> total_cases(const FlatDemand& demand, const DemandCoverage& coverage,
                                    const std::vector<CoverageCase>& cases) {
  std::vector<CaseTotals> totals(cases.size());
  parallel_slices(cases.size(), 1, [&](std::size_t c, std::size_t) {
    CaseTotals sum;
    for (std::size_t i = 0; i < demand.size(); ++i) {
      const std::uint32_t depth = coverage.depth(i, cases[c]);
      for (std::size_t least = 1; least <= std::min<std::size_t>(depth, sum.at_least.size()); ++least) {
        sum.at_least[least - 1] += demand.weight[i];
      }
      if (depth > 0) {
        sum.depth += demand.weight[i] * depth;
      }
    }
    totals[c] = sum;
  });
  return totals;
}

std::vector<DemandSum> total_one_plus_n(const FlatDemand& demand, const DemandCoverage& coverage) {
  std::vector<DemandSum> served(coverage.one_plus_n.empty() ? 0 : coverage.radius_count);
  for (std::size_t cell = 0; cell < coverage.one_plus_n.size(); ++cell) {
    if (coverage.one_plus_n[cell] != 0) {
      served[cell % coverage.radius_count] += demand.weight[cell / coverage.radius_count];
    }
  }
  return served;
}

NearestStatistics nearest_statistics(const FlatDemand& demand, const DemandCoverage& coverage, Measure measure) {
  const std::vector<WeightAt> sorted = weights_by_distance(demand, coverage, measure);
  double total = 0.0;
  std::size_t weighted = 0;
  for (const DemandSum& weight : demand.weight) {
    total += weight.of(measure);
    weighted += weight.of(measure) > 0.0 ? 1 : 0;
  }
  NearestStatistics statistics;
  statistics.median = median_of(sorted, total / 2);
  if (!sorted.empty() && sorted.size() == weighted) {
    double sum = 0.0;
    for (const WeightAt& at : sorted) {
      sum += at.distance * at.weight;
    }
    statistics.mean = sum / total;
    statistics.max = sorted.back().distance;
  }
  return statistics;
}

}  // namespace lastmeter
