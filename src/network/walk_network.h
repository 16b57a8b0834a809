// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "geometry/point.h"

namespace lastmeter {

using NodeId = Id<struct NodeTag>;
using LinkId = Id<struct LinkTag>;

/// A way along links in whole micrometres: sums are exact, the same from both ends and for any number of threads. With
/// slopes or steps it is the length on the flat that costs a walker the same time.
using WalkCost = std::int64_t;
inline constexpr double kCostsPerMetre = 1e6;
inline constexpr std::uint32_t kNoWay = 0xFFFFFFFF;  // cost of a link against its one-way direction
WalkCost to_cost(Metres length);                     // rounded to the nearest; precondition: 0 <= length < 9e12 m
inline double to_metres(WalkCost cost) { return static_cast<double>(cost) / kCostsPerMetre; }

/// A stretch of street between two junctions or dead ends. Its shape is a polyline from `from` to `to`.
struct Link {
  NodeId from;
  NodeId to;
  std::uint32_t cost = 0;       // walking from -> to; kNoWay where not allowed. At most 4,294 m: longer ones are split
  std::uint32_t cost_back = 0;  // walking to -> from
  std::uint32_t first_vertex = 0;
  std::uint32_t vertex_count = 0;  // >= 2
  std::uint32_t row = 0;           // of the source layer
  std::int32_t level = 0;
};

/// Walkable streets as flat arrays, immutable. Nodes stand along a space-filling curve, so neighbours in the plane are
/// neighbours in memory; links ascend by their lower node. The arcs of a node lead to where its walkers come FROM:
/// a search from a post finds the cost of walking to the post. 32 bytes a node (at 3.5 arcs) and 16 for its place.
struct WalkNetwork {
  struct Arc {
    std::uint32_t node = 0;  // the other end
    std::uint32_t cost = 0;  // walking from the other end to this one; never kNoWay: such arcs do not exist
  };

  std::vector<Point> nodes;
  std::vector<std::uint8_t> sealed;          // by node; 1 = a barrier or locked gate ends the street here
  std::vector<std::uint32_t> arc_starts{0};  // node -> arcs; nodes + 1
  std::vector<Arc> arcs;                     // of a node: ascending by other node, then cost; loops have none
  std::vector<Link> links;
  std::vector<Point> vertices;            // of the links' shapes
  std::vector<std::uint32_t> component;   // by node; 0 = the one with most street, then the next ...
  std::vector<double> component_lengths;  // metres of street, descending; ties: lowest node first

  [[nodiscard]] std::size_t node_count() const { return nodes.size(); }
  [[nodiscard]] const Link& link(LinkId id) const { return links[id.index()]; }
  [[nodiscard]] std::span<const Point> shape(const Link& link) const {
    return std::span(vertices).subspan(link.first_vertex, link.vertex_count);
  }
  [[nodiscard]] std::span<const Arc> arcs_of(std::size_t node) const {
    return std::span(arcs).subspan(arc_starts[node], arc_starts[node + 1] - arc_starts[node]);
  }
};

}  // namespace lastmeter
