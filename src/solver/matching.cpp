// SPDX-License-Identifier: Apache-2.0
#include "solver/matching.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "solver/blossom.h"

namespace lastmeter {

namespace {

using Chosen = std::vector<std::size_t>;

void check(std::size_t nodes, std::span<const MatchEdge> edges) {
  const auto around = static_cast<std::int64_t>(nodes) + 1;
  const std::int64_t most = (std::int64_t{1} << 62) / 8 / around / around;
  for (const MatchEdge& edge : edges) {
    if (edge.a >= nodes || edge.b >= nodes || edge.a == edge.b) {
      throw std::logic_error("matching: an edge leads nowhere");
    }
    if (edge.price > most || edge.price < -most) {
      throw std::logic_error("matching: a price is too large for that many nodes");
    }
  }
}

PlainGraph plain(std::size_t nodes, std::span<const MatchEdge> edges) {
  PlainGraph graph{nodes, {}};
  for (const MatchEdge& edge : edges) {
    graph.edges.emplace_back(edge.a, edge.b);
  }
  return graph;
}

/// Parts of odd size that are left without the barrier.
std::size_t count_odd_parts(std::span<const MatchEdge> edges, const std::vector<bool>& barrier) {
  std::vector<std::size_t> root(barrier.size());
  for (std::size_t i = 0; i < root.size(); ++i) {
    root[i] = i;
  }
  const auto find = [&](std::size_t node) {
    while (root[node] != node) {
      root[node] = root[root[node]];
      node = root[node];
    }
    return node;
  };
  for (const MatchEdge& edge : edges) {
    if (!barrier[edge.a] && !barrier[edge.b]) {
      root[find(edge.a)] = find(edge.b);
    }
  }
  std::vector<std::size_t> sizes(root.size(), 0);
  for (std::size_t i = 0; i < root.size(); ++i) {
    sizes[find(i)] += barrier[i] ? 0 : 1;
  }
  return static_cast<std::size_t>(std::count_if(sizes.begin(), sizes.end(), [](auto size) { return size % 2 == 1; }));
}

/// Which of the matchings that are best for a bonus.
enum class Among { Fewest, Most };

/// The matching of the largest sum of bonus - price, ties by the number of edges.
Chosen best_for_bonus(const PlainGraph& graph, std::span<const MatchEdge> edges, std::int64_t bonus, Among among) {
  const std::int64_t scale = static_cast<std::int64_t>(graph.nodes) + 1;
  std::vector<std::int64_t> worth;
  for (const MatchEdge& edge : edges) {
    worth.push_back((bonus - edge.price) * scale + (among == Among::Most ? 1 : -1));
  }
  return most_weight(graph, worth).edges;
}

/// `few` with paths of `many` exchanged until it has `count` edges. Both are best for the same bonus, so each path on
/// which `many` has one edge more costs just the bonus.
Chosen between(std::size_t nodes, std::span<const MatchEdge> edges, const Chosen& few, const Chosen& many,
               std::size_t count) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> own(nodes, none);    // edge of `few` at each node
  std::vector<std::size_t> other(nodes, none);  // of `many`
  const auto mark = [&](const Chosen& chosen, std::vector<std::size_t>& at) {
    for (const std::size_t edge : chosen) {
      at[edges[edge].a] = edge;
      at[edges[edge].b] = edge;
    }
  };
  mark(few, own);
  mark(many, other);
  std::vector<bool> in(edges.size(), false);
  for (const std::size_t edge : few) {
    in[edge] = true;
  }
  std::size_t size = few.size();
  for (std::size_t start = 0; start < nodes && size < count; ++start) {
    if (own[start] != none || other[start] == none) {
      continue;  // paths with one more edge of `many` begin where only `many` is
    }
    std::vector<std::size_t> path;
    std::size_t node = start;
    bool of_many = true;
    for (std::size_t edge = other[node]; edge != none; edge = of_many ? other[node] : own[node]) {
      path.push_back(edge);
      node = edges[edge].a == node ? edges[edge].b : edges[edge].a;
      of_many = !of_many;
    }
    if (path.size() % 2 == 1 && !in[path.front()]) {
      for (const std::size_t edge : path) {
        in[edge] = !in[edge];
      }
      ++size;
    }
  }
  Chosen chosen;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (in[i]) {
      chosen.push_back(i);
    }
  }
  return chosen;
}

}  // namespace

LargestMatching largest_matching(std::size_t nodes, std::span<const MatchEdge> edges) {
  check(nodes, edges);
  BlossomMatching blossom = most_edges(plain(nodes, edges));
  LargestMatching found;
  found.edges = std::move(blossom.edges);
  found.barrier = std::move(blossom.barrier);
  found.odd_parts = count_odd_parts(edges, found.barrier);
  found.alone = nodes - 2 * found.edges.size();
  return found;
}

std::optional<std::vector<std::size_t>> cheapest_matching(std::size_t nodes, std::span<const MatchEdge> edges,
                                                          std::size_t count) {
  if (largest_matching(nodes, edges).edges.size() < count) {
    return std::nullopt;
  }
  if (count == 0) {
    return Chosen{};
  }
  const PlainGraph graph = plain(nodes, edges);
  std::int64_t dearest = 1;
  for (const MatchEdge& edge : edges) {
    dearest = std::max(dearest, std::abs(edge.price));
  }
  std::int64_t high = dearest * (static_cast<std::int64_t>(nodes) + 1);  // no exchange costs as much
  std::int64_t low = -high;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (best_for_bonus(graph, edges, middle, Among::Most).size() >= count) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  const Chosen many = best_for_bonus(graph, edges, high, Among::Most);
  return many.size() == count ? many
                              : between(nodes, edges, best_for_bonus(graph, edges, high, Among::Fewest), many, count);
}

}  // namespace lastmeter
