// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "coverage/nearest_post.h"
#include "coverage/reach.h"
#include "network/anchor.h"
#include "network/walk_network.h"

namespace lastmeter {

/// A study on foot: its streets and where its demand and posts stand on them.
struct WalkAccess {
  WalkNetwork network;
  AnchorRows demand;  // by DemandId
  AnchorRows posts;   // by FacilityId
  /// No walk can be shorter than the straight line: access legs count, and no slope or speed makes a metre of street
  /// cost less than a metre.
  bool straight_is_floor = true;
};

/// Walking reach: pairs whose walk, access legs included, is at most `limit`, exactly that included. Walks are sums of
/// whole micrometres, so a straight walk may come out a few micrometres below the straight distance; where the straight
/// line is the floor, it is raised to it. So nobody is within reach on foot who is not within reach in straight line.
/// One bounded search a post (walk_pairs). Same bytes for any number of threads.
/// Precondition: `access` is of this study, limit >= 0. std::logic_error where not, and where a walk is more than a
/// millimetre (and a millionth) below its floor: then the network or its anchors are wrong.
Reach reach_walking(const StudyArea& area, const WalkAccess& access, Metres limit);
/// The same for plain places, which the anchors belong to: ids are positions in the spans.
Reach reach_walking(std::span<const Point> demand, std::span<const Point> posts, const WalkAccess& access,
                    Metres limit);

/// The nearest post on foot of every demand point at any distance, by DemandId; nothing where no post can be reached.
/// Ties, to the micrometre: the lowest id. One pass over the network. Errors as above.
std::vector<std::optional<NearestPost>> nearest_walking(const StudyArea& area, const WalkAccess& access);

/// The metres of a walk between two places, raised to the straight distance as above.
double walked_metres(WalkCost cost, Point from, Point to, bool straight_is_floor);

}  // namespace lastmeter
