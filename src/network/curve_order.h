// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geometry/point.h"

namespace lastmeter {

/// The positions of the places along a space-filling curve (Morton, 1966: bits of both coordinates in turns, 32 each),
/// so that neighbours in the plane come close to each other. Ties keep their order. O(n log n).
std::vector<std::uint32_t> curve_order(std::span<const Point> places);

}  // namespace lastmeter
