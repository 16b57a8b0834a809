// SPDX-License-Identifier: Apache-2.0
#include "input/crs_offset_evidence.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <utility>

namespace lastmeter {

namespace {

constexpr std::size_t kMostItems = 2000;
constexpr std::size_t kMostCorners = 12;
constexpr double kShrink = 0.9;
constexpr double kZoneGrain = 100.0;
constexpr double kShapeGrain = 20.0;

using Cell = std::pair<std::int64_t, std::int64_t>;

Cell cell_of(Point at, double side) {
  return {static_cast<std::int64_t>(std::floor(at.x / side)), static_cast<std::int64_t>(std::floor(at.y / side))};
}

/// Places in square cells, sorted by cell.
class PlaceGrid {
 public:
  PlaceGrid(std::span<const Point> places, double side) : side_(side) {
    for (const Point& place : places) {
      cells_.emplace_back(cell_of(place, side), place);
    }
    std::sort(cells_.begin(), cells_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  [[nodiscard]] bool has_within_side(Point at) const {
    const auto [column, row] = cell_of(at, side_);
    for (std::int64_t c = column - 1; c <= column + 1; ++c) {
      auto it = std::lower_bound(cells_.begin(), cells_.end(), Cell{c, row - 1},
                                 [](const auto& entry, const Cell& cell) { return entry.first < cell; });
      for (; it != cells_.end() && it->first <= Cell{c, row + 1}; ++it) {
        if (squared_distance(it->second, at) <= side_ * side_) {
          return true;
        }
      }
    }
    return false;
  }

  [[nodiscard]] std::size_t cell_count() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      count += i == 0 || cells_[i].first != cells_[i - 1].first ? 1 : 0;
    }
    return count;
  }

 private:
  double side_;
  std::vector<std::pair<Cell, Point>> cells_;
};

/// The radius within which a place of the built-up area finds a neighbour by chance once in ten times.
double chance_radius(std::span<const Point> places) {
  constexpr double kHectare = 100.0;
  const auto built_up = static_cast<double>(PlaceGrid(places, kHectare).cell_count()) * kHectare * kHectare;
  const double density = static_cast<double>(places.size()) / built_up;
  return std::clamp(std::sqrt(0.1 / (std::numbers::pi * density)), 2.0, 50.0);
}

bool is_finite(Point at) { return std::isfinite(at.x) && std::isfinite(at.y); }

std::vector<Point> some_of(std::span<const Point> points) {
  std::vector<Point> finite;
  std::copy_if(points.begin(), points.end(), std::back_inserter(finite), is_finite);
  std::vector<Point> some;
  for (const std::size_t i : evenly_spaced(finite.size())) {
    some.push_back(finite[i]);
  }
  return some;
}

/// Corners of a shape as seen from its centre.
struct Outline {
  Point centre;
  std::vector<Point> corners;
};

Outline outline_of(const MultiPolygon& shape) {
  Outline outline{centroid(shape), {}};
  for (const Polygon& part : shape.parts) {
    const std::size_t most = std::min(part.outer.size(), kMostCorners);
    for (std::size_t i = 0; i < most; ++i) {
      const Point corner = part.outer[i * part.outer.size() / most];
      outline.corners.push_back({kShrink * (corner.x - outline.centre.x), kShrink * (corner.y - outline.centre.y)});
    }
  }
  return outline;
}

bool is_across_a_border(const std::vector<Point>& corners, Point centre, const ZoneLocator& locator) {
  std::optional<std::uint32_t> met;
  for (const Point& corner : corners) {
    const std::optional<std::uint32_t> zone = locator.find({centre.x + corner.x, centre.y + corner.y});
    if (zone && met && *zone != *met) {
      return true;
    }
    met = zone ? zone : met;
  }
  return false;
}

}  // namespace

std::vector<std::size_t> evenly_spaced(std::size_t count) {
  std::vector<std::size_t> some;
  const std::size_t most = std::min(count, kMostItems);
  for (std::size_t i = 0; i < most; ++i) {
    some.push_back(i * count / most);
  }
  return some;
}

OffsetEvidence points_in_own_zone(std::span<const Point> points, std::span<const std::optional<std::uint32_t>> own_zone,
                                  const ZoneLocator& locator) {
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (own_zone[i] && is_finite(points[i])) {
      known.push_back(i);
    }
  }
  OffsetEvidence evidence{"in their own zone", {}, {}, kZoneGrain};
  std::vector<std::uint32_t> own;
  for (const std::size_t k : evenly_spaced(known.size())) {
    evidence.places.push_back(points[known[k]]);
    own.push_back(*own_zone[known[k]]);
  }
  evidence.judge = [own = std::move(own), &locator](const std::vector<Point>& places, std::size_t stride) {
    Fits fits;
    for (std::size_t i = 0; i < places.size(); i += stride) {
      fits.push_back(locator.find(places[i]) == own[i] ? 1 : 0);
    }
    return fits;
  };
  return evidence;
}

OffsetEvidence points_inside(std::span<const Point> points, const ZoneLocator& locator) {
  OffsetEvidence evidence{"inside one", some_of(points), {}, kShapeGrain};
  evidence.judge = [&locator](const std::vector<Point>& places, std::size_t stride) {
    Fits fits;
    for (std::size_t i = 0; i < places.size(); i += stride) {
      fits.push_back(locator.find(places[i]) ? 1 : 0);
    }
    return fits;
  };
  return evidence;
}

OffsetEvidence zones_with_a_point(std::span<const Point> points, const ZoneLocator& locator, std::size_t zone_count) {
  OffsetEvidence evidence{"zones with one of them", some_of(points), {}, kZoneGrain};
  evidence.judge = [&locator, zone_count](const std::vector<Point>& places, std::size_t) {
    Fits fits(zone_count);
    for (const Point& place : places) {
      if (const std::optional<std::uint32_t> zone = locator.find(place)) {
        fits[*zone] = 1;
      }
    }
    return fits;
  };
  return evidence;
}

OffsetEvidence shapes_within_borders(const std::vector<const MultiPolygon*>& shapes, const ZoneLocator& locator) {
  OffsetEvidence evidence{"across no border", {}, {}, kZoneGrain};
  std::vector<std::vector<Point>> corners;
  for (const std::size_t i : evenly_spaced(shapes.size())) {
    if (!shapes[i]->empty()) {
      Outline outline = outline_of(*shapes[i]);
      evidence.places.push_back(outline.centre);
      corners.push_back(std::move(outline.corners));
    }
  }
  evidence.judge = [corners = std::move(corners), &locator](const std::vector<Point>& places, std::size_t stride) {
    Fits fits;
    for (std::size_t i = 0; i < places.size(); i += stride) {
      fits.push_back(is_across_a_border(corners[i], places[i], locator) ? 0 : 1);
    }
    return fits;
  };
  return evidence;
}

OffsetEvidence points_beside(std::span<const Point> points, std::span<const Point> places) {
  std::vector<Point> finite;
  std::copy_if(places.begin(), places.end(), std::back_inserter(finite), is_finite);
  const double radius = finite.empty() ? 1.0 : chance_radius(finite);
  const auto grid = std::make_shared<const PlaceGrid>(finite, radius);
  OffsetEvidence evidence{"beside one", some_of(points), {}, radius};
  evidence.judge = [grid](const std::vector<Point>& at, std::size_t stride) {
    Fits fits;
    for (std::size_t i = 0; i < at.size(); i += stride) {
      fits.push_back(grid->has_within_side(at[i]) ? 1 : 0);
    }
    return fits;
  };
  return evidence;
}

}  // namespace lastmeter
