// SPDX-License-Identifier: Apache-2.0
#include "geometry/shape_gaps.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lastmeter {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double box_gap(const Box& a, const Box& b) {
  const double dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
  const double dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
  return std::hypot(dx, dy);
}

bool cross(const Segment& s, const Segment& t) {
  const auto side = [](const Segment& u, Point p) {
    return (u.to.x - u.from.x) * (p.y - u.from.y) - (u.to.y - u.from.y) * (p.x - u.from.x);
  };
  return side(s, t.from) * side(s, t.to) < 0.0 && side(t, s.from) * side(t, s.to) < 0.0;
}

double gap_of(const Segment& s, const Segment& t) {
  return cross(s, t) ? 0.0
                     : std::min({distance_from(s, t.from), distance_from(s, t.to), distance_from(t, s.from),
                                 distance_from(t, s.to)});
}

}  // namespace

ShapeGaps::ShapeGaps(std::span<const MultiPolygon> shapes) : runs_(shapes), index_(runs_.boxes()) {
  for (const Box& box : runs_.boxes()) {
    if (!box.empty()) {
      all_.add(box);
    }
  }
}

Metres ShapeGaps::between(std::uint32_t a, std::uint32_t b) const {
  if (runs_.of(a).empty() || runs_.of(b).empty()) {
    return Metres(infinite);
  }
  if (runs_.holds(a, runs_.segments(runs_.of(b).front()).front().from) ||
      runs_.holds(b, runs_.segments(runs_.of(a).front()).front().from)) {
    return Metres(0.0);
  }
  double best = infinite;
  for (const SegmentRuns::Run& x : runs_.of(a)) {
    if (box_gap(x.box, runs_.box(b)) >= best) {
      continue;
    }
    for (const SegmentRuns::Run& y : runs_.of(b)) {
      if (box_gap(x.box, y.box) >= best) {
        continue;
      }
      for (const Segment& s : runs_.segments(x)) {
        for (const Segment& t : runs_.segments(y)) {
          best = std::min(best, gap_of(s, t));
        }
      }
    }
  }
  return Metres(best);
}

std::optional<ShapeGaps::Nearest> ShapeGaps::nearest(std::uint32_t shape,
                                                     std::span<const std::uint32_t> group_of) const {
  const Box& box = runs_.box(shape);
  if (box.empty()) {
    return std::nullopt;
  }
  const double whole = std::hypot(all_.max_x - all_.min_x, all_.max_y - all_.min_y);
  double reach = std::max(1.0, std::hypot(box.max_x - box.min_x, box.max_y - box.min_y) / 8.0);
  std::vector<std::uint32_t> found;
  while (true) {
    std::optional<Nearest> best;
    index_.query(box.grown(Metres(reach)), found);
    for (const std::uint32_t other : found) {
      if (group_of[other] != group_of[shape] && (!best || box_gap(box, runs_.box(other)) < best->gap.value())) {
        const Metres gap = between(shape, other);
        best = !best || gap < best->gap ? Nearest{other, gap} : *best;
      }
    }
    if ((best && best->gap.value() <= reach) || reach > whole) {
      return best;
    }
    reach = best ? best->gap.value() : 2.0 * reach;
  }
}

}  // namespace lastmeter
