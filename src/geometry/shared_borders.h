// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/units.h"
#include "geometry/polygon.h"
#include "geometry/segment_runs.h"

namespace lastmeter {

/// The border two shapes have in common.
struct SharedBorder {
  std::uint32_t a = 0;  // a < b
  std::uint32_t b = 0;
  Metres length;
};

/// Which shapes lie side by side, and along what.
struct SharedBorders {
  std::vector<SharedBorder> borders;  // by (a, b), each pair once
  std::vector<std::uint64_t> starts{0};
  std::vector<Segment> stretches;  // of the border of b, border after border
  [[nodiscard]] std::span<const Segment> along(std::size_t border) const {
    return std::span(stretches).subspan(starts[border], starts[border + 1] - starts[border]);
  }
};

/// Rook adjacency: pairs of shapes with a stretch of border in common; a corner is none.
///
/// Without a tolerance the borders must be the same: edges that two shapes have in common (ends equal to the last
/// bit) are found by sorting them, and what is left (a long edge against several short ones) by place, where edges lie
/// on one line exactly. Shapes that overlap share no border.
/// With a tolerance of s the border between a and b is what of b's border lies inside a or within s of it, where that
/// is more than 4 s (round a mere corner about 2 s, so shapes that meet at several corners may seem to share a short
/// one). That closes gaps, slivers and overlaps up to s, reads s too long at either end, and joins shapes that only
/// come near each other: no tolerance larger than the gaps.
/// Shapes without area have no neighbours. Parallel, same bytes for any number of threads.
/// Time O((n + edges) log + pairs of runs that are near each other); 100,000 parcels take about a second.
/// Precondition: finite coordinates; tolerance >= 0, finite.
SharedBorders shared_borders(std::span<const MultiPolygon> shapes, Metres tolerance);

/// Borders of each shape that it shares with no other: its perimeter less its shared borders, not below 0.
std::vector<Metres> outer_borders(std::span<const MultiPolygon> shapes, const SharedBorders& shared);

}  // namespace lastmeter
