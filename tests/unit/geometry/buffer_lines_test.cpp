// SPDX-License-Identifier: Apache-2.0
#include "geometry/buffer_lines.h"

#include <gtest/gtest.h>

#include <numbers>

namespace lastmeter {
namespace {

using namespace literals;
using Lines = std::vector<std::vector<Point>>;

TEST(BufferLines, AStraightLineIsARectangleWithTwoHalfDiscs) {
  const MultiPolygon shape = buffer_lines(Lines{{{0, 0}, {1000, 0}}}, 100_m, 0.05_m);
  const double exact = 1000.0 * 200.0 + std::numbers::pi * 100.0 * 100.0;
  EXPECT_NEAR(area(shape).value(), exact, exact * 1e-3);
  EXPECT_LE(area(shape).value(), exact);
}

TEST(BufferLines, ARingOfStreetsKeepsItsHole) {
  const MultiPolygon shape = buffer_lines(Lines{{{0, 0}, {600, 0}, {600, 600}, {0, 600}, {0, 0}}}, 100_m, 0.5_m);
  ASSERT_EQ(shape.parts.size(), 1U);
  ASSERT_EQ(shape.parts[0].holes.size(), 1U);
  EXPECT_NEAR(std::abs(signed_area(shape.parts[0].holes[0])), 400.0 * 400.0, 1e-6);
}

TEST(BufferLines, PiecesAreUnited) {
  Lines lines;
  for (int i = 0; i < 500; ++i) {  // more than one slice
    lines.push_back({{i * 10.0, 0}, {i * 10.0 + 10.0, 0}});
  }
  const MultiPolygon shape = buffer_lines(lines, 50_m, 0.5_m);
  EXPECT_EQ(shape.parts.size(), 1U);
  EXPECT_NEAR(area(shape).value(), 5000.0 * 100.0 + std::numbers::pi * 2500.0, 300.0);
}

TEST(BufferLines, ALineOfOnePlaceIsADiscAndNoLineIsNothing) {
  EXPECT_NEAR(area(buffer_lines(Lines{{{5, 5}, {5, 5}}, {}}, 10_m, 0.001_m)).value(), std::numbers::pi * 100.0, 0.1);
  EXPECT_TRUE(buffer_lines(Lines{}, 10_m, 0.1_m).empty());
}

}  // namespace
}  // namespace lastmeter
