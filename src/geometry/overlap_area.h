// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// Area of a and b in common, without building the overlay: the sum over pairs of edges of
/// sign x integral of min(yA, yB) inside the common box. Continuous in the input, no noding; equal to an exact
/// overlay to about 1e-12 of the larger area; neighbours that share a border have 0 to about 1e-8 m2, never less than
/// 0. Precondition: both valid and oriented. O(n + m + pieces of border that run side by side in the common box).
SquareMetres overlap_area(const MultiPolygon& a, const MultiPolygon& b);

/// One pair of shapes that have area in common.
struct OverlapPair {
  std::size_t a = 0;
  std::size_t b = 0;
  SquareMetres shared;
};

/// All pairs of a shape of `a` and one of `b` with more than `least` area in common, ordered by (a, b).
/// Parallel; O((n + pairs) log n) for sound zonings.
std::vector<OverlapPair> overlaps_between(const std::vector<const MultiPolygon*>& a,
                                          const std::vector<const MultiPolygon*>& b, SquareMetres least);

/// The same within one list, a < b.
std::vector<OverlapPair> overlaps_within(const std::vector<const MultiPolygon*>& shapes, SquareMetres least);

}  // namespace lastmeter
