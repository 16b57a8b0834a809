// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/units.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// What was done to make a shape valid.
struct Repair {
  MultiPolygon shape;        // valid, oriented; empty when nothing with an area was left
  std::string reason;        // why it was invalid: "border crosses or runs along itself at 512345.10, 3881234.50"
  SquareMetres area_before;  // outer rings minus holes, by the shoelace formula, as they came
  SquareMetres area_after;
  SquareMetres area_moved;   // changed sides against the even-odd picture of the rings; else |after - before|
};

/// Makes rings valid in the OGC sense; nothing when they already are (repeated points and the sense of turning do
/// not make a ring invalid, and are put right by `normalize`). Roles of rings are taken from the geometry, not from
/// their order (ring_roles.h); parts that overlap are united. A ring with a coordinate that is not finite, or with
/// fewer than three different points, is left out (an outer ring with its holes) and the reason says so.
/// Then GEOS's structure-keeping repair; lines and points that would be left are dropped. O(n log n).
std::optional<Repair> repair(const MultiPolygon& shape);

/// Why a shape is not valid, in plain words; nothing when it is.
std::optional<std::string> invalid_reason(const MultiPolygon& shape);

/// Shapes that are wanted as shapes (maps, gaps). Inputs valid; results valid, oriented, lower-dimensional leftovers
/// dropped. Never used to count: counting uses `overlap_area` and `union_area`.
MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon union_of(std::span<const MultiPolygon> shapes);
/// Dissolves a seamless coverage; falls back to `union_of` where edges do not match.
MultiPolygon dissolved(std::span<const MultiPolygon> shapes);
/// The disc as a polygon whose chords leave the circle by at most `chord_tolerance`.
MultiPolygon disc_polygon(Point centre, Metres radius, Metres chord_tolerance);

/// Number of connected pieces, where parts that share only a corner are apart.
std::size_t piece_count(const MultiPolygon& shape);

std::string geos_version_text();

}  // namespace lastmeter
