// SPDX-License-Identifier: Apache-2.0
#include "emergency/allocate_people.h"

#include <algorithm>

#include "solver/min_cost_flow.h"

namespace lastmeter {

namespace {

constexpr std::uint32_t kSource = 0;

/// A node for the source, one for each post, one for each row; people who stay go straight from source to row.
struct Network {
  std::vector<std::int64_t> supplies;
  std::vector<FlowArc> arcs;
  std::size_t first_pair = 0;  // arcs of the pairs, in their order
  std::size_t first_stay = 0;
};

Network network_of(const EmergencyProblem& problem) {
  Network network;
  const auto posts = static_cast<std::uint32_t>(problem.posts());
  network.supplies.assign(1 + problem.posts() + problem.rows(), 0);
  network.supplies[kSource] = problem.total();
  for (std::uint32_t j = 0; j < posts; ++j) {
    network.arcs.push_back({kSource, 1 + j, problem.capacities()[j], 0});
  }
  network.first_pair = network.arcs.size();
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    const auto node = static_cast<std::uint32_t>(1 + posts + i);
    network.supplies[node] = -problem.weights()[i];
    for (std::uint64_t k = problem.first_pair(i); k < problem.first_pair(i + 1); ++k) {
      network.arcs.push_back({1 + problem.post(k), node, problem.weights()[i] + 1, problem.walk(k)});  // never full
    }
  }
  network.first_stay = network.arcs.size();
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    network.arcs.push_back(
        {kSource, static_cast<std::uint32_t>(1 + posts + i), problem.weights()[i] + 1, problem.unserved_price()});
  }
  return network;
}

}  // namespace

EmergencyPlan allocate_people(const EmergencyProblem& problem) {
  const Network network = network_of(problem);
  const FlowPlan flow = cheapest_flow(network.supplies, network.arcs).value();
  EmergencyPlan plan;
  const auto at = [&](std::size_t arc) { return flow.flows.begin() + static_cast<std::ptrdiff_t>(arc); };
  plan.flows.assign(at(network.first_pair), at(network.first_stay));
  plan.unserved.assign(at(network.first_stay), flow.flows.end());
  for (std::size_t j = 0; j < problem.posts(); ++j) {
    // Of a post without room nobody need think; one that nobody uses may have any price up to 0, which is as good as 0.
    const std::int64_t price = std::max<std::int64_t>(0, flow.potentials[1 + j] - flow.potentials[kSource]);
    plan.prices.push_back(problem.capacities()[j] == 0 ? problem.unserved_price() : price);
  }
  return plan;
}

std::int64_t best_price(const EmergencyProblem& problem, const EmergencyPlan& plan, std::size_t row) {
  std::int64_t best = problem.unserved_price();
  for (std::uint64_t k = problem.first_pair(row); k < problem.first_pair(row + 1); ++k) {
    best = std::min(best, problem.walk(k) + plan.prices[problem.post(k)]);
  }
  return best;
}

std::vector<std::int64_t> loads_of(const EmergencyProblem& problem, const EmergencyPlan& plan) {
  std::vector<std::int64_t> loads(problem.posts(), 0);
  for (std::uint64_t k = 0; k < problem.pairs(); ++k) {
    loads[problem.post(k)] += plan.flows[k];
  }
  return loads;
}

bool is_proved(const EmergencyProblem& problem, const EmergencyPlan& plan) {
  const std::vector<std::int64_t> loads = loads_of(problem, plan);
  for (std::size_t j = 0; j < problem.posts(); ++j) {
    const bool room_has_price = loads[j] < problem.capacities()[j] && plan.prices[j] != 0;
    if (loads[j] > problem.capacities()[j] || plan.prices[j] < 0 || room_has_price) {
      return false;
    }
  }
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    const std::int64_t best = best_price(problem, plan, i);
    std::int64_t kept = plan.unserved[i];
    bool fits = plan.unserved[i] == 0 || (plan.unserved[i] > 0 && best == problem.unserved_price());
    for (std::uint64_t k = problem.first_pair(i); k < problem.first_pair(i + 1); ++k) {
      kept += plan.flows[k];
      fits =
          fits && (plan.flows[k] == 0 || (plan.flows[k] > 0 && problem.walk(k) + plan.prices[problem.post(k)] == best));
    }
    if (!fits || kept != problem.weights()[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace lastmeter
