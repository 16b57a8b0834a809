// SPDX-License-Identifier: Apache-2.0
#include "plane_cut.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace lastmeter {

namespace {

double side(Point at, Point direction, Point p) { return direction.x * (p.y - at.y) - direction.y * (p.x - at.x); }

}  // namespace

PlaneCut::PlaneCut(Ring outline) : vertices_(std::move(outline)) {
  for (std::uint32_t i = 0; i < vertices_.size(); ++i) {
    outline_.push_back(i);
    classes_[key(i, (i + 1) % static_cast<std::uint32_t>(vertices_.size()))] = EdgeClass::Border;
  }
}

void PlaneCut::expand_edge(std::uint32_t a, std::uint32_t b, VertexRing& out) const {
  const auto found = splits_.find(key(a, b));
  if (found == splits_.end()) {
    out.push_back(a);
    return;
  }
  expand_edge(a, found->second, out);
  expand_edge(found->second, b, out);
}

VertexRing PlaneCut::expanded(const VertexRing& ring) const {
  VertexRing out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    expand_edge(ring[i], ring[(i + 1) % ring.size()], out);
  }
  return out;
}

Ring PlaneCut::points(const VertexRing& ring) const {
  Ring out;
  for (const std::uint32_t v : ring) {
    out.push_back(vertices_[v]);
  }
  return out;
}

std::size_t PlaneCut::place_vertex(VertexRing& ring, std::size_t i, double t, double snap) {
  const std::size_t next = (i + 1) % ring.size();
  const std::uint32_t a = ring[i];
  const std::uint32_t b = ring[next];
  const Point pa = vertices_[a];
  const Point pb = vertices_[b];
  const double length = distance(pa, pb).value();
  if (std::min(t, 1 - t) * length <= snap) {
    return t < 0.5 ? i : next;
  }
  const auto middle = static_cast<std::uint32_t>(vertices_.size());
  vertices_.push_back({pa.x + t * (pb.x - pa.x), pa.y + t * (pb.y - pa.y)});
  const EdgeClass whole = classes_.at(key(a, b));
  splits_[key(a, b)] = middle;
  classes_[key(a, middle)] = whole;
  classes_[key(middle, b)] = whole;
  ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(i) + 1, middle);
  return i + 1;
}

std::optional<std::pair<VertexRing, VertexRing>> PlaneCut::cut(const VertexRing& face, Point at, Point direction,
                                                               EdgeClass edge_class, double snap) {
  VertexRing ring = expanded(face);
  struct Crossing {
    std::size_t edge;
    double t;
  };
  std::vector<Crossing> crossings;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const double a = side(at, direction, vertices_[ring[i]]);
    const double b = side(at, direction, vertices_[ring[(i + 1) % ring.size()]]);
    if ((a < 0.0) != (b < 0.0)) {
      crossings.push_back({i, a / (a - b)});
    }
  }
  if (crossings.size() != 2) {
    return std::nullopt;
  }
  const std::size_t second_place = place_vertex(ring, crossings[1].edge, crossings[1].t, snap);
  const std::uint32_t second = ring[second_place];
  const std::uint32_t first = ring[place_vertex(ring, crossings[0].edge, crossings[0].t, snap)];
  std::rotate(ring.begin(), std::find(ring.begin(), ring.end(), first), ring.end());
  const auto split = std::find(ring.begin(), ring.end(), second);
  const auto steps = split - ring.begin();
  if (steps < 2 || steps > static_cast<std::ptrdiff_t>(ring.size()) - 2) {
    return std::nullopt;
  }
  VertexRing one(ring.begin(), split + 1);
  VertexRing two(split, ring.end());
  two.push_back(first);
  classes_[key(first, second)] = edge_class;
  const Point along{vertices_[second].x - vertices_[first].x, vertices_[second].y - vertices_[first].y};
  const bool second_is_ahead = along.x * direction.x + along.y * direction.y > 0.0;
  // Rings run counter-clockwise, so the piece whose border leads from first to second is right of that direction.
  return second_is_ahead ? std::pair(two, one) : std::pair(one, two);
}

Ring clip_left(const Ring& face, Point at, Point direction) {
  Ring out;
  for (std::size_t i = 0; i < face.size(); ++i) {
    const Point p = face[i];
    const Point q = face[(i + 1) % face.size()];
    const double a = side(at, direction, p);
    const double b = side(at, direction, q);
    if (a >= 0.0) {
      out.push_back(p);
    }
    if ((a < 0.0) != (b < 0.0)) {
      const double t = a / (a - b);
      out.push_back({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)});
    }
  }
  return out.size() < 3 ? Ring{} : out;
}

Point line_for_share(const Ring& face, Point direction, double share) {
  const Point across{-direction.y, direction.x};
  const auto offset = [&](Point p) { return p.x * across.x + p.y * across.y; };
  double lo = offset(face.front());
  double hi = lo;
  for (const Point p : face) {
    lo = std::min(lo, offset(p));
    hi = std::max(hi, offset(p));
  }
  const double length2 = across.x * across.x + across.y * across.y;
  const double whole = signed_area(face);
  const auto point_at = [&](double o) { return Point{across.x * o / length2, across.y * o / length2}; };
  for (int step = 0; step < 60; ++step) {
    const double middle = (lo + hi) / 2;
    (signed_area(clip_left(face, point_at(middle), direction)) > share * whole ? lo : hi) = middle;
  }
  return point_at(lo);
}

double compactness(const Ring& ring) {
  double around = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    around += distance(ring[i], ring[(i + 1) % ring.size()]).value();
  }
  return 4 * std::numbers::pi * signed_area(ring) / (around * around);
}

}  // namespace lastmeter
