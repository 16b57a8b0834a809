// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

#include "coverage/disc.h"
#include "geometry/polygon.h"

namespace lastmeter::testing {

/// Area of a union of discs inside a shape by another method: for each x the covered length along y is known exactly;
/// it is integrated over x by Gauss and Legendre between all x where its formula changes. Substituting x by a sine
/// takes away the square roots at the ends. About 1e-12 of the shape's box; O(n^3), for small instances.
class UnionBySlices {
 public:
  UnionBySlices(std::span<const Disc> discs, const MultiPolygon& shape) : discs_(discs) {
    for (const Polygon& part : shape.parts) {
      add_edges(part.outer);
      for (const Ring& hole : part.holes) {
        add_edges(hole);
      }
    }
    find_breaks();
  }

  [[nodiscard]] double area() const {
    double sum = 0.0;
    for (std::size_t i = 1; i < breaks_.size(); ++i) {
      const double middle = (breaks_[i] + breaks_[i - 1]) / 2;
      const double half = (breaks_[i] - breaks_[i - 1]) / 2;
      for (const auto& [node, weight] : legendre()) {
        const double angle = node * std::numbers::pi / 2;
        sum += weight * std::numbers::pi / 2 * half * std::cos(angle) * length_at(middle + half * std::sin(angle));
      }
    }
    return sum;
  }

 private:
  static const std::vector<std::pair<double, double>>& legendre() {
    static const std::vector<std::pair<double, double>> rule = [] {
      const int n = 24;
      std::vector<std::pair<double, double>> nodes;
      for (int i = 0; i < n; ++i) {
        double x = std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5));
        double slope = 1.0;
        for (int step = 0; step < 20; ++step) {
          double before = 1.0;
          double value = x;
          for (int k = 2; k <= n; ++k) {
            before = std::exchange(value, ((2 * k - 1) * x * value - (k - 1) * before) / k);
          }
          slope = n * (x * value - before) / (x * x - 1);
          x -= value / slope;
        }
        nodes.emplace_back(x, 2 / ((1 - x * x) * slope * slope));
      }
      return nodes;
    }();
    return rule;
  }

  void add_edges(const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      edges_.emplace_back(ring[i], ring[(i + 1) % ring.size()]);
    }
  }

  void add_line_circle(Point a, Point b, const Disc& disc) {
    const Point u{b.x - a.x, b.y - a.y};
    const Point v{a.x - disc.centre.x, a.y - disc.centre.y};
    const double uu = u.x * u.x + u.y * u.y;
    const double uv = u.x * v.x + u.y * v.y;
    const double under = uv * uv - uu * (v.x * v.x + v.y * v.y - disc.radius.value() * disc.radius.value());
    for (const double root : {-std::sqrt(std::max(under, 0.0)), std::sqrt(std::max(under, 0.0))}) {
      breaks_.push_back(a.x + u.x * (root - uv) / uu);
    }
  }

  void find_breaks() {
    for (const auto& [a, b] : edges_) {
      breaks_.push_back(a.x);
      for (const Disc& disc : discs_) {
        add_line_circle(a, b, disc);
      }
    }
    for (const Disc& disc : discs_) {
      breaks_.push_back(disc.centre.x - disc.radius.value());
      breaks_.push_back(disc.centre.x + disc.radius.value());
      for (const Disc& other : discs_) {
        const Point d{other.centre.x - disc.centre.x, other.centre.y - disc.centre.y};
        const double dd = d.x * d.x + d.y * d.y;
        const double r = disc.radius.value();
        const double s = other.radius.value();
        if (dd > 0.0) {  // the common chord lies on a line
          const double t = (dd + (r - s) * (r + s)) / (2 * dd);
          const Point on{disc.centre.x + t * d.x, disc.centre.y + t * d.y};
          add_line_circle(on, {on.x - d.y, on.y + d.x}, disc);
        }
      }
    }
    std::ranges::sort(breaks_);
  }

  [[nodiscard]] double length_at(double x) const {
    std::vector<std::pair<double, double>> covered;
    for (const Disc& disc : discs_) {
      const double dx = x - disc.centre.x;
      const double under = disc.radius.value() * disc.radius.value() - dx * dx;
      if (under > 0.0) {
        covered.emplace_back(disc.centre.y - std::sqrt(under), disc.centre.y + std::sqrt(under));
      }
    }
    std::ranges::sort(covered);
    std::vector<double> crossings;
    for (const auto& [a, b] : edges_) {
      if ((a.x > x) != (b.x > x)) {
        crossings.push_back(a.y + (x - a.x) / (b.x - a.x) * (b.y - a.y));
      }
    }
    std::ranges::sort(crossings);
    double sum = 0.0;
    double done = -1e300;
    for (const auto& [low, high] : covered) {
      const double from = std::max(low, done);
      done = std::max(done, high);
      for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        sum += std::max(0.0, std::min(high, crossings[i + 1]) - std::max(from, crossings[i]));
      }
    }
    return sum;
  }

  std::span<const Disc> discs_;
  std::vector<std::pair<Point, Point>> edges_;
  std::vector<double> breaks_;
};

}  // namespace lastmeter::testing
