// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/units.h"
#include "geometry/box_index.h"
#include "geometry/segment_runs.h"

namespace lastmeter {

/// How far apart shapes are: the shortest distance between their borders, 0 where one reaches into the other.
/// Immutable; any number of threads may ask at once. Precondition: finite coordinates.
class ShapeGaps {
 public:
  explicit ShapeGaps(std::span<const MultiPolygon> shapes);

  [[nodiscard]] Metres between(std::uint32_t a, std::uint32_t b) const;

  struct Nearest {
    std::uint32_t shape;
    Metres gap;
  };
  /// The shape nearest to `shape` among those of another group; ties: the lowest. None: there is no other group, or
  /// the shape has no area. A growing window, so it costs about what lies within twice the gap.
  [[nodiscard]] std::optional<Nearest> nearest(std::uint32_t shape, std::span<const std::uint32_t> group_of) const;

 private:
  SegmentRuns runs_;
  BoxIndex index_;
  Box all_;
};

}  // namespace lastmeter
