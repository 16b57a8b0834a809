// SPDX-License-Identifier: Apache-2.0
#include "network/assemble_network.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "network/curve_order.h"
#include "network/disjoint_sets.h"

namespace lastmeter {
namespace {

/// New number of every node of the parts; only those with links get one.
struct Renumbering {
  std::vector<std::uint32_t> number;
  std::vector<std::uint32_t> kept;  // old numbers in the new order
};

Renumbering renumber(const LinkParts& parts) {
  DisjointSets merged(parts.nodes.size());
  for (const auto& [a, b] : parts.merged) {
    merged.unite(a, b);
  }
  std::vector<std::uint8_t> used(parts.nodes.size(), 0);
  for (const Link& link : parts.links) {
    used[merged.find(static_cast<std::uint32_t>(link.from.index()))] = 1;
    used[merged.find(static_cast<std::uint32_t>(link.to.index()))] = 1;
  }
  Renumbering numbers;
  for (const std::uint32_t node : curve_order(parts.nodes)) {
    if (used[node] != 0) {
      numbers.kept.push_back(node);
    }
  }
  numbers.number.resize(parts.nodes.size(), 0);
  for (std::size_t i = 0; i < numbers.kept.size(); ++i) {
    numbers.number[numbers.kept[i]] = static_cast<std::uint32_t>(i);
  }
  for (std::size_t i = 0; i < parts.nodes.size(); ++i) {
    numbers.number[i] = numbers.number[merged.find(static_cast<std::uint32_t>(i))];
  }
  return numbers;
}

void add_links(const LinkParts& parts, const Renumbering& numbers, WalkNetwork& network) {
  std::vector<Link> links = parts.links;
  for (Link& link : links) {
    link.from = NodeId(numbers.number[link.from.index()]);
    link.to = NodeId(numbers.number[link.to.index()]);
  }
  const auto key = [](const Link& link) {
    return std::tuple(std::min(link.from, link.to), std::max(link.from, link.to), link.first_vertex);
  };
  std::sort(links.begin(), links.end(), [&](const Link& a, const Link& b) { return key(a) < key(b); });
  network.vertices.reserve(parts.vertices.size());
  for (Link& link : links) {
    const auto first = parts.vertices.begin() + link.first_vertex;
    link.first_vertex = static_cast<std::uint32_t>(network.vertices.size());
    network.vertices.insert(network.vertices.end(), first, first + link.vertex_count);
  }
  network.links = std::move(links);
}

void add_arcs(WalkNetwork& network) {
  std::vector<std::uint32_t>& starts = network.arc_starts;
  starts.assign(network.nodes.size() + 1, 0);
  const auto for_each_arc = [&](auto&& visit) {
    for (const Link& link : network.links) {
      const auto from = static_cast<std::uint32_t>(link.from.index());
      const auto to = static_cast<std::uint32_t>(link.to.index());
      if (from != to && link.cost != kNoWay) {
        visit(to, WalkNetwork::Arc{from, link.cost});
      }
      if (from != to && link.cost_back != kNoWay) {
        visit(from, WalkNetwork::Arc{to, link.cost_back});
      }
    }
  };
  for_each_arc([&](std::uint32_t node, const WalkNetwork::Arc&) { ++starts[node + 1]; });
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  network.arcs.resize(starts.back());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for_each_arc([&](std::uint32_t node, const WalkNetwork::Arc& arc) { network.arcs[next[node]++] = arc; });
  for (std::size_t node = 0; node + 1 < starts.size(); ++node) {
    std::sort(network.arcs.begin() + starts[node], network.arcs.begin() + starts[node + 1],
              [](const auto& a, const auto& b) { return std::tie(a.node, a.cost) < std::tie(b.node, b.cost); });
  }
}

void add_components(WalkNetwork& network) {
  DisjointSets joined(network.nodes.size());
  for (const Link& link : network.links) {
    joined.unite(static_cast<std::uint32_t>(link.from.index()), static_cast<std::uint32_t>(link.to.index()));
  }
  std::vector<double> lengths(network.nodes.size(), 0.0);
  for (const Link& link : network.links) {
    lengths[joined.find(static_cast<std::uint32_t>(link.from.index()))] += length_of(network.shape(link)).value();
  }
  std::vector<std::uint32_t> roots;
  for (std::uint32_t node = 0; node < network.nodes.size(); ++node) {
    if (joined.find(node) == node) {
      roots.push_back(node);
    }
  }
  std::stable_sort(roots.begin(), roots.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return lengths[a] > lengths[b]; });
  std::vector<std::uint32_t> rank(network.nodes.size(), 0);
  for (std::size_t i = 0; i < roots.size(); ++i) {
    rank[roots[i]] = static_cast<std::uint32_t>(i);
    network.component_lengths.push_back(lengths[roots[i]]);
  }
  network.component.resize(network.nodes.size());
  for (std::uint32_t node = 0; node < network.nodes.size(); ++node) {
    network.component[node] = rank[joined.find(node)];
  }
}

}  // namespace

WalkNetwork assemble_network(const LinkParts& parts) {
  const Renumbering numbers = renumber(parts);
  WalkNetwork network;
  for (const std::uint32_t node : numbers.kept) {
    network.nodes.push_back(parts.nodes[node]);
    network.sealed.push_back(parts.sealed[node]);
  }
  add_links(parts, numbers, network);
  add_arcs(network);
  add_components(network);
  return network;
}

}  // namespace lastmeter
