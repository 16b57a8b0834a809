// SPDX-License-Identifier: Apache-2.0
#include "coverage/data_border.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace lastmeter {

namespace {

/// Positive where c lies left of the way from a to b.
double turn(Point a, Point b, Point c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

void add_corner(std::vector<Point>& chain, std::size_t fixed, Point p) {
  while (chain.size() > fixed + 1 && turn(chain[chain.size() - 2], chain.back(), p) <= 0.0) {
    chain.pop_back();
  }
  chain.push_back(p);
}

/// The shortest way over a place on the segment from a to b, both places on the same side of it: the mirror image.
double over_segment(Point a, Point b, Point from, Point to) {
  const double length = distance(a, b).value();
  const auto along = [&](Point p) { return ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length; };
  const double from_off = std::abs(turn(a, b, from)) / length;
  const double to_off = std::abs(turn(a, b, to)) / length;
  const double off = from_off + to_off;
  const double touch = off > 0.0 ? (along(from) * to_off + along(to) * from_off) / off : along(from);
  const double share = std::clamp(touch / length, 0.0, 1.0);
  const Point at{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
  return distance(from, at).value() + distance(at, to).value();
}

}  // namespace

DataBorder::DataBorder(std::span<const Point> nodes) {
  std::vector<Point> sorted(nodes.begin(), nodes.end());
  std::ranges::sort(sorted, {}, [](Point p) { return std::tuple(p.x, p.y); });
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  for (const Point p : sorted) {
    add_corner(corners_, 0, p);
  }
  const std::size_t lower = corners_.empty() ? 0 : corners_.size() - 1;
  for (std::size_t i = sorted.size(); i-- > 1;) {
    add_corner(corners_, lower, sorted[i - 1]);
  }
  if (corners_.size() > 1) {
    corners_.pop_back();
  }
}

bool DataBorder::inside(Point p) const {
  if (corners_.size() < 3) {
    return false;
  }
  for (std::size_t i = 0; i < corners_.size(); ++i) {
    if (turn(corners_[i], corners_[(i + 1) % corners_.size()], p) < 0.0) {
      return false;
    }
  }
  return true;
}

Metres DataBorder::around(Point from, Point to) const {
  if (!inside(from) || !inside(to)) {
    return distance(from, to);
  }
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < corners_.size(); ++i) {
    best = std::min(best, over_segment(corners_[i], corners_[(i + 1) % corners_.size()], from, to));
  }
  return Metres(best);
}

}  // namespace lastmeter
