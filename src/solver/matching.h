// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lastmeter {

/// Two nodes that may be paired, and what pairing them costs.
struct MatchEdge {
  std::uint32_t a;
  std::uint32_t b;
  std::int64_t price = 0;
};

/// A largest matching of any graph and what proves that none is larger: without the barrier's nodes the graph falls
/// into `odd_parts` parts of an odd number of nodes, each of which leaves a node alone or takes one of the barrier; so
/// `odd_parts` - barrier nodes stay alone whatever is done (Tutte and Berge), and as many do.
struct LargestMatching {
  std::vector<std::size_t> edges;  // positions of those chosen, ascending; no node in two
  std::vector<bool> barrier;       // by node
  std::size_t odd_parts = 0;
  std::size_t alone = 0;  // nodes in no chosen edge: odd_parts - barrier nodes
};

/// By LEMON's blossom algorithm (Edmonds, 1965; Gabow's O(n m log n)). Throws std::logic_error for an edge of a node
/// with itself or beyond the last node.
LargestMatching largest_matching(std::size_t nodes, std::span<const MatchEdge> edges);

/// The cheapest of all matchings of exactly `count` edges; none: no matching has so many. Exact: the least price is a
/// convex function of the count, so that a bonus for every edge finds it (a search for the bonus by halving, a weighted
/// matching by LEMON each time), and two optima of one bonus differ by paths that can be exchanged one by one. Prices
/// may be negative. Throws std::logic_error as above, and where 8 (nodes + 1)^2 x |price| leaves 62 bits.
std::optional<std::vector<std::size_t>> cheapest_matching(std::size_t nodes, std::span<const MatchEdge> edges,
                                                          std::size_t count);

}  // namespace lastmeter
