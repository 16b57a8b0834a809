// SPDX-License-Identifier: Apache-2.0
#include "coverage/nearest_post.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>

#include "core/parallel.h"
#include "geometry/polygon.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSplit = 8;  // a cell of demand is split into kSplit x kSplit
constexpr std::size_t kChildren = kSplit * kSplit;
constexpr std::size_t kLeafDemand = 8;
constexpr std::size_t kLeafPosts = 4;
constexpr std::size_t kBlock = 1 << 20;  // demand points moved about at a time: bounds the memory
constexpr std::size_t kParallelFrom = 1 << 15;

struct Placed {
  Point at;
  std::uint32_t index;
};

double smallest_squared(const Box& box, Point p) {
  const double dx = std::max({box.min_x - p.x, p.x - box.max_x, 0.0});
  const double dy = std::max({box.min_y - p.y, p.y - box.max_y, 0.0});
  return dx * dx + dy * dy;
}

double largest_squared(const Box& box, Point p) {
  const double dx = std::max(p.x - box.min_x, box.max_x - p.x);
  const double dy = std::max(p.y - box.min_y, box.max_y - p.y);
  return dx * dx + dy * dy;
}

Box bounds_of(std::span<const Placed> items) {
  Box box;
  for (const Placed& item : items) {
    box.add(item.at);
  }
  return box;
}

/// Where the demand of one split cell goes: a regular raster over its own box.
class Raster {
 public:
  explicit Raster(const Box& box)
      : origin_{box.min_x, box.min_y},
        per_x_(kSplit / std::max(box.max_x - box.min_x, std::numeric_limits<double>::min() * kSplit)),
        per_y_(kSplit / std::max(box.max_y - box.min_y, std::numeric_limits<double>::min() * kSplit)) {}

  [[nodiscard]] std::size_t child(Point p) const {
    const double last = kSplit - 1;
    const auto column = static_cast<std::uint32_t>(std::min(last, (p.x - origin_.x) * per_x_));
    const auto row = static_cast<std::uint32_t>(std::min(last, (p.y - origin_.y) * per_y_));
    return row * kSplit + column;
  }

 private:
  Point origin_;
  double per_x_;
  double per_y_;
};

class Search {
 public:
  Search(std::size_t k, std::span<NearestPost> entries) : k_(k), entries_(entries) {}

  /// Answers every item; `spare` is as long as `items`, and both are left shuffled.
  void run(std::span<Placed> items, std::span<Placed> spare, std::span<const Placed> posts) const {
    const Box box = bounds_of(items);
    const bool one_place = box.min_x == box.max_x && box.min_y == box.max_y;
    if (items.size() <= kLeafDemand || posts.size() <= kLeafPosts * k_) {
      answer(items, posts);
      return;
    }
    const std::vector<Placed> able = able_to_win(posts, box);
    if (one_place || able.size() <= kLeafPosts + k_) {
      answer(items, able);
      return;
    }
    const std::array<std::size_t, kChildren + 1> starts = split(items, spare, Raster(box));
    const auto run_children = [&](std::size_t begin, std::size_t end) {
      for (std::size_t c = begin; c < end; ++c) {
        const std::size_t count = starts[c + 1] - starts[c];
        if (count > 0) {
          run(spare.subspan(starts[c], count), items.subspan(starts[c], count), able);
        }
      }
    };
    if (items.size() >= kParallelFrom) {
      parallel_slices(kChildren, 1, run_children);
    } else {
      run_children(0, kChildren);
    }
  }

 private:
  static std::array<std::size_t, kChildren + 1> split(std::span<const Placed> items, std::span<Placed> spare,
                                                      const Raster& raster) {
    std::array<std::size_t, kChildren + 1> starts{};
    for (const Placed& item : items) {
      ++starts[raster.child(item.at) + 1];
    }
    for (std::size_t c = 0; c < kChildren; ++c) {
      starts[c + 1] += starts[c];
    }
    std::array<std::size_t, kChildren + 1> next = starts;
    for (const Placed& item : items) {
      spare[next[raster.child(item.at)]++] = item;
    }
    return starts;
  }

