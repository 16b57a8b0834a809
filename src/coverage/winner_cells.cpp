// SPDX-License-Identifier: Apache-2.0
#include "coverage/winner_cells.h"

#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

namespace lastmeter {

namespace {

constexpr std::size_t kSampleSize = 1 << 18;
constexpr std::size_t kChildren = 16;
constexpr std::size_t kQuarterFrom = 32;  // candidates from which a look at the quarters of a cell pays

/// Far more than the rounding of a squared distance and its root.
constexpr double kSafe = 1.0 + 1e-12;

/// Posts as columns, which the compiler can work on several at a time.
struct Candidates {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> post;

  [[nodiscard]] std::size_t size() const { return post.size(); }
  void resize(std::size_t count) {
    x.resize(count);
    y.resize(count);
    post.resize(count);
  }
  void push_back(Point at, std::uint32_t number) {
    x.push_back(at.x);
    y.push_back(at.y);
    post.push_back(number);
  }
  void copy(std::size_t from, std::size_t to) {
    x[to] = x[from];
    y[to] = y[from];
    post[to] = post[from];
  }
};

/// The positive part, without a branch.
double positive(double value) { return 0.5 * (value + std::abs(value)); }

/// Squared smallest and largest distances from posts to the square about `centre`.
void measure(const double* xs, const double* ys, std::size_t count, Point centre, double half, double* nearest,
             double* farthest) {
  for (std::size_t i = 0; i < count; ++i) {
    const double x = std::abs(xs[i] - centre.x);
    const double y = std::abs(ys[i] - centre.y);
    const double near_x = positive(x - half);
    const double near_y = positive(y - half);
    nearest[i] = near_x * near_x + near_y * near_y;
    farthest[i] = (x + half) * (x + half) + (y + half) * (y + half);
  }
}

/// Without the posts that k others of lower id at the very same place keep from ever winning.
Candidates distinct(std::span<const Point> posts, std::size_t k) {
  std::vector<std::uint32_t> sorted(posts.size());
  std::iota(sorted.begin(), sorted.end(), 0U);
  std::ranges::sort(sorted, {}, [&](std::uint32_t i) { return std::tuple(posts[i].x, posts[i].y, i); });
  Candidates kept;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i < k || posts[sorted[i]] != posts[sorted[i - k]]) {
      kept.push_back(posts[sorted[i]], sorted[i]);
    }
  }
  return kept;
}

}  // namespace

class WinnerCells::Builder {
 public:
  /// `slack`: more metres than all rounding of a cell's corners.
  Builder(WinnerCells& cells, Candidates posts, std::size_t k, double demand_per_sample, double slack)
      : cells_(cells), stack_(std::move(posts)), k_(k), demand_per_sample_(demand_per_sample), slack_(slack) {}

  std::uint32_t root(std::span<Sampled> sample) { return node({0, 0, kBits}, {0, stack_.size()}, sample); }

 private:
  /// A cell: its south-west corner in fixed coordinates and the bits below it.
  struct Cell {
    std::uint32_t x;
    std::uint32_t y;
    unsigned bits;
  };

  [[nodiscard]] double half_side(const Cell& cell) const {
    return std::ldexp(cells_.unit_, static_cast<int>(cell.bits) - 1);
  }
  [[nodiscard]] Point centre_of(const Cell& cell) const {
    const double half = half_side(cell);
    return {cells_.origin_.x + cell.x * cells_.unit_ + half, cells_.origin_.y + cell.y * cells_.unit_ + half};
  }

  /// Candidates [begin, end) of `stack`, which grows while cells are split: no pointer may be kept.
  struct Slice {
    std::size_t begin;
    std::size_t end;
    [[nodiscard]] std::size_t size() const { return end - begin; }
  };

  /// The node for a cell, given the candidates of the cell around it. Leaves the stack as it was.
  std::uint32_t node(const Cell& cell, Slice around, std::span<Sampled> sample) {
    const std::size_t kept = stack_.size();
    const Slice able = push_able_to_win(around, cell);
    const bool leaf = cell.bits == 0 || !split_pays(able.size(), sample.size());
    const std::uint32_t result = leaf ? list(able, centre_of(cell)) : split(cell, able, sample);
    stack_.resize(kept);
    return result;
  }

  std::uint32_t split(const Cell& cell, Slice able, std::span<Sampled> sample) {
    const unsigned shift = cell.bits - 2;
    const std::array<std::size_t, kChildren + 1> starts = sort_by_child(sample, shift);
    std::array<std::uint32_t, kChildren> children{};
    std::uint32_t unseen = kInner;  // the list of this whole cell, for children without sample
    for (std::uint32_t quarter = 0; quarter < 4; ++quarter) {
      const std::uint32_t column = quarter % 2 * 2;
      const std::uint32_t row = quarter / 2 * 2;
      const Cell around{cell.x + (column << shift), cell.y + (row << shift), shift + 1};
      const Slice able_around = able.size() > kQuarterFrom ? push_able_to_win(able, around) : able;
      for (const std::uint32_t c :
           {row * 4 + column, row * 4 + column + 1, row * 4 + column + 4, row * 4 + column + 5}) {
        const std::size_t count = starts[c + 1] - starts[c];
        if (count > 0) {
          const Cell below{cell.x + (c % 4 << shift), cell.y + (c / 4 << shift), shift};
          children[c] = node(below, able_around, sample.subspan(starts[c], count));
        } else {
          unseen = unseen == kInner ? list(able, centre_of(cell)) : unseen;
          children[c] = unseen;
        }
      }
      stack_.resize(able.end);
    }
    const auto first = static_cast<std::uint32_t>(cells_.nodes_.size());
    cells_.nodes_.insert(cells_.nodes_.end(), children.begin(), children.end());
    return first | kInner;
  }

