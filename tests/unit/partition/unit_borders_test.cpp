// SPDX-License-Identifier: Apache-2.0
#include "partition/unit_borders.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "core/random.h"
#include "partition/reading_order.h"
#include "support/draw_zones.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::rectangle;
using ::testing::SizeIs;

std::vector<MultiPolygon> squares(int across, int up, double gap = 0.0) {
  std::vector<MultiPolygon> shapes;
  for (int y = 0; y < up; ++y) {
    for (int x = 0; x < across; ++x) {
      shapes.push_back(
          rectangle(100.0 * x + gap / 2, 100.0 * y + gap / 2, 100.0 * (x + 1) - gap / 2, 100.0 * (y + 1) - gap / 2));
    }
  }
  return shapes;
}

const UnitBorder& border_of(const UnitBorders& found, std::size_t a, std::size_t b) {
  for (const UnitBorder& border : found.borders) {
    if (border.a == UnitId(a) && border.b == UnitId(b)) {
      return border;
    }
  }
  throw std::logic_error("no such border");
}

TEST(UnitBorders, ARiverBarsTheBordersAlongIt) {
  BorderSettings settings;
  settings.barriers = {{{100, -50}, {100, 250}}};
  const UnitBorders found = unit_borders(squares(2, 2), settings);
  EXPECT_THAT(found.borders, SizeIs(4));
  EXPECT_EQ(border_of(found, 0, 1).passage, Passage::Barred);
  EXPECT_EQ(border_of(found, 2, 3).passage, Passage::Barred);
  EXPECT_EQ(border_of(found, 0, 2).passage, Passage::Open);
  EXPECT_NEAR(border_of(found, 0, 1).along, 1.0, 1e-12);
  EXPECT_NEAR(border_of(found, 0, 2).along, 0.01, 1e-12);  // the metre beside the river
  EXPECT_THAT(found.links, IsEmpty());                     // a barrier makes no island
}

TEST(UnitBorders, HalfABorderIsEnoughToBarIt) {
  BorderSettings settings;
  settings.barriers = {{{100, 0}, {100, 48.9}}};  // and 1 m round its end
  EXPECT_EQ(unit_borders(squares(2, 1), settings).borders.items()[0].passage, Passage::Open);
  settings.barriers = {{{100, 0}, {100, 49.1}}};
  EXPECT_EQ(unit_borders(squares(2, 1), settings).borders.items()[0].passage, Passage::Barred);
}

TEST(UnitBorders, ACrossingOpensTheBorderItLiesOn) {
  BorderSettings settings;
  settings.barriers = {{{100, -50}, {100, 250}}};
  settings.crossings = {{108, 50}};
  const UnitBorders found = unit_borders(squares(2, 2), settings);
  EXPECT_EQ(border_of(found, 0, 1).passage, Passage::Open);
  EXPECT_EQ(border_of(found, 2, 3).passage, Passage::Barred);
  settings.crossings = {{111, 50}};
  EXPECT_EQ(border_of(unit_borders(squares(2, 2), settings), 0, 1).passage, Passage::Barred);
}

TEST(UnitBorders, StreetsAreWelcomeAndBarNothing) {
  BorderSettings settings;
  settings.streets = {{{100, 0}, {100, 100}}};
  const UnitBorders found = unit_borders(squares(2, 1), settings);
  EXPECT_EQ(found.borders.items()[0].passage, Passage::Open);
  EXPECT_NEAR(found.borders.items()[0].along, 1.0, 1e-12);
}

TEST(UnitBorders, OuterLengthsAddUpToThePerimeter) {
  const UnitBorders found = unit_borders(squares(3, 3), {});
  for (std::size_t i = 0; i < 9; ++i) {
    Metres sum = found.outer[UnitId(i)];
    for (const UnitBorder& border : found.borders) {
      sum += border.a == UnitId(i) || border.b == UnitId(i) ? border.length : Metres(0.0);
    }
    EXPECT_NEAR(sum.value(), 400.0, 1e-9);
  }
}

