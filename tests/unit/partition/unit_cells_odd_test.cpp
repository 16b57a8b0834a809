// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "partition/cell_fragments.h"
#include "partition/nearest_site.h"
#include "partition/unit_cells.h"
#include "support/cell_checks.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::expect_cover;
using testing::rectangle;
using testing::rounded_areas;
using testing::sites_at;

TEST(OddCells, OneBuildingGetsAllAndNoneNothing) {
  const MultiPolygon parent = rectangle(0.3, 0.1, 100.7, 50.9);
  EXPECT_TRUE(unit_cells(parent, {}, {}).empty());
  const auto cells = unit_cells(parent, sites_at({{10, 10}}), {});
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(area(cells[0]).value(), area(parent).value());
  EXPECT_EQ(cells[0].parts[0].outer.size(), 4U);
}

TEST(OddCells, BuildingsAtOnePlaceShareLikeACake) {
  const MultiPolygon parent = rectangle(0, 0, 100, 100);
  const auto two = unit_cells(parent, sites_at({{50, 50}, {50, 50}}), {});
  EXPECT_THAT(rounded_areas(two), Each(DoubleNear(5000.0, 10.0)));
  const auto many = unit_cells(parent, sites_at(std::vector<Point>(16, Point{50, 50})), {});
  EXPECT_THAT(rounded_areas(many), Each(DoubleNear(625.0, 210.0)));  // corners of the square are farther
  expect_cover(parent, many);
}

TEST(OddCells, BuildingsOutsideAndInCornersHaveGroundToo) {
  const MultiPolygon parent = rectangle(0, 0, 100, 100);
  const auto cells = unit_cells(
      parent, sites_at({{50, 50}, {150, 50}, {150, 50}, {-80, -80}, {-90, -80}, {0, 0}, {0, 0}, {100, 100}, {0, 50}}),
      {});
  expect_cover(parent, cells);
}

TEST(OddCells, ThousandsInARowAreStrips) {
  const MultiPolygon parent = rectangle(0, 0, 6000, 10);
  std::vector<Point> places;
  for (int i = 0; i < 3000; ++i) {
    places.push_back({2.0 * i + 1.0, 5.0});
  }
  const auto cells = unit_cells(parent, sites_at(places), {});
  EXPECT_THAT(rounded_areas(cells), Each(20.0));
}

TEST(OddCells, AGridOfBuildingsHasSquares) {
  const MultiPolygon parent = rectangle(0, 0, 100, 100);
  std::vector<Point> places;
  for (int i = 0; i < 100; ++i) {
    places.push_back({10.0 * (i % 10) + 5.0, 10.0 * (i / 10) + 5.0});
  }
  const auto cells = unit_cells(parent, sites_at(places), {});
  EXPECT_THAT(rounded_areas(cells), Each(100.0));
  expect_cover(parent, cells);
}

TEST(OddCells, AHoleBelongsToNobody) {
  MultiPolygon parent = rectangle(0, 0, 100, 100);
  parent.parts[0].holes.push_back({{40, 40}, {40, 60}, {60, 60}, {60, 40}});
  const auto cells = unit_cells(parent, sites_at({{20, 50}, {80, 50}, {50, 50}}), {});  // the third in the hole
  ASSERT_EQ(cells.size(), 3U);
  expect_cover(parent, cells);
  EXPECT_FALSE(std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return contains(cell, {50, 50}); }));
}

TEST(OddCells, AnIslandWithoutBuildingsGoesToTheNearest) {
  MultiPolygon parent = rectangle(0, 0, 100, 100);
  parent.parts.push_back(rectangle(120, 0, 140, 20).parts[0]);
  const auto cells = unit_cells(parent, sites_at({{20, 10}, {80, 10}}), {});
  EXPECT_EQ(cells[0].parts.size(), 1U);
  EXPECT_EQ(cells[1].parts.size(), 2U);
  expect_cover(parent, cells);
}

TEST(OddCells, IslandsWithBuildingsKeepTheirGround) {
  MultiPolygon parent = rectangle(0, 0, 100, 100);
  parent.parts.push_back(rectangle(120, 0, 140, 20).parts[0]);
  const auto cells = unit_cells(parent, sites_at({{99, 10}, {139, 10}}), {});
  EXPECT_THAT(rounded_areas(cells), ElementsAre(10000, 400));
}

