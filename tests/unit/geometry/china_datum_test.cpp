// SPDX-License-Identifier: Apache-2.0
#include "geometry/china_datum.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/random.h"

namespace lastmeter {
namespace {

/// Metres between two near places, on a sphere: good to half a percent.
double metres_apart(LonLat a, LonLat b) {
  const double radians = std::numbers::pi / 180.0;
  const double dx = (a.lon - b.lon) * std::cos(a.lat * radians) * 111320.0;
  const double dy = (a.lat - b.lat) * 111320.0;
  return std::hypot(dx, dy);
}

void expect_near(LonLat got, LonLat wanted, double degrees) {
  EXPECT_NEAR(got.lon, wanted.lon, degrees);
  EXPECT_NEAR(got.lat, wanted.lat, degrees);
}

// Values published with googollee/eviltransform and wandergis/coordtransform.
TEST(ChinaDatum, AgreesWithPublishedValues) {
  expect_near(gcj02_from_wgs84({121.5272106, 31.1774276}), {121.531541859215, 31.17530398364597}, 1e-9);
  expect_near(gcj02_from_wgs84({113.912316, 22.543847}), {113.9171764808363, 22.540796131694766}, 1e-9);
  expect_near(gcj02_from_wgs84({116.404, 39.915}), {116.41024449916938, 39.91640428150164}, 1e-9);
  expect_near(bd09_from_gcj02({116.404, 39.915}), {116.41036949371029, 39.92133699351021}, 1e-9);
}

TEST(ChinaDatum, ShiftInTengzhouIsAsLargeAsTheServiceRadius) {
  double least = 1e9;
  double most = 0.0;
  for (double lon = 116.8; lon <= 117.41; lon += 0.02) {
    for (double lat = 34.83; lat <= 35.29; lat += 0.02) {
      const double shift = metres_apart({lon, lat}, gcj02_from_wgs84({lon, lat}));
      least = std::min(least, shift);
      most = std::max(most, shift);
    }
  }
  EXPECT_NEAR(least, 498.0, 8.0);
  EXPECT_NEAR(most, 555.0, 8.0);
}

TEST(ChinaDatum, BaiduShiftIsOverAKilometre) {
  const LonLat place{117.158, 35.087};
  EXPECT_NEAR(metres_apart(place, bd09_from_gcj02(gcj02_from_wgs84(place))), 1250.0, 60.0);
}

TEST(ChinaDatum, RoundTripsAreBelowAMillimetre) {
  Random random(7);
  double worst_gcj = 0.0;
  double worst_bd = 0.0;
  for (int i = 0; i < 20000; ++i) {
    const LonLat place{random.uniform(73.5, 135.0), random.uniform(18.0, 53.5)};
    worst_gcj = std::max(worst_gcj, metres_apart(place, wgs84_from_gcj02(gcj02_from_wgs84(place))));
    worst_bd = std::max(worst_bd, metres_apart(place, gcj02_from_bd09(bd09_from_gcj02(place))));
  }
  EXPECT_LT(worst_gcj, 1e-4);
  EXPECT_LT(worst_bd, 1e-4);
}

TEST(ChinaDatum, ConvergesWhereTheFormulaHasAKink) {
  for (const double off : {0.0, 1e-12, -1e-9, 1e-6, -1e-3}) {  // sqrt|lon - 105| has no derivative at 0
    const LonLat place{105.0 + off, 30.0};
    EXPECT_LT(metres_apart(place, wgs84_from_gcj02(gcj02_from_wgs84(place))), 1e-3) << off;
  }
}

TEST(ChinaDatum, NothingMovesOutsideTheRectangle) {
  for (const LonLat place : {LonLat{-51.2, -30.0}, LonLat{7.42, 43.73}, LonLat{140.0, 36.0}, LonLat{100.0, 60.0}}) {
    EXPECT_FALSE(gcj02_applies(place));
    EXPECT_EQ(gcj02_from_wgs84(place), place);
    EXPECT_EQ(wgs84_from_gcj02(place), place);
  }
}

TEST(ChinaDatum, InverseEndsAtTheRectanglesEdgeAndWithNaN) {
  EXPECT_TRUE(std::isfinite(wgs84_from_gcj02({72.005, 30.0}).lon));
  EXPECT_TRUE(std::isfinite(wgs84_from_gcj02({137.8346, 30.0}).lon));
  EXPECT_TRUE(std::isnan(wgs84_from_gcj02({std::nan(""), 30.0}).lon));
  EXPECT_TRUE(std::isnan(gcj02_from_bd09({110.0, std::nan("")}).lat));
}

}  // namespace
}  // namespace lastmeter
