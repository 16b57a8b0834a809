// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "geometry/polygon.h"
#include "partition/unit_graph.h"

namespace lastmeter {

/// A zone as a shape.
struct ZoneOutline {
  MultiPolygon shape;
  SquareMetres area;
  Point label;   // inside, well away from the border; the first unit's place where the zone has no ground
  Point centre;  // of mass; may lie outside
};

/// The ground of each zone: the shapes of its units dissolved. Where units share their borders bit by bit
/// (unit_cells, census layers) the outlines do too, without gap, overlap or sliver. Units that only nearly meet leave
/// slits: holes of a zone whose mean width is at most `slit` are closed; slits open to the outside stay, as do those
/// between zones. Parallel over zones.
/// `shapes` by unit; an empty one adds nothing. Zones are 0 .. zones-1.
IdVector<ZoneId, ZoneOutline> zone_outlines(std::span<const MultiPolygon> shapes,
                                            const IdVector<UnitId, ZoneId>& zone_of, std::size_t zones,
                                            Metres slit = Metres(0.0));

/// Order of numbering: west to east, then north to south. From the northernmost centre southwards in bands 0.8 times as
/// high as the side of a square of the mean zone's area; in a band from west to east. Ties: lowest id.
std::vector<ZoneId> numbering_order(const IdVector<ZoneId, ZoneOutline>& outlines);

/// Codes by zone: the parent's and three digits from 001 in the order of numbering (four digits from 1,000 zones on).
/// `kept`, when given: codes that stay, by zone (a zone that goes on keeps its code); their numbers are not given
/// again.
IdVector<ZoneId, std::string> zone_codes(std::string_view parent, const std::vector<ZoneId>& order,
                                         const IdVector<ZoneId, std::optional<std::string>>& kept = {});

}  // namespace lastmeter
