// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "geometry/point.h"

namespace lastmeter {

/// The places as one reads a page: in rows from north to south, in each row from west to east. Rows are of equal
/// height, as many as make about square fields of one place each. Ties: the lower index. O(n log n).
std::vector<std::size_t> reading_order(std::span<const Point> places);

}  // namespace lastmeter
