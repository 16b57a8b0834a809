// SPDX-License-Identifier: Apache-2.0
#include "partition/unit_cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "core/random.h"
#include "geometry/shared_borders.h"
#include "support/cell_checks.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using testing::expect_cover;
using testing::random_shape;
using testing::random_zoning;
using testing::rectangle;
using testing::rounded_areas;
using testing::sites_at;

TEST(UnitCells, GroundGoesToTheNearestBuilding) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  const auto cells = unit_cells(parent, sites_at({{10, 25}, {50, 25}, {90, 25}}), {});
  EXPECT_THAT(rounded_areas(cells), ElementsAre(1500, 2000, 1500));
  expect_cover(parent, cells);
}

TEST(UnitCells, GroundOfACompoundGoesToItsBuildings) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  CellGround ground;
  ground.compounds = {rectangle(0, 0, 40, 50)};
  std::vector<CellSite> sites = sites_at({{10, 25}, {45, 25}});
  sites[0].compound = 0;
  EXPECT_THAT(rounded_areas(unit_cells(parent, sites, ground)), ElementsAre(2000, 3000));
  sites[0].compound.reset();  // it stands in it: the same
  EXPECT_THAT(rounded_areas(unit_cells(parent, sites, ground)), ElementsAre(2000, 3000));
}

TEST(UnitCells, ACompoundWithoutBuildingsIsOpenGround) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  CellGround ground;
  ground.compounds = {rectangle(60, 0, 100, 50)};
  EXPECT_THAT(rounded_areas(unit_cells(parent, sites_at({{10, 25}, {45, 25}}), ground)), ElementsAre(1375, 3625));
}

TEST(UnitCells, ABuildingOutsideItsCompoundHasGroundInBoth) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  CellGround ground;
  ground.compounds = {rectangle(0, 0, 40, 50)};
  std::vector<CellSite> sites = sites_at({{10, 25}, {50, 25}, {90, 25}});
  sites[1].compound = 0;
  EXPECT_THAT(rounded_areas(unit_cells(parent, sites, ground)), ElementsAre(1500, 2000, 1500));
}

TEST(UnitCells, OfOverlappingCompoundsTheFirstCounts) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  CellGround ground;
  ground.compounds = {rectangle(0, 0, 60, 50), rectangle(40, 0, 100, 50)};
  const auto cells = unit_cells(parent, sites_at({{10, 25}, {90, 25}}), ground);
  EXPECT_THAT(rounded_areas(cells), ElementsAre(3000, 2000));
  expect_cover(parent, cells);
}

TEST(UnitCells, WhatABarrierCutsOffGoesToItsOwnSide) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  CellGround ground;
  ground.barriers = {{{40, -5}, {40, 55}}};
  const auto cells = unit_cells(parent, sites_at({{30, 25}, {90, 25}}), ground);
  EXPECT_THAT(rounded_areas(cells), ElementsAre(2000, 3000));
  expect_cover(parent, cells);
}

TEST(UnitCells, ABarrierThatEndsInsideDoesNotCut) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  CellGround ground;
  ground.barriers = {{{40, -5}, {40, 30}}};
  EXPECT_THAT(rounded_areas(unit_cells(parent, sites_at({{30, 25}, {90, 25}}), ground)), ElementsAre(3000, 2000));
}

TEST(UnitCells, ASideWithoutBuildingsGoesAcrossTheBarrier) {
  const MultiPolygon parent = rectangle(0, 0, 100, 50);
  CellGround ground;
  ground.barriers = {{{80, -5}, {80, 55}}, {{90, -5}, {90, 55}}};
  const auto cells = unit_cells(parent, sites_at({{10, 25}, {50, 25}}), ground);
  EXPECT_THAT(rounded_areas(cells), ElementsAre(1500, 3500));
}

TEST(UnitCells, WhatABendCutsOffGoesToTheNeighbourBesideIt) {
  // A hook: the tip is nearest to the first building, across the gap, but hangs on the second's ground.
  const MultiPolygon parent{
      {Polygon{{{0, 0}, {100, 0}, {100, 60}, {10, 60}, {10, 45}, {85, 45}, {85, 15}, {0, 15}}, {}}}};
  const auto cells = unit_cells(parent, sites_at({{15, 7}, {92, 30}}), {});
  EXPECT_EQ(cells[0].parts.size(), 1U);
  EXPECT_EQ(cells[1].parts.size(), 1U);
  EXPECT_LT(bounds(cells[0]).max_y, 16.0);
  expect_cover(parent, cells);
}

TEST(UnitCells, NoPlaceIsNearerToAnotherBuilding) {
  Random random(17);
  const MultiPolygon parent = rectangle(0, 0, 1000, 800);
  std::vector<Point> places;
  for (int i = 0; i < 60; ++i) {
    places.push_back({random.uniform(0, 1000), random.uniform(0, 800)});
  }
  const auto cells = unit_cells(parent, sites_at(places), {});
  for (int probe = 0; probe < 2000; ++probe) {
    const Point p{random.uniform(0, 1000), random.uniform(0, 800)};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (contains(cells[i], p)) {
        for (const Point other : places) {
          ASSERT_LE(distance(p, places[i]).value(), distance(p, other).value() + 1e-4);
        }
      }
    }
  }
}

TEST(UnitCells, NobodyElseHasGroundInACompound) {
  Random random(19);
  const MultiPolygon parent = rectangle(0, 0, 900, 900);
  CellGround ground;
  ground.compounds = random_zoning(random, {100, 100}, 700, 4, 4, 3);
  std::vector<CellSite> sites;
  for (int i = 0; i < 150; ++i) {
    sites.push_back({{random.uniform(0, 900), random.uniform(0, 900)}, {}});
  }
  const auto cells = unit_cells(parent, sites, ground);
  expect_cover(parent, cells);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    EXPECT_TRUE(contains(cells[i], sites[i].at));
    for (const MultiPolygon& compound : ground.compounds) {
      if (!contains(compound, sites[i].at)) {
        ASSERT_LT(overlap_area(cells[i], compound).value(), 0.1);
      }
    }
  }
}

TEST(UnitCells, NeighboursShareTheirPoints) {
  Random random(23);
  const MultiPolygon parent = random_shape(random, {512345.25, 3881234.75}, 500.0);
  std::vector<Point> places;
  for (int i = 0; i < 80; ++i) {
    places.push_back({512345 + random.uniform(-500, 500), 3881234 + random.uniform(-500, 500)});
  }
  const auto cells = unit_cells(parent, sites_at(places), {});
  const SharedBorders shared = shared_borders(cells, Metres(0.0));
  double outer = 0.0;
  for (const Metres length : outer_borders(cells, shared)) {
    outer += length.value();
  }
  EXPECT_NEAR(outer, perimeter(parent).value(), 0.05);
}

TEST(UnitCells, RandomGroundIsCoveredOnce) {
  Random random(7);
  for (int round = 0; round < 25; ++round) {
    const Point centre{512345.25, 3881234.75};
    const MultiPolygon parent = random_shape(random, centre, 500.0);
    const auto somewhere = [&] {
      return Point{centre.x + random.uniform(-600, 600), centre.y + random.uniform(-600, 600)};
    };
    CellGround ground;
    for (int c = 0; c < 5; ++c) {
      ground.compounds.push_back(random_shape(random, somewhere(), 120.0));
    }
    if (round % 3 == 0) {  // one as large as the parent
      ground.compounds.push_back(parent);
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
