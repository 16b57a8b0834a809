// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/units.h"
#include "geometry/point.h"

namespace lastmeter {

/// For every demand point 1 when some post is within `radius` (the bound included), else 0. Same answers as
/// `count_within(...) > 0` and as a non-empty row of `reach_straight`.
/// Cells of down to radius / 5 are classed as inside one disc, outside all, or mixed with a short list of posts; only
/// points in mixed cells are measured. O(n + posts * cells of a disc), parallel.
/// Precondition: finite coordinates, radius >= 0.
std::vector<std::uint8_t> covered_any(std::span<const Point> demand, std::span<const Point> posts, Metres radius);

/// For every demand point the number of posts within `radius`, the bound included (overlap depth). Cost as above.
std::vector<std::uint32_t> count_within(std::span<const Point> demand, std::span<const Point> posts, Metres radius);

}  // namespace lastmeter
