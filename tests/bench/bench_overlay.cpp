// SPDX-License-Identifier: Apache-2.0
// Areas in common of two zonings, and the zone of many points, beside GEOS prepared geometries.
#define GEOS_USE_ONLY_R_API
#include <benchmark/benchmark.h>
#include <geos_c.h>

#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "bench/peer_ratio.h"
#include "core/parallel.h"
#include "geometry/overlap_area.h"
#include "geometry/zone_locator.h"
#include "support/random_shapes.h"

namespace lastmeter::testing {
namespace {

constexpr Point corner{512345.25, 3881234.75};
constexpr double side = 40000.0;
constexpr std::size_t bends = 3;

const std::vector<MultiPolygon>& zones_441() {
  static Random random(1);
  static const std::vector<MultiPolygon> zones = random_zoning(random, corner, side, 21, 21, 8);
  return zones;
}

const std::vector<MultiPolygon>& zones_10000() {
  static Random random(2);
  static const std::vector<MultiPolygon> zones = random_zoning(random, corner, side, 100, 100, bends);
  return zones;
}

const std::vector<Point>& points_1m() {
  static const std::vector<Point> points = [] {
    Random random(3);
    std::vector<Point> result;
    for (int i = 0; i < 1000000; ++i) {
      result.push_back({corner.x + random.uniform(0, side), corner.y + random.uniform(0, side)});
    }
    return result;
  }();
  return points;
}

std::vector<const MultiPolygon*> pointers(const std::vector<MultiPolygon>& shapes) {
  std::vector<const MultiPolygon*> result;
  for (const MultiPolygon& shape : shapes) {
    result.push_back(&shape);
  }
  return result;
}

GEOSContextHandle_t geos() {
  static GEOSContextHandle_t handle = GEOS_init_r();
  return handle;
}

/// The shapes as GEOS polygons with a tree over them, made before the clock starts.
struct GeosLayer {
  explicit GeosLayer(const std::vector<MultiPolygon>& shapes) {
    for (const MultiPolygon& shape : shapes) {
      Ring ring = shape.parts[0].outer;
      ring.push_back(ring.front());
      GEOSCoordSequence* sequence =
          GEOSCoordSeq_copyFromBuffer_r(geos(), &ring[0].x, static_cast<unsigned>(ring.size()), 0, 0);
      polygons.push_back(GEOSGeom_createPolygon_r(geos(), GEOSGeom_createLinearRing_r(geos(), sequence), nullptr, 0));
    }
  }
  std::vector<GEOSGeometry*> polygons;
};

const GeosLayer& layer(const std::vector<MultiPolygon>& shapes) {
  static const GeosLayer layer_441(zones_441());
  static const GeosLayer layer_10000(zones_10000());
  return &shapes == &zones_441() ? layer_441 : layer_10000;
}

/// A tree of indices and prepared polygons; building both is in the clock, as our own index is.
struct PreparedLayer {
  explicit PreparedLayer(const GeosLayer& source)
      : polygons(source.polygons), tree(GEOSSTRtree_create_r(geos(), 10)), prepared(polygons.size()) {
    for (std::size_t i = 0; i < polygons.size(); ++i) {
      prepared[i] = GEOSPrepare_r(geos(), polygons[i]);
      GEOSSTRtree_insert_r(geos(), tree, polygons[i], &prepared[i]);
    }
  }
  ~PreparedLayer() {
    for (const GEOSPreparedGeometry* one : prepared) {
      GEOSPreparedGeom_destroy_r(geos(), one);
    }
    GEOSSTRtree_destroy_r(geos(), tree);
  }
  PreparedLayer(const PreparedLayer&) = delete;
  PreparedLayer& operator=(const PreparedLayer&) = delete;

  /// Positions in `polygons` whose boxes meet that of `geometry`.
  void query(const GEOSGeometry* geometry, std::vector<std::size_t>& found) const {
    struct Request {
      const GEOSPreparedGeometry* const* first;
      std::vector<std::size_t>* found;
    } request{prepared.data(), &found};
    found.clear();
    GEOSSTRtree_query_r(
        geos(), tree, geometry,
        [](void* item, void* user) {
          const auto* asked = static_cast<Request*>(user);
          asked->found->push_back(
              static_cast<std::size_t>(static_cast<const GEOSPreparedGeometry* const*>(item) - asked->first));
        },
        &request);
  }

