// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "network/segment_index.h"

namespace lastmeter {

/// A place of a line: its segment, and a share of that; share 0 at a vertex, the first of those at one place.
struct LinePlace {
  std::uint32_t segment = 0;
  double share = 0.0;
  auto operator<=>(const LinePlace&) const = default;
};

struct LineCut {
  LinePlace place;
  Point at;
  std::uint32_t barrier = 0;
};

/// The segments of barriers; owner = barrier. A barrier of one vertex is a point.
SegmentIndex index_barriers(const std::vector<std::vector<Point>>& barriers);

/// Where barriers cut a line: crossings and touches, and both ends of what it has in common with a barrier. Ascending
/// along the line; of several barriers at a place the first.
std::vector<LineCut> find_cuts(std::span<const Point> line, const SegmentIndex& barriers);

}  // namespace lastmeter
