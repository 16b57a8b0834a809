// SPDX-License-Identifier: Apache-2.0
#include "partition/partition_bounds.h"

#include <algorithm>
#include <vector>

#include "partition/choose_sets.h"

namespace lastmeter {

namespace {

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

}  // namespace

ZoneCounts possible_zone_counts(const PartitionProblem& problem) {
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

double objective_bound(const PartitionProblem& /*problem*/) { return 0.0; }

}  // namespace lastmeter
