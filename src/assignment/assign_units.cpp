// SPDX-License-Identifier: Apache-2.0
#include "assignment/assign_units.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "assignment/rerouting.h"
#include "solver/min_cost_flow.h"

namespace lastmeter {

namespace {

std::int64_t millimetres(double metres) { return std::llround(metres * 1000.0); }

std::int64_t distance_of(const AssignmentProblem::Unit& unit, std::size_t receiver) {
  return unit.distances.empty() ? 0 : millimetres(unit.distances[receiver]);
}

std::int64_t farthest(const AssignmentProblem& problem) {
  std::int64_t most = 0;
  for (const AssignmentProblem::Unit& unit : problem.units) {
    for (const double metres : unit.distances) {
      most = std::max(most, millimetres(metres));
    }
  }
  return most;
}

/// A flow network in the making; limits are arcs whose flow below the least is rewarded and beyond the most is priced.
class Network {
 public:
  std::uint32_t add_node(std::int64_t supply) {
    supplies_.push_back(supply);
    return static_cast<std::uint32_t>(supplies_.size() - 1);
  }
  std::size_t add_arc(std::uint32_t from, std::uint32_t to, std::int64_t capacity, std::int64_t cost) {
    arcs_.push_back({from, to, capacity, cost});
    return arcs_.size() - 1;
  }
  void add_limits(std::uint32_t from, std::uint32_t to, const ReceiverLimits& limits, std::int64_t room,
                  std::int64_t price) {
    const std::int64_t least = std::min(limits.least, room);
    const std::int64_t upper = std::clamp(limits.most, least, room);
    add_arc(from, to, least, -price);
    add_arc(from, to, upper - least, 0);
    add_arc(from, to, room, price);
  }
  [[nodiscard]] std::size_t nodes() const { return supplies_.size(); }
  [[nodiscard]] const std::vector<FlowArc>& arcs() const { return arcs_; }
  [[nodiscard]] FlowPlan solve() const { return cheapest_flow(supplies_, arcs_).value(); }

