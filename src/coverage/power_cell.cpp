// SPDX-License-Identifier: Apache-2.0
#include "coverage/power_cell.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lastmeter {

namespace {

double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
Point between(Point a, Point b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

/// `inside` and `outside` lie on different sides of a line, at these signed distances.
Point crossing(Point inside, double inside_beyond, Point outside, double outside_beyond) {
  return between(inside, outside, inside_beyond / (inside_beyond - outside_beyond));
}

double angle(Point a, Point b) { return std::atan2(cross(a, b), dot(a, b)); }

/// Twice the signed area of triangle(origin, a, b) inside the disc.
double doubled_wedge(Point a, Point b, double squared_radius) {
  const double turn = cross(a, b);
  if (dot(a, a) <= squared_radius && dot(b, b) <= squared_radius) {
    return turn;
  }
  const Point along{b.x - a.x, b.y - a.y};
  const double squared_length = dot(along, along);
  // Half the chord that the whole line cuts from the circle, squared, times the squared length of the edge.
  const double chord = squared_radius * squared_length - turn * turn;
  if (chord <= 0.0) {
    return squared_radius * angle(a, b);
  }
  const double middle = -dot(a, along) / squared_length;
  const double half = std::sqrt(chord) / squared_length;
  const double enter = middle - half;
  const double leave = middle + half;
  if (enter >= 1.0 || leave <= 0.0) {
    return squared_radius * angle(a, b);
  }
  double area = turn * (std::min(leave, 1.0) - std::max(enter, 0.0));
  if (enter > 0.0) {
    area += squared_radius * angle(a, between(a, b, enter));
  }
  if (leave < 1.0) {
    area += squared_radius * angle(between(a, b, leave), b);
  }
  return area;
}

}  // namespace

Cut radical_cut(const Disc& own, const Disc& other, bool own_first) {
  const double r = own.radius.value();
  const double s = other.radius.value();
  const Point apart{other.centre.x - own.centre.x, other.centre.y - own.centre.y};
  const double distance = std::sqrt(dot(apart, apart));
  if (distance == 0.0) {
    const double all = std::numeric_limits<double>::infinity();
    return {{1.0, 0.0}, r > s || (r == s && own_first) ? all : -all};
  }
  return {{apart.x / distance, apart.y / distance}, (distance + (r - s) / distance * (r + s)) / 2};
}

ConvexCell::ConvexCell(double half_side)
    : corners_{{-half_side, -half_side}, {half_side, -half_side}, {half_side, half_side}, {-half_side, half_side}},
      edges_(4, kSquare) {}

void ConvexCell::clip(const Cut& cut) {
  next_corners_.clear();
  next_edges_.clear();
  const auto add = [&](Point corner, std::size_t edge) {
    next_corners_.push_back(corner);
    next_edges_.push_back(edge);
  };
  for (std::size_t i = 0; i < corners_.size(); ++i) {
    const Point a = corners_[i];
    const Point b = corners_[i + 1 < corners_.size() ? i + 1 : 0];
    const double a_beyond = cut.beyond(a);
    const double b_beyond = cut.beyond(b);
    if (a_beyond <= 0.0) {
      add(a, edges_[i]);
      if (b_beyond > 0.0) {
        add(crossing(a, a_beyond, b, b_beyond), cuts_.size());
      }
    } else if (b_beyond <= 0.0) {
      add(crossing(b, b_beyond, a, a_beyond), edges_[i]);
    }
  }
  cuts_.push_back(cut);
  corners_.swap(next_corners_);
  edges_.swap(next_edges_);
}

double ConvexCell::reach() const {
  double squared = 0.0;
  for (const Point corner : corners_) {
    squared = std::max(squared, dot(corner, corner));
  }
  return std::sqrt(squared);
}

std::vector<Cut> ConvexCell::cuts() const {
  std::vector<Cut> used;
  for (const std::size_t edge : edges_) {
    if (edge != kSquare) {
      used.push_back(cuts_[edge]);
    }
  }
  return used;
}

void ConvexCell::move_origin(Point origin) {
  for (Point& corner : corners_) {
    corner = {corner.x - origin.x, corner.y - origin.y};
  }
  for (Cut& cut : cuts_) {
    cut.offset = -cut.beyond(origin);
  }
}

void clip_ring(Ring& ring, const Cut& cut, Ring& spare) {
  const auto outside =
      static_cast<std::size_t>(std::ranges::count_if(ring, [&](Point p) { return cut.beyond(p) > 0.0; }));
  if (outside == 0) {
    return;
  }
  spare.clear();
  if (outside < ring.size()) {
    Point a = ring.back();
    double a_beyond = cut.beyond(a);
    for (const Point b : ring) {
      const double b_beyond = cut.beyond(b);
      if (a_beyond <= 0.0 && b_beyond > 0.0) {
        spare.push_back(crossing(a, a_beyond, b, b_beyond));
      } else if (a_beyond > 0.0 && b_beyond <= 0.0) {
        spare.push_back(crossing(b, b_beyond, a, a_beyond));
      }
      if (b_beyond <= 0.0) {
        spare.push_back(b);
      }
      a = b;
      a_beyond = b_beyond;
    }
  }
  ring.swap(spare);
}

double area_in_disc(std::span<const Point> ring, double radius) {
  if (ring.empty()) {
    return 0.0;
  }
  const double squared_radius = radius * radius;
  double doubled = 0.0;
  Point a = ring.back();
  for (const Point b : ring) {
    doubled += doubled_wedge(a, b, squared_radius);
    a = b;
  }
  return doubled / 2;
}

}  // namespace lastmeter
