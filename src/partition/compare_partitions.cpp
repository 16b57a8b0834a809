// SPDX-License-Identifier: Apache-2.0
#include "partition/compare_partitions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <utility>

#include "partition/evaluate_partition.h"

namespace lastmeter {

namespace {

struct Held {
  double weight = 0.0;
  std::size_t partners = 0;  // zones of the other partition that it has units in common with
};

/// What is in common: by pair of zones, and by zone of either side.
struct Overlaps {
  std::map<std::pair<ZoneId, ZoneId>, double> pairs;
  std::map<ZoneId, Held> before;
  std::map<ZoneId, Held> after;
};

Overlaps overlaps_of(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& before,
                     const IdVector<UnitId, ZoneId>& after) {
  const bool weighs = graph.total_weight() > 0.0;
  Overlaps overlaps;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const UnitId unit(i);
    const double weight = weighs ? graph.units()[unit].weight : 1.0;
    overlaps.pairs[{before[unit], after[unit]}] += weight;
    overlaps.before[before[unit]].weight += weight;
    overlaps.after[after[unit]].weight += weight;
  }
  for (const auto& [pair, weight] : overlaps.pairs) {
    ++overlaps.before[pair.first].partners;
    ++overlaps.after[pair.second].partners;
  }
  return overlaps;
}

double bits_between(const Overlaps& overlaps, double total) {
  double bits = 0.0;
  for (const auto& [pair, weight] : overlaps.pairs) {
    if (weight > 0.0) {
      bits -= weight / total *
              (std::log2(weight / overlaps.before.at(pair.first).weight) +
               std::log2(weight / overlaps.after.at(pair.second).weight));
    }
  }
  return std::max(0.0, bits);
}

}  // namespace

PartitionComparison compare_partitions(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& before,
                                       const IdVector<UnitId, ZoneId>& after) {
  if (before.size() != graph.size() || after.size() != graph.size()) {
    throw std::logic_error("partitions that are compared do not list one zone per basic unit");
  }
  const Overlaps overlaps = overlaps_of(graph, before, after);
  PartitionComparison result;
  result.zones_before = overlaps.before.size();
  result.zones_after = overlaps.after.size();
  result.continues = match_zones(graph, after, {before.begin(), before.end()});
  double total = 0.0;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const double weight = graph.units()[UnitId(i)].weight;
    total += weight;
    if (result.continues[after[UnitId(i)].index()] != before[UnitId(i)]) {
      ++result.units_moved;
      result.weight_moved += weight;
    }
  }
  const auto units = static_cast<double>(graph.size());
  const double moved =
      total > 0.0 ? result.weight_moved / total : static_cast<double>(result.units_moved) / std::max(1.0, units);
  result.agreement = 1.0 - moved;
  for (const auto& [pair, weight] : overlaps.pairs) {
    result.unchanged +=
        overlaps.before.at(pair.first).partners == 1 && overlaps.after.at(pair.second).partners == 1 ? 1 : 0;
  }
  const auto torn = [](const auto& zone) { return zone.second.partners > 1; };
  result.split = static_cast<std::size_t>(std::count_if(overlaps.before.begin(), overlaps.before.end(), torn));
  result.merged = static_cast<std::size_t>(std::count_if(overlaps.after.begin(), overlaps.after.end(), torn));
  result.variation_of_information = bits_between(overlaps, total > 0.0 ? total : units);
  return result;
}

}  // namespace lastmeter
