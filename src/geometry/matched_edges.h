// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geometry/segment_runs.h"

namespace lastmeter {

/// A stretch of border that shape `b` has in common with `a`.
struct BorderStretch {
  std::uint32_t a;  // a < b
  std::uint32_t b;
  Segment at;
};

/// Edges that stand in the borders of two shapes or more, both ends equal to the last bit. An edge of more than two
/// shapes joins each pair of them. An edge without length is none.
struct MatchedEdges {
  std::vector<BorderStretch> stretches;
  std::vector<std::uint8_t> done;  // by segment: matched, or without length
};
MatchedEdges matched_edges(const SegmentRuns& runs);

}  // namespace lastmeter
