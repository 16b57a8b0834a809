// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

// LEMON's matchings. Its header uses members of std::allocator that C++20 took away, so blossom.cpp is compiled as
// C++17 and this header stays within it; others use matching.h.

namespace lastmeter {

/// A graph by the two ends of every edge; all within `nodes`, no edge of a node with itself.
struct PlainGraph {
  std::size_t nodes = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
};

struct BlossomMatching {
  std::vector<std::size_t> edges;  // positions of those chosen, ascending
  std::vector<bool> barrier;       // by node, the set of Tutte and Berge; empty of a heaviest matching
};

/// A matching of the most edges.
BlossomMatching most_edges(const PlainGraph& graph);
/// A matching of the largest sum of weights, a weight for each edge. |weight| x 4 x nodes must stay in 62 bits.
BlossomMatching most_weight(const PlainGraph& graph, const std::vector<std::int64_t>& weights);

}  // namespace lastmeter
