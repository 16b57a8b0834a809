// SPDX-License-Identifier: Apache-2.0
#include "support/draw_zones.h"

#include <gmock/gmock.h>

#include "core/random.h"
#include "geometry/overlay.h"

namespace lastmeter::testing {

namespace {

using ::testing::SizeIs;

TEST(DrawZones, LettersBecomeAreas) {
  const auto shapes = draw_shapes(R"(
      A A .
      B A C )");
  ASSERT_THAT(shapes, SizeIs(3));
  EXPECT_DOUBLE_EQ(area(shapes.at('A')).value(), 30000.0);
  EXPECT_TRUE(contains(shapes.at('B'), {50.0, 50.0}));
  EXPECT_TRUE(contains(shapes.at('C'), {250.0, 50.0}));
  EXPECT_FALSE(contains(shapes.at('A'), {250.0, 150.0}));
  EXPECT_THAT(shapes.at('A').parts.front().outer, SizeIs(8)) << "a vertex at every corner of a cell";
}

TEST(DrawZones, HolesAndCorners) {
  const auto shapes = draw_shapes(R"(
      A A A A A
      A . A . A
      A A . A A
      A A A A A
      . . . . . A )");
  ASSERT_THAT(shapes.at('A').parts, SizeIs(2));
  const auto largest =
      std::max_element(shapes.at('A').parts.begin(), shapes.at('A').parts.end(),
                       [](const Polygon& a, const Polygon& b) { return signed_area(a.outer) < signed_area(b.outer); });
  EXPECT_THAT(largest->holes, SizeIs(3));
}

TEST(DrawZones, AnyPictureIsValid) {
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    std::string picture;
    for (int y = 0; y < 7; ++y) {
      for (int x = 0; x < 7; ++x) {
        picture += static_cast<char>('A' + random.below(2));
      }
      picture += '\n';
    }
    for (const auto& [letter, shape] : draw_shapes(picture)) {
      EXPECT_FALSE(invalid_reason(shape)) << *invalid_reason(shape) << picture;
      EXPECT_EQ(piece_count(shape), shape.parts.size()) << picture;
    }
  }
}

TEST(DrawZones, StudyLinksLevelsAndRecordsByPlace) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A B B", .grid_zones = "a b c d"});
  EXPECT_EQ(zone_of(area, ZoneLevel::GridZone, "c").parent, ZoneId(1));
  EXPECT_FALSE(zone_of(area, ZoneLevel::Community, "A").parent);
  const DemandPoint& house = area.demand[add_building(area, "h", {250.0, 50.0}, 3.0)];
  EXPECT_FALSE(house.zones[0]);
  EXPECT_EQ(house.zones[1], ZoneId(1));
  EXPECT_EQ(house.zones[2], ZoneId(2));
}

}  // namespace

}  // namespace lastmeter::testing
