// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/units.h"
#include "geometry/overlap_area.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// A shape and the zones that share area with it: tells from areas alone how much can be left uncovered.
struct Cover {
  const MultiPolygon* shape = nullptr;
  SquareMetres shared;   // sum over the zones
  SquareMetres doubled;  // at most this much of it counts more than once
  std::vector<const MultiPolygon*> zones;

  /// What is uncovered has at most this area, and at least this less `doubled`.
  [[nodiscard]] SquareMetres room() const { return area(*shape) - shared + doubled; }
  /// What no zone covers, by overlay.
  [[nodiscard]] MultiPolygon uncovered() const;
};

/// The covers of `shapes` by `zones`: `pairs` holds shape and zone, ordered; `among` the overlaps between the zones.
std::vector<Cover> covers_of(const std::vector<const MultiPolygon*>& shapes,
                             const std::vector<const MultiPolygon*>& zones, std::span<const OverlapPair> pairs,
                             std::span<const OverlapPair> among);

}  // namespace lastmeter
