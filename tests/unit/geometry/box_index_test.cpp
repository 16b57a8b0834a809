// SPDX-License-Identifier: Apache-2.0
#include "geometry/box_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "core/random.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::uint32_t> query(const BoxIndex& index, const Box& window) {
  std::vector<std::uint32_t> found{99};  // what stood there before must go
  index.query(window, found);
  return found;
}

TEST(BoxIndex, TouchingCountsAndOrderIsAscending) {
  const BoxIndex index({{2, 2, 3, 3}, {0, 0, 1, 1}, {1, 1, 2, 2}, {5, 5, 6, 6}});
  EXPECT_THAT(query(index, {0, 0, 1, 1}), ElementsAre(1, 2));
  EXPECT_THAT(query(index, {1, 1, 2, 2}), ElementsAre(0, 1, 2));
  EXPECT_THAT(query(index, {3.5, 3.5, 4.5, 4.5}), IsEmpty());
}

TEST(BoxIndex, EmptyBoxesAreNeverFound) {
  const BoxIndex index({Box{}, {0, 0, 1, 1}});
  EXPECT_THAT(query(index, {-9, -9, 9, 9}), ElementsAre(1));
  EXPECT_THAT(query(index, Box{}), IsEmpty());
  EXPECT_THAT(query(BoxIndex({}), {0, 0, 1, 1}), IsEmpty());
}

TEST(BoxIndex, MovesKeepTheContent) {
  BoxIndex first({{0, 0, 1, 1}});
  const BoxIndex second = std::move(first);
  EXPECT_THAT(query(second, {0, 0, 1, 1}), ElementsAre(0));
}

TEST(BoxIndex, AgreesWithTestingAll) {
  Random random(1);
  std::vector<Box> boxes;
  for (int i = 0; i < 2000; ++i) {
    const double x = random.uniform(0, 1000);
    const double y = random.uniform(0, 1000);
    boxes.push_back({x, y, x + random.uniform(0, 40), y + random.uniform(0, 40)});
  }
  const BoxIndex index(boxes);
  for (int round = 0; round < 200; ++round) {
    const double x = random.uniform(-50, 1000);
    const double y = random.uniform(-50, 1000);
    const Box window{x, y, x + random.uniform(0, 80), y + random.uniform(0, 80)};
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
      if (boxes[i].intersects(window)) {
        expected.push_back(i);
      }
    }
    ASSERT_EQ(query(index, window), expected);
  }
}

}  // namespace
}  // namespace lastmeter
