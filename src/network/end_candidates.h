// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/units.h"
#include "network/stretches.h"

namespace lastmeter {

/// A line end and the nearest place of another line of its level.
struct EndCandidate {
  double gap = 0.0;
  std::uint32_t end = 0;   // 2 x line, + 1 for its last vertex
  std::uint32_t node = 0;  // of the end
  std::uint32_t stretch = 0;
  std::uint32_t segment = 0;  // of the stretch
  double share = 0.0;         // of the segment
  Point at;
};

/// All within `tolerance` but those that share their node with the place; neither end nor place is sealed. Ascending
/// by gap, end, stretch. Parallel.
std::vector<EndCandidate> end_candidates(const StreetLines& streets, const Stretches& stretches, Metres tolerance);

}  // namespace lastmeter
