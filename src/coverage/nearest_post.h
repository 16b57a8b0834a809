// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/ids.h"
#include "geometry/point.h"

namespace lastmeter {

/// A post and how far it is, in metres.
struct NearestPost {
  FacilityId post;  // its position in the span of posts
  double distance = 0.0;
  bool operator==(const NearestPost&) const = default;
};

/// The nearest post of every demand point, at any distance. Ties: the lower id. No posts: an empty vector.
/// Precondition: finite coordinates.
/// The place of each demand point is looked up in cells that list the posts able to win there (winner_cells.h), so
/// extent, clusters and outliers do not matter. O((n + posts) log n) for posts that spread like a city's; never worse
/// than n * posts. Parallel, same bytes for any number of threads.
std::vector<NearestPost> nearest_posts(std::span<const Point> demand, std::span<const Point> posts);

/// The `k` nearest posts of every demand point, nearest first.
struct NearestRows {
  std::size_t k = 0;                 // posts in a row: the k asked for, or the number of posts if that is smaller
  std::vector<NearestPost> entries;  // k for each demand point

  [[nodiscard]] std::span<const NearestPost> row(std::size_t demand) const {
    return std::span(entries).subspan(demand * k, k);
  }
};

/// As `nearest_posts`; made for small k (up to some tens). Ties: the lower id first.
NearestRows k_nearest_posts(std::span<const Point> demand, std::span<const Point> posts, std::size_t k);

}  // namespace lastmeter