  const std::vector<GEOSGeometry*>& polygons;
  GEOSSTRtree* tree;
  std::vector<const GEOSPreparedGeometry*> prepared;
};

double shared_by_us() {
  double total = 0.0;
  for (const OverlapPair& pair : overlaps_between(pointers(zones_10000()), pointers(zones_441()), SquareMetres(1e-6))) {
    total += pair.shared.value();
  }
  return total;
}

double shared_by_geos() {
  const PreparedLayer zones(layer(zones_441()));
  std::vector<std::size_t> near;
  double total = 0.0;
  for (const GEOSGeometry* small : layer(zones_10000()).polygons) {
    zones.query(small, near);
    for (const std::size_t i : near) {
      double shared = 0.0;
      if (GEOSPreparedContains_r(geos(), zones.prepared[i], small) == 1) {
        GEOSArea_r(geos(), small, &shared);
      } else if (GEOSPreparedIntersects_r(geos(), zones.prepared[i], small) == 1) {
        GEOSGeometry* common = GEOSIntersection_r(geos(), zones.polygons[i], small);
        GEOSArea_r(geos(), common, &shared);
        GEOSGeom_destroy_r(geos(), common);
      }
      total += shared;
    }
  }
  return total;
}

void overlap_ours(benchmark::State& state) {
  double total = 0.0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(total = shared_by_us());
  }
  if (std::abs(total - side * side) > 1e-9 * side * side) {
    state.SkipWithError("the areas in common do not add up to the whole");
  }
  state.counters["rel_error"] = (total - side * side) / (side * side);
}

void overlap_geos(benchmark::State& state) {
  layer(zones_441());
  double total = 0.0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(total = shared_by_geos());
  }
  state.counters["rel_error"] = (total - side * side) / (side * side);
}

using Answers = std::vector<std::optional<std::uint32_t>>;

Answers located_by_us() { return ZoneLocator(pointers(zones_10000())).find_all(points_1m()); }

Answers located_by_geos() {
  const PreparedLayer zones(layer(zones_10000()));
  std::vector<std::size_t> near;
  Answers answers;
  answers.reserve(points_1m().size());
  for (const Point p : points_1m()) {
    GEOSGeometry* point = GEOSGeom_createPointFromXY_r(geos(), p.x, p.y);
    zones.query(point, near);
    std::optional<std::uint32_t> answer;
    for (const std::size_t i : near) {
      if ((!answer || i < *answer) && GEOSPreparedContains_r(geos(), zones.prepared[i], point) == 1) {
        answer = static_cast<std::uint32_t>(i);
      }
    }
    GEOSGeom_destroy_r(geos(), point);
    answers.push_back(answer);
  }
  return answers;
}

void locate_ours(benchmark::State& state) {
  Answers answers;
  for (auto _ : state) {
    benchmark::DoNotOptimize(answers = located_by_us());
  }
  static const Answers expected = located_by_geos();
  std::size_t different = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    different += answers[i] != expected[i] ? 1U : 0U;
  }
  state.counters["different"] = static_cast<double>(different);
  if (different > 0) {
    state.SkipWithError("points lie in other zones than GEOS says");
  }
}

void locate_geos(benchmark::State& state) {
  Answers answers;
  for (auto _ : state) {
    benchmark::DoNotOptimize(answers = located_by_geos());
  }
}

BENCHMARK(overlap_ours)->Unit(benchmark::kMillisecond)->Repetitions(5)->ReportAggregatesOnly(false);
BENCHMARK(overlap_geos)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(5);
BENCHMARK(locate_ours)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(locate_geos)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(5);

}  // namespace
}  // namespace lastmeter::testing

int main(int argc, char** argv) {
  lastmeter::set_thread_limit(1);
  return lastmeter::testing::run_beside_peers(
      argc, argv,
      {{"areas in common, 10,000 x 441 zones (GEOS prepared)", "overlap_ours", "overlap_geos", 5.0},
       {"zone of 1 M points among 10,000 (GEOS prepared)", "locate_ours", "locate_geos", 3.0}});
}
