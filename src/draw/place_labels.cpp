// SPDX-License-Identifier: Apache-2.0
#include "draw/place_labels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace lastmeter {

namespace {

/// Boxes by cells of the page, to find those nearby.
class BoxCells {
 public:
  [[nodiscard]] bool is_free(const PageBox& box) const {
    bool found = false;
    each_cell(box, [&](std::pair<int, int> cell) {
      const auto boxes = cells_.find(cell);
      found =
          found || (boxes != cells_.end() && std::any_of(boxes->second.begin(), boxes->second.end(),
                                                         [&](const PageBox& other) { return overlap(box, other); }));
    });
    return !found;
  }
  void add(const PageBox& box) {
    each_cell(box, [&](std::pair<int, int> cell) { cells_[cell].push_back(box); });
  }

 private:
  template <class Visit>
  static void each_cell(const PageBox& box, const Visit& visit) {
    constexpr double side = 40.0;
    const auto cell = [](double value) { return static_cast<int>(std::floor(value / side)); };
    for (int x = cell(box.x); x <= cell(box.x + box.width); ++x) {
      for (int y = cell(box.y); y <= cell(box.y + box.height); ++y) {
        visit({x, y});
      }
    }
  }
  std::map<std::pair<int, int>, std::vector<PageBox>> cells_;
};

std::vector<PageBox> choices(const LabelWish& wish) {
  const auto centred = [&](double dx, double dy) {
    return PageBox{wish.at.x + dx - wish.size.width / 2.0, wish.at.y + dy - wish.size.height / 2.0, wish.size.width,
                   wish.size.height};
  };
  std::vector<PageBox> boxes;
  if (wish.room > 0.0) {
    if (wish.size.width / 2.0 <= wish.room * kRoomFactor) {
      const double spare = std::max(0.0, wish.room - wish.size.width / 2.0);
      for (const double y : {0.0, -0.25, 0.25, -0.5, 0.5, -0.7, 0.7}) {
        for (const double x : {0.0, -0.5, 0.5, -1.0, 1.0}) {
          boxes.push_back(centred(x * spare, y * wish.room));
        }
      }
    }
    return boxes;
  }
  const double dx = wish.gap + wish.size.width / 2.0;
  const double dy = wish.gap + wish.size.height / 2.0;
  for (const auto& [x, y] : {std::pair(dx, 0.0), std::pair(-dx, 0.0), std::pair(0.0, -dy), std::pair(0.0, dy),
                             std::pair(dx * 0.9, -dy * 0.8), std::pair(dx * 0.9, dy * 0.8),
                             std::pair(-dx * 0.9, -dy * 0.8), std::pair(-dx * 0.9, dy * 0.8)}) {
    boxes.push_back(centred(x, y));
  }
  return boxes;
}

bool is_inside(const PageBox& box, const PageBox& frame) {
  return box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width &&
         box.y + box.height <= frame.y + frame.height;
}

}  // namespace

bool overlap(const PageBox& a, const PageBox& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

std::vector<std::optional<PageBox>> place_labels(const std::vector<LabelWish>& wishes, const PageBox& frame,
                                                 const std::vector<PageBox>& markers) {
  std::vector<std::size_t> order(wishes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return wishes[a].rank > wishes[b].rank; });
  BoxCells labels;
  BoxCells points;
  for (const PageBox& box : markers) {
    points.add(box);
  }
  std::vector<std::optional<PageBox>> placed(wishes.size());
  for (const std::size_t i : order) {
    std::vector<PageBox> free = choices(wishes[i]);
    std::erase_if(free, [&](const PageBox& box) { return !is_inside(box, frame) || !labels.is_free(box); });
    const auto best = std::find_if(free.begin(), free.end(), [&](const PageBox& box) { return points.is_free(box); });
    if (!free.empty()) {
      placed[i] = best == free.end() ? free.front() : *best;
      labels.add(*placed[i]);
    }
  }
  return placed;
}

}  // namespace lastmeter