  /// The posts that are among the k nearest somewhere in the box. Rounding is monotone, so computed distances keep
  /// to computed bounds; the factor only keeps those whose distance rounds to a tie.
  [[nodiscard]] std::vector<Placed> able_to_win(std::span<const Placed> posts, const Box& box) const {
    const double bound = kth_largest_squared(posts, box) * (1.0 + 1e-15);
    std::vector<Placed> able;
    for (const Placed& post : posts) {
      if (smallest_squared(box, post.at) <= bound) {
        able.push_back(post);
      }
    }
    return able;
  }

  [[nodiscard]] double kth_largest_squared(std::span<const Placed> posts, const Box& box) const {
    if (k_ == 1) {
      double least = std::numeric_limits<double>::infinity();
      for (const Placed& post : posts) {
        least = std::min(least, largest_squared(box, post.at));
      }
      return least;
    }
    std::vector<double> farthest(posts.size());
    std::ranges::transform(posts, farthest.begin(), [&](const Placed& post) { return largest_squared(box, post.at); });
    const auto kth = farthest.begin() + static_cast<std::ptrdiff_t>(k_ - 1);
    std::ranges::nth_element(farthest, kth);
    return *kth;
  }

  void answer(std::span<const Placed> items, std::span<const Placed> posts) const {
    for (const Placed& item : items) {
      if (k_ == 1) {
        entries_[item.index] = nearest(item.at, posts);
      } else {
        nearest_k(item.at, posts, entries_.subspan(item.index * k_, k_));
      }
    }
  }

  static NearestPost nearest(Point p, std::span<const Placed> posts) {
    double best = squared_distance(p, posts.front().at);
    std::uint32_t winner = posts.front().index;
    for (const Placed& post : posts.subspan(1)) {
      const double d2 = squared_distance(p, post.at);
      if (d2 < best && std::sqrt(d2) < std::sqrt(best)) {
        best = d2;
        winner = post.index;
      }
    }
    return {FacilityId(winner), std::sqrt(best)};
  }

  static void nearest_k(Point p, std::span<const Placed> posts, std::span<NearestPost> row) {
    std::size_t filled = 0;
    for (const Placed& post : posts) {
      const double d = std::sqrt(squared_distance(p, post.at));
      if (filled == row.size() && d >= row.back().distance) {
        continue;
      }
      filled = std::min(filled + 1, row.size());
      std::size_t slot = filled - 1;
      for (; slot > 0 && d < row[slot - 1].distance; --slot) {
        row[slot] = row[slot - 1];
      }
      row[slot] = {FacilityId(post.index), d};
    }
  }

  std::size_t k_;
  std::span<NearestPost> entries_;
};

/// Without the posts that k others of lower id at the very same place keep from ever winning; ascending by id.
std::vector<Placed> distinct_posts(std::span<const Point> posts, std::size_t k) {
  std::vector<Placed> placed(posts.size());
  for (std::size_t i = 0; i < posts.size(); ++i) {
    placed[i] = {posts[i], static_cast<std::uint32_t>(i)};
  }
  std::vector<Placed> sorted = placed;
  std::ranges::sort(sorted, {}, [](const Placed& p) { return std::tuple(p.at.x, p.at.y, p.index); });
  std::vector<bool> hidden(posts.size(), false);
  for (std::size_t i = k; i < sorted.size(); ++i) {
    hidden[sorted[i].index] = sorted[i].at == sorted[i - k].at;
  }
  std::erase_if(placed, [&](const Placed& p) { return hidden[p.index]; });
  return placed;
}

void answer_all(std::span<const Point> demand, std::span<const Point> posts, std::size_t k,
                std::span<NearestPost> entries) {
  const std::vector<Placed> candidates = distinct_posts(posts, k);
  const std::size_t block = std::max(kBlock, 2 * posts.size());
  std::vector<Placed> items(std::min(block, demand.size()));
  std::vector<Placed> spare(items.size());
  for (std::size_t first = 0; first < demand.size(); first += block) {
    const std::size_t count = std::min(block, demand.size() - first);
    for (std::size_t i = 0; i < count; ++i) {
      items[i] = {demand[first + i], static_cast<std::uint32_t>(i)};
    }
    Search(k, entries.subspan(first * k, count * k))
        .run(std::span(items).first(count), std::span(spare).first(count), candidates);
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
  if (rows.k > 0 && !demand.empty()) {
    answer_all(demand, posts, rows.k, rows.entries);
  }
  return rows;
}

}  // namespace lastmeter
