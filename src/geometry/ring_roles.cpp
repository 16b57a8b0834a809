// SPDX-License-Identifier: Apache-2.0
#include "geometry/ring_roles.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "geometry/box_index.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

namespace {

/// Of a ring's corners and middles of edges, drawn to its middle by the share `inwards`, how many lie inside; of
/// twice the ring's size.
std::size_t points_inside(const Ring& ring, const ZoneLocator& other, double inwards) {
  const Point centre = bounds(ring).centre();
  const auto is_inside = [&](Point p) {
    return other.find({p.x + inwards * (centre.x - p.x), p.y + inwards * (centre.y - p.y)}).has_value();
  };
  std::size_t inside = 0;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    inside += is_inside(ring[i]) ? 1U : 0U;
    inside += is_inside({(ring[i].x + ring[j].x) / 2, (ring[i].y + ring[j].y) / 2}) ? 1U : 0U;
  }
  return inside;
}

/// So little that touching borders do not matter, or just do.
constexpr double a_little = 1e-6;

bool mostly_inside(const Ring& ring, const ZoneLocator& other) {
  return points_inside(ring, other, a_little) >= ring.size();
}

bool strictly_inside(const Ring& ring, const ZoneLocator& other) {
  return points_inside(ring, other, a_little) == 2 * ring.size() &&
         points_inside(ring, other, -a_little) == 2 * ring.size();
}

/// How many polygons hold the outer ring of each, and the smallest of them that is a shell itself.
struct Nesting {
  std::vector<std::size_t> depth;
  std::vector<std::optional<std::size_t>> shell_around;

  [[nodiscard]] bool is_hole(std::size_t i) const { return depth[i] % 2 == 1 && shell_around[i]; }
};

/// Precondition: from large boxes to small.
Nesting nesting_of(const std::vector<MultiPolygon>& polygons, bool (*inside)(const Ring&, const ZoneLocator&)) {
  Nesting nesting;
  nesting.depth.resize(polygons.size());
  nesting.shell_around.resize(polygons.size());
  std::vector<Box> boxes(polygons.size());
  std::ranges::transform(polygons, boxes.begin(), [](const MultiPolygon& one) { return bounds(one); });
  const BoxIndex index(boxes);
  std::vector<std::uint32_t> near;
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    index.query(boxes[i], near);
    if (near.back() == i) {
      continue;
    }
    const ZoneLocator locator({&polygons[i]});
    for (const std::uint32_t j : near) {
      if (j > i && inside(polygons[j].parts[0].outer, locator)) {
        ++nesting.depth[j];
        nesting.shell_around[j] = nesting.depth[i] % 2 == 0 ? i : nesting.shell_around[j];
      }
    }
  }
  return nesting;
}

void sort_large_to_small(std::vector<MultiPolygon>& polygons) {
  std::ranges::stable_sort(polygons, std::ranges::greater{}, [](const MultiPolygon& one) {
    const Box box = bounds(one);
    return (box.max_x - box.min_x) * (box.max_y - box.min_y);
  });
}

/// Holes join their shells; what a hole had cut out of itself stands alone.
std::vector<MultiPolygon> joined(std::vector<MultiPolygon> polygons, const Nesting& nesting) {
  std::vector<MultiPolygon> result;
  std::vector<std::size_t> place(polygons.size());
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    Polygon& polygon = polygons[i].parts[0];
    if (!nesting.is_hole(i)) {
      place[i] = result.size();
      result.push_back({{std::move(polygon)}});
      continue;
    }
    for (Ring& hole : polygon.holes) {
      result.push_back({{Polygon{std::move(hole), {}}}});
    }
    result[place[*nesting.shell_around[i]]].parts[0].holes.push_back(std::move(polygon.outer));
  }
  return result;
}

std::vector<MultiPolygon> polygons_of_part(const Polygon& part) {
  std::vector<MultiPolygon> rings{{{Polygon{part.outer, {}}}}};
  if (part.holes.empty()) {
    return rings;
  }
  for (const Ring& hole : part.holes) {
    rings.push_back({{Polygon{hole, {}}}});
  }
  sort_large_to_small(rings);
  const Nesting nesting = nesting_of(rings, mostly_inside);
  return joined(std::move(rings), nesting);
}

}  // namespace

MultiPolygon with_roles_from_geometry(const MultiPolygon& shape) {
  std::vector<MultiPolygon> polygons;
  for (const Polygon& part : shape.parts) {
    std::ranges::move(polygons_of_part(part), std::back_inserter(polygons));
  }
  if (polygons.size() > 1) {
    sort_large_to_small(polygons);
    const Nesting nesting = nesting_of(polygons, strictly_inside);
    polygons = joined(std::move(polygons), nesting);
  }
  MultiPolygon result;
  for (MultiPolygon& polygon : polygons) {
    result.parts.push_back(std::move(polygon.parts[0]));
  }
  normalize(result);
  return result;
}

}  // namespace lastmeter
