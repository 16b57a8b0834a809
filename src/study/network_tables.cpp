// SPDX-License-Identifier: Apache-2.0
#include "study/network_tables.h"

#include <numeric>
#include <optional>
#include <string>

#include "report/table_builder.h"

namespace lastmeter {

namespace {

std::vector<std::size_t> all_of(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

std::optional<double> number(std::size_t value) { return static_cast<double>(value); }

std::string oneway_of(const Link& link) {
  if (link.cost_back == kNoWay) {
    return "yes";
  }
  return link.cost == kNoWay ? "-1" : "";
}

std::optional<double> cost_of(std::uint32_t cost) {
  return cost == kNoWay ? std::nullopt : std::optional(to_metres(cost));
}

StyledTable link_table(const StudyArea& area, const WalkNetwork& network) {
  const ContextLayer* layer = area.context_of("streets");
  const auto named = [&](const std::vector<std::string> ContextLayer::*texts) {
    return [&network, layer, texts](std::size_t i) { return (layer->*texts)[network.links[i].row]; };
  };
  std::vector<std::vector<std::vector<Point>>> shapes;
  for (const Link& link : network.links) {
    const auto shape = network.shape(link);
    shapes.push_back({std::vector<Point>(shape.begin(), shape.end())});
  }
  TableBuilder builder("links", all_of(network.links.size()), area.crs);
  builder.whole("link", [](std::size_t i) { return number(i); })
      .text("code", named(&ContextLayer::codes))
      .text("name", named(&ContextLayer::names))
      .text("kind", named(&ContextLayer::kinds))
      .whole("from_node", [&](std::size_t i) { return number(network.links[i].from.index()); })
      .whole("to_node", [&](std::size_t i) { return number(network.links[i].to.index()); })
      .whole("level", [&](std::size_t i) { return std::optional(static_cast<double>(network.links[i].level)); })
      .text("oneway_foot", [&](std::size_t i) { return oneway_of(network.links[i]); })
      .real("length_m", 6,
            [&](std::size_t i) { return std::optional(length_of(network.shape(network.links[i])).value()); })
      .real("cost_m", 6, [&](std::size_t i) { return cost_of(network.links[i].cost); })
      .real("cost_back_m", 6, [&](std::size_t i) { return cost_of(network.links[i].cost_back); })
      .whole("component", [&](std::size_t i) { return number(network.component[network.links[i].from.index()]); })
      .lines([&](std::size_t i) -> const std::vector<std::vector<Point>>& { return shapes[i]; });
  LayerStyle style;
  style.colour = "#555555";
  return {builder.take(), style};
}

StyledTable node_table(const StudyArea& area, const WalkNetwork& network) {
  TableBuilder builder("nodes", all_of(network.node_count()), area.crs);
  builder.whole("node", [](std::size_t i) { return number(i); })
      .whole("component", [&](std::size_t i) { return number(network.component[i]); })
      .whole("links", [&](std::size_t i) { return number(network.arcs_of(i).size()); })
      .points([&](std::size_t i) { return std::optional(network.nodes[i]); });
  LayerStyle style;
  style.colour = "#cc3311";
  return {builder.take(), style};
}

}  // namespace

std::vector<StyledTable> network_tables(const StudyArea& area, const WalkNetwork& network) {
  return {link_table(area, network), node_table(area, network)};
}

}  // namespace lastmeter
