// SPDX-License-Identifier: Apache-2.0
#include "coverage/union_area.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/parallel.h"
#include "core/random.h"
#include "unit/coverage/union_area_reference.h"

namespace lastmeter {
namespace {

using literals::operator""_m;
using lastmeter::testing::UnionBySlices;
using std::numbers::pi;

MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
  return {{{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}}};
}

/// A star-shaped polygon about a centre.
Ring star(Point centre, double inner, double outer, std::size_t corners, Random& random) {
  Ring ring;
  for (std::size_t i = 0; i < corners; ++i) {
    const double angle = 2 * pi * (static_cast<double>(i) + random.uniform(0, 0.9)) / static_cast<double>(corners);
    const double r = random.uniform(inner, outer);
    ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
  }
  return ring;
}

MultiPolygon star_with_hole(Point centre, double size, Random& random) {
  const Ring outer = star(centre, 0.5 * size, size, 5 + random.below(60), random);
  Ring hole = star(centre, 0.1 * size, 0.2 * size, 5 + random.below(10), random);
  std::ranges::reverse(hole);
  return {{{outer, {hole}}}};
}

double area_in(const std::vector<Disc>& discs, const MultiPolygon& shape) {
  return DiscUnion(discs).area_within({&shape}).front().value();
}

double relative(double value, double expected) { return std::abs(value - expected) / expected; }

/// Compares the union inside a shape, the total, the parts and the exclusive areas with the other method.
void expect_right(const std::vector<Disc>& discs, const MultiPolygon& shape) {
  const DiscUnion united(discs);
  const double zone = area(shape).value();
  EXPECT_NEAR(united.area_within({&shape}).front().value(), UnionBySlices(discs, shape).area(), 1e-9 * zone);
  Box all;
  for (const Disc& disc : discs) {
    all.add(Box{disc.centre.x, disc.centre.y, disc.centre.x, disc.centre.y}.grown(disc.radius));
  }
  const MultiPolygon around = rectangle(all.min_x - 1, all.min_y - 2, all.max_x + 3, all.max_y + 4);
  const double total = UnionBySlices(discs, around).area();
  EXPECT_NEAR(united.area().value(), total, 1e-9 * total);
  EXPECT_NEAR(united.area_within({&around}).front().value(), total, 1e-9 * total);
  const std::vector<SquareMetres> exclusive = united.exclusive();
  for (std::size_t i = 0; i < discs.size(); ++i) {
    std::vector<Disc> others = discs;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_NEAR(exclusive[i].value(), total - UnionBySlices(others, around).area(), 1e-9 * total);
    EXPECT_LE(exclusive[i], united.allocated()[i]);
  }
}

TEST(UnionArea, FortyEightIsolatedDiscs) {
  std::vector<Disc> discs;
  for (int i = 0; i < 48; ++i) {
    const int row = i / 8;
    discs.push_back({{500000.0 + 1234.5 * (i % 8), 3880000.0 + 2345.6 * row}, 500_m});
  }
  const DiscUnion united(discs);
  EXPECT_LT(relative(united.area().value(), 37699111.84307752), 1e-14);
  for (std::size_t i = 0; i < discs.size(); ++i) {
    EXPECT_LT(relative(united.allocated()[i].value(), 785398.1633974483), 1e-15);
    EXPECT_LT(relative(united.exclusive()[i].value(), 785398.1633974483), 1e-15);
  }
}

TEST(UnionArea, LensOfTwoDiscs) {
  for (const double d : {1e-9, 0.001, 1.0, 250.0, 500.0, 999.0, 999.9999999}) {
    const double lens = 2 * 250000 * std::acos(d / 1000) - d / 2 * std::sqrt(1e6 - d * d);
    const DiscUnion united({{{0, 0}, 500_m}, {{d * 0.6, d * 0.8}, 500_m}});
    EXPECT_LT(relative(united.area().value(), 500000 * pi - lens), 1e-11) << d;  // what acos leaves of a thin lens
    EXPECT_NEAR(united.exclusive()[0].value(), 250000 * pi - lens, 1e-5) << d;
    EXPECT_NEAR(united.allocated()[0].value(), united.allocated()[1].value(), 1e-8) << d;
  }
}

TEST(UnionArea, LensOfUnequalDiscs) {
  const double r = 500;
  const double s = 300;
  for (const double d : {201.0, 300.0, 400.0, 640.0, 799.0}) {
    const double a = (d * d + r * r - s * s) / (2 * d);
    const double b = d - a;
    const double lens = r * r * std::acos(a / r) - a * std::sqrt(r * r - a * a) + s * s * std::acos(b / s) -
                        b * std::sqrt(s * s - b * b);
    const DiscUnion united({{{7, 9}, Metres(r)}, {{7 - d, 9}, Metres(s)}});
    EXPECT_LT(relative(united.area().value(), pi * (r * r + s * s) - lens), 1e-13) << d;
    EXPECT_NEAR(united.exclusive()[1].value(), pi * s * s - lens, 1e-8) << d;
  }
}

TEST(UnionArea, DiscCutByAHalfPlane) {
  for (const double h : {-499.999, -300.0, 0.0, 123.0, 499.999}) {
    const double cap = 250000 * std::acos(h / 500) - h * std::sqrt(250000 - h * h);
    EXPECT_NEAR(area_in({{{0, 0}, 500_m}}, rectangle(h, -2000, 3000, 1000)), cap, 1e-8) << h;
  }
  EXPECT_EQ(area_in({{{0, 0}, 500_m}}, rectangle(500.001, -2000, 3000, 1000)), 0.0);
  EXPECT_NEAR(area_in({{{0, 0}, 500_m}}, rectangle(-1, -1, 1, 1)), 4.0, 1e-12);
  EXPECT_NEAR(area_in({{{0, 0}, 500_m}}, rectangle(0, 0, 1e6, 1e6)), 62500 * pi, 1e-8);
}

TEST(UnionArea, DuplicateAndNestedDiscsAddNothing) {
  const DiscUnion united({{{5, 5}, 100_m}, {{5, 5}, 500_m}, {{5, 5}, 500_m}, {{200, 5}, 300_m}, {{105, 5}, 400_m}});
  EXPECT_LT(relative(united.area().value(), 250000 * pi), 1e-14);
  EXPECT_EQ(united.allocated()[0], SquareMetres(0.0));
  EXPECT_EQ(united.allocated()[2], SquareMetres(0.0));
  for (const SquareMetres exclusive : united.exclusive()) {
    EXPECT_EQ(exclusive, SquareMetres(0.0));
  }
}

TEST(UnionArea, HiddenDiscStepsInWhenTheUpperOneIsAway) {
  // The middle disc lies inside the large one, so it owns nothing, yet the large one does not cover it alone.
  const DiscUnion united({{{0, 0}, 500_m}, {{100, 0}, 200_m}});
  EXPECT_EQ(united.allocated()[1], SquareMetres(0.0));
  EXPECT_NEAR(united.exclusive()[0].value(), (250000 - 40000) * pi, 1e-8);
}

TEST(UnionArea, ManyDiscsAtOnePlace) {
  const DiscUnion united(std::vector<Disc>(3000, Disc{{1e5, 2e5}, 500_m}));
  EXPECT_LT(relative(united.area().value(), 250000 * pi), 1e-14);
}

TEST(UnionArea, Nothing) {
  const DiscUnion none({});
  const MultiPolygon square = rectangle(0, 0, 1, 1);
  const MultiPolygon nothing;
  EXPECT_EQ(none.area(), SquareMetres(0.0));
  EXPECT_EQ(none.area_within({&square}).front(), SquareMetres(0.0));
  EXPECT_EQ(DiscUnion({{{0, 0}, 1_m}}).area_within({&nothing}).front(), SquareMetres(0.0));
}

TEST(UnionArea, LatticesAndTangentDiscs) {
  for (const double step : {100.0, 250.0, 500.0, 500.0 * std::numbers::sqrt2, 500.0 * std::numbers::sqrt3, 1000.0}) {
    std::vector<Disc> discs;
    for (int x = 0; x < 3; ++x) {
      for (int y = 0; y < 3; ++y) {
        discs.push_back({{1000 + step * x, 2000 + step * y}, 500_m});
      }
    }
    discs.push_back(discs[5]);
    const double side = 1.2 * step + 400;
    expect_right(discs, rectangle(1000 - 100, 2000 - 100, 1000 + side, 2000 + side));
  }
}

TEST(UnionArea, SquareLatticeCoversThePlaneAtTheLastMoment) {
  // With step r * sqrt(2) four circles meet in one point of each mesh: no gap is left inside.
  std::vector<Disc> discs;
  for (int x = 0; x < 10; ++x) {
    for (int y = 0; y < 10; ++y) {
      discs.push_back({{x * 500 * std::numbers::sqrt2, y * 500 * std::numbers::sqrt2}, 500_m});
    }
  }
  const double side = 9 * 500 * std::numbers::sqrt2;
  EXPECT_LT(relative(area_in(discs, rectangle(0, 0, side, side)), side * side), 1e-13);
}

TEST(UnionArea, RandomDiscsAndShapesAgreeWithSlices) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    const double side = random.uniform(800, 4000);
    const std::uint64_t kind = random.below(4);
    std::vector<Disc> discs;
    for (std::size_t i = 0, n = 1 + random.below(9); i < n; ++i) {
      const double snap = kind == 1 ? 250.0 : 1e-3;
      const Point at{std::round(random.uniform(0, side) / snap) * snap,
                     std::round(random.uniform(0, side) / snap) * snap};
      const double spread = kind == 2 ? random.uniform(1, 1000) : kind == 3 ? std::pow(10, random.uniform(-1, 4)) : 500;
      discs.push_back({at, Metres(spread)});
    }
    expect_right(discs, star_with_hole({side / 2, side / 2}, side * random.uniform(0.1, 1), random));
  }
}

