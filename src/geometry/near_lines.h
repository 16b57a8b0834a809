// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/units.h"
#include "geometry/box_index.h"
#include "geometry/segment_runs.h"

namespace lastmeter {

/// Lines (rivers, streets), and what lies within `reach` of them. Immutable; any number of threads may ask at once.
/// Precondition: finite coordinates, reach > 0.
class NearLines {
 public:
  NearLines(std::span<const std::vector<Point>> lines, Metres reach);

  /// Length of the stretches that is within reach of any line; a stretch near two lines counts once. Exact to rounding.
  [[nodiscard]] Metres length_near(std::span<const Segment> stretches) const;

 private:
  std::vector<Segment> segments_;
  BoxIndex index_;
  Metres reach_;
};

}  // namespace lastmeter
