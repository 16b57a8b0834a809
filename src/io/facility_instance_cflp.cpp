// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "io/facility_instance_readers.h"

namespace lastmeter {

namespace {

/// What serving all of a customer costs, as the cost of one unit of his demand.
double unit_cost(const InstanceText& text, double cost, double demand) {
  if (demand > 0.0) {
    const double unit = cost / demand;
    if (unit > 1e300) {
      text.fail(fmt::format("a demand of {} costs {}: too much for one unit", demand, cost), "use a larger unit");
    }
    return unit;
  }
  if (cost > 0.0) {
    text.fail(fmt::format("a customer without demand costs {} to serve", cost), "give him a demand, or costs of 0");
  }
  return 0.0;
}

void parse_warehouses(InstanceText& text, FacilityInstance& instance) {
  instance.costs.reserve(text.room_for(instance.sites));
  for (std::size_t j = 0; j < instance.sites; ++j) {
    const std::string_view capacity = text.next_word();
    if (capacity == "capacity") {
      instance.asks_capacity = true;
    } else {
      instance.capacities.push_back(text.amount(capacity, "the capacity of a warehouse"));
    }
    instance.costs.push_back(text.amount(text.next_word(), "the fixed cost of a warehouse"));
  }
  if (instance.asks_capacity) {
    instance.capacities.clear();
  }
}

}  // namespace

FacilityInstance parse_cflp(InstanceText& text) {
  FacilityInstance instance;
  instance.sites = text.count(text.next_word(), "the number of warehouses");
  instance.demand = text.count(text.next_word(), "the number of customers");
  parse_warehouses(text, instance);
  InstanceTable table;
  const std::size_t room = text.room_for(static_cast<std::uint64_t>(instance.sites) * instance.demand);
  table.sites.reserve(room);
  table.values.reserve(room);
  for (std::size_t i = 0; i < instance.demand; ++i) {
    const double demand = text.amount(text.next_word(), "the demand of a customer");
    instance.weights.push_back(demand);
    for (std::size_t j = 0; j < instance.sites; ++j) {
      const double cost = text.amount(text.next_word(), "the cost of serving a customer");
      table.sites.push_back(static_cast<std::uint32_t>(j));
      table.values.push_back(unit_cost(text, cost, demand));
    }
    table.starts.push_back(table.sites.size());
  }
  text.expect_end(fmt::format("the last of {} customers", instance.demand));
  instance.service = std::move(table);
  return instance;
}

}  // namespace lastmeter
