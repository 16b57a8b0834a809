// SPDX-License-Identifier: Apache-2.0
#include "geometry/polygon.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "geometry/for_each_ring.h"

namespace lastmeter {

namespace {

enum class Side { Inside, Outside, Border };

Side side_of(const Ring& ring, Point p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const Point a = ring[j];
    const Point b = ring[i];
    const double cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
    if (cross == 0.0 && p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) &&
        p.y <= std::max(a.y, b.y)) {
      return Side::Border;
    }
    if ((a.y > p.y) != (b.y > p.y) && (b.y > a.y ? cross > 0.0 : cross < 0.0)) {
      inside = !inside;
    }
  }
  return inside ? Side::Inside : Side::Outside;
}

void clean(Ring& ring) {
  ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
  while (ring.size() > 1 && ring.front() == ring.back()) {
    ring.pop_back();
  }
}

}  // namespace

void Box::add(Point p) {
  min_x = std::min(min_x, p.x);
  min_y = std::min(min_y, p.y);
  max_x = std::max(max_x, p.x);
  max_y = std::max(max_y, p.y);
}

void Box::add(const Box& other) {
  min_x = std::min(min_x, other.min_x);
  min_y = std::min(min_y, other.min_y);
  max_x = std::max(max_x, other.max_x);
  max_y = std::max(max_y, other.max_y);
}

Box Box::grown(Metres margin) const {
  return {min_x - margin.value(), min_y - margin.value(), max_x + margin.value(), max_y + margin.value()};
}

bool Box::intersects(const Box& other) const {
  return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y && other.min_y <= max_y;
}

bool Box::contains(Point p) const { return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y; }

Point Box::centre() const { return {(min_x + max_x) / 2, (min_y + max_y) / 2}; }

Box bounds(const Ring& ring) {
  Box box;
  for (const Point p : ring) {
    box.add(p);
  }
  return box;
}

Box bounds(const MultiPolygon& shape) {
  Box box;
  for (const Polygon& part : shape.parts) {
    box.add(bounds(part.outer));
  }
  return box;
}

double signed_area(const Ring& ring) {
  if (ring.size() < 3) {
    return 0.0;
  }
  const Point o = ring.front();
  double twice = 0.0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    twice += (ring[i].x - o.x) * (ring[i + 1].y - o.y) - (ring[i + 1].x - o.x) * (ring[i].y - o.y);
  }
  return twice / 2;
}

SquareMetres area(const MultiPolygon& shape) {
  double sum = 0.0;
  for_each_ring(shape, [&](const Ring& ring) { sum += signed_area(ring); });
  return SquareMetres(sum);
}

Metres length_of(std::span<const Point> line) {
  double sum = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    sum += distance(line[i - 1], line[i]).value();
  }
  return Metres(sum);
}

Metres perimeter(const MultiPolygon& shape) {
  double sum = 0.0;
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      sum += distance(ring[j], ring[i]).value();
    }
  });
  return Metres(sum);
}

Point centroid(const MultiPolygon& shape) {
  assert(!shape.empty());
  const Point o = shape.parts.front().outer.front();
  double twice = 0.0;
  double sum_x = 0.0;
  double sum_y = 0.0;
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      const Point a{ring[j].x - o.x, ring[j].y - o.y};
      const Point b{ring[i].x - o.x, ring[i].y - o.y};
      const double cross = a.x * b.y - b.x * a.y;
      twice += cross;
      sum_x += (a.x + b.x) * cross;
      sum_y += (a.y + b.y) * cross;
    }
  });
  if (twice != 0.0) {
    return {o.x + sum_x / (3 * twice), o.y + sum_y / (3 * twice)};
  }
  double n = 0.0;
  Point mean;
  for_each_ring(shape, [&](const Ring& ring) {
    for (const Point p : ring) {
      n += 1.0;
      mean.x += (p.x - mean.x) / n;
      mean.y += (p.y - mean.y) / n;
    }
  });
  return mean;
}

bool contains(const MultiPolygon& shape, Point p) {
  bool inside = false;
  bool border = false;
  for_each_ring(shape, [&](const Ring& ring) {
    if (ring.empty()) {
      return;
    }
    const Side side = side_of(ring, p);
    border = border || side == Side::Border;
    inside = inside != (side == Side::Inside);
  });
  return border || inside;
}

void normalize(MultiPolygon& shape) {
  for (Polygon& part : shape.parts) {
    clean(part.outer);
    if (signed_area(part.outer) < 0.0) {
      std::reverse(part.outer.begin(), part.outer.end());
    }
    for (Ring& hole : part.holes) {
      clean(hole);
      if (signed_area(hole) > 0.0) {
        std::reverse(hole.begin(), hole.end());
      }
    }
    std::erase_if(part.holes, [](const Ring& hole) { return hole.size() < 3; });
  }
  std::erase_if(shape.parts, [](const Polygon& part) { return part.outer.size() < 3; });
}

}  // namespace lastmeter
