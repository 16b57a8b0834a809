// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include "network/anchor.h"
#include "network/walk_search.h"

namespace lastmeter {

/// Cost of a label of a node from which no post is reached.
inline constexpr WalkCost kUnreached = std::numeric_limits<WalkCost>::max();

/// For every node the nearest post within `limit`, access leg of the post included; ties: the lower post. One
/// multi-source pass over all nodes in range; 16 bytes a node.
std::vector<NearestWalk> nearest_labels(const WalkNetwork& network, const AnchorRows& posts, WalkCost limit);

}  // namespace lastmeter
