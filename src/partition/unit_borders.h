// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "geometry/polygon.h"
#include "partition/unit_graph.h"

namespace lastmeter {

/// What becomes of parts of the units that touch no other part: joined across the shortest gap, or left apart.
enum class Islands { Linked, Apart };

/// Lines and points between basic units.
struct BorderSettings {
  Metres tolerance;  // gaps, slivers and overlaps up to it are closed (see shared_borders); 0: shapes fit each other
  Islands islands = Islands::Linked;
  std::vector<std::vector<Point>> barriers;       // rivers, railways, trunk roads
  std::vector<std::vector<Point>> streets;        // where a zone's limit is welcome
  std::vector<Point> crossings;                   // bridges, underpasses
  Metres crossing_reach{10.0};                    // from a crossing to the border that it opens
  std::vector<std::pair<UnitId, UnitId>> linked;  // declared: joined though they are not side by side, or barred
};

struct IslandLink {
  UnitId a;
  UnitId b;
  Metres gap;
};

/// Who borders whom.
struct UnitBorders {
  IdVector<BorderId, UnitBorder> borders;  // by (a, b)
  IdVector<UnitId, Metres> outer;          // of each unit's border that it shares with no other
  std::vector<IslandLink> links;           // of islands, in the order they were made; declared ones are not among them
};

/// Borders of basic units from their shapes. A border is Barred where at least half of it lies within the tolerance (or
/// 1 m, if that is more) of barriers, unless a crossing lies within `crossing_reach` of it. `along` is the share of it
/// that lies as near to a street or barrier. Islands (a barrier does not make one): smallest part first, of equal ones
/// the one with the lowest unit, each linked to the unit nearest to it, until one part is left.
/// Units without a shape (empty) have no borders and are never linked. Throws std::logic_error for a declared link of a
/// unit with itself or of units that are none. Parallel, same bytes for any number of threads.
UnitBorders unit_borders(std::span<const MultiPolygon> shapes, const BorderSettings& settings);

/// Links that join all parts of the units across the shortest gaps; see `unit_borders`.
std::vector<IslandLink> island_links(std::span<const MultiPolygon> shapes,
                                     const IdVector<BorderId, UnitBorder>& borders);

}  // namespace lastmeter