TEST(UnitBorders, IslandsAreLinkedAcrossTheShortestGap) {
  std::vector<MultiPolygon> shapes = squares(3, 1);
  shapes.push_back(rectangle(210, 130, 240, 160));  // 30 m above unit 2
  shapes.push_back(rectangle(0, -500, 50, -400));   // 400 m below unit 0
  const UnitBorders found = unit_borders(shapes, {});
  ASSERT_THAT(found.links, SizeIs(2));
  EXPECT_EQ(found.links[0].a, UnitId(3));  // parts of one unit, the lowest first
  EXPECT_EQ(found.links[0].b, UnitId(2));
  EXPECT_NEAR(found.links[0].gap.value(), 30.0, 1e-9);
  EXPECT_EQ(found.links[1].b, UnitId(0));
  EXPECT_EQ(border_of(found, 2, 3).passage, Passage::Linked);
  EXPECT_EQ(border_of(found, 2, 3).length, Metres(0.0));
  BorderSettings apart;
  apart.islands = Islands::Apart;
  EXPECT_THAT(unit_borders(shapes, apart).borders, SizeIs(2));
}

TEST(UnitBorders, AnyScatteredUnitsEndInOnePart) {
  Random random(9);
  for (int round = 0; round < 20; ++round) {
    std::vector<MultiPolygon> shapes;
    const std::size_t count = 1 + random.below(40);
    for (std::size_t i = 0; i < count; ++i) {
      const double x = random.uniform(0, 1000);
      const double y = random.uniform(0, 1000);
      shapes.push_back(rectangle(x, y, x + 20, y + 10));
    }
    const UnitBorders found = unit_borders(shapes, {});
    const UnitGraph graph(IdVector<UnitId, BasicUnit>(count), found.borders);
    EXPECT_EQ(connected_parts(graph).count, 1U);
    EXPECT_EQ(found.links.size() + 1, count);  // nothing fits exactly, so the links make a tree
  }
}

TEST(UnitBorders, DeclaredLinksJoinAndOpen) {
  BorderSettings settings;
  settings.barriers = {{{100, 0}, {100, 100}}};
  settings.linked = {{UnitId(2), UnitId(0)}, {UnitId(1), UnitId(0)}};
  const UnitBorders found = unit_borders(squares(3, 1), settings);
  EXPECT_EQ(border_of(found, 0, 2).passage, Passage::Linked);
  EXPECT_EQ(border_of(found, 0, 1).passage, Passage::Open);
  settings.linked = {{UnitId(1), UnitId(1)}};
  EXPECT_THROW(unit_borders(squares(3, 1), settings), std::logic_error);
  settings.linked = {{UnitId(1), UnitId(9)}};
  EXPECT_THROW(unit_borders(squares(3, 1), settings), std::logic_error);
}

TEST(UnitBorders, UnitsWithoutShapeStayAlone) {
  std::vector<MultiPolygon> shapes = squares(2, 1);
  shapes.emplace_back();
  const UnitBorders found = unit_borders(shapes, {});
  EXPECT_THAT(found.borders, SizeIs(1));
  EXPECT_THAT(found.links, IsEmpty());
  EXPECT_THAT(unit_borders({}, {}).borders, SizeIs(0));
}

TEST(ReadingOrder, RowsFromTheNorthEachFromTheWest) {
  const std::vector<Point> places{{0, 0}, {10, 1}, {1, 10}, {11, 9}};
  EXPECT_THAT(reading_order(places), ElementsAre(2, 3, 0, 1));
  EXPECT_THAT(reading_order(std::vector<Point>{{5, 0}, {1, 0}, {3, 0}}), ElementsAre(1, 2, 0));
  EXPECT_THAT(reading_order(std::vector<Point>{{0, 0}, {0, 5}, {0, 3}}), ElementsAre(1, 2, 0));
  EXPECT_THAT(reading_order({}), IsEmpty());
}

}  // namespace
}  // namespace lastmeter
