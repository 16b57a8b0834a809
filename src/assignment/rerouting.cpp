// SPDX-License-Identifier: Apache-2.0
#include "assignment/rerouting.h"

#include <functional>
#include <queue>
#include <utility>

namespace lastmeter {

Rerouting::Rerouting(std::size_t nodes, std::span<const FlowArc> arcs, const FlowPlan& plan)
    : into_(nodes), potentials_(plan.potentials) {
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    const FlowArc& arc = arcs[a];
    const std::int64_t reduced = arc.cost + potentials_[arc.from] - potentials_[arc.to];
    if (plan.flows[a] < arc.capacity) {
      into_[arc.to].push_back({arc.from, reduced});
    }
    if (plan.flows[a] > 0) {
      into_[arc.from].push_back({arc.to, -reduced});
    }
  }
}

std::vector<std::int64_t> Rerouting::costs_to(std::uint32_t target) const {
  using Entry = std::pair<std::int64_t, std::uint32_t>;
  std::vector<std::int64_t> costs(into_.size(), kNoWay);
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  costs[target] = 0;
  queue.emplace(0, target);
  while (!queue.empty()) {
    const auto [cost, node] = queue.top();
    queue.pop();
    if (cost > costs[node]) {
      continue;
    }
    for (const Step& step : into_[node]) {
      if (cost + step.reduced < costs[step.from]) {
        costs[step.from] = cost + step.reduced;
        queue.emplace(costs[step.from], step.from);
      }
    }
  }
  for (std::size_t node = 0; node < costs.size(); ++node) {
    if (costs[node] != kNoWay) {
      costs[node] += potentials_[target] - potentials_[node];
    }
  }
  return costs;
}

}  // namespace lastmeter
