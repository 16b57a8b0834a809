// SPDX-License-Identifier: Apache-2.0
#include "io/read_elevation.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/error.h"
#include "support/shared_data.h"
#include "unit/io/read_support.h"

namespace lastmeter {
namespace {

using ::testing::HasSubstr;
using testing::put;
using testing::TempFolder;

/// 3 x 2 cells of 10 m from 500000, 4000020 down; the last cell has no data.
std::string small_raster(const TempFolder& folder) {
  put(folder, "small.prj", R"(PROJCS["WGS_1984_UTM_Zone_50N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",
SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],
PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],
PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],
UNIT["Meter",1.0]])");
  return put(folder, "small.asc",
             "ncols 3\nnrows 2\nxllcorner 500000\nyllcorner 4000000\ncellsize 10\nNODATA_value -9999\n"
             "10 20 40\n30 40 -9999\n");
}

TEST(ReadElevation, MiddlesOfCellsHaveTheirValue) {
  const TempFolder folder;
  const std::vector<Point> places{{500005, 4000015}, {500015, 4000015}, {500005, 4000005}};
  const auto heights = read_elevations(small_raster(folder), Crs::parse("EPSG:32650"), places);
  EXPECT_EQ(heights, (std::vector<double>{10, 20, 30}));
}

TEST(ReadElevation, IsBilinearBetweenMiddlesAndFlatAtTheRim) {
  const TempFolder folder;
  const std::vector<Point> places{{500010, 4000015}, {500010, 4000010}, {500000, 4000020}};
  const auto heights = read_elevations(small_raster(folder), Crs::parse("EPSG:32650"), places);
  EXPECT_DOUBLE_EQ(heights[0], 15.0);
  EXPECT_DOUBLE_EQ(heights[1], 25.0);  // mean of 10, 20, 30, 40
  EXPECT_DOUBLE_EQ(heights[2], 10.0);
}

TEST(ReadElevation, UnknownIsNanNotZero) {
  const TempFolder folder;
  const std::vector<Point> places{{499990, 4000015}, {500022, 4000005}};
  const auto heights = read_elevations(small_raster(folder), Crs::parse("EPSG:32650"), places);
  EXPECT_TRUE(std::isnan(heights[0]));
  EXPECT_TRUE(std::isnan(heights[1]));
}

TEST(ReadElevation, WhatIsNoRasterIsRefused) {
  const TempFolder folder;
  const std::vector<Point> places{{0, 0}};
  const std::string path = put(folder, "text.tif", "no raster");
  try {
    read_elevations(path, Crs::parse("EPSG:32650"), places);
    FAIL() << "not refused";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("text.tif is no elevation raster"));
  }
}

TEST(ReadElevation, ARasterWithoutASystemIsRefused) {
  const TempFolder folder;
  const std::string path = put(folder, "bare.asc", "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n5\n");
  EXPECT_THROW(read_elevations(path, Crs::parse("EPSG:32650"), std::vector<Point>{{0, 0}}), InputError);
}

TEST(ReadElevation, ReadsARealModel) {
  const auto shared = testing::shared_data();
  if (!shared) {
    GTEST_SKIP() << "no shared data: set LASTMETER_SHARED";
  }
  const std::vector<Point> centre{{-51.2177, -30.0346}};  // Porto Alegre; the system is lon/lat here
  const auto heights = read_elevations((*shared / "porto_alegre" / "poa_elevation.tif").string(), Crs::wgs84(), centre);
  EXPECT_GT(heights[0], 0.0);
  EXPECT_LT(heights[0], 320.0);
}

}  // namespace
}  // namespace lastmeter
