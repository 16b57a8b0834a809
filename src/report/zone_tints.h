// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "geometry/polygon.h"

namespace lastmeter {

/// Light colours that tell zones side by side apart, for colour-blind people too (Tol, "light").
inline constexpr std::array<std::string_view, 8> kTints{"#77aadd", "#eedd88", "#ee8866", "#99ddff",
                                                        "#44bb99", "#ffaabb", "#bbcc33", "#aaaa00"};

/// A position in `kTints` for each outline, the lowest that no earlier neighbour has; zones that share a corner are
/// neighbours. Where eight do not do, neighbours may be alike. O(corners).
std::vector<int> zone_tints(const std::vector<const MultiPolygon*>& outlines);

}  // namespace lastmeter
