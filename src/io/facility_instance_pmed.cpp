// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "io/facility_instance_readers.h"

namespace lastmeter {

namespace {

/// Of edges given more than once, the last.
void keep_last(std::vector<InstanceGraph::Edge>& edges) {
  const auto ends = [](const InstanceGraph::Edge& edge) { return std::pair(edge.from, edge.to); };
  std::reverse(edges.begin(), edges.end());
  std::stable_sort(edges.begin(), edges.end(), [&](const auto& a, const auto& b) { return ends(a) < ends(b); });
  edges.erase(std::unique(edges.begin(), edges.end(), [&](const auto& a, const auto& b) { return ends(a) == ends(b); }),
              edges.end());
}

}  // namespace

FacilityInstance parse_pmed(InstanceText& text) {
  text.next_line();
  const auto head = text.words(3, "the first line (nodes edges p)");
  FacilityInstance instance;
  const std::uint32_t nodes = text.count(head[0], "the number of nodes");
  const std::uint32_t edges = text.count(head[1], "the number of edges");
  if (nodes > text.bytes()) {
    text.fail(fmt::format("{} nodes are announced in a file of {} bytes", nodes, text.bytes()),
              "correct the first line (nodes edges p), or give the --format the file is in");
  }
  instance.p = text.count(head[2], "the number of sites, p,");
  instance.sites = nodes;
  instance.demand = nodes;
  InstanceGraph graph;
  graph.edges.reserve(text.room_for(edges) / 3 + 1);
  for (std::uint32_t i = 0; i < edges; ++i) {
    if (!text.next_line()) {
      text.fail(fmt::format("the file ends after {} of {} edges", i, edges), "the file is cut: fetch it again");
    }
    const auto words = text.words(3, "an edge (from to cost)");
    const auto from = static_cast<std::uint32_t>(text.whole(words[0], "the first node of an edge", 1, nodes) - 1);
    const auto to = static_cast<std::uint32_t>(text.whole(words[1], "the second node of an edge", 1, nodes) - 1);
    graph.edges.push_back({std::min(from, to), std::max(from, to), text.amount(words[2], "the cost of an edge")});
  }
  text.expect_end(fmt::format("the last of {} edges", edges));
  keep_last(graph.edges);
  instance.service = std::move(graph);
  return instance;
}

}  // namespace lastmeter
