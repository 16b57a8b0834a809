// SPDX-License-Identifier: Apache-2.0
#include "draw/scale_bar.h"

#include <gmock/gmock.h>

namespace lastmeter {
namespace {

TEST(ScaleBar, IsTheLongestOfOneTwoFiveThatFits) {
  const std::vector<std::pair<double, double>> cases{{1.0, 1.0},     {1.99, 1.0},      {2.0, 2.0},       {4.999, 2.0},
                                                     {5.0, 5.0},     {9.9, 5.0},       {10.0, 10.0},     {730.0, 500.0},
                                                     {999.0, 500.0}, {1000.0, 1000.0}, {48.0e3, 20.0e3}, {0.3, 0.2}};
  for (const auto& [most, length] : cases) {
    EXPECT_NEAR(scale_bar(Metres(most)).length.value(), length, 1e-9) << most;
  }
}

TEST(ScaleBar, NeverExceedsWhatItMayTakeAndIsAtLeastTwoFifths) {
  for (double most = 0.01; most < 1e6; most *= 1.037) {
    const double length = scale_bar(Metres(most)).length.value();
    EXPECT_LE(length, most * (1.0 + 1e-9));
    EXPECT_GE(length, most * 0.4);
  }
}

TEST(ScaleBar, IsLabelledInMetresBelowAKilometre) {
  EXPECT_EQ(scale_bar(Metres(600.0)).label, "500 m");
  EXPECT_EQ(scale_bar(Metres(1999.0)).label, "1 km");
  EXPECT_EQ(scale_bar(Metres(0.6)).label, "0.5 m");
}

TEST(ScaleBar, IsDividedAtRoundLengths) {
  EXPECT_EQ(scale_bar(Metres(2000.0)).parts, 2);
  EXPECT_EQ(scale_bar(Metres(5000.0)).parts, 5);
}

}  // namespace
}  // namespace lastmeter
