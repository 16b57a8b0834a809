// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "placement/capacitated_rows.h"
#include "solver/min_cost_flow.h"

namespace lastmeter {

namespace {

constexpr std::uint32_t kSource = 0;

/// A node for the source, one for each site that is open to some share, one for each row.
struct Network {
  std::vector<std::int64_t> supplies;
  std::vector<FlowArc> arcs;
  std::vector<std::uint64_t> pairs;   // of the arcs from site to row
  std::vector<std::uint32_t> opened;  // sites, in the order of their nodes
  std::size_t first_pair_arc = 0;
  std::uint32_t first_row = 0;
};

std::int64_t share_of(std::int64_t units, double share) {
  if (share >= 1.0) {
    return units;
  }
  return std::min(units, static_cast<std::int64_t>(std::ceil(static_cast<double>(units) * share)));
}

Network build_network(const CapacitatedRows& rows, std::span<const double> open) {
  Network network;
  std::vector<std::uint32_t> node(open.size(), 0);
  for (std::size_t j = 0; j < open.size(); ++j) {
    if (open[j] > 0.0 && rows.capacities[j] > 0) {
      network.opened.push_back(static_cast<std::uint32_t>(j));
      node[j] = static_cast<std::uint32_t>(network.opened.size());
      network.arcs.push_back({kSource, node[j], share_of(rows.capacities[j], open[j]), 0});
    }
  }
  network.first_pair_arc = network.arcs.size();
  network.first_row = static_cast<std::uint32_t>(network.opened.size() + 1);
  network.supplies.assign(network.first_row + rows.size(), 0);
  network.supplies[kSource] = rows.total_weight;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t row = network.first_row + static_cast<std::uint32_t>(i);
    network.supplies[row] = -rows.weights[i];
    for (std::uint64_t k = rows.starts[i]; k < rows.starts[i + 1]; ++k) {
      if (const std::uint32_t site = node[rows.sites[k]]; site != 0) {
        network.arcs.push_back({site, row, share_of(rows.weights[i], open[rows.sites[k]]), rows.costs[k]});
        network.pairs.push_back(k);
      }
    }
  }
  return network;
}

/// Rows may stay unserved at this price.
void allow_unserved(const CapacitatedRows& rows, std::int64_t price, Network& network) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    network.arcs.push_back({kSource, network.first_row + static_cast<std::uint32_t>(i), rows.weights[i], price});
  }
}

CapacitatedFlow read_flow(const CapacitatedRows& rows, const Network& network, const FlowPlan& plan, double cost_unit) {
  CapacitatedFlow flow;
  flow.flows.assign(rows.sites.size(), 0);
  for (std::size_t a = 0; a < network.pairs.size(); ++a) {
    const std::int64_t units = plan.flows[network.first_pair_arc + a];
    const std::uint64_t pair = network.pairs[a];
    flow.flows[pair] = units;
    flow.cost += static_cast<double>(units) * rows.weight_unit * static_cast<double>(rows.costs[pair]) * rows.cost_unit;
  }
  for (std::size_t a = network.first_pair_arc + network.pairs.size(); a < plan.flows.size(); ++a) {
    flow.unserved += plan.flows[a];
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    flow.prices.push_back(static_cast<double>(plan.potentials[network.first_row + i] - plan.potentials[kSource]) *
                          cost_unit);
  }
  return flow;
}

/// A row whose open shares add up to no more than 1 has a price without an upper end, and the simplex may name any. The
/// lowest price that is as good for these shares keeps the cut strong for others.
void lower_prices(const CapacitatedRows& rows, const Network& network, const FlowPlan& plan,
                  std::span<const double> open, CapacitatedFlow& flow) {
  std::vector<double> capacity_price(open.size(), 0.0);
  const double most = 4.0 * static_cast<double>(rows.largest_cost);
  for (std::size_t s = 0; s < network.opened.size(); ++s) {
    const auto price = static_cast<double>(plan.potentials[s + 1] - plan.potentials[kSource]);
    capacity_price[network.opened[s]] = std::clamp(price, 0.0, most);
  }
  std::vector<std::pair<double, double>> offers;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    offers.clear();
    for (std::uint64_t k = rows.starts[i]; k < rows.starts[i + 1]; ++k) {
      if (open[rows.sites[k]] > 0.0 && rows.capacities[rows.sites[k]] > 0) {
        offers.emplace_back(static_cast<double>(rows.costs[k]) + capacity_price[rows.sites[k]], open[rows.sites[k]]);
      }
    }
    std::sort(offers.begin(), offers.end());
    double served = 0.0;
    for (const auto& [price, share] : offers) {
      served += share;
      if (served >= 1.0 - 1e-9) {
        flow.prices[i] = std::min(flow.prices[i], price * rows.cost_unit);
        break;
      }
    }
  }
}

}  // namespace

std::optional<CapacitatedFlow> route(const CapacitatedRows& rows, std::span<const double> open) {
  const Network network = build_network(rows, open);
  const std::optional<FlowPlan> plan = cheapest_flow(network.supplies, network.arcs);
  if (!plan) {
    return std::nullopt;
  }
  CapacitatedFlow flow = read_flow(rows, network, *plan, rows.cost_unit);
  lower_prices(rows, network, *plan, open, flow);
  return flow;
}

CapacitatedFlow route_most(const CapacitatedRows& rows, std::span<const double> open) {
  Network network = build_network(rows, open);
  // Serving one more unit reroutes at most one unit at each open site, so this price is never worth paying; costs lose
  // the bits that it needs.
  const auto ways = static_cast<std::int64_t>(network.opened.size()) + 2;
  const std::int64_t room = (std::int64_t{1} << 60) / static_cast<std::int64_t>(network.supplies.size() + 2) / ways;
  int shift = 0;
  while ((rows.largest_cost >> shift) >= room - 1) {
    ++shift;
  }
  for (std::size_t a = network.first_pair_arc; a < network.arcs.size(); ++a) {
    network.arcs[a].cost >>= shift;
  }
  allow_unserved(rows, ((rows.largest_cost >> shift) + 1) * ways, network);
  return read_flow(rows, network, cheapest_flow(network.supplies, network.arcs).value(),
                   std::ldexp(rows.cost_unit, shift));
}

CapacitatedFlow route_shortage(const CapacitatedRows& rows, std::span<const double> open) {
  Network network = build_network(rows, open);
  for (FlowArc& arc : network.arcs) {
    arc.cost = 0;
  }
  allow_unserved(rows, 1, network);
  CapacitatedFlow flow = read_flow(rows, network, cheapest_flow(network.supplies, network.arcs).value(), 1.0);
  for (double& price : flow.prices) {
    price = std::clamp(price, 0.0, 1.0);
  }
  return flow;
}

}  // namespace lastmeter