TEST(UnionArea, ZonesThatTileThePlaneSumToTheTotal) {
  Random random(21);
  std::vector<Disc> discs;
  for (int i = 0; i < 400; ++i) {
    discs.push_back({{5e5 + random.uniform(0, 9000), 4e6 + random.uniform(0, 9000)}, Metres(random.uniform(100, 900))});
  }
  // A wavy mesh whose neighbours share their borders vertex by vertex; many vertices, so that shapes are cut into
  // tiles.
  const int meshes = 6;
  const int bends = 40;
  const double step = 12000.0 / (meshes * bends);
  const auto corner = [&](int i, int j) {
    const double x = 5e5 - 1500 + i * step;
    const double y = 4e6 - 1500 + j * step;
    return Point{x + 60 * std::sin(y / 90), y + 50 * std::sin(x / 70)};
  };
  std::vector<MultiPolygon> zones;
  for (int i = 0; i < meshes; ++i) {
    for (int j = 0; j < meshes; ++j) {
      Ring ring;
      for (int k = 0; k < 4 * bends; ++k) {
        const int along = k % bends;
        const int at = k / bends;
        const int x = at == 0 ? along : at == 1 ? bends : at == 2 ? bends - along : 0;
        const int y = at == 0 ? 0 : at == 1 ? along : at == 2 ? bends : bends - along;
        ring.push_back(corner(i * bends + x, j * bends + y));
      }
      zones.push_back({{{ring, {}}}});
    }
  }
  std::vector<const MultiPolygon*> shapes;
  for (const MultiPolygon& zone : zones) {
    shapes.push_back(&zone);
  }
  const DiscUnion united(discs);
  double sum = 0.0;
  for (const SquareMetres part : united.area_within(shapes)) {
    EXPECT_GE(part.value(), 0.0);
    sum += part.value();
  }
  EXPECT_LT(relative(sum, united.area().value()), 1e-12);
  double allocated = 0.0;
  for (const SquareMetres part : united.allocated()) {
    allocated += part.value();
  }
  EXPECT_LT(relative(allocated, united.area().value()), 1e-14);
}

