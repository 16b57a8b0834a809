// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "geometry/point.h"

namespace lastmeter::testing {

/// Boost's packed rtree over posts, built in the constructor.
class BoostTree {
  using Place = boost::geometry::model::d2::point_xy<double>;

  static double squared(Point p, const Place& place) { return squared_distance(p, {place.x(), place.y()}); }
  static auto near(Point p, double radius) {
    return boost::geometry::index::intersects(
        boost::geometry::model::box<Place>(Place(p.x - radius, p.y - radius), Place(p.x + radius, p.y + radius)));
  }
  static auto within(Point p, double radius) {
    return boost::geometry::index::satisfies([=](const Place& place) { return squared(p, place) <= radius * radius; });
  }

 public:
  explicit BoostTree(std::span<const Point> posts) : tree_(places_of(posts)) {}

  [[nodiscard]] std::vector<std::uint8_t> covered_any(std::span<const Point> demand, double radius) const {
    std::vector<std::uint8_t> covered;
    covered.reserve(demand.size());
    for (const Point p : demand) {
      covered.push_back(tree_.qbegin(near(p, radius) && within(p, radius)) != tree_.qend() ? 1 : 0);
    }
    return covered;
  }

  [[nodiscard]] std::vector<std::uint32_t> count_within(std::span<const Point> demand, double radius) const {
    std::vector<std::uint32_t> counts;
    counts.reserve(demand.size());
    std::vector<Place> found;
    for (const Point p : demand) {
      found.clear();
      tree_.query(near(p, radius) && within(p, radius), std::back_inserter(found));
      counts.push_back(static_cast<std::uint32_t>(found.size()));
    }
    return counts;
  }

  /// Distances to the k nearest, row after row.
  [[nodiscard]] std::vector<double> nearest(std::span<const Point> demand, std::size_t k) const {
    std::vector<double> distances;
    distances.reserve(demand.size() * k);
    std::vector<Place> found;
    for (const Point p : demand) {
      found.clear();
      tree_.query(boost::geometry::index::nearest(Place(p.x, p.y), static_cast<unsigned>(k)),
                  std::back_inserter(found));
      const auto row = distances.insert(distances.end(), found.size(), 0.0);
      std::ranges::transform(found, row, [&](const Place& place) { return std::sqrt(squared(p, place)); });
      std::sort(row, distances.end());
    }
    return distances;
  }

 private:
  static std::vector<Place> places_of(std::span<const Point> posts) {
    std::vector<Place> places;
    for (const Point p : posts) {
      places.emplace_back(p.x, p.y);
    }
    return places;
  }
  boost::geometry::index::rtree<Place, boost::geometry::index::rstar<16>> tree_;
};

}  // namespace lastmeter::testing
