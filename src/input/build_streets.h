// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "input/layer.h"
#include "model/study_area.h"
#include "network/anchor.h"
#include "network/street_lines.h"

namespace lastmeter {

/// Streets and what goes with them, in metres: what a walking network is built from.
struct StreetInput {
  StreetLines streets;                       // `rows`: positions in the context layer "streets"
  std::vector<std::vector<Point>> barriers;  // rivers, railways, walls: lines and closed rings
  std::vector<Point> crossings;              // where streets pass the barriers
  std::vector<Entrance> building_entrances;  // `place` is a DemandId; ascending
  std::vector<Entrance> post_entrances;      // `place` is a FacilityId; ascending
};

// Each takes the rows of its layer that have a position and are carried along as context (`rows`), in working
// coordinates.

/// The walkable lines. A layer with a column `highway` is judged by walking_profile.h; in another every line is a
/// street, unless columns foot or access close it, at the level its column `level` states. What is not walkable is left
/// out with one note; rows that are no lines are in the ledger. Lines meet where they share a vertex, or, with
/// whole-number columns from_node and to_node (a network saved before; 0 or more in every row), where these are equal.
void build_streets(const Layer& layer, const std::vector<std::size_t>& rows, StreetInput& input, IssueLedger& ledger);

/// Lines, and the rings of areas; points are in the ledger.
void build_barriers(const Layer& layer, const std::vector<std::size_t>& rows, StreetInput& input, IssueLedger& ledger);

/// Points; of anything else the middle.
void build_crossings(const Layer& layer, const std::vector<std::size_t>& rows, StreetInput& input, IssueLedger& ledger);

/// Entrances go to the building, compound or facility that their columns name; one that names nothing known is in the
/// ledger. Precondition: demand and facilities are built.
void build_entrances(const Layer& layer, const std::vector<std::size_t>& rows, const StudyArea& area,
                     StreetInput& input, IssueLedger& ledger);

}  // namespace lastmeter
