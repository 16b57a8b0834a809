// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "geometry/point.h"

namespace lastmeter {

/// 1 if a -> b -> c turns left, -1 right, 0 if the three lie on a line. Exact: a filter with an error bound (Shewchuk,
/// 1997, "Adaptive precision floating-point arithmetic"), then sums without rounding. Precondition: coordinates whose
/// products neither overflow nor underflow.
int orientation(Point a, Point b, Point c);

/// What a segment has in common with another: one place (`begin` = `end`), or a stretch of it.
struct SegmentMeeting {
  double begin = 0.0;  // shares of the first segment's length; exactly 0 or 1 only at its ends
  double end = 0.0;
  Point begin_at;  // a vertex of either where they meet in one, else rounded
  Point end_at;
};

/// Whether and where the segment from a to b meets the one from c to d; touching counts. Whether is exact.
/// Precondition: a != b; c = d is a point.
std::optional<SegmentMeeting> segment_meeting(Point a, Point b, Point c, Point d);

}  // namespace lastmeter
