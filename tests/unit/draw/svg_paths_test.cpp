// SPDX-License-Identifier: Apache-2.0
#include "draw/svg_paths.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <random>
#include <vector>

namespace lastmeter {
namespace {

TEST(SvgPaths, BecomeRelativeAndLoseWhatDrawsNothing) {
  EXPECT_EQ(short_path("M 10 20 L 13.5 20 L 13.5 16.25 Z M 10 20 "), "m10 20 3.5 0 0-3.75z");
  EXPECT_EQ(short_path("M 0 0 C 1 2 3 4 5 6 C 6 6 7 6 8 6 "), "m0 0c1 2 3 4 5 6 1 0 2 0 3 0");
  EXPECT_EQ(short_path("M 1 1 L 2 1 Z M 1 1 M 5 5 L 5.05 5.5 "), "m1 1 1 0zm4 4 .05 .5");
  EXPECT_EQ(short_path("M 2 3 H 4 V 1 "), "m2 3 2 0 0-2");
  EXPECT_EQ(short_path(""), "");
}

TEST(SvgPaths, OfOtherCommandsStayAsTheyAre) {
  EXPECT_EQ(short_path("M 1 1 A 5 5 0 0 1 3 3"), "M 1 1 A 5 5 0 0 1 3 3");
  EXPECT_EQ(short_path("m 1 1 l 2 2"), "m 1 1 l 2 2");
  EXPECT_EQ(short_path("M 1"), "M 1");
}

TEST(SvgPaths, StayWithinHalfAHundredthHoweverLong) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(-500.0, 500.0);
  std::vector<std::pair<double, double>> points;
  std::string data;
  for (int i = 0; i < 2'000; ++i) {
    points.emplace_back(any(random), any(random));
    data +=
        (i == 0 ? "M " : "L ") + std::to_string(points.back().first) + " " + std::to_string(points.back().second) + " ";
  }
  const std::string path = short_path(data);
  ASSERT_EQ(path.front(), 'm');
  double x = 0.0;
  double y = 0.0;
  const char* at = path.data() + 1;
  const char* end = path.data() + path.size();
  const auto next = [&] {
    at += *at == ' ' ? 1 : 0;
    double value = 0.0;
    at = std::from_chars(at, end, value).ptr;
    return value;
  };
  for (const auto& [wanted_x, wanted_y] : points) {
    x += next();
    y += next();
    ASSERT_NEAR(x, wanted_x, 0.0051);
    ASSERT_NEAR(y, wanted_y, 0.0051);
  }
  EXPECT_EQ(at, end);
  EXPECT_LT(path.size(), data.size());
}

TEST(SvgPaths, AreAllThatChangesInADrawing) {
  EXPECT_EQ(with_short_paths("<g><path style=\"x\" d=\"M 1 1 L 2 2 \"/><use id=\"a\"/><path d=\"\"/></g>"),
            "<g><path style=\"x\" d=\"m1 1 1 1\"/><use id=\"a\"/><path d=\"\"/></g>");
}

}  // namespace
}  // namespace lastmeter
