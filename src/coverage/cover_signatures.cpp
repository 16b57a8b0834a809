// SPDX-License-Identifier: Apache-2.0
#include "coverage/cover_signatures.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/parallel.h"
#include "coverage/cell_frame.h"
#include "coverage/cell_lists.h"
#include "coverage/distance_limit.h"
#include "coverage/signature_table.h"

namespace lastmeter {

namespace {

constexpr std::uint32_t kUncovered = BitsTable::kNone - 1;
constexpr std::size_t kBatch = 1 << 16;
constexpr std::size_t kSlice = 1 << 13;
constexpr double kMostEntries = 8e6;  // of (post, cell), about
constexpr double kMostCellsToRadius = 64;

/// Which posts cover all of a cell and which a part of it. A cell counts as covered or missed only with room for every
/// rounding; between, its points are tested one by one.
class CoverCells {
 public:
  CoverCells(std::span<const Point> posts, std::span<const Metres> radii, std::size_t demand_count)
      : frame_(frame_for(posts, radii, demand_count)) {
    whole_ = lists(posts, radii, Part::Whole);
    partial_ = lists(posts, radii, Part::Partial);
  }

  [[nodiscard]] const CellFrame& frame() const { return frame_; }
  [[nodiscard]] std::span<const std::uint32_t> whole(std::size_t cell) const { return whole_[cell]; }
  [[nodiscard]] std::span<const std::uint32_t> partial(std::size_t cell) const { return partial_[cell]; }

 private:
  enum class Part { Whole, Partial };

  static CellFrame frame_for(std::span<const Point> posts, std::span<const Metres> radii, std::size_t demand_count) {
    Box box;
    double widest = 0.0;
    double farthest = 0.0;
    double area = 0.0;
    for (std::size_t j = 0; j < posts.size(); ++j) {
      const double radius = radii[j].value();
      box.add(Point{posts[j].x - radius, posts[j].y - radius});
      box.add(Point{posts[j].x + radius, posts[j].y + radius});
      widest = std::max(widest, radius);
      farthest = std::max({farthest, std::abs(posts[j].x) + radius, std::abs(posts[j].y) + radius});
      area += std::numbers::pi * radius * radius;
    }
    const double size = std::max({widest / kMostCellsToRadius, std::sqrt(area / kMostEntries), farthest * 1e-8});
    return {box, size, std::min<std::size_t>(demand_count, std::size_t{1} << 22)};
  }

  CellLists lists(std::span<const Point> posts, std::span<const Metres> radii, Part part) const {
    return list_by_cell(frame_.count(), [&](const auto& add) {
      for (std::size_t j = 0; j < posts.size(); ++j) {
        visit(posts[j], radii[j].value(), [&](std::size_t cell, Part found) {
          if (found == part) {
            add(j, cell);
          }
        });
      }
    });
  }

  template <class Visit>
  void visit(Point centre, double radius, const Visit& visit_cell) const {
    const double slack = frame_.slack();
    const double x = centre.x - frame_.origin().x;
    const double y = centre.y - frame_.origin().y;
    const double squared = radius * radius;
    const auto first = [&](double at) { return static_cast<std::size_t>(std::max(0.0, at / frame_.size())); };
    const std::size_t last_row = std::min(first(y + radius + slack), frame_.rows() - 1);
    const std::size_t last_column = std::min(first(x + radius + slack), frame_.columns() - 1);
    for (std::size_t row = first(y - radius - slack); row <= last_row; ++row) {
      const auto [near_y, far_y] = reach_of(y, row);
      for (std::size_t column = first(x - radius - slack); column <= last_column; ++column) {
        const auto [near_x, far_x] = reach_of(x, column);
        if (far_x * far_x + far_y * far_y <= squared * (1.0 - 1e-12)) {
          visit_cell(row * frame_.columns() + column, Part::Whole);
        } else if (near_x * near_x + near_y * near_y <= squared * (1.0 + 1e-12)) {
          visit_cell(row * frame_.columns() + column, Part::Partial);
        }
      }
    }
  }

  /// Nearest and farthest that a point of a row or column of cells may lie from `at`.
  [[nodiscard]] std::pair<double, double> reach_of(double at, std::size_t index) const {
    const double low = static_cast<double>(index) * frame_.size() - frame_.slack() - at;
    const double high = static_cast<double>(index + 1) * frame_.size() + frame_.slack() - at;
    return {std::max({low, -high, 0.0}), std::max(-low, high)};
  }

  CellFrame frame_;
  CellLists whole_;
  CellLists partial_;
};

/// Where a demand point lies and which of the first 64 partial posts of its cell cover it.
struct Place {
  std::uint32_t cell;
  std::uint64_t bits;
};

class Gatherer {
 public:
  Gatherer(std::span<const Point> demand, std::span<const double> weights, std::span<const Point> posts,
           std::span<const Metres> radii)
      : demand_(demand), weights_(weights), posts_(posts), cells_(posts, radii, demand.size()) {
    for (const Metres radius : radii) {
      squared_.push_back(squared_limit(radius));
    }
    of_cell_.assign(cells_.frame().count(), BitsTable::kNone);
  }