 private:
  std::vector<std::int64_t> supplies_;
  std::vector<FlowArc> arcs_;
};

/// By unit, the first arc to its receivers; then receiver by receiver.
struct UnitNetwork {
  Network network;
  std::vector<std::vector<std::size_t>> arcs;         // by unit and receiver
  std::vector<std::vector<std::uint32_t>> duty_node;  // by receiver and duty
  std::int64_t price = 0;                             // of one more off a limit
};

UnitNetwork unit_network(const AssignmentProblem& problem) {
  UnitNetwork built;
  Network& network = built.network;
  const auto units = static_cast<std::int64_t>(problem.units.size());
  const std::int64_t price = 1 + 2 * (units + 1) * (farthest(problem) + 1);  // no sum of distances outweighs a limit
  built.price = price;
  const std::uint32_t sink = network.add_node(-units);
  for (const AssignmentProblem::Receiver& receiver : problem.receivers) {
    const std::uint32_t node = network.add_node(0);
    network.add_limits(node, sink, receiver.units, units, price);
    built.duty_node.emplace_back();
    for (const AssignmentProblem::Duty& duty : problem.duties) {
      built.duty_node.back().push_back(network.add_node(0));
      network.add_limits(built.duty_node.back().back(), node, {.least = duty.least}, units, price);
    }
  }
  for (const AssignmentProblem::Unit& unit : problem.units) {
    const std::uint32_t node = network.add_node(1);
    built.arcs.emplace_back();
    for (std::size_t r = 0; r < problem.receivers.size(); ++r) {
      built.arcs.back().push_back(
          network.add_arc(node, built.duty_node[r][unit.duty], 2, distance_of(unit, r)));  // never full
    }
  }
  return built;
}

/// Its unit gone from a receiver, others may follow: the rest of the way from any other receiver back to it tells what
/// that costs in all. Ways that break a limit more are none.
std::vector<std::optional<UnitPlan::Second>> second_choices(const AssignmentProblem& problem, const UnitNetwork& built,
                                                            const FlowPlan& flow,
                                                            const std::vector<std::size_t>& receiver) {
  const Rerouting rerouting(built.network.nodes(), built.network.arcs(), flow);
  std::map<std::uint32_t, std::vector<std::int64_t>> back;  // by the node that a unit left
  std::vector<std::optional<UnitPlan::Second>> second(problem.units.size());
  for (std::size_t u = 0; u < problem.units.size(); ++u) {
    const AssignmentProblem::Unit& unit = problem.units[u];
    const std::uint32_t own = built.duty_node[receiver[u]][unit.duty];
    const auto [at, is_new] = back.try_emplace(own);
    if (is_new) {
      at->second = rerouting.costs_to(own);
    }
    std::int64_t least = built.price - built.price / 2;
    for (std::size_t r = 0; r < problem.receivers.size(); ++r) {
      const std::int64_t way = at->second[built.duty_node[r][unit.duty]];
      if (r == receiver[u] || way == Rerouting::kNoWay) {
        continue;
      }
      const std::int64_t extra = way + distance_of(unit, r) - distance_of(unit, receiver[u]);
      if (extra < least) {
        least = extra;
        second[u] = UnitPlan::Second{r, static_cast<double>(extra) / 1000.0};
      }
    }
  }
  return second;
}

}  // namespace

UnitPlan assign_units(const AssignmentProblem& problem) {
  problem.check();
  UnitPlan plan;
  if (problem.receivers.empty()) {
    return plan;
  }
  const UnitNetwork built = unit_network(problem);
  const FlowPlan flow = built.network.solve();
  for (std::size_t u = 0; u < problem.units.size(); ++u) {
    std::size_t own = 0;
    for (std::size_t r = 0; r < problem.receivers.size(); ++r) {
      own = flow.flows[built.arcs[u][r]] > 0 ? r : own;
    }
    plan.receiver.push_back(own);
  }
  plan.second = second_choices(problem, built, flow, plan.receiver);
  return plan;
}

std::vector<MemberShare> assign_members(const AssignmentProblem& problem, const UnitPlan& plan) {
  std::vector<MemberShare> shares;
  if (problem.receivers.empty()) {
    return shares;
  }
  std::int64_t total = 0;
  for (const AssignmentProblem::Unit& unit : problem.units) {
    total += unit.members;
  }
  // Parting one member may part others in turn, at most one for each receiver.
  const auto ways = static_cast<std::int64_t>(problem.receivers.size()) + 1;
  const std::int64_t parted = 1 + 2 * ways * (farthest(problem) + 1);
  const std::int64_t price = 1 + 2 * ways * (parted + farthest(problem));
  Network network;
  const std::uint32_t sink = network.add_node(-total);
  std::vector<std::uint32_t> nodes;
  for (const AssignmentProblem::Receiver& receiver : problem.receivers) {
    nodes.push_back(network.add_node(0));
    network.add_limits(nodes.back(), sink, receiver.members, total, price);
  }
  std::vector<std::size_t> first;
  for (std::size_t u = 0; u < problem.units.size(); ++u) {
    const AssignmentProblem::Unit& unit = problem.units[u];
    const std::uint32_t node = network.add_node(unit.members);
    for (std::size_t r = 0; r < problem.receivers.size(); ++r) {
      const bool own = plan.receiver[u] == r;
      const std::size_t arc = network.add_arc(node, nodes[r], unit.members, own ? 0 : parted + distance_of(unit, r));
      if (r == 0) {
        first.push_back(arc);
      }
    }
  }
  const FlowPlan flow = network.solve();
  for (std::size_t u = 0; u < problem.units.size(); ++u) {
    for (std::size_t r = 0; r < problem.receivers.size(); ++r) {
      if (const std::int64_t members = flow.flows[first[u] + r]; members > 0) {
        shares.push_back({u, r, members});
      }
    }
  }
  return shares;
}

}  // namespace lastmeter
