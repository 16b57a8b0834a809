// SPDX-License-Identifier: Apache-2.0
#include "partition/unit_cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/random.h"
#include "geometry/overlap_area.h"
#include "geometry/overlay.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using testing::random_shape;
using testing::rectangle;

std::vector<CellSite> sites_at(const std::vector<Point>& places) {
  std::vector<CellSite> sites;
  for (const Point place : places) {
    sites.push_back({place, {}});
  }
  return sites;
}

std::vector<double> areas(const std::vector<MultiPolygon>& cells) {
  std::vector<double> areas;
  for (const MultiPolygon& cell : cells) {
    areas.push_back(std::round(area(cell).value() * 1000.0) / 1000.0);
  }
  return areas;
}

/// Valid, nobody without ground, no gap, no overlap, dissolving to the parent.
void expect_cover(const MultiPolygon& parent, const std::vector<MultiPolygon>& cells) {
  const double whole = area(parent).value();
  double sum = 0.0;
  for (const MultiPolygon& cell : cells) {
    EXPECT_EQ(invalid_reason(cell), std::nullopt);
    EXPECT_GT(area(cell).value(), 0.0);
    sum += area(cell).value();
  }
  EXPECT_NEAR(sum, whole, 1e-9 * whole);
  const MultiPolygon together = dissolved(cells);
  EXPECT_NEAR(area(together).value(), whole, 1e-9 * whole);
  EXPECT_NEAR(overlap_area(together, parent).value(), whole, 1e-9 * whole);
  EXPECT_EQ(together.parts.size(), parent.parts.size());
}

TEST(UnitCells, OneBuildingGetsAllAndNoneNothing) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  EXPECT_TRUE(unit_cells(parent, {}, {}).empty());
  const auto cells = unit_cells(parent, sites_at({{10, 10}}), {});
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_THAT(cells[0].parts[0].outer,
              ::testing::UnorderedElementsAre(Point{0, 0}, Point{100, 0}, Point{100, 50}, Point{0, 50}));
}

TEST(UnitCells, GroundGoesToTheNearestBuilding) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  const auto cells = unit_cells(parent, sites_at({{10, 25}, {50, 25}, {90, 25}}), {});
  EXPECT_THAT(areas(cells), ElementsAre(1500, 2000, 1500));
  expect_cover(parent, cells);
}

TEST(UnitCells, GroundOfACompoundGoesToItsBuildings) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  CellGround ground;
  ground.compounds = {rectangle(0, 0, 40, 50)};
  std::vector<CellSite> sites = sites_at({{10, 25}, {45, 25}});
  sites[0].compound = 0;
  EXPECT_THAT(areas(unit_cells(parent, sites, ground)), ElementsAre(2000, 3000));
  sites[0].compound.reset();  // it stands in it: the same
  EXPECT_THAT(areas(unit_cells(parent, sites, ground)), ElementsAre(2000, 3000));
  ground.compounds = {rectangle(60, 0, 100, 50)};  // nobody lives there: to the nearest of all
  EXPECT_THAT(areas(unit_cells(parent, sites, ground)), ElementsAre(1375, 3625));
}

TEST(UnitCells, WhatABarrierCutsOffGoesToItsOwnSide) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  CellGround ground;
  ground.barriers = {{{40, -5}, {40, 55}}};
  const auto cells = unit_cells(parent, sites_at({{30, 25}, {90, 25}}), ground);
  EXPECT_THAT(areas(cells), ElementsAre(2000, 3000));
  expect_cover(parent, cells);
  ground.barriers = {{{40, -5}, {40, 30}}};  // ends inside: does not cut
  EXPECT_THAT(areas(unit_cells(parent, sites_at({{30, 25}, {90, 25}}), ground)), ElementsAre(3000, 2000));
}

TEST(UnitCells, RandomGroundIsCoveredOnce) {
  Random random(7);
  for (int round = 0; round < 20; ++round) {
    const Point centre{512345.25, 3881234.75};
    const MultiPolygon parent = random_shape(random, centre, 500.0);
    const auto somewhere = [&] {
      return Point{centre.x + random.uniform(-600, 600), centre.y + random.uniform(-600, 600)};
    };
    CellGround ground;
    for (int c = 0; c < 5; ++c) {
      ground.compounds.push_back(random_shape(random, somewhere(), 120.0));
    }
    ground.barriers = {{somewhere(), somewhere(), somewhere()}, {somewhere(), somewhere()}};
    std::vector<CellSite> sites;
    for (std::uint64_t i = 0; i < 5 + random.below(40); ++i) {
      sites.push_back({somewhere(), {}});
      if (random.below(3) == 0) {
        sites.back().compound = random.below(5);
      }
      if (random.below(5) == 0) {
        sites.push_back(sites.back());
      }
    }
    expect_cover(parent, unit_cells(parent, sites, ground));
    if (HasFailure()) {
      FAIL() << "round " << round;
    }
  }
}

}  // namespace
}  // namespace lastmeter