TEST(UnionArea, ShapeOfThousandsOfVerticesAgreesWithItsTriangles) {
  Random random(31);
  std::vector<Disc> discs;
  for (int i = 0; i < 300; ++i) {
    discs.push_back({{random.uniform(-5000, 5000), random.uniform(-5000, 5000)}, 300_m});
  }
  const MultiPolygon shape{{{star({0, 0}, 3000, 4500, 3000, random), {}}}};
  const DiscUnion united(discs);
  std::vector<MultiPolygon> triangles;
  const Ring& ring = shape.parts.front().outer;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    triangles.push_back({{{{{0, 0}, ring[i], ring[(i + 1) % ring.size()]}, {}}}});
  }
  double sum = 0.0;
  for (const MultiPolygon& triangle : triangles) {
    sum += united.area_within({&triangle}).front().value();
  }
  EXPECT_LT(relative(united.area_within({&shape}).front().value(), sum), 1e-12);
}

TEST(UnionArea, TinyAndHugeRadii) {
  EXPECT_LT(relative(DiscUnion({{{5e5, 4e6}, Metres(1e-3)}}).area().value(), pi * 1e-6), 1e-14);
  const std::vector<Disc> mixed{{{0, 0}, Metres(1e6)}, {{1e6, 0}, Metres(0.5)}, {{0, 2e6}, Metres(1e6)}};
  const double small_outside = DiscUnion(mixed).exclusive()[1].value();
  EXPECT_NEAR(small_outside, 0.125 * pi, 1e-6);
  const MultiPolygon square = rectangle(-400, -400, 400, 400);
  EXPECT_LT(relative(area_in(mixed, square), 640000), 1e-12);
}

