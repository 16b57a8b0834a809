// SPDX-License-Identifier: Apache-2.0
#include "coverage/covered_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/parallel.h"
#include "core/random.h"

namespace lastmeter {
namespace {

using literals::operator""_m;
using testing::Each;
using testing::ElementsAre;

/// Points in knots of different width, as in a town, some of them far outside.
std::vector<Point> knots(std::size_t count, double side, Random& random) {
  std::vector<Point> points;
  while (points.size() < count) {
    const Point centre{5e5 + random.uniform(0, side), 4e6 + random.uniform(0, side)};
    const double width = side * random.uniform() * random.uniform() * random.uniform();
    for (std::size_t i = 0; i <= random.below(30) && points.size() < count; ++i) {
      points.push_back({centre.x + random.uniform(-width, width), centre.y + random.uniform(-width, width)});
    }
  }
  return points;
}

std::vector<std::uint32_t> counted_one_by_one(const std::vector<Point>& demand, const std::vector<Point>& posts,
                                              Metres radius) {
  std::vector<std::uint32_t> counts;
  for (const Point p : demand) {
    counts.push_back(static_cast<std::uint32_t>(
        std::ranges::count_if(posts, [&](const Point post) { return distance(p, post) <= radius; })));
  }
  return counts;
}

void expect_equals_brute_force(const std::vector<Point>& demand, const std::vector<Point>& posts, Metres radius) {
  const std::vector<std::uint32_t> expected = counted_one_by_one(demand, posts, radius);
  EXPECT_EQ(count_within(demand, posts, radius), expected);
  std::vector<std::uint8_t> any;
  for (const std::uint32_t count : expected) {
    any.push_back(count > 0 ? 1 : 0);
  }
  EXPECT_EQ(covered_any(demand, posts, radius), any);
}

TEST(CoveredTest, BoundIsIncluded) {
  const std::vector<Point> posts{{0, 0}, {600, 800}};
  const std::vector<Point> demand{{300, 400}, {-500, 0}, {-500.0000001, 0}, {300, 399}, {0, 0}};
  EXPECT_THAT(count_within(demand, posts, 500_m), ElementsAre(2, 1, 0, 1, 1));
  EXPECT_THAT(covered_any(demand, posts, 500_m), ElementsAre(1, 1, 0, 1, 1));
}

TEST(CoveredTest, NoPostsNoDemand) {
  const std::vector<Point> some{{1, 1}, {2, 2}};
  EXPECT_THAT(count_within(some, {}, 500_m), ElementsAre(0, 0));
  EXPECT_THAT(covered_any(some, {}, 500_m), ElementsAre(0, 0));
  EXPECT_TRUE(count_within({}, some, 500_m).empty());
  EXPECT_TRUE(covered_any({}, some, 500_m).empty());
}

TEST(CoveredTest, PostsAtOnePlaceAllCount) {
  const std::vector<Point> posts(1000, Point{10, 10});
  EXPECT_THAT(count_within(std::vector<Point>(3, Point{13, 14}), posts, 5_m), Each(1000U));
  EXPECT_THAT(count_within(std::vector<Point>(3, Point{13, 14.001}), posts, 5_m), Each(0U));
}

TEST(CoveredTest, ZeroRadius) {
  const std::vector<Point> places{{5, 5}, {6, 6}, {5, 5}};
  EXPECT_THAT(count_within(places, places, 0_m), ElementsAre(2, 1, 2));
  EXPECT_THAT(covered_any(std::vector<Point>{{5, 6}}, places, 0_m), ElementsAre(0));
}

TEST(CoveredTest, EqualsBruteForceOnRandomTowns) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    const double side = random.uniform(1, 30000);
    const std::vector<Point> posts = knots(1 + random.below(80), side, random);
    const std::vector<Point> demand = knots(1 + random.below(4000), side * 1.3, random);
    expect_equals_brute_force(demand, posts, Metres(random.uniform(0, side / 3)));
  }
}

TEST(CoveredTest, LatticesMeetTheBoundExactly) {
  std::vector<Point> demand;
  std::vector<Point> posts;
  for (int x = 0; x < 60; ++x) {
    for (int y = 0; y < 60; ++y) {
      demand.push_back({5e5 + 50 * x, 4e6 + 50 * y});
      if (x % 9 == 0 && y % 7 == 0) {
        posts.push_back(demand.back());
      }
    }
  }
  for (const Metres radius : {50_m, 250_m, 500_m, 650_m}) {
    expect_equals_brute_force(demand, posts, radius);
  }
}

TEST(CoveredTest, DemandFarOutsideAndHugeExtent) {
  std::vector<Point> demand{{1e9, 1e9}, {-1e9, 0}, {0, 3e8}, {100, 100}, {1e7, -1e7}};
  const std::vector<Point> posts{{0, 0}, {1e7, -1e7}, {1e7 + 300, -1e7}};
  EXPECT_THAT(count_within(demand, posts, 500_m), ElementsAre(0, 0, 0, 1, 2));
  EXPECT_THAT(covered_any(demand, posts, 500_m), ElementsAre(0, 0, 0, 1, 1));
  EXPECT_THAT(count_within(demand, posts, Metres(3e9)), Each(3U));
}

TEST(CoveredTest, MorePostsOrALargerRadiusNeverCoverLess) {
  Random random(77);
  const std::vector<Point> demand = knots(3000, 8000, random);
  std::vector<Point> posts = knots(40, 8000, random);
  const std::vector<std::uint32_t> before = count_within(demand, posts, 500_m);
  const std::vector<std::uint32_t> wider = count_within(demand, posts, 700_m);
  posts.push_back({5e5 + 4000, 4e6 + 4000});
  const std::vector<std::uint32_t> more = count_within(demand, posts, 500_m);
  for (std::size_t i = 0; i < demand.size(); ++i) {
    EXPECT_GE(wider[i], before[i]);
    EXPECT_GE(more[i], before[i]);
  }
}

TEST(CoveredTest, ThreadsDoNotChangeTheAnswer) {
  Random random(78);
  const std::vector<Point> demand = knots(60000, 8000, random);
  const std::vector<Point> posts = knots(200, 8000, random);
  set_thread_limit(1);
  const auto one = std::pair(count_within(demand, posts, 500_m), covered_any(demand, posts, 500_m));
  set_thread_limit(8);
  const auto eight = std::pair(count_within(demand, posts, 500_m), covered_any(demand, posts, 500_m));
  set_thread_limit(0);
  EXPECT_EQ(one, eight);
}

}  // namespace
}  // namespace lastmeter
