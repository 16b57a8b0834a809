// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/units.h"
#include "coverage/reach.h"
#include "geometry/point.h"

namespace lastmeter {

/// Demand by the set of posts that cover it: points with the same set are one row, because no choice among those posts
/// can tell them apart. Flat rows; in a row, posts ascend; rows in the order of their first demand point.
struct CoverSignatures {
  std::vector<double> weights;        // summed over the points of a row
  std::vector<std::uint64_t> starts;  // rows + 1
  std::vector<std::uint32_t> posts;
  double uncovered_weight = 0.0;  // of points that no post covers: they have no row

  [[nodiscard]] std::size_t size() const { return weights.size(); }
};

/// Covered: distance <= radius, the bound included, squared distances in double as in `reach_straight`. One radius for
/// all posts or one per post. Time about linear in the points, whatever the number of pairs: a grid tells for most of
/// them what covers the whole cell. Memory O(rows), beside the input. Weights are summed point by point in order, so
/// the result is the same for any number of threads. Precondition: finite coordinates and weights, radii >= 0.
CoverSignatures cover_signatures(std::span<const Point> demand, std::span<const double> weights,
                                 std::span<const Point> posts, std::span<const Metres> radii);

/// The same from a Reach (walking, or any other): pairs with distance <= the post's radius.
CoverSignatures cover_signatures(const Reach& reach, std::span<const double> weights, std::span<const Metres> radii);

}  // namespace lastmeter
