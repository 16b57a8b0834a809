// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/units.h"
#include "geometry/point.h"
#include "network/walk_network.h"

namespace lastmeter {

/// A dead end close to a street that it is not joined to.
struct NearMiss {
  NodeId end;
  LinkId link;  // the street
  Point from;   // the dead end
  Point to;     // on the link
  Metres gap;
  std::uint32_t row = 0;  // of the street that ends
  std::uint32_t other_row = 0;
};

/// Dead ends (nodes with one link) within `limit` of a link of their level, with the nearest such link that is not
/// already within 4 gaps along the streets (one-way rules aside); ties: the lower link. Two dead ends that face each
/// other are one, told of the lower node. Ends at barriers and locked gates are meant and left out. By node.
/// O(n log n + dead ends x streets within 4 limits). Parallel; same bytes for any number of threads.
std::vector<NearMiss> near_misses(const WalkNetwork& network, Metres limit);

/// A place where two streets cross on the map but not in the network.
struct MissingJunction {
  Point at;
  LinkId link;
  LinkId other;  // the higher one
  std::uint32_t row = 0;
  std::uint32_t other_row = 0;
};

/// Places where two ground-level links meet in the plane though they share no node within 1 mm of it: a bridge that is
/// not marked as one, or a junction that was not drawn. Left out: streets that end there (near misses), sealed places,
/// and streets that lie upon each other. By link, other, place. O(n log n + crossings). Parallel, same bytes.
std::vector<MissingJunction> crossings_without_vertex(const WalkNetwork& network);

}  // namespace lastmeter
