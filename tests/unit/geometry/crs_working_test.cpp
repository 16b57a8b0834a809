// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "geometry/crs.h"

namespace lastmeter {
namespace {

std::string chosen(double lon, double lat) {
  return choose_working_crs({lon - 0.1, lat - 0.1}, {lon + 0.1, lat + 0.1}).id();
}

Box around(const Crs& crs, LonLatBox area) {
  std::vector<Coordinate> corners{
      {area.west, area.south}, {area.east, area.south}, {area.east, area.north}, {area.west, area.north}};
  transform(Crs::wgs84(), crs, corners);
  Box box;
  for (const Coordinate& corner : corners) {
    box.add(Point{corner.x, corner.y});
  }
  return box;
}

TEST(WorkingCrs, GaussKrugerZoneInChina) {
  EXPECT_EQ(chosen(117.16, 35.09), "EPSG:4548");  // Tengzhou
  EXPECT_EQ(chosen(116.40, 39.90), "EPSG:4548");  // Beijing
  EXPECT_EQ(chosen(121.47, 31.23), "EPSG:4549");  // Shanghai
  EXPECT_EQ(chosen(113.93, 22.54), "EPSG:4547");  // Shenzhen
  EXPECT_EQ(chosen(75.99, 39.47), "EPSG:4534");   // Kashgar
  EXPECT_EQ(chosen(110.35, 20.02), "EPSG:4546");  // Haikou
  EXPECT_EQ(chosen(87.62, 43.82), "EPSG:4538");   // Urumqi
  EXPECT_EQ(chosen(134.30, 48.36), "EPSG:4554");  // Fuyuan
  EXPECT_EQ(chosen(91.13, 29.65), "EPSG:4539");   // Lhasa
  EXPECT_EQ(chosen(130.36, 42.86), "EPSG:4552");  // Hunchun
  EXPECT_EQ(chosen(118.10, 24.48), "EPSG:4548");  // Xiamen
  EXPECT_EQ(chosen(111.98, 43.65), "EPSG:4546");  // Erenhot
  EXPECT_EQ(chosen(117.43, 49.60), "EPSG:4548");  // Manzhouli
}

TEST(WorkingCrs, UtmElsewhere) {
  EXPECT_EQ(chosen(103.85, 1.30), "EPSG:32648");    // Singapore
  EXPECT_EQ(chosen(-51.20, -30.03), "EPSG:32722");  // Porto Alegre
  EXPECT_EQ(chosen(7.42, 43.73), "EPSG:32632");     // Monaco
  EXPECT_EQ(chosen(106.90, 47.92), "EPSG:32648");   // Ulaanbaatar
  EXPECT_EQ(chosen(105.85, 21.03), "EPSG:32648");   // Hanoi
  EXPECT_EQ(chosen(125.75, 39.03), "EPSG:32651");   // Pyongyang
  EXPECT_EQ(chosen(131.90, 43.12), "EPSG:32652");   // Vladivostok
  EXPECT_EQ(chosen(85.32, 27.70), "EPSG:32645");    // Kathmandu
  EXPECT_EQ(chosen(76.95, 43.25), "EPSG:32643");    // Almaty
  EXPECT_EQ(chosen(179.99, 10.0), "EPSG:32660");
  EXPECT_EQ(chosen(10.0, 89.0), "EPSG:32661");
}

TEST(WorkingCrs, NationalGridWhereThereIsOne) {
  EXPECT_EQ(chosen(120.20, 23.00), "EPSG:3826");   // Tainan
  EXPECT_EQ(chosen(121.55, 25.05), "EPSG:3826");   // Taipei
  EXPECT_EQ(chosen(121.55, 22.05), "EPSG:3826");   // Orchid Island
  EXPECT_EQ(chosen(119.58, 23.57), "EPSG:3825");   // Penghu
  EXPECT_EQ(chosen(114.17, 22.31), "EPSG:2326");   // Hong Kong
  EXPECT_EQ(chosen(113.93, 22.29), "EPSG:2326");   // Tung Chung
  EXPECT_EQ(chosen(114.06, 22.55), "EPSG:4547");   // Shenzhen across the river keeps the mainland's
  EXPECT_EQ(chosen(113.58, 22.27), "EPSG:4547");   // Zhuhai
  EXPECT_EQ(chosen(118.68, 24.90), "EPSG:4549");   // Quanzhou
  EXPECT_EQ(chosen(119.30, 26.08), "EPSG:4549");   // Fuzhou
  EXPECT_EQ(chosen(124.15, 24.40), "EPSG:32651");  // Ishigaki, east of Taiwan
  EXPECT_EQ(chosen(121.95, 20.45), "EPSG:32651");  // Batanes, south of it
}

TEST(WorkingCrs, NationalGridsMeasureWellWhereTheyAreChosen) {
  const auto worst = [](const char* code, LonLatBox area) {
    const Crs crs = Crs::parse(code);
    return worst_distortion(crs, around(crs, area), Metres(500)).value();
  };
  EXPECT_LT(worst("EPSG:3826", {120.0, 21.9, 122.0, 25.3}), 0.06);
  EXPECT_LT(worst("EPSG:3825", {119.3, 23.2, 119.8, 23.8}), 0.06);
  EXPECT_LT(worst("EPSG:2326", {113.8, 22.15, 114.4, 22.56}), 0.02);
}

TEST(WorkingCrs, ThreeDegreeZoneKeeps500MetresWithin12Centimetres) {
  const Crs crs = Crs::parse("EPSG:4548");
  const Box zone = around(crs, {115.5, 34.8, 118.5, 35.3});
  EXPECT_NEAR(worst_distortion(crs, zone, Metres(500)).value(), 0.116, 0.005);
  const Box city = around(crs, {116.8, 34.8, 117.4, 35.3});
  EXPECT_LT(worst_distortion(crs, city, Metres(500)).value(), 0.01);
}

TEST(WorkingCrs, UtmWithin40Centimetres) {
  const Crs crs = Crs::parse("EPSG:32650");
  const double worst = worst_distortion(crs, around(crs, {114.0, 34.8, 120.0, 35.3}), Metres(500)).value();
  EXPECT_GT(worst, 0.19);  // 0.9996 at the central meridian
  EXPECT_LT(worst, 0.40);
}

TEST(WorkingCrs, WebMercatorTurns500MetresInto409) {
  const Crs crs = Crs::parse("EPSG:3857");
  const double worst = worst_distortion(crs, around(crs, {117.1, 34.999, 117.2, 35.001}), Metres(500)).value();
  EXPECT_NEAR(500.0 - worst, 409.0, 2.0);
}

TEST(WorkingCrs, OnePointAndNamelessSystems) {
  const Crs crs = Crs::parse("+proj=tmerc +lon_0=117.16 +x_0=50000 +y_0=-3800000 +ellps=GRS80 +units=m");
  Box box;
  box.add(Point{50000.0, 84256.0});
  EXPECT_LT(worst_distortion(crs, box, Metres(500)).value(), 1e-6);
}

TEST(WorkingCrs, BoxOffTheEarthIsWhollyWrong) {
  Box box;
  box.add(Point{1e9, 1e9});
  EXPECT_EQ(worst_distortion(Crs::parse("EPSG:4548"), box, Metres(500)), Metres(500));
}

TEST(WorkingCrs, VersionNamesProjAndItsDatabase) { EXPECT_NE(proj_version().find("EPSG"), std::string::npos); }

}  // namespace
}  // namespace lastmeter
