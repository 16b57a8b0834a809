// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "network/segment_index.h"
#include "network/walk_network.h"

namespace lastmeter {

/// A network as it lies in the plane: links of every node both ways, with their lengths in metres.
class LinkGraph {
 public:
  explicit LinkGraph(const WalkNetwork& network);

  /// Links that begin or end there; a loop twice.
  [[nodiscard]] std::span<const std::uint32_t> links_of(std::size_t node) const {
    return std::span(links_).subspan(starts_[node], starts_[node + 1] - starts_[node]);
  }
  [[nodiscard]] bool dead_end(std::size_t node) const { return links_of(node).size() == 1; }
  [[nodiscard]] double length(std::size_t link) const { return lengths_[link]; }

  /// Whether the way from a node to a place on a link, `along` metres from its start, is at most `limit`.
  [[nodiscard]] bool within(std::uint32_t node, std::uint32_t link, double along, double limit) const;

 private:
  const WalkNetwork& network_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> links_;
  std::vector<double> lengths_;
};

/// The straight pieces of the links; owner = link.
std::vector<LineSegment> link_segments(const WalkNetwork& network);

}  // namespace lastmeter
