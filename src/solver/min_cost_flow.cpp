// SPDX-License-Identifier: Apache-2.0
#include "solver/min_cost_flow.h"

#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace lastmeter {

namespace {

using Graph = lemon::StaticDigraph;
using Simplex = lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>;

constexpr std::int64_t kRoom = std::int64_t{1} << 61;

/// What flows at most through any arc of some cheapest flow: all supplies, and round the cycles that an arc of negative
/// cost closes.
std::int64_t most_flow(std::span<const std::int64_t> supplies, std::span<const FlowArc> arcs) {
  std::int64_t most = 0;
  const auto add = [&](std::int64_t amount) {
    if (amount <= -kRoom || amount >= kRoom || most >= kRoom - std::abs(amount)) {
      throw std::logic_error("min_cost_flow: supplies or capacities are too large");
    }
    most += std::abs(amount);
  };
  std::int64_t left = 0;
  for (const std::int64_t supply : supplies) {
    add(supply);
    left += supply;
  }
  if (left != 0) {
    throw std::logic_error("min_cost_flow: supplies do not add up to 0");
  }
  for (const FlowArc& arc : arcs) {
    if (arc.cost < 0) {
      add(arc.capacity);
    }
  }
  return most;
}

void check(const FlowArc& arc, std::size_t nodes) {
  if (arc.from >= nodes || arc.to >= nodes || arc.from == arc.to || arc.capacity < 0) {
    throw std::logic_error("min_cost_flow: an arc leads nowhere or has a negative capacity");
  }
  const std::int64_t most = kRoom / static_cast<std::int64_t>(nodes + 2);
  if (arc.cost <= -most || arc.cost >= most) {
    throw std::logic_error("min_cost_flow: a cost is too large for that many nodes");
  }
}

/// The graph is built from arcs that ascend by source.
std::vector<std::size_t> by_source(std::span<const FlowArc> arcs) {
  std::vector<std::size_t> order(arcs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return arcs[a].from < arcs[b].from; });
  return order;
}

}  // namespace

std::optional<FlowPlan> cheapest_flow(std::span<const std::int64_t> supplies, std::span<const FlowArc> arcs) {
  for (const FlowArc& arc : arcs) {
    check(arc, supplies.size());
  }
  const std::int64_t most = most_flow(supplies, arcs);
  FlowPlan plan;
  if (supplies.empty()) {
    return plan;
  }
  const std::vector<std::size_t> order = by_source(arcs);
  std::vector<std::pair<int, int>> ends;
  ends.reserve(arcs.size());
  for (const std::size_t a : order) {
    ends.emplace_back(static_cast<int>(arcs[a].from), static_cast<int>(arcs[a].to));
  }
  Graph graph;
  graph.build(static_cast<int>(supplies.size()), ends.begin(), ends.end());
  Graph::NodeMap<std::int64_t> supply(graph);
  for (std::size_t v = 0; v < supplies.size(); ++v) {
    supply[Graph::node(static_cast<int>(v))] = supplies[v];
  }
  Graph::ArcMap<std::int64_t> capacity(graph);
  Graph::ArcMap<std::int64_t> cost(graph);
  for (std::size_t k = 0; k < order.size(); ++k) {
    const Graph::Arc arc = Graph::arc(static_cast<int>(k));
    capacity[arc] = std::min(arcs[order[k]].capacity, most);
    cost[arc] = arcs[order[k]].cost;
  }
  Simplex simplex(graph);
  if (simplex.upperMap(capacity).costMap(cost).supplyMap(supply).run() != Simplex::OPTIMAL) {
    return std::nullopt;
  }
  plan.flows.resize(arcs.size());
  for (std::size_t k = 0; k < order.size(); ++k) {
    plan.flows[order[k]] = simplex.flow(Graph::arc(static_cast<int>(k)));
  }
  plan.potentials.reserve(supplies.size());
  for (std::size_t v = 0; v < supplies.size(); ++v) {
    plan.potentials.push_back(simplex.potential(Graph::node(static_cast<int>(v))));
  }
  return plan;
}

std::optional<std::vector<std::int64_t>> min_cost_flow(std::span<const std::int64_t> supplies,
                                                       std::span<const FlowArc> arcs) {
  std::optional<FlowPlan> plan = cheapest_flow(supplies, arcs);
  return plan ? std::optional(std::move(plan->flows)) : std::nullopt;
}

}  // namespace lastmeter
