// SPDX-License-Identifier: Apache-2.0
#include "solver/blossom.h"

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

namespace lastmeter {

namespace {

using Graph = lemon::SmartGraph;
using Weights = Graph::EdgeMap<std::int64_t>;

/// Ids of nodes and edges are their positions.
void build(const PlainGraph& plain, Graph& graph) {
  for (std::size_t i = 0; i < plain.nodes; ++i) {
    graph.addNode();
  }
  for (const auto& [a, b] : plain.edges) {
    graph.addEdge(Graph::nodeFromId(static_cast<int>(a)), Graph::nodeFromId(static_cast<int>(b)));
  }
}

template <class Search>
std::vector<std::size_t> chosen_edges(const PlainGraph& plain, const Search& search) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < plain.edges.size(); ++i) {
    if (search.matching(Graph::edgeFromId(static_cast<int>(i)))) {
      chosen.push_back(i);
    }
  }
  return chosen;
}

}  // namespace

BlossomMatching most_edges(const PlainGraph& plain) {
  Graph graph;
  build(plain, graph);
  lemon::MaxMatching<Graph> search(graph);
  search.run();
  BlossomMatching found;
  found.edges = chosen_edges(plain, search);
  for (std::size_t i = 0; i < plain.nodes; ++i) {
    found.barrier.push_back(search.barrier(Graph::nodeFromId(static_cast<int>(i))));
  }
  return found;
}

BlossomMatching most_weight(const PlainGraph& plain, const std::vector<std::int64_t>& weights) {
  Graph graph;
  build(plain, graph);
  Weights worth(graph);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    worth[Graph::edgeFromId(static_cast<int>(i))] = weights[i];
  }
  lemon::MaxWeightedMatching<Graph, Weights> search(graph, worth);
  search.run();
  BlossomMatching found;
  found.edges = chosen_edges(plain, search);
  return found;
}

}  // namespace lastmeter
