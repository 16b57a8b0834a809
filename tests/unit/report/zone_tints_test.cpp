// SPDX-License-Identifier: Apache-2.0
#include "report/zone_tints.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::Ne;

MultiPolygon square(double x, double y) {
  return {{Polygon{.outer = {{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}, .holes = {}}}};
}

std::vector<int> tints_of(const std::vector<MultiPolygon>& zones) {
  std::vector<const MultiPolygon*> outlines;
  for (const MultiPolygon& zone : zones) {
    outlines.push_back(&zone);
  }
  return zone_tints(outlines);
}

TEST(ZoneTints, NeighboursDifferAndOthersShareTheFirst) {
  EXPECT_THAT(tints_of({square(0, 0), square(1, 0), square(2, 0), square(9, 9)}), ElementsAre(0, 1, 0, 0));
}

TEST(ZoneTints, ALatticeOfSquaresNeedsFour) {
  std::vector<MultiPolygon> zones;
  for (int k = 0; k < 100; ++k) {
    zones.push_back(square(k % 10, k / 10));
  }
  const std::vector<int> tints = tints_of(zones);
  for (std::size_t k = 0; k < tints.size(); ++k) {
    EXPECT_LT(tints[k], 4);
    if (k % 10 != 9) {
      EXPECT_THAT(tints[k], Ne(tints[k + 1]));
    }
    if (k + 10 < tints.size()) {
      EXPECT_THAT(tints[k], Ne(tints[k + 10]));
    }
  }
}

TEST(ZoneTints, MoreThanEightRoundACornerAreSharedOut) {
  std::vector<MultiPolygon> zones(9, square(0, 0));
  EXPECT_THAT(tints_of(zones), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 0));
}

TEST(ZoneTints, NothingAndEmptyOutlines) {
  EXPECT_TRUE(tints_of({}).empty());
  EXPECT_THAT(tints_of({MultiPolygon{}}), ElementsAre(0));
}

}  // namespace
}  // namespace lastmeter
