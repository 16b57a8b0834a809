// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "partition/evaluate_partition.h"
#include "solver/min_cost_flow.h"

namespace lastmeter {

namespace {

using Shares = std::map<std::pair<ZoneId, ZoneId>, double>;

Shares common_weight(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& plan,
                     const std::vector<std::optional<ZoneId>>& other) {
  Shares shares;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (other[i]) {
      shares[{plan[UnitId(i)], *other[i]}] += graph.units()[UnitId(i)].weight;
    }
  }
  return shares;
}

/// Source - zones - zones of the other plan - sink; what is not matched goes straight through.
struct MatchingFlow {
  std::vector<std::int64_t> supplies;
  std::vector<FlowArc> arcs;
};

MatchingFlow matching_flow(const Shares& shares, std::size_t zones, std::size_t others, double scale) {
  const auto source = static_cast<std::uint32_t>(zones + others);
  const std::uint32_t sink = source + 1;
  MatchingFlow flow;
  flow.supplies.assign(sink + 1, 0);
  flow.supplies[source] = static_cast<std::int64_t>(zones);
  flow.supplies[sink] = -static_cast<std::int64_t>(zones);
  for (const auto& [pair, weight] : shares) {
    const auto cost = static_cast<std::int64_t>(std::llround(weight * scale)) + 1;  // a common unit without weight too
    flow.arcs.push_back({static_cast<std::uint32_t>(pair.first.index()),
                         static_cast<std::uint32_t>(zones + pair.second.index()), 1, -cost});
  }
  for (std::size_t z = 0; z < zones; ++z) {
    flow.arcs.push_back({source, static_cast<std::uint32_t>(z), 1, 0});
  }
  for (std::size_t o = 0; o < others; ++o) {
    flow.arcs.push_back({static_cast<std::uint32_t>(zones + o), sink, 1, 0});
  }
  flow.arcs.push_back({source, sink, static_cast<std::int64_t>(zones), 0});
  return flow;
}

}  // namespace

std::vector<std::optional<ZoneId>> match_zones(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& plan,
                                               const std::vector<std::optional<ZoneId>>& other) {
  std::size_t zones = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    zones = std::max(zones, plan[UnitId(i)].index() + 1);
    others = other[i] ? std::max(others, other[i]->index() + 1) : others;
  }
  const Shares shares = common_weight(graph, plan, other);
  const double total = graph.total_weight();
  const MatchingFlow flow = matching_flow(shares, zones, others, total > 0.0 ? 0x1.0p40 / total : 0.0);
  std::vector<std::optional<ZoneId>> partner(zones);
  if (const auto flows = min_cost_flow(flow.supplies, flow.arcs)) {
    std::size_t arc = 0;
    for (const auto& [pair, weight] : shares) {
      if ((*flows)[arc++] > 0) {
        partner[pair.first.index()] = pair.second;
      }
    }
  }
  return partner;
}

}  // namespace lastmeter