TEST(UnionArea, DenseDiscsAreDoneInPassing) {
  // 4,000 discs that all overlap: the nearest few decide each cell.
  Random random(6);
  std::vector<Disc> discs;
  for (int i = 0; i < 4000; ++i) {
    discs.push_back({{random.uniform(0, 1000), random.uniform(0, 1000)}, 5000_m});
  }
  const DiscUnion united(discs);
  EXPECT_GT(united.area().value(), pi * 25e6);
  EXPECT_LT(united.area().value(), pi * 5708 * 5708);
  const MultiPolygon inside = rectangle(0, 0, 1000, 1000);
  EXPECT_LT(relative(united.area_within({&inside}).front().value(), 1e6), 1e-11);
}

TEST(UnionArea, TranslationChangesNothing) {
  Random random(12);
  std::vector<Disc> here;
  std::vector<Disc> there;
  for (int i = 0; i < 200; ++i) {
    // Eighths of a metre stay exact after the shift.
    const Point at{static_cast<double>(random.below(40000)) / 8, static_cast<double>(random.below(40000)) / 8};
    here.push_back({at, 500_m});
    there.push_back({{at.x + 5e5, at.y + 4e6}, 500_m});
  }
  const MultiPolygon zone = rectangle(1000, 1000, 3000.5, 2500.25);
  const MultiPolygon moved = rectangle(501000, 4001000, 503000.5, 4002500.25);
  EXPECT_LT(relative(area_in(there, moved), area_in(here, zone)), 1e-13);
  EXPECT_LT(relative(DiscUnion(there).area().value(), DiscUnion(here).area().value()), 1e-13);
}

TEST(UnionArea, MoreOrLargerDiscsNeverCoverLess) {
  Random random(13);
  const MultiPolygon zone = rectangle(500, 500, 2500, 2500);
  std::vector<Disc> discs;
  double before = 0.0;
  for (int i = 0; i < 40; ++i) {
    discs.push_back({{random.uniform(0, 3000), random.uniform(0, 3000)}, 200_m});
    const double now = area_in(discs, zone);
    EXPECT_GE(now, before - 1e-6);
    before = now;
  }
  for (Disc& disc : discs) {
    disc.radius = 260_m;
  }
  EXPECT_GT(area_in(discs, zone), before);
}

TEST(UnionArea, ThreadsDoNotChangeTheBytes) {
  Random random(14);
  std::vector<Disc> discs;
  std::vector<MultiPolygon> zones;
  for (int i = 0; i < 1000; ++i) {
    const Point at{random.uniform(0, 2e4), random.uniform(0, 2e4)};
    discs.push_back({at, Metres(random.uniform(200, 800))});
    zones.push_back(rectangle(at.x, at.y, at.x + 700, at.y + 500));
  }
  std::vector<const MultiPolygon*> shapes;
  for (const MultiPolygon& zone : zones) {
    shapes.push_back(&zone);
  }
  const auto measure = [&](std::size_t threads) {
    set_thread_limit(threads);
    const DiscUnion united(discs);
    return std::tuple(united.area(), united.allocated(), united.exclusive(), united.area_within(shapes));
  };
  const auto one = measure(1);
  EXPECT_EQ(measure(8), one);
  set_thread_limit(0);
}

}  // namespace
}  // namespace lastmeter
