// SPDX-License-Identifier: Apache-2.0
// Who borders whom among 100,000 polygons, and along how many metres: ours, exact and with a tolerance, beside GEOS
// (an STR tree and the intersection of borders, as the usual scripts do it). Checked: the same pairs, the same metres.
#define GEOS_USE_ONLY_R_API
#include <fmt/format.h>
#include <geos_c.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <vector>

#include "core/parallel.h"
#include "core/random.h"
#include "geometry/shared_borders.h"

using namespace lastmeter;

namespace {

using Pairs = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;

template <class Body>
double seconds(const Body& body) {
  const auto begin = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Parcels of a crooked grid, each side with `bends` corners that its neighbour shares.
std::vector<MultiPolygon> crooked_town(std::size_t side, std::size_t bends) {
  Random random(1);
  const std::size_t steps = bends + 1;
  const auto shifted = [&](double x, double y) { return Point{x + random.uniform(-4, 4), y + random.uniform(-4, 4)}; };
  std::vector<Point> level((side + 1) * (side * steps + 1));
  std::vector<Point> upright(level.size());
  const std::size_t row = side * steps + 1;
  for (std::size_t line = 0; line <= side; ++line) {
    for (std::size_t i = 0; i < row; ++i) {
      const double along = 100.0 * static_cast<double>(i) / static_cast<double>(steps);
      const double across = 100.0 * static_cast<double>(line);
      level[line * row + i] = shifted(along, across);
      upright[line * row + i] = i % steps == 0 ? Point() : shifted(across, along);
    }
  }
  for (std::size_t x = 0; x <= side; ++x) {
    for (std::size_t y = 0; y <= side; ++y) {
      upright[x * row + y * steps] = level[y * row + x * steps];
    }
  }
  std::vector<MultiPolygon> shapes;
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      Ring ring;
      for (std::size_t i = 0; i < steps; ++i) ring.push_back(level[y * row + x * steps + i]);
      for (std::size_t i = 0; i < steps; ++i) ring.push_back(upright[(x + 1) * row + y * steps + i]);
      for (std::size_t i = steps; i > 0; --i) ring.push_back(level[(y + 1) * row + x * steps + i]);
      for (std::size_t i = steps; i > 0; --i) ring.push_back(upright[x * row + y * steps + i]);
      shapes.push_back({{Polygon{std::move(ring), {}}}});
    }
  }
  return shapes;
}

Pairs ours(const std::vector<MultiPolygon>& shapes, double tolerance) {
  Pairs pairs;
  for (const SharedBorder& border : shared_borders(shapes, Metres(tolerance)).borders) {
    pairs[{border.a, border.b}] = border.length.value();
  }
  return pairs;
}

Pairs by_geos(const std::vector<MultiPolygon>& shapes) {
  GEOSContextHandle_t geos = GEOS_init_r();
  std::vector<GEOSGeometry*> rings;
  std::vector<std::size_t> numbers(shapes.size());
  GEOSSTRtree* tree = GEOSSTRtree_create_r(geos, 10);
  for (std::size_t s = 0; s < shapes.size(); ++s) {
    const Ring& ring = shapes[s].parts[0].outer;
    GEOSCoordSequence* line = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(ring.size() + 1), 2);
    for (std::size_t i = 0; i <= ring.size(); ++i) {
      const Point p = ring[i % ring.size()];
      GEOSCoordSeq_setXY_r(geos, line, static_cast<unsigned>(i), p.x, p.y);
    }
    rings.push_back(GEOSGeom_createLineString_r(geos, line));
    numbers[s] = s;
    GEOSSTRtree_insert_r(geos, tree, rings[s], &numbers[s]);
  }
  Pairs pairs;
  std::vector<std::size_t> found;
  for (std::size_t s = 0; s < shapes.size(); ++s) {
    found.clear();
    GEOSSTRtree_query_r(
        geos, tree, rings[s],
        [](void* item, void* list) {
          static_cast<std::vector<std::size_t>*>(list)->push_back(*static_cast<std::size_t*>(item));
        },
        &found);
    for (const std::size_t t : found) {
      if (t > s) {
        GEOSGeometry* common = GEOSIntersection_r(geos, rings[s], rings[t]);
        double length = 0.0;
        GEOSLength_r(geos, common, &length);
        if (length > 1e-6) {
          pairs[{static_cast<std::uint32_t>(s), static_cast<std::uint32_t>(t)}] = length;
        }
        GEOSGeom_destroy_r(geos, common);
      }
    }
  }
  GEOSSTRtree_destroy_r(geos, tree);
  for (GEOSGeometry* ring : rings) {
    GEOSGeom_destroy_r(geos, ring);
  }
  GEOS_finish_r(geos);
  return pairs;
}

bool same(const Pairs& a, const Pairs& b, double slack) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](const auto& x, const auto& y) {
           return x.first == y.first && std::abs(x.second - y.second) <= slack;
         });
}

}  // namespace

int main(int argc, char** argv) {
  const auto side = static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 316);
  const std::vector<MultiPolygon> shapes = crooked_town(side, 7);
  fmt::print("{} polygons of {} corners\n", shapes.size(), shapes[0].parts[0].outer.size());
  Pairs exact;
  Pairs near;
  Pairs one;
  const double exact_seconds = seconds([&] { exact = ours(shapes, 0.0); });
  const double near_seconds = seconds([&] { near = ours(shapes, 0.5); });
  set_thread_limit(1);
  const double one_seconds = seconds([&] { one = ours(shapes, 0.5); });
  Pairs peer;
  const double peer_seconds = seconds([&] { peer = by_geos(shapes); });
  fmt::print("exact {:.3f} s, within 0.5 m {:.3f} s ({:.3f} s on one thread), GEOS {:.2f} s: {:.0f}x and {:.0f}x\n",
             exact_seconds, near_seconds, one_seconds, peer_seconds, peer_seconds / exact_seconds,
             peer_seconds / one_seconds);
  const bool agree = same(exact, peer, 1e-6) && near == one && same(near, peer, 3.0);
  fmt::print("{} borders; {}\n", exact.size(), agree ? "all agree" : "THEY DIFFER");
  return agree ? 0 : 1;
}
