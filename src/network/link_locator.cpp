// SPDX-License-Identifier: Apache-2.0
#include "network/link_locator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace lastmeter {

namespace {

constexpr double kLargest = std::numeric_limits<double>::max();
constexpr double kRounding = 8.0 * std::numeric_limits<double>::epsilon();  // of a distance, as a share of coordinates

double whole_micrometres(double metres) { return std::round(metres * kCostsPerMetre); }

struct Foot {
  Point at;
  double along = 0.0;
};

Foot foot_on(Point a, Point b, Point p) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double reach = (p.x - a.x) * dx + (p.y - a.y) * dy;
  const double squared = dx * dx + dy * dy;
  if (!(reach > 0.0)) {
    return {a, 0.0};
  }
  if (reach >= squared) {
    return {b, 1.0};
  }
  const double along = reach / squared;
  return {{a.x + along * dx, a.y + along * dy}, along};
}

}  // namespace

struct LinkLocator::Search {
  Search(Point place, double limit, double rounding)
      : p(place), slack(rounding), limit_whole(whole_micrometres(limit)), threshold(kLargest) {
    narrow(limit);
  }
  void narrow(double distance) {
    const double reach = distance + slack;
    threshold = std::min(threshold, reach * reach);
  }
  void offer(const LinkHit& hit) {
    const double whole = whole_micrometres(hit.distance);
    if (whole > limit_whole || (best && std::tie(best_whole, best->link, best->vertex, best->along) <=
                                            std::tie(whole, hit.link, hit.vertex, hit.along))) {
      return;
    }
    best = hit;
    best_whole = whole;
    narrow(hit.distance);
  }

  Point p;
  double slack;
  double limit_whole;
  double threshold;  // squared distance beyond which nothing can win or tie
  double best_whole = kLargest;
  std::optional<LinkHit> best;
};

LinkLocator::LinkLocator(const WalkNetwork& network) : network_(network) {
  double largest = 0.0;
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const Link& link = network.links[i];
    for (std::uint32_t v = link.first_vertex; v + 1 < link.first_vertex + link.vertex_count; ++v) {
      if (stretches_.size() % kFan == 0) {
        boxes.emplace_back();
      }
      stretches_.push_back({LinkId(i), v});
      for (const Point& end : {network.vertices[v], network.vertices[v + 1]}) {
        boxes.back().add(end);
        largest = std::max({largest, std::abs(end.x), std::abs(end.y)});
      }
    }
  }
  slack_ = 2.0 / kCostsPerMetre + largest * kRounding;
  add_levels(std::move(boxes));
}

void LinkLocator::add_levels(std::vector<Box> boxes) {
  Boxes nowhere{};
  std::ranges::fill(nowhere.min_x, kLargest);
  std::ranges::fill(nowhere.min_y, kLargest);
  std::ranges::fill(nowhere.max_x, -kLargest);
  std::ranges::fill(nowhere.max_y, -kLargest);
  while (!boxes.empty()) {
    std::vector<Boxes> level((boxes.size() + kFan - 1) / kFan, nowhere);
    std::vector<Box> above(level.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      Boxes& group = level[i / kFan];
      group.min_x[i % kFan] = boxes[i].min_x;
      group.min_y[i % kFan] = boxes[i].min_y;
      group.max_x[i % kFan] = boxes[i].max_x;
      group.max_y[i % kFan] = boxes[i].max_y;
      above[i / kFan].add(boxes[i]);
    }
    levels_.push_back(std::move(level));
    boxes = above.size() > 1 ? std::move(above) : std::vector<Box>();
  }
}

void LinkLocator::visit_stretches(Search& search, std::size_t group) const {
  const std::size_t end = std::min(stretches_.size(), (group + 1) * kFan);
  for (std::size_t i = group * kFan; i < end; ++i) {
    const Stretch stretch = stretches_[i];
    const Foot foot = foot_on(network_.vertices[stretch.vertex], network_.vertices[stretch.vertex + 1], search.p);
    const double squared = squared_distance(search.p, foot.at);
    if (squared <= search.threshold) {
      search.offer(
          {stretch.link, stretch.vertex, foot.at, foot.along, std::sqrt(squared), static_cast<std::uint32_t>(group)});
    }
  }
}

void LinkLocator::visit(Search& search, std::size_t level, std::size_t group) const {
  const Boxes& boxes = levels_[level][group];
  std::array<double, kFan> squared{};
  for (std::size_t i = 0; i < kFan; ++i) {
    const double dx = std::max(std::max(boxes.min_x[i] - search.p.x, search.p.x - boxes.max_x[i]), 0.0);
    const double dy = std::max(std::max(boxes.min_y[i] - search.p.y, search.p.y - boxes.max_y[i]), 0.0);
    squared[i] = dx * dx + dy * dy;
  }
  std::array<std::uint8_t, kFan> near{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < kFan; ++i) {
    if (squared[i] <= search.threshold) {
      std::size_t slot = count++;
      for (; slot > 0 && squared[near[slot - 1]] > squared[i]; --slot) {
        near[slot] = near[slot - 1];
      }
      near[slot] = static_cast<std::uint8_t>(i);
    }
  }
  for (std::size_t i = 0; i < count && squared[near[i]] <= search.threshold; ++i) {
    const std::size_t child = group * kFan + near[i];
    if (level == 0) {
      visit_stretches(search, child);
    } else {
      visit(search, level - 1, child);
    }
  }
}

std::optional<LinkHit> LinkLocator::nearest(Point p, double limit, const std::optional<LinkHit>& guess) const {
  if (levels_.empty()) {
    return std::nullopt;
  }
  Search search(p, limit, slack_ + std::max(std::abs(p.x), std::abs(p.y)) * kRounding);
  if (guess) {
    visit_stretches(search, guess->leaf);
  }
  visit(search, levels_.size() - 1, 0);
  return search.best;
}

}  // namespace lastmeter
