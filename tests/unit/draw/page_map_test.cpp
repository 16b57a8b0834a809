// SPDX-License-Identifier: Apache-2.0
#include "draw/page_map.h"

#include <gmock/gmock.h>

#include <limits>

namespace lastmeter {
namespace {

MapPanel panel_of(const GeometryColumn& shapes, bool sets_extent = true) {
  MapPanel panel;
  panel.layers.push_back({.shapes = &shapes,
                          .classes = std::vector<int>(shapes.size(), 0),
                          .symbols = {Symbol{}},
                          .sets_extent = sets_extent});
  return panel;
}

TEST(PageMap, NorthIsUpAndTheExtentIsCentred) {
  const PageMap map({0.0, 0.0, 1000.0, 500.0}, {10.0, 20.0, 200.0, 200.0});
  EXPECT_EQ(map.at(0.0, 0.0), (PagePoint{10.0, 170.0}));
  EXPECT_EQ(map.at(1000.0, 500.0), (PagePoint{210.0, 70.0}));
  EXPECT_DOUBLE_EQ(map.points(Metres(500.0)), 100.0);
  EXPECT_DOUBLE_EQ(map.metres(100.0).value(), 500.0);
}

TEST(PageMap, LargeCoordinatesKeepTheirPlace) {
  const PageMap map({39500000.0, 4000000.0, 39501000.0, 4001000.0}, {0.0, 0.0, 100.0, 100.0});
  EXPECT_EQ(map.at(39500500.0, 4000500.0), (PagePoint{50.0, 50.0}));
}

TEST(Extent, HasARimAndSkipsWhatIsNotDrawnOrNoPlace) {
  GeometryColumn shapes;
  shapes.append_point({0.0, 0.0});
  shapes.append_point({1000.0, 2000.0});
  shapes.append_point({9e9, 9e9});
  shapes.append_point({std::numeric_limits<double>::quiet_NaN(), 5.0});
  MapPanel panel = panel_of(shapes);
  panel.layers.front().classes[2] = -1;
  const auto extent = extent_of({panel});
  ASSERT_TRUE(extent);
  EXPECT_DOUBLE_EQ(extent->west, -30.0);
  EXPECT_DOUBLE_EQ(extent->north, 2060.0);
}

TEST(Extent, OfOnePointIsAHundredMetres) {
  GeometryColumn shapes;
  shapes.append_point({500.0, 500.0});
  const auto extent = extent_of({panel_of(shapes)});
  ASSERT_TRUE(extent);
  EXPECT_DOUBLE_EQ(extent->width(), 100.0);
  EXPECT_DOUBLE_EQ(extent->height(), 100.0);
}

TEST(Extent, OfNothingIsNone) {
  GeometryColumn shapes;
  shapes.append(GeometryKind::Null);
  EXPECT_FALSE(extent_of({panel_of(shapes)}));
  EXPECT_FALSE(extent_of({}));
  GeometryColumn point;
  point.append_point({1.0, 1.0});
  EXPECT_FALSE(extent_of({panel_of(point, false)}));
}

}  // namespace
}  // namespace lastmeter
