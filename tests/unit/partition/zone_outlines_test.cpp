// SPDX-License-Identifier: Apache-2.0
#include "partition/zone_outlines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "core/random.h"
#include "geometry/overlay.h"
#include "support/cell_checks.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using testing::random_zoning;
using testing::rectangle;

IdVector<UnitId, ZoneId> zones_of(const std::vector<std::size_t>& zones) {
  IdVector<UnitId, ZoneId> zone_of;
  for (const std::size_t zone : zones) {
    zone_of.push_back(ZoneId(zone));
  }
  return zone_of;
}

/// Zones of squares with the given lower left corners.
IdVector<ZoneId, ZoneOutline> squares(const std::vector<Point>& corners, double side) {
  std::vector<MultiPolygon> shapes;
  IdVector<UnitId, ZoneId> zone_of;
  for (const Point corner : corners) {
    zone_of.push_back(ZoneId(shapes.size()));
    shapes.push_back(rectangle(corner.x, corner.y, corner.x + side, corner.y + side));
  }
  return zone_outlines(shapes, zone_of, shapes.size());
}

std::vector<std::size_t> numbers(const std::vector<ZoneId>& order) {
  std::vector<std::size_t> numbers;
  for (const ZoneId zone : order) {
    numbers.push_back(zone.index());
  }
  return numbers;
}

TEST(ZoneOutlines, AreTheUnitsDissolved) {
  const std::vector<MultiPolygon> units{rectangle(0, 0, 10, 10), rectangle(10, 0, 20, 10), rectangle(20, 0, 40, 10)};
  const auto zones = zone_outlines(units, zones_of({0, 0, 1}), 2);
  const ZoneOutline& first = zones[ZoneId(0)];
  ASSERT_EQ(first.shape.parts.size(), 1U);
  EXPECT_DOUBLE_EQ(first.area.value(), 200.0);
  EXPECT_DOUBLE_EQ(perimeter(first.shape).value(), 60.0);
  EXPECT_EQ(first.centre, (Point{10, 5}));
  EXPECT_TRUE(contains(first.shape, first.label));
  EXPECT_DOUBLE_EQ(zones[ZoneId(1)].area.value(), 200.0);
}

TEST(ZoneOutlines, AZoneInTwoPartsAndOneAroundAnotherStayValid) {
  const std::vector<MultiPolygon> grid = [] {
    std::vector<MultiPolygon> cells;
    for (int i = 0; i < 9; ++i) {
      cells.push_back(rectangle(i % 3, i / 3, i % 3 + 1, i / 3 + 1));
    }
    return cells;
  }();
  const auto ring = zone_outlines(grid, zones_of({0, 0, 0, 0, 1, 0, 0, 0, 0}), 2);
  EXPECT_EQ(ring[ZoneId(0)].shape.parts[0].holes.size(), 1U);
  EXPECT_FALSE(contains(ring[ZoneId(0)].shape, ring[ZoneId(0)].centre));
  EXPECT_TRUE(contains(ring[ZoneId(0)].shape, ring[ZoneId(0)].label));
  const auto apart = zone_outlines(grid, zones_of({0, 1, 1, 1, 0, 1, 1, 1, 0}), 2);  // corners only
  EXPECT_EQ(apart[ZoneId(0)].shape.parts.size(), 3U);
  EXPECT_EQ(invalid_reason(apart[ZoneId(0)].shape), std::nullopt);
}

TEST(ZoneOutlines, SlitsBetweenUnitsAreClosedOnRequest) {
  // A slit of 20 cm between two halves that touch at its ends.
  const MultiPolygon left{{Polygon{{{0, 0}, {10, 0}, {10, 1}, {9.9, 1}, {9.9, 9}, {10, 9}, {10, 10}, {0, 10}}, {}}}};
  const MultiPolygon right{
      {Polygon{{{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 9}, {10.1, 9}, {10.1, 1}, {10, 1}}, {}}}};
  const std::vector<MultiPolygon> units{left, right};
  EXPECT_EQ(zone_outlines(units, zones_of({0, 0}), 1)[ZoneId(0)].shape.parts[0].holes.size(), 1U);
  const auto closed = zone_outlines(units, zones_of({0, 0}), 1, Metres(0.25));
  EXPECT_TRUE(closed[ZoneId(0)].shape.parts[0].holes.empty());
  EXPECT_DOUBLE_EQ(closed[ZoneId(0)].area.value(), 200.0);
}

TEST(ZoneOutlines, AZoneWithoutGroundIsEmpty) {
  const std::vector<MultiPolygon> units{rectangle(0, 0, 10, 10), {}};
  const auto zones = zone_outlines(units, zones_of({0, 1}), 2);
  EXPECT_TRUE(zones[ZoneId(1)].shape.empty());
  EXPECT_EQ(zones[ZoneId(1)].area, SquareMetres(0.0));
}

TEST(ZoneOutlines, OfCellsCoverTheParent) {
  Random random(41);
  const MultiPolygon parent = testing::random_shape(random, {512345.25, 3881234.75}, 500.0);
  std::vector<CellSite> sites;
  IdVector<UnitId, ZoneId> zone_of;
  for (int i = 0; i < 120; ++i) {
    sites.push_back({{512345 + random.uniform(-400, 400), 3881234 + random.uniform(-400, 400)}, {}});
    zone_of.push_back(ZoneId(random.below(6)));
  }
  const auto zones = zone_outlines(unit_cells(parent, sites, {}), zone_of, 6);
  std::vector<MultiPolygon> shapes;
  for (const ZoneOutline& zone : zones) {
    shapes.push_back(zone.shape);
    EXPECT_TRUE(contains(zone.shape, zone.label));
  }
  testing::expect_cover(parent, shapes);
}

TEST(NumberingOrder, RunsInRowsFromNorthWest) {
  // Bands of 0.8 x 10 m from the northernmost centre.
  const auto zones = squares({{20, 0}, {0, 1}, {10, 20}, {0, 17}, {10, 3}, {30, 14}}, 10);
  EXPECT_THAT(numbers(numbering_order(zones)), ElementsAre(3, 2, 5, 1, 4, 0));
  EXPECT_TRUE(numbering_order({}).empty());
}

TEST(NumberingOrder, OfEqualPlacesTakesTheLowestFirst) {
  const auto zones = squares({{0, 0}, {0, 0}, {0, 0}}, 10);
  EXPECT_THAT(numbers(numbering_order(zones)), ElementsAre(0, 1, 2));
}

TEST(ZoneCodes, AreTheParentsAndThreeDigits) {
  const std::vector<ZoneId> order{ZoneId(2), ZoneId(0), ZoneId(1)};
  EXPECT_THAT(zone_codes("370481001002", order).items(),
              ElementsAre("370481001002002", "370481001002003", "370481001002001"));
}

TEST(ZoneCodes, KeepWhatStays) {
  const std::vector<ZoneId> order{ZoneId(2), ZoneId(0), ZoneId(1)};
  const IdVector<ZoneId, std::optional<std::string>> kept{std::nullopt, "X001", std::nullopt};
  EXPECT_THAT(zone_codes("X", order, kept).items(), ElementsAre("X003", "X001", "X002"));
}

TEST(ZoneCodes, OfAThousandHaveFourDigits) {
  std::vector<ZoneId> order;
  for (std::size_t z = 0; z < 1000; ++z) {
    order.emplace_back(z);
  }
  const auto codes = zone_codes("P", order);
  EXPECT_EQ(codes[ZoneId(0)], "P0001");
  EXPECT_EQ(codes[ZoneId(999)], "P1000");
}

}  // namespace
}  // namespace lastmeter
