// SPDX-License-Identifier: Apache-2.0
#include "geometry/zone_locator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "core/parallel.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using ::testing::Eq;
using ::testing::Optional;
using testing::random_shape;
using testing::random_zoning;
using testing::rectangle;

std::vector<const MultiPolygon*> pointers(const std::vector<MultiPolygon>& shapes) {
  std::vector<const MultiPolygon*> result;
  for (const MultiPolygon& shape : shapes) {
    result.push_back(&shape);
  }
  return result;
}

std::optional<std::uint32_t> by_testing_all(const std::vector<MultiPolygon>& zones, Point p) {
  for (std::size_t i = 0; i < zones.size(); ++i) {
    if (contains(zones[i], p)) {
      return static_cast<std::uint32_t>(i);
    }
  }
  return std::nullopt;
}

/// Places where rounding or ties could tell: corners, middles of edges, and their surroundings.
std::vector<Point> delicate_points(const std::vector<MultiPolygon>& zones, Random& random) {
  std::vector<Point> points;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      const double t = random.uniform();
      points.push_back(ring[i]);
      points.push_back({(ring[i].x + ring[j].x) / 2, (ring[i].y + ring[j].y) / 2});
      points.push_back({ring[j].x + t * (ring[i].x - ring[j].x), ring[j].y + t * (ring[i].y - ring[j].y)});
      points.push_back({std::nextafter(ring[i].x, 1e9), ring[i].y});
      points.push_back({ring[i].x, std::nextafter(ring[i].y, -1e9)});
      points.push_back({ring[j].x, ring[i].y});
    }
  };
  for (const MultiPolygon& zone : zones) {
    for (const Polygon& part : zone.parts) {
      add(part.outer);
      for (const Ring& hole : part.holes) {
        add(hole);
      }
    }
  }
  return points;
}

void expect_same_as_testing_all(const std::vector<MultiPolygon>& zones, Random& random, std::size_t count) {
  const ZoneLocator locator(pointers(zones));
  Box box;
  for (const MultiPolygon& zone : zones) {
    box.add(bounds(zone));
  }
  std::vector<Point> points = delicate_points(zones, random);
  const double beyond = 0.1 * (box.max_x - box.min_x);
  for (std::size_t i = 0; i < count; ++i) {
    points.push_back({random.uniform(box.min_x - beyond, box.max_x + beyond),
                      random.uniform(box.min_y - beyond, box.max_y + beyond)});
  }
  for (const Point p : points) {
    ASSERT_EQ(locator.find(p), by_testing_all(zones, p)) << std::hexfloat << p.x << ", " << p.y;
  }
}

TEST(ZoneLocator, BordersBelongToTheLowestIndex) {
  const std::vector<MultiPolygon> zones{rectangle(0, 0, 10, 10), rectangle(10, 0, 20, 10), rectangle(0, 10, 20, 20)};
  const ZoneLocator locator(pointers(zones));
  EXPECT_THAT(locator.find({5, 5}), Optional(Eq(0U)));
  EXPECT_THAT(locator.find({15, 5}), Optional(Eq(1U)));
  EXPECT_THAT(locator.find({10, 5}), Optional(Eq(0U)));
  EXPECT_THAT(locator.find({10, 10}), Optional(Eq(0U)));
  EXPECT_THAT(locator.find({15, 10}), Optional(Eq(1U)));
  EXPECT_THAT(locator.find({20, 20}), Optional(Eq(2U)));
  EXPECT_EQ(locator.find({20.001, 20}), std::nullopt);
}

TEST(ZoneLocator, WithoutZonesFindsNothing) {
  EXPECT_EQ(ZoneLocator({}).find({0, 0}), std::nullopt);
  const MultiPolygon nothing;
  EXPECT_EQ(ZoneLocator({&nothing}).find({0, 0}), std::nullopt);
}

TEST(ZoneLocator, APointThatIsNotFiniteIsNowhere) {
  const MultiPolygon zone = rectangle(0, 0, 1, 1);
  const ZoneLocator locator({&zone});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(locator.find({nan, 0.5}), std::nullopt);
  EXPECT_EQ(locator.find({0.5, nan}), std::nullopt);
  EXPECT_EQ(locator.find({infinity, 0.5}), std::nullopt);
}

