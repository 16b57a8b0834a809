// SPDX-License-Identifier: Apache-2.0
#include "geometry/voronoi.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/random.h"

namespace lastmeter {
namespace {

Box window(double x0, double y0, double x1, double y1) {
  Box box;
  box.add(Point{x0, y0});
  box.add(Point{x1, y1});
  return box;
}

/// The distances of a point from all sites, ascending.
std::vector<double> distances(Point p, const std::vector<Point>& sites) {
  std::vector<double> all;
  for (const Point site : sites) {
    all.push_back(distance(p, site).value());
  }
  std::sort(all.begin(), all.end());
  return all;
}

void expect_limits(const std::vector<Point>& sites, const Box& box, double tolerance) {
  for (const Segment& limit : voronoi_limits(sites, box)) {
    for (const double share : {0.0, 0.3, 1.0}) {
      const Point at = point_at(limit, share);
      const std::vector<double> away = distances(at, sites);
      ASSERT_NEAR(away[0], away[1], tolerance);
      ASSERT_TRUE(box.grown(Metres(tolerance)).contains(at));
    }
  }
}

TEST(VoronoiLimits, OfOnePlaceAreNone) {
  const Box box = window(0, 0, 10, 10);
  EXPECT_TRUE(voronoi_limits({}, box).empty());
  EXPECT_TRUE(voronoi_limits(std::vector<Point>{{1, 1}}, box).empty());
  EXPECT_TRUE(voronoi_limits(std::vector<Point>{{1, 1}, {1, 1}, {1, 1}}, box).empty());
}

TEST(VoronoiLimits, OfTwoSitesCrossTheWindow) {
  const auto limits = voronoi_limits(std::vector<Point>{{2, 5}, {6, 5}, {2, 5}}, window(0, 0, 10, 10));
  ASSERT_EQ(limits.size(), 1U);
  EXPECT_NEAR(limits[0].from.x, 4.0, 1e-7);
  EXPECT_NEAR(limits[0].to.x, 4.0, 1e-7);
  EXPECT_NEAR(std::abs(limits[0].to.y - limits[0].from.y), 10.0, 1e-7);
}

TEST(VoronoiLimits, OutsideTheWindowAreLeftOut) {
  EXPECT_TRUE(voronoi_limits(std::vector<Point>{{2, 5}, {60, 5}}, window(0, 0, 10, 10)).empty());
}

TEST(VoronoiLimits, AreEquallyFarFromTheTwoNearestSites) {
  Random random(3);
  for (const double corner : {0.0, 4e7}) {
    for (int round = 0; round < 20; ++round) {
      std::vector<Point> sites;
      for (int i = 0; i < 40; ++i) {
        sites.push_back({corner + random.uniform(0, 1000), corner + random.uniform(0, 1000)});
      }
      expect_limits(sites, window(corner - 100, corner - 100, corner + 1100, corner + 1100), 1e-4);
    }
  }
}

TEST(VoronoiLimits, OfGridsRowsAndCirclesAreSound) {
  std::vector<Point> grid;
  std::vector<Point> row;
  std::vector<Point> circle;
  for (int i = 0; i < 100; ++i) {
    grid.push_back({10.0 * (i % 10), 10.0 * (i / 10)});
    row.push_back({7.0 * i, 3.0 * i});
    circle.push_back({50 + 40 * std::cos(i / 16.0), 50 + 40 * std::sin(i / 16.0)});
  }
  const Box box = window(-50, -50, 1000, 1000);
  expect_limits(grid, box, 1e-4);
  expect_limits(row, box, 1e-4);
  expect_limits(circle, box, 1e-4);
  EXPECT_EQ(voronoi_limits(row, box).size(), 99U);
}

}  // namespace
}  // namespace lastmeter
