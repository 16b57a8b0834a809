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
  std::string reason;        // why it was invalid, in plain words: "self-intersection at 512345.1, 3881234.5"
  SquareMetres area_before;  // by the even-odd shoelace sum of the rings as they came
  SquareMetres area_after;
  SquareMetres area_moved;   // symmetric difference where it can be told, else |after - before|
};

/// Makes rings valid in the OGC sense; nothing when they already are. Roles of rings are taken from the geometry,
/// not from their order. GEOS's structure-keeping repair. O(n log n).
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
