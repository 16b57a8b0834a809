// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/units.h"
#include "network/anchor.h"
#include "network/walk_network.h"

namespace lastmeter {

/// Sparse walking distances: rows of places, in each the posts within the limit, ascending.
struct WalkPairs {
  std::vector<std::uint64_t> starts{0};  // place -> pairs; places + 1
  std::vector<std::uint32_t> posts;
  std::vector<WalkCost> costs;  // walking from the place to the post, access legs included
};

/// Everything within `limit`: from each place to each post, the cheapest way over all anchors of both; two anchors on
/// the same link also go direct. Access legs are those of the anchors. A bounded search from every post on a bucket
/// queue (no preprocessing), posts in graph order, each thread with one cost array that a touch list resets. Memory: 12
/// bytes a pair kept, 20 to 28 for a while, 4 a node and a place for each thread (twice that for limits above 4,294 m);
/// never places x posts. Time O(settled nodes + pairs). Same bytes for any number of threads.
WalkPairs walk_pairs(const WalkNetwork& network, const AnchorRows& places, const AnchorRows& posts, Metres limit);

/// The nearest post of a node or a place.
struct NearestWalk {
  std::uint32_t post = 0;
  WalkCost cost = 0;
  bool operator==(const NearestWalk&) const = default;
};

/// The nearest post of every node, at any distance; one multi-source pass. Ties: the lower post. None: no post can be
/// reached. O(nodes log-free + arcs) on a bucket queue.
std::vector<std::optional<NearestWalk>> nearest_of_nodes(const WalkNetwork& network, const AnchorRows& posts);

/// The same for places, with their access legs, direct ways on a link included.
std::vector<std::optional<NearestWalk>> nearest_of_places(const WalkNetwork& network, const AnchorRows& places,
                                                          const AnchorRows& posts);

/// A stretch of a link, as shares of its length from its `from` end.
struct LinkStretch {
  LinkId link;
  double begin = 0.0;
  double end = 0.0;
};

/// The stretches of street from which a walker reaches one of the posts within `limit`: each link from both ends by
/// what is left of the limit, and around anchors on it; overlapping pieces united, gaps kept. By link, then along it.
std::vector<LinkStretch> reached_streets(const WalkNetwork& network, const AnchorRows& posts, Metres limit);

}  // namespace lastmeter
