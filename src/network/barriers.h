// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/units.h"
#include "geometry/point.h"
#include "network/street_lines.h"

namespace lastmeter {

/// A street that a barrier interrupts.
struct BarrierCut {
  Point at;
  std::uint32_t row = 0;    // of the street
  std::size_t barrier = 0;  // position of the barrier
};

struct CutStreets {
  StreetLines streets;
  std::vector<BarrierCut> cuts;  // by line, then along it
  std::size_t crossings_used = 0;
};

/// Cuts ground-level streets where a barrier (river, railway, wall: an open line or a closed ring) crosses or touches
/// them: both sides stay as dead ends. Not cut: streets on another level (bridges, tunnels), and places within
/// `crossing_tolerance` of a crossing. A street that runs along a barrier is cut where it gets onto it and off it.
/// Intersections are tested exactly on doubles' signs (orientation with error bound). O((n + m) log(n + m) + cuts).
CutStreets cut_by_barriers(const StreetLines& streets, const std::vector<std::vector<Point>>& barriers,
                           const std::vector<Point>& crossings, Metres crossing_tolerance);

}  // namespace lastmeter