  [[nodiscard]] bool split_pays(std::size_t able, std::size_t sampled) const {
    const double demand = static_cast<double>(sampled) * demand_per_sample_;
    const double saved = demand * static_cast<double>(able - k_);
    return able > k_ + 2 && saved > 200.0 * static_cast<double>(able) + 2000.0;
  }

  Slice push_able_to_win(Slice around, const Cell& cell) {
    const std::size_t count = around.size();
    nearest_.resize(count);
    farthest_.resize(count);
    measure(stack_.x.data() + around.begin, stack_.y.data() + around.begin, count, centre_of(cell),
            half_side(cell) + slack_, nearest_.data(), farthest_.data());
    const double bound = kth_smallest(farthest_) * kSafe;
    const std::size_t begin = stack_.size();
    stack_.resize(begin + count);
    std::size_t end = begin;
    for (std::size_t i = 0; i < count; ++i) {
      stack_.copy(around.begin + i, end);
      end += nearest_[i] <= bound ? 1U : 0U;
    }
    stack_.resize(end);
    return {begin, end};
  }

  double kth_smallest(std::vector<double>& values) const {
    if (k_ == 1) {
      return std::ranges::min(values);
    }
    const auto kth = values.begin() + static_cast<std::ptrdiff_t>(k_ - 1);
    std::ranges::nth_element(values, kth);
    return *kth;
  }

  std::uint32_t list(Slice able, Point centre) {
    order_.clear();
    for (std::size_t i = able.begin; i < able.end; ++i) {
      order_.emplace_back(squared_distance({stack_.x[i], stack_.y[i]}, centre), stack_.post[i]);
    }
    std::ranges::sort(order_);
    const auto begin = static_cast<std::uint32_t>(cells_.posts_.size());
    for (const auto& [away, post] : order_) {
      cells_.posts_.push_back(post);
    }
    cells_.lists_.push_back({begin, static_cast<std::uint32_t>(cells_.posts_.size())});
    return static_cast<std::uint32_t>(cells_.lists_.size() - 1);
  }

  std::array<std::size_t, kChildren + 1> sort_by_child(std::span<Sampled> sample, unsigned shift) {
    std::array<std::size_t, kChildren + 1> starts{};
    for (const Sampled& s : sample) {
      ++starts[child(s.x, s.y, shift) + 1];
    }
    for (std::size_t c = 0; c < kChildren; ++c) {
      starts[c + 1] += starts[c];
    }
    std::array<std::size_t, kChildren + 1> next = starts;
    unsorted_.assign(sample.begin(), sample.end());
    for (const Sampled& s : unsorted_) {
      sample[next[child(s.x, s.y, shift)]++] = s;
    }
    return starts;
  }

  WinnerCells& cells_;
  Candidates stack_;
  std::size_t k_;
  double demand_per_sample_;
  double slack_;
  std::vector<double> nearest_;  // this and the next three are working space
  std::vector<double> farthest_;
  std::vector<std::pair<double, std::uint32_t>> order_;
  std::vector<Sampled> unsorted_;
};

WinnerCells::WinnerCells(std::span<const Point> posts, std::size_t k, std::span<const Point> demand) {
  assert(!demand.empty() && k >= 1 && k <= posts.size());
  Box box;
  for (const Point p : demand) {
    box.add(p);
  }
  const double side = std::max(box.max_x - box.min_x, box.max_y - box.min_y);
  origin_ = {box.min_x, box.min_y};
  unit_ = std::max(side / kLargest, std::numeric_limits<double>::min());
  per_metre_ = 1.0 / unit_;
  const std::size_t stride = (demand.size() + kSampleSize - 1) / kSampleSize;
  std::vector<Sampled> sample;
  for (std::size_t i = 0; i < demand.size(); i += stride) {
    sample.push_back({fixed(demand[i].x - origin_.x), fixed(demand[i].y - origin_.y)});
  }
  const double largest_coordinate = std::max({-box.min_x, box.max_x, -box.min_y, box.max_y});
  Builder builder(*this, distinct(posts, k), k, static_cast<double>(stride), 2 * unit_ + 1e-15 * largest_coordinate);
  const std::uint32_t root = builder.root(sample);
  top_.resize(kTopSide * kTopSide);
  for (std::uint32_t i = 0; i < top_.size(); ++i) {
    const std::uint32_t x = static_cast<std::uint32_t>(i % kTopSide) << kTopShift;
    const std::uint32_t y = static_cast<std::uint32_t>(i / kTopSide) << kTopShift;
    std::uint32_t node = root;
    for (unsigned shift = kBits - 2; (node & kInner) != 0 && shift >= kTopShift; shift -= 2) {
      node = nodes_[(node & ~kInner) + child(x, y, shift)];
    }
    top_[i] = node;
  }
}

}  // namespace lastmeter