TEST(OddCells, ABarrierAlongTheOutlineCutsNothing) {
  const MultiPolygon parent = rectangle(0.3, 0.1, 100.7, 50.9);
  for (const double off : {0.0, 1e-9, 4e-4}) {
    CellGround ground;
    ground.barriers = {{{-10, 0.1 + off}, {50, 0.1 - off}, {120, 0.1 + off}}, parent.parts[0].outer};
    const auto cells = unit_cells(parent, sites_at({{30, 25}, {70, 25}}), ground);
    EXPECT_NEAR(area(cells[0]).value(), area(cells[1]).value(), 51.0);
    expect_cover(parent, cells);
  }
}

TEST(OddCells, FarFromTheOriginNothingChanges) {
  const auto cells_at = [](double corner) {
    const MultiPolygon parent = rectangle(corner, corner, corner + 1000, corner + 1000);
    CellGround ground;
    ground.compounds = {rectangle(corner + 100, corner + 100, corner + 400, corner + 700)};
    ground.barriers = {{{corner + 600, corner - 10}, {corner + 650, corner + 1010}}};
    Random random(29);
    std::vector<Point> places;
    for (int i = 0; i < 50; ++i) {
      places.push_back({corner + random.uniform(0, 1000), corner + random.uniform(0, 1000)});
    }
    const auto cells = unit_cells(parent, sites_at(places), ground);
    expect_cover(parent, cells);
    return cells;
  };
  const auto near = cells_at(0.0);
  const auto far = cells_at(4e7);
  for (std::size_t i = 0; i < near.size(); ++i) {
    EXPECT_NEAR(area(near[i]).value(), area(far[i]).value(), 0.1);
  }
}

TEST(OddCells, TheSameInputGivesTheSameBytes) {
  Random random(31);
  const MultiPolygon parent = testing::random_shape(random, {512345.25, 3881234.75}, 500.0);
  std::vector<Point> places;
  for (int i = 0; i < 60; ++i) {
    places.push_back({512345 + random.uniform(-500, 500), 3881234 + random.uniform(-500, 500)});
  }
  const auto once = unit_cells(parent, sites_at(places), {});
  const auto twice = unit_cells(parent, sites_at(places), {});
  for (std::size_t i = 0; i < once.size(); ++i) {
    ASSERT_EQ(once[i].parts.size(), twice[i].parts.size());
    EXPECT_EQ(once[i].parts[0].outer, twice[i].parts[0].outer);
  }
}

TEST(NearestSite, AgreesWithTryingAll) {
  Random random(37);
  std::vector<Point> places;
  std::vector<std::uint32_t> members;
  for (std::uint32_t i = 0; i < 300; ++i) {
    places.push_back({std::floor(random.uniform(0, 40)), std::floor(random.uniform(0, 90))});
    if (i % 3 != 0) {
      members.push_back(i);
    }
  }
  const NearestSite nearest(places, members);
  for (int probe = 0; probe < 1000; ++probe) {
    const Point p{random.uniform(-10, 50), random.uniform(-10, 100)};
    const auto best = std::min_element(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
      return squared_distance(places[a], p) < squared_distance(places[b], p);
    });
    ASSERT_EQ(nearest.to(p), *best);
  }
}

TEST(SettledOwners, LooseGroundStaysInItsCompoundFirst) {
  // Four squares in a row: 0 | 1 | 0's far piece | 2. The loose piece is in 1's compound.
  std::vector<Face> faces;
  for (int i = 0; i < 4; ++i) {
    faces.push_back({rectangle(10.0 * i, 0, 10.0 * i + 10.0, 10), {10.0 * i + 5.0, 5}});
  }
  const std::vector<Point> places{{5, 5}, {15, 5}, {35, 5}};
  const auto contacts = face_contacts(faces, {});
  ASSERT_EQ(contacts.size(), 3U);
  const auto owners = [&](std::uint32_t ground_of_last) {
    const std::vector<FaceClaim> claims{{0, kOpenGround}, {1, 7}, {0, 7}, {2, ground_of_last}};
    return settled_owners(faces, claims, contacts, places);
  };
  EXPECT_THAT(owners(kOpenGround), ElementsAre(0, 1, 1, 2));
  EXPECT_THAT(owners(7), ElementsAre(0, 1, 1, 2));  // a tie: the lowest
  const std::vector<std::vector<Point>> barrier{{{20, -5}, {20, 15}}};
  const std::vector<FaceClaim> claims{{0, kOpenGround}, {1, 7}, {0, 7}, {2, kOpenGround}};
  EXPECT_THAT(settled_owners(faces, claims, face_contacts(faces, barrier), places), ElementsAre(0, 1, 2, 2));
}

}  // namespace
}  // namespace lastmeter
