// SPDX-License-Identifier: Apache-2.0
#include "audit/zone_index.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/random.h"
#include "support/draw_zones.h"

namespace lastmeter::testing {

namespace {

using ::testing::ElementsAre;

TEST(ZoneIndex, EmptyLayerHasNoNearest) {
  const ZoneLayer layer;
  EXPECT_FALSE(ZoneIndex(layer).nearest({0.0, 0.0}));
}

TEST(ZoneIndex, NearestInsideBesideAndFarAway) {
  const ZoneLayer layer = draw_zones(ZoneLevel::Community, "A . B\nA . .");
  const ZoneIndex index(layer);
  EXPECT_EQ(index.nearest({50.0, 50.0})->distance, Metres(0.0));
  const NearestZone beside = *index.nearest({180.0, 150.0});
  EXPECT_EQ(beside.zone, ZoneId(1));
  EXPECT_NEAR(beside.distance.value(), 20.0, 1e-9);
  EXPECT_EQ(index.nearest({150.0, 150.0})->zone, ZoneId(0)) << "a tie goes to the lowest id";
  EXPECT_NEAR(index.nearest({1e7 + 300.0, 150.0})->distance.value(), 1e7, 1e-6);
}

TEST(ZoneIndex, InsideAHoleTheNearestMayBeTheHolesOwner) {
  const ZoneLayer layer = draw_zones(ZoneLevel::Community, "A A A\nA . A\nA A A");
  EXPECT_NEAR(ZoneIndex(layer).nearest({140.0, 150.0})->distance.value(), 40.0, 1e-9);
}

TEST(ZoneIndex, NearestAgreesWithAllZones) {
  Random random(11);
  ZoneLayer layer;
  for (int i = 0; i < 80; ++i) {
    const double x = random.uniform(0.0, 5000.0);
    const double y = random.uniform(0.0, 200.0);
    Zone zone;
    reshape(zone, rectangle(x, y, x + random.uniform(1.0, 90.0), y + random.uniform(1.0, 300.0)));
    layer.zones.push_back(std::move(zone));
  }
  const ZoneIndex index(layer);
  for (int i = 0; i < 1000; ++i) {
    const Point p{random.uniform(-3000.0, 8000.0), random.uniform(-3000.0, 3000.0)};
    double least = 1e300;
    for (const Zone& zone : layer.zones) {
      const Box box = bounds(zone.outline);
      const double dx = std::max({box.min_x - p.x, 0.0, p.x - box.max_x});
      const double dy = std::max({box.min_y - p.y, 0.0, p.y - box.max_y});
      least = std::min(least, std::hypot(dx, dy));
    }
    EXPECT_NEAR(index.nearest(p)->distance.value(), least, 1e-9);
  }
}

TEST(ZoneIndex, AlongNeedsMoreThanACorner) {
  const ZoneLayer layer = draw_zones(ZoneLevel::Community, "A B C\nD E F\nG H I");
  const ZoneIndex index(layer);
  EXPECT_THAT(index.along(rectangle(100.0, 100.0, 200.0, 200.0), Metres(0.01)),
              ElementsAre(ZoneId(1), ZoneId(3), ZoneId(4), ZoneId(5), ZoneId(7)));
  EXPECT_THAT(index.along(rectangle(-50.0, -50.0, 0.0, 0.0), Metres(0.01)), ElementsAre());
  EXPECT_THAT(index.along(rectangle(300.005, 110.0, 310.0, 120.0), Metres(0.01)), ElementsAre(ZoneId(5)));
}

}  // namespace

}  // namespace lastmeter::testing
