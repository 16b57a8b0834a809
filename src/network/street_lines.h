// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geometry/point.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// Ways of walking along a line. One-way rules for vehicles do not bind walkers; a few (oneway:foot) do.
enum class WalkDirection : std::uint8_t { Both, Forward, Backward };
enum class StreetKind : std::uint8_t { Street, Steps };

/// Streets as they came, in projected metres: what a network is built from. One entry a line in `levels` ... `rows`,
/// one a vertex in the others. Lines meet where they share a vertex; a mere crossing in the plane is a bridge.
struct StreetLines {
  std::vector<std::uint32_t> starts{0};  // line -> its vertices; lines + 1
  std::vector<Point> vertices;
  std::vector<std::int64_t> vertex_ids;  // vertices with the same id are one (OSM); empty: those at the same place are
  std::vector<std::uint8_t> sealed;      // 1 = nobody passes this vertex (wall, locked gate); empty = none
  std::vector<double> heights;           // metres; empty = flat; NaN = not known there
  std::vector<std::int32_t> levels;      // 0 = ground, 1 = bridge, -1 = tunnel ...
  std::vector<WalkDirection> directions;
  std::vector<StreetKind> kinds;
  std::vector<std::uint32_t> rows;  // of the source layer

  [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
  [[nodiscard]] std::span<const Point> line(std::size_t i) const {
    return std::span(vertices).subspan(starts[i], starts[i + 1] - starts[i]);
  }
  /// Appends a line at ground level, walkable both ways; heights, ids and seals are the caller's to add.
  void add(std::span<const Point> line, std::uint32_t row, std::int32_t level = 0);
};

/// The lines whose boxes meet a window, whole.
StreetLines lines_in(const StreetLines& streets, const Box& window);

}  // namespace lastmeter