  CoverSignatures gather() {
    std::vector<Place> places(std::min(kBatch, demand_.size()));
    for (std::size_t begin = 0; begin < demand_.size(); begin += kBatch) {
      const std::size_t count = std::min(kBatch, demand_.size() - begin);
      parallel_slices(count, kSlice, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
          places[i] = place_of(demand_[begin + i]);
        }
      });
      for (std::size_t i = 0; i < count; ++i) {
        add(number_of(places[i], demand_[begin + i]), weights_[begin + i]);
      }
    }
    result_.starts = table_.starts();
    result_.posts = table_.posts();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool covers(std::uint32_t post, Point p) const {
    return squared_distance(p, posts_[post]) <= squared_[post];
  }

  [[nodiscard]] Place place_of(Point p) const {
    const std::size_t cell = cells_.frame().cell(p);
    const std::span<const std::uint32_t> partial = cells_.partial(cell);
    std::uint64_t bits = 0;
    for (std::size_t k = 0; k < std::min<std::size_t>(partial.size(), 64); ++k) {
      bits |= static_cast<std::uint64_t>(covers(partial[k], p)) << k;
    }
    return {static_cast<std::uint32_t>(cell), bits};
  }

  std::uint32_t number_of(const Place& place, Point p) {
    const std::span<const std::uint32_t> partial = cells_.partial(place.cell);
    if (partial.size() > 64) {
      return intern(place, p);
    }
    std::uint32_t& known = partial.empty() ? of_cell_[place.cell] : of_bits_.at(place.cell, place.bits);
    if (known == BitsTable::kNone) {
      known = intern(place, p);
    }
    return known;
  }

  std::uint32_t intern(const Place& place, Point p) {
    const std::span<const std::uint32_t> whole = cells_.whole(place.cell);
    const std::span<const std::uint32_t> partial = cells_.partial(place.cell);
    found_.clear();
    for (std::size_t k = 0; k < partial.size(); ++k) {
      if (k < 64 ? ((place.bits >> k) & 1U) != 0 : covers(partial[k], p)) {
        found_.push_back(partial[k]);
      }
    }
    list_.resize(whole.size() + found_.size());
    std::merge(whole.begin(), whole.end(), found_.begin(), found_.end(), list_.begin());
    return list_.empty() ? kUncovered : table_.number_of(list_);
  }

  void add(std::uint32_t number, double weight) {
    if (number == kUncovered) {
      result_.uncovered_weight += weight;
      return;
    }
    if (number >= result_.weights.size()) {
      result_.weights.resize(number + std::size_t{1}, 0.0);
    }
    result_.weights[number] += weight;
  }

  std::span<const Point> demand_;
  std::span<const double> weights_;
  std::span<const Point> posts_;
  CoverCells cells_;
  std::vector<double> squared_;
  std::vector<std::uint32_t> of_cell_;  // number of a cell without partial posts
  BitsTable of_bits_;
  SignatureTable table_;
  std::vector<std::uint32_t> found_;
  std::vector<std::uint32_t> list_;
  CoverSignatures result_;
};

double sum_of(std::span<const double> weights) {
  double sum = 0.0;
  for (const double weight : weights) {
    sum += weight;
  }
  return sum;
}

}  // namespace

CoverSignatures cover_signatures(std::span<const Point> demand, std::span<const double> weights,
                                 std::span<const Point> posts, std::span<const Metres> radii) {
  assert(weights.size() == demand.size() && (radii.size() == posts.size() || radii.size() == 1));
  if (posts.empty() || demand.empty()) {
    return {.weights = {}, .starts = {0}, .posts = {}, .uncovered_weight = sum_of(weights)};
  }
  const std::vector<Metres> each = radii.size() == posts.size() ? std::vector<Metres>(radii.begin(), radii.end())
                                                                : std::vector<Metres>(posts.size(), radii.front());
  return Gatherer(demand, weights, posts, each).gather();
}

CoverSignatures cover_signatures(const Reach& reach, std::span<const double> weights, std::span<const Metres> radii) {
  CoverSignatures result;
  SignatureTable table;
  std::vector<std::uint32_t> list;
  for (std::size_t i = 0; i < reach.demand_count(); ++i) {
    const Reach::Row row = reach.row(DemandId(i));
    list.clear();
    for (std::size_t k = 0; k < row.facilities.size(); ++k) {
      const std::size_t post = row.facilities[k].index();
      if (row.distances[k] <= (radii.size() == 1 ? radii.front() : radii[post]).value()) {
        list.push_back(static_cast<std::uint32_t>(post));
      }
    }
    if (list.empty()) {
      result.uncovered_weight += weights[i];
      continue;
    }
    const std::uint32_t number = table.number_of(list);
    result.weights.resize(table.size(), 0.0);
    result.weights[number] += weights[i];
  }
  result.starts = table.starts();
  result.posts = table.posts();
  return result;
}

}  // namespace lastmeter
