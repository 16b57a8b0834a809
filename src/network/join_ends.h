// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "network/build_network.h"
#include "network/stretches.h"

namespace lastmeter {

/// A place inside a stretch that became a node.
struct Split {
  std::uint32_t segment = 0;  // of the stretch
  double share = 0.0;         // of the segment, in [0, 1)
  double along = 0.0;         // metres from the stretch's start
  std::uint32_t node = 0;
  Point at;
};

/// A line end joined to a node.
struct EndJoin {
  std::uint32_t node = 0;  // the line's end
  std::uint32_t other = 0;
  std::int32_t level = 0;
  JoinedEnd end;
};

struct EndJoins {
  std::vector<EndJoin> joins;                                    // in the order they were made
  std::unordered_map<std::uint32_t, std::vector<Split>> splits;  // by stretch; along it
  std::vector<Point> nodes;                                      // new ones, numbered after those of the stretches
};

/// Joins line ends to other lines of their level within `tolerance`; rules: `build_network`. Shorter gaps first, ties
/// by line, start before end, other line. O(n log n + candidates x streets within 4 gaps).
EndJoins join_ends(const StreetLines& streets, const Stretches& stretches, Metres tolerance);

}  // namespace lastmeter
