// SPDX-License-Identifier: Apache-2.0
#include "geometry/border_snap.h"

#include <algorithm>
#include <utility>

#include "geometry/for_each_ring.h"

namespace lastmeter {

namespace {

double share_nearest(const Segment& edge, Point p) {
  const double dx = edge.to.x - edge.from.x;
  const double dy = edge.to.y - edge.from.y;
  const double length = dx * dx + dy * dy;
  return length > 0.0 ? ((p.x - edge.from.x) * dx + (p.y - edge.from.y) * dy) / length : 0.0;
}

Point nearest_on(const Segment& edge, Point p) {
  const double share = share_nearest(edge, p);
  return share <= 0.0 ? edge.from : share >= 1.0 ? edge.to : point_at(edge, share);
}

}  // namespace

BorderSnap::BorderSnap(const MultiPolygon& shape) : index_({}) {
  std::vector<Box> boxes;
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      edges_.push_back({ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]});
      boxes.push_back(bounds(edges_.back()));
    }
  });
  index_ = BoxIndex(boxes);
}

void BorderSnap::find(const Segment& near, Metres reach) { index_.query(bounds(near).grown(reach), found_); }

Point BorderSnap::point(Point p, Metres reach) {
  find({p, p}, reach);
  const auto nearest = [&](const auto& candidate) {
    Point best = p;
    double least = reach.value() * reach.value();
    for (const std::uint32_t edge : found_) {
      const Point at = candidate(edges_[edge]);
      if (squared_distance(p, at) < least) {
        least = squared_distance(p, at);
        best = at;
      }
    }
    return best;
  };
  const Point corner = nearest([](const Segment& edge) { return edge.from; });
  return corner == p ? nearest([&](const Segment& edge) { return nearest_on(edge, p); }) : corner;
}

std::vector<Point> BorderSnap::line(const std::vector<Point>& points, Metres reach) {
  std::vector<Point> line;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point next = point(points[i], reach);
    if (i > 0) {
      const Segment piece{line.back(), next};
      find(piece, reach);
      std::vector<std::pair<double, Point>> corners;
      for (const std::uint32_t edge : found_) {
        const Point corner = edges_[edge].from;
        if (distance_from(piece, corner) < reach.value()) {
          corners.emplace_back(share_nearest(piece, corner), corner);
        }
      }
      std::sort(corners.begin(), corners.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      for (const auto& [share, corner] : corners) {
        line.push_back(corner);
      }
    }
    line.push_back(next);
  }
  return line;
}

}  // namespace lastmeter