TEST(ZoneLocator, AgreesOnZonings) {
  Random random(1);
  for (const std::size_t n : {1U, 2U, 5U, 17U}) {
    expect_same_as_testing_all(random_zoning(random, {512345.25, 3881234.75}, 4000.0, n, n, 4), random, 3000);
  }
}

TEST(ZoneLocator, AgreesOnOverlappingShapesWithHolesAndParts) {
  Random random(2);
  for (int round = 0; round < 40; ++round) {
    std::vector<MultiPolygon> zones;
    for (int i = 0; i < 12; ++i) {
      zones.push_back(random_shape(random, {random.uniform(0, 2000), random.uniform(0, 2000)}, 500.0));
    }
    expect_same_as_testing_all(zones, random, 500);
  }
}

TEST(ZoneLocator, AgreesOnWholeNumbersFullOfTies) {
  Random random(3);
  for (int round = 0; round < 60; ++round) {
    std::vector<MultiPolygon> zones;
    for (int i = 0; i < 6; ++i) {
      const auto x = static_cast<double>(random.below(12));
      const auto y = static_cast<double>(random.below(12));
      const auto w = static_cast<double>(1 + random.below(6));
      const auto h = static_cast<double>(1 + random.below(6));
      zones.push_back(random.below(2) == 0 ? rectangle(x, y, x + w, y + h)
                                           : MultiPolygon{{Polygon{{{x, y}, {x + w, y}, {x + w, y + h}}, {}}}});
    }
    const ZoneLocator locator(pointers(zones));
    for (int i = -1; i < 40; ++i) {
      for (int j = -1; j < 40; ++j) {
        const Point p{i / 2.0, j / 2.0};
        ASSERT_EQ(locator.find(p), by_testing_all(zones, p)) << p.x << ", " << p.y;
      }
    }
  }
}

TEST(ZoneLocator, AgreesOnOneZoneOfManyCorners) {
  Random random(4);
  expect_same_as_testing_all({{{testing::star_with_holes(random, {512345.0, 3881234.0}, 9000.0, 4000, 3)}}}, random,
                             2000);
}

TEST(ZoneLocator, AgreesOnThinAndTinyZones) {
  Random random(5);
  expect_same_as_testing_all({rectangle(0, 0, 1e6, 1e-3), rectangle(0, 1e-3, 1e6, 2e-3)}, random, 500);
  expect_same_as_testing_all({rectangle(4e6, 4e6, 4e6 + 1e-6, 4e6 + 1e-6), rectangle(0, 0, 1, 1)}, random, 500);
}

TEST(ZoneLocator, AgreesWhereOneZoneLiesFarOut) {
  Random random(7);
  std::vector<MultiPolygon> zones = random_zoning(random, {512345.25, 3881234.75}, 4000.0, 12, 12, 5);
  zones.push_back(rectangle(0, 0, 1, 1));
  const ZoneLocator locator(pointers(zones));
  EXPECT_THAT(locator.find({0.5, 0.5}), Optional(Eq(144U)));
  for (int i = 0; i < 3000; ++i) {
    const Point p{512345.25 + random.uniform(-10, 4010), 3881234.75 + random.uniform(-10, 4010)};
    ASSERT_EQ(locator.find(p), by_testing_all(zones, p));
  }
}

TEST(ZoneLocator, AgreesOnHolesOutsideTheirShell) {
  const MultiPolygon odd{{Polygon{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {{{10, 10}, {10, 12}, {12, 12}, {12, 10}}}}}};
  Random random(8);
  expect_same_as_testing_all({odd}, random, 0);
  EXPECT_THAT(ZoneLocator({&odd}).find({11, 11}), Optional(Eq(0U)));
}

TEST(ZoneLocator, ManyPointsAtOnceAreTheSameForAnyNumberOfThreads) {
  Random random(6);
  const std::vector<MultiPolygon> zones = random_zoning(random, {0, 0}, 1000.0, 10, 10);
  const ZoneLocator locator(pointers(zones));
  std::vector<Point> points;
  for (int i = 0; i < 50000; ++i) {
    points.push_back({random.uniform(-10, 1010), random.uniform(-10, 1010)});
  }
  set_thread_limit(1);
  const auto one = locator.find_all(points);
  set_thread_limit(4);
  EXPECT_EQ(locator.find_all(points), one);
  set_thread_limit(0);
  for (std::size_t i = 0; i < points.size(); i += 100) {
    ASSERT_EQ(one[i], locator.find(points[i]));
  }
}

}  // namespace
}  // namespace lastmeter
