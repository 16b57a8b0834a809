// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/link_parts.h"
#include "network/walk_network.h"

namespace lastmeter {

/// Puts links into their final order: merges nodes that are one place, drops those without links, numbers the rest
/// along a space-filling curve (Morton, 1966), and fills arcs and components. O(n log n).
WalkNetwork assemble_network(const LinkParts& parts);

}  // namespace lastmeter
