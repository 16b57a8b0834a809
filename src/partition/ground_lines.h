// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "geometry/box_index.h"
#include "geometry/segment_runs.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

/// The kind of ground outside all compounds; else a compound's number.
inline constexpr std::uint32_t kOpenGround = std::numeric_limits<std::uint32_t>::max();

/// Compounds and the limits between buildings within them and around them, as lines that cut a parent. A limit counts
/// in its own ground alone: it is cut where it leaves it, and the place becomes a corner of the compound's border, so
/// that the two meet for certain and the limits of two grounds never run side by side.
class GroundLines {
 public:
  /// Where compounds overlap the ground is the first one's. Keeps nothing of the shapes.
  explicit GroundLines(const std::vector<const MultiPolygon*>& compounds);

  [[nodiscard]] std::uint32_t ground_at(Point p) const;
  /// Adds the parts of a limit that lie in a ground.
  void add(const Segment& limit, std::uint32_t ground);
  /// Everything added, and the borders of the compounds with their new corners.
  [[nodiscard]] std::vector<std::vector<Point>> lines() const;

 private:
  struct Crossing {
    double along_limit;
    double along_border;
    std::uint32_t border;
    Point at;
  };
  [[nodiscard]] std::vector<Crossing> crossings(const Segment& limit);

  ZoneLocator locator_;
  std::vector<Segment> borders_;
  std::vector<bool> opens_ring_;  // by border
  BoxIndex index_;
  std::vector<std::vector<std::pair<double, Point>>> corners_;  // by border: share along it, place
  std::vector<std::vector<Point>> limits_;
  std::vector<std::uint32_t> near_;
};

}  // namespace lastmeter
