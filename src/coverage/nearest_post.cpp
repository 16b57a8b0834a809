// SPDX-License-Identifier: Apache-2.0
#include "coverage/nearest_post.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "core/parallel.h"
#include "coverage/winner_cells.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 16384;
constexpr std::size_t kBlock = 256;

/// A squared distance above `bound * kTie` belongs to a larger distance; below, the roots must be compared.
constexpr double kTie = 1.0 + 1e-15;

bool before(const NearestPost& a, const NearestPost& b) {
  return std::tuple(a.distance, a.post) < std::tuple(b.distance, b.post);
}

NearestPost nearest_of(Point p, std::span<const Point> posts, std::span<const std::uint32_t> candidates) {
  double bound = squared_distance(p, posts[candidates.front()]);
  NearestPost best{FacilityId(candidates.front()), std::sqrt(bound)};
  bound *= kTie;
  for (const std::uint32_t post : candidates.subspan(1)) {
    const double squared = squared_distance(p, posts[post]);
    if (squared <= bound) {
      const NearestPost next{FacilityId(post), std::sqrt(squared)};
      if (before(next, best)) {
        best = next;
        bound = squared * kTie;
      }
    }
  }
  return best;
}

void nearest_k_of(Point p, std::span<const Point> posts, std::span<const std::uint32_t> candidates,
                  std::span<NearestPost> row) {
  std::size_t filled = 0;
  double bound = 0.0;
  for (const std::uint32_t post : candidates) {
    const double squared = squared_distance(p, posts[post]);
    if (filled == row.size() && squared > bound) {
      continue;
    }
    const NearestPost next{FacilityId(post), std::sqrt(squared)};
    if (filled == row.size() && !before(next, row.back())) {
      continue;
    }
    filled = std::min(filled + 1, row.size());
    std::size_t slot = filled - 1;
    for (; slot > 0 && before(next, row[slot - 1]); --slot) {
      row[slot] = row[slot - 1];
    }
    row[slot] = next;
    bound = row[filled - 1].distance * row[filled - 1].distance * kTie;
  }
}

}  // namespace

std::vector<NearestPost> nearest_posts(std::span<const Point> demand, std::span<const Point> posts) {
  return k_nearest_posts(demand, posts, 1).entries;
}

NearestRows k_nearest_posts(std::span<const Point> demand, std::span<const Point> posts, std::size_t k) {
  NearestRows rows;
  rows.k = std::min(k, posts.size());
  rows.entries.resize(rows.k * demand.size());
  if (rows.entries.empty()) {
    return rows;
  }
  const WinnerCells cells(posts, rows.k, demand);
  parallel_slices(demand.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    std::array<WinnerCells::Range, kBlock> ranges;  // NOLINT(*-member-init): written before it is read
    for (std::size_t first = begin; first < end; first += kBlock) {
      const std::size_t count = std::min(kBlock, end - first);
      // Finding all cells of a block first lets the memory answer several at once.
      for (std::size_t i = 0; i < count; ++i) {
        ranges[i] = cells.at(demand[first + i]);
      }
      for (std::size_t i = 0; i < count; ++i) {
        const auto candidates = cells.posts().subspan(ranges[i].begin, ranges[i].end - ranges[i].begin);
        if (rows.k == 1) {
          rows.entries[first + i] = nearest_of(demand[first + i], posts, candidates);
        } else {
          nearest_k_of(demand[first + i], posts, candidates,
                       std::span(rows.entries).subspan((first + i) * rows.k, rows.k));
        }
      }
    }
  });
  return rows;
}

}  // namespace lastmeter
