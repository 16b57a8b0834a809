// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "network/street_lines.h"

namespace lastmeter {

/// The junction of every vertex, named by its lowest vertex. Vertices are one junction where they have one id, or
/// without ids one place (to the last bit; -0 is 0) and one level. At a place where some line ends, all levels are one:
/// a bridge meets the ground at its ends. Vertices that follow each other on a line at one place are one, whatever
/// their ids. A sealed vertex is a junction of its own. O(vertices log vertices).
std::vector<std::uint32_t> find_junctions(const StreetLines& streets);

}  // namespace lastmeter
