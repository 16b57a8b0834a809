// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/units.h"
#include "geometry/box_index.h"
#include "geometry/point.h"

namespace lastmeter {

/// A straight piece of a line.
struct LineSegment {
  Point a;
  Point b;
  std::uint32_t owner = 0;     // the line, stretch or link
  std::uint32_t position = 0;  // in the owner's shape
};

/// Segments found by place. Long ones are indexed in pieces (at most two pieces a segment on average), so that a long
/// diagonal is not near to everything in its box. Immutable. Build O(n log n).
class SegmentIndex {
 public:
  explicit SegmentIndex(std::vector<LineSegment> segments);

  [[nodiscard]] std::size_t size() const { return segments_.size(); }
  const LineSegment& operator[](std::size_t i) const { return segments_[i]; }

  /// Replaces `out` by the segments that may lie within `margin` of the segment from a to b; all that do are among
  /// them. Ascending.
  void near(Point a, Point b, Metres margin, std::vector<std::uint32_t>& out) const;

 private:
  std::vector<LineSegment> segments_;
  double piece_length_ = 0.0;
  std::vector<std::uint32_t> piece_owner_;  // piece -> segment
  BoxIndex pieces_;
};

/// The place on the segment from a to b that is nearest to p, as a share of it; exactly 0 or 1 at its ends.
double nearest_share(Point a, Point b, Point p);
/// The place at that share; a and b themselves at 0 and 1.
Point place_at(Point a, Point b, double share);

}  // namespace lastmeter
