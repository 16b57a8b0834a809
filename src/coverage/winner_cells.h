// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geometry/polygon.h"

namespace lastmeter {

/// For every place of a box the few posts that can be among its k nearest. A tree of square cells, each split in 4 x 4;
/// a cell keeps a post unless k others are certainly nearer everywhere in it: its smallest distance to the cell is at
/// most the k-th smallest largest distance. Splitting goes on where it saves the demand more than it costs, judged on
/// a sample of the demand, so clusters, outliers and huge extents cost neither speed nor memory.
class WinnerCells {
 public:
  /// Cells for asking about the points of `demand`. Precondition: posts and demand not empty, 1 <= k <= posts.
  WinnerCells(std::span<const Point> posts, std::size_t k, std::span<const Point> demand);

  struct Range {
    std::uint32_t begin;
    std::uint32_t end;
  };

  /// The candidates at `p`, one of the demand points; positions in `posts()`. At least k, in no useful order but
  /// roughly nearest first. O(depth), 3 to 5 steps in a town.
  [[nodiscard]] Range at(Point p) const {
    const std::uint32_t x = fixed(p.x - origin_.x);
    const std::uint32_t y = fixed(p.y - origin_.y);
    std::uint32_t node = top_[(y >> kTopShift) * kTopSide + (x >> kTopShift)];
    for (unsigned shift = kTopShift - 2; (node & kInner) != 0; shift -= 2) {
      node = nodes_[(node & ~kInner) + child(x, y, shift)];
    }
    return lists_[node];
  }
  [[nodiscard]] std::span<const std::uint32_t> posts() const { return posts_; }

 private:
  struct Sampled {
    std::uint32_t x;
    std::uint32_t y;
  };
  class Builder;

  static constexpr unsigned kBits = 30;    // of a coordinate inside the box
  static constexpr unsigned kTopBits = 6;  // looked up at once
  static constexpr unsigned kTopShift = kBits - kTopBits;
  static constexpr std::size_t kTopSide = std::size_t{1} << kTopBits;
  static constexpr std::uint32_t kInner = 1U << 31;  // marks a node whose children begin at the rest of the number

  [[nodiscard]] std::uint32_t fixed(double along) const {
    return static_cast<std::uint32_t>(std::min(kLargest, std::max(0.0, along * per_metre_)));
  }
  static std::uint32_t child(std::uint32_t x, std::uint32_t y, unsigned shift) {
    return ((y >> shift) & 3U) * 4U + ((x >> shift) & 3U);
  }
  static constexpr double kLargest = (1U << kBits) - 1;

  Point origin_;
  double unit_ = 1.0;  // metres of one step of the fixed coordinates
  double per_metre_ = 1.0;
  std::vector<std::uint32_t> top_;
  std::vector<std::uint32_t> nodes_;
  std::vector<Range> lists_;
  std::vector<std::uint32_t> posts_;
};

}  // namespace lastmeter
