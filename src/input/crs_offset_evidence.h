// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geometry/point.h"
#include "geometry/polygon.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

/// One for each judged item: 1 where it is in place.
using Fits = std::vector<char>;

/// Something that is true of most items where two layers lie right, and of fewer where one is shifted. The items move
/// as `places`; `judge` says which fit when they lie at other places (as many, in the same order). It looks at every
/// `stride`-th item only.
struct OffsetEvidence {
  std::string what;  // completes "1955 of 2016 are ...": "in their own zone"
  std::vector<Point> places;
  std::function<Fits(const std::vector<Point>& places, std::size_t stride)> judge;
  double grain;  // metres by which two moves must differ to be told apart
};

/// The items of `count` that are looked at: 2,000, evenly spaced.
std::vector<std::size_t> evenly_spaced(std::size_t count);

/// Points with a known own zone (by code or name) that lie in it. The locator must outlive the evidence, here and
/// below.
OffsetEvidence points_in_own_zone(std::span<const Point> points, std::span<const std::optional<std::uint32_t>> own_zone,
                                  const ZoneLocator& locator);

/// Points that lie in any of the shapes.
OffsetEvidence points_inside(std::span<const Point> points, const ZoneLocator& locator);

/// Zones that hold a point: one post for each community.
OffsetEvidence zones_with_a_point(std::span<const Point> points, const ZoneLocator& locator, std::size_t zone_count);

/// Shapes that do not reach into a second zone (by more than a tenth of their size): estates, buildings.
OffsetEvidence shapes_within_borders(const std::vector<const MultiPolygon*>& shapes, const ZoneLocator& locator);

/// Points with a place of the reference close by: so close that one in ten would have by chance.
OffsetEvidence points_beside(std::span<const Point> points, std::span<const Point> places);

}  // namespace lastmeter
