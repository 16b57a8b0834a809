// SPDX-License-Identifier: Apache-2.0
// Areas: the union of discs inside zones, exact, beside GEOS with polygons of 8 and 16 segments
// to a quadrant (per zone: union of the prepared discs near it, cut by the zone).
#define GEOS_USE_ONLY_R_API
#include <benchmark/benchmark.h>
#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include "bench/coverage_city.h"
#include "bench/peer_ratio.h"
#include "core/parallel.h"
#include "coverage/union_area.h"
#include "support/random_shapes.h"

namespace lastmeter::testing {
namespace {

constexpr Metres radius(500.0);

struct Scene {
  std::vector<Disc> discs;
  std::vector<MultiPolygon> zones;
  std::vector<const MultiPolygon*> shapes;
};

Scene make_scene(std::size_t discs, std::size_t along) {
  Scene scene;
  CoverageCity city(4);
  for (const Point p : city.points(discs)) {
    scene.discs.push_back({p, radius});
  }
  Random random(5);
  scene.zones = random_zoning(random, CoverageCity::corner, CoverageCity::side, along, along, 2);
  for (const MultiPolygon& zone : scene.zones) {
    scene.shapes.push_back(&zone);
  }
  return scene;
}

const Scene& small() {
  static const Scene scene = make_scene(1000, 21);
  return scene;
}

const Scene& large() {
  static const Scene scene = make_scene(10000, 100);
  return scene;
}

using Areas = std::vector<SquareMetres>;

Areas areas_by_us(const Scene& scene) { return DiscUnion(scene.discs).area_within(scene.shapes); }

GEOSContextHandle_t geos() {
  static GEOSContextHandle_t handle = GEOS_init_r();
  return handle;
}

struct Destroy {
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(geos(), geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

Geometry polygon_of(const MultiPolygon& zone) {
  Ring ring = zone.parts.front().outer;
  ring.push_back(ring.front());
  GEOSCoordSequence* sequence =
      GEOSCoordSeq_copyFromBuffer_r(geos(), &ring[0].x, static_cast<unsigned>(ring.size()), 0, 0);
  return Geometry(GEOSGeom_createPolygon_r(geos(), GEOSGeom_createLinearRing_r(geos(), sequence), nullptr, 0));
}

double area_of(const GEOSGeometry* geometry) {
  double area = 0.0;
  GEOSArea_r(geos(), geometry, &area);
  return area;
}

/// The usual way: a buffer for each disc, a tree over them, and in each zone the union of the buffers near it.
Areas areas_by_geos(const Scene& scene, int segments) {
  std::vector<Geometry> buffers;
  GEOSSTRtree* tree = GEOSSTRtree_create_r(geos(), 10);
  for (const Disc& disc : scene.discs) {
    const Geometry point(GEOSGeom_createPointFromXY_r(geos(), disc.centre.x, disc.centre.y));
    buffers.emplace_back(GEOSBuffer_r(geos(), point.get(), disc.radius.value(), segments));
    GEOSSTRtree_insert_r(geos(), tree, buffers.back().get(), buffers.back().get());
  }
  Areas areas;
  for (const MultiPolygon& shape : scene.zones) {
    const Geometry zone = polygon_of(shape);
    std::vector<GEOSGeometry*> parts;
    GEOSSTRtree_query_r(
        geos(), tree, zone.get(),
        [](void* item, void* found) {
          static_cast<std::vector<GEOSGeometry*>*>(found)->push_back(
              GEOSGeom_clone_r(geos(), static_cast<GEOSGeometry*>(item)));
        },
        &parts);
    const Geometry collection(
        GEOSGeom_createCollection_r(geos(), GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size())));
    const Geometry all(GEOSUnaryUnion_r(geos(), collection.get()));
    const Geometry inside(GEOSIntersection_r(geos(), all.get(), zone.get()));
    areas.emplace_back(area_of(inside.get()));
  }
  GEOSSTRtree_destroy_r(geos(), tree);
  return areas;
}

double sum_of(const Areas& areas) {
  double sum = 0.0;
  for (const SquareMetres area : areas) {
    sum += area.value();
  }
  return sum;
}

void ours(benchmark::State& state, const Scene& scene) {
  Areas areas;
  for (auto _ : state) {
    benchmark::DoNotOptimize(areas = areas_by_us(scene));
  }
  // 1,024 segments to a quadrant err by 4e-7 of a disc: what they find must lie just under our area, in every zone.
  static const Areas fine = areas_by_geos(small(), 1024);
  if (&scene == &small()) {
    for (std::size_t i = 0; i < fine.size(); ++i) {
      const double more = areas[i].value() - fine[i].value();
      if (more < -1e-3 || more > 1e-5 * std::max(1000.0, fine[i].value())) {
        state.SkipWithError("an area differs from the finely polygonized one");
      }
    }
  }
}

void peer(benchmark::State& state, const Scene& scene, int segments) {
  Areas areas;
  for (auto _ : state) {
    benchmark::DoNotOptimize(areas = areas_by_geos(scene, segments));
  }
  const Areas exact = areas_by_us(scene);
  double worst = 0.0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    if (exact[i].value() > 1000.0) {
      worst = std::max(worst, 1.0 - areas[i].value() / exact[i].value());
    }
  }
  state.counters["total_error"] = 1.0 - sum_of(areas) / sum_of(exact);
  state.counters["worst_zone"] = worst;
}

void exclusive(benchmark::State& state) {
  const DiscUnion united(large().discs);
  for (auto _ : state) {
    benchmark::DoNotOptimize(united.exclusive());
  }
}

void area_small_ours(benchmark::State& state) { ours(state, small()); }
void area_small_geos8(benchmark::State& state) { peer(state, small(), 8); }
void area_small_geos16(benchmark::State& state) { peer(state, small(), 16); }
void area_large_ours(benchmark::State& state) { ours(state, large()); }
void area_large_geos8(benchmark::State& state) { peer(state, large(), 8); }
void area_large_geos16(benchmark::State& state) { peer(state, large(), 16); }

BENCHMARK(area_small_ours)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(area_small_geos8)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(area_small_geos16)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(area_large_ours)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(area_large_geos8)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(1);
BENCHMARK(area_large_geos16)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(1);
BENCHMARK(exclusive)->Unit(benchmark::kMillisecond)->Repetitions(3);

}  // namespace
}  // namespace lastmeter::testing

int main(int argc, char** argv) {
  lastmeter::set_thread_limit(1);
  return lastmeter::testing::run_beside_peers(
      argc, argv,
      {{"1,000 posts x 441 zones (GEOS, 8 segments)", "area_small_ours", "area_small_geos8", 25.0},
       {"1,000 posts x 441 zones (GEOS, 16 segments)", "area_small_ours", "area_small_geos16", 25.0},
       {"10,000 posts x 10,000 zones (GEOS, 8 segments)", "area_large_ours", "area_large_geos8", 25.0},
       {"10,000 posts x 10,000 zones (GEOS, 16 segments)", "area_large_ours", "area_large_geos16", 25.0}});
}
