// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/random.h"
#include "coverage/cell_lists.h"
#include "coverage/disc_cells.h"

namespace lastmeter {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CellFrame, HasABorderAndClampsIntoIt) {
  const CellFrame frame({100, 200, 350, 210}, 100, 1000);
  EXPECT_EQ(frame.columns(), 5U);  // 100-200-300-400 and one on each side
  EXPECT_EQ(frame.rows(), 3U);
  EXPECT_EQ(frame.column(100), 1U);
  EXPECT_EQ(frame.column(299.9), 2U);
  EXPECT_EQ(frame.column(-1e300), 0U);
  EXPECT_EQ(frame.column(1e300), 4U);
  EXPECT_EQ(frame.cell({350, 205}), 1 * 5 + 3U);
}

TEST(CellFrame, NeverHasMoreCellsThanAllowed) {
  Random random(1);
  for (int trial = 0; trial < 200; ++trial) {
    const double width = std::pow(10, random.uniform(-3, 9));
    const double height = std::pow(10, random.uniform(-3, 9));
    const std::size_t most = 64 + random.below(100000);
    const CellFrame frame({0, 0, width, height}, std::pow(10, random.uniform(-6, 4)), most);
    EXPECT_LE(frame.count(), most);
    EXPECT_LT(frame.column(width), frame.columns() - 1);
    EXPECT_LT(frame.row(height), frame.rows() - 1);
  }
}

TEST(CellFrame, OnePlaceAndNoSize) {
  const CellFrame frame({5, 5, 5, 5}, 0, 64);
  EXPECT_GT(frame.size(), 0.0);
  EXPECT_EQ(frame.count(), 9U);
}

TEST(DiscCells, InsideIsInsideAndNothingTouchedIsMissed) {
  Random random(7);
  for (int trial = 0; trial < 60; ++trial) {
    std::vector<Point> posts(1 + random.below(6));
    const double side = random.uniform(0, 5000);
    for (Point& post : posts) {
      post = {5e5 + random.uniform(0, side), 4e6 + random.uniform(0, side)};
    }
    const double radius = random.uniform(1, 900);
    const DiscCells discs(posts, Metres(radius), random.below(2000));
    const CellFrame& frame = discs.frame();
    for (const Point post : posts) {
      std::set<std::size_t> touched;
      std::set<std::size_t> inside;
      discs.for_each_run(post, [&](const DiscCells::Run& run) {
        ASSERT_LE(run.touched_begin, run.inside_end);
        ASSERT_LE(run.inside_end, run.touched_end);
        for (std::size_t c = run.touched_begin; c < run.touched_end; ++c) {
          touched.insert(c);
          if (c >= run.inside_begin && c < run.inside_end) {
            inside.insert(c);
          }
        }
      });
      for (int sample = 0; sample < 300; ++sample) {
        const double reach = radius + 2 * frame.size();
        const Point p{post.x + random.uniform(-reach, reach), post.y + random.uniform(-reach, reach)};
        const bool covered = distance(p, post).value() <= radius;
        EXPECT_TRUE(!covered || touched.contains(frame.cell(p)));
        EXPECT_TRUE(covered || !inside.contains(frame.cell(p)));
      }
    }
  }
}

TEST(ListByCell, RowsAscend) {
  const CellLists lists = list_by_cell(4, [](const auto& add) {
    add(3, 2);
    add(5, 0);
    add(6, 2);
  });
  EXPECT_THAT(lists[0], ElementsAre(5));
  EXPECT_THAT(lists[1], IsEmpty());
  EXPECT_THAT(lists[2], ElementsAre(3, 6));
  EXPECT_THAT(lists[3], IsEmpty());
}

}  // namespace
}  // namespace lastmeter
