// SPDX-License-Identifier: Apache-2.0
#include "coverage/nearest_post.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "core/parallel.h"
#include "core/random.h"

namespace lastmeter {
namespace {

using testing::ElementsAre;

std::vector<NearestPost> ranked_one_by_one(Point p, const std::vector<Point>& posts, std::size_t k) {
  std::vector<NearestPost> all;
  for (std::size_t j = 0; j < posts.size(); ++j) {
    all.push_back({FacilityId(j), distance(p, posts[j]).value()});
  }
  std::ranges::sort(all, {}, [](const NearestPost& n) { return std::tuple(n.distance, n.post); });
  all.resize(std::min(k, all.size()));
  return all;
}

void expect_equals_brute_force(const std::vector<Point>& demand, const std::vector<Point>& posts) {
  const std::vector<NearestPost> nearest = nearest_posts(demand, posts);
  const NearestRows three = k_nearest_posts(demand, posts, 3);
  ASSERT_EQ(nearest.size(), demand.size());
  ASSERT_EQ(three.k, std::min<std::size_t>(3, posts.size()));
  for (std::size_t i = 0; i < demand.size(); ++i) {
    const std::vector<NearestPost> expected = ranked_one_by_one(demand[i], posts, 3);
    EXPECT_EQ(nearest[i], expected.front());
    EXPECT_TRUE(std::ranges::equal(three.row(i), expected));
  }
}

/// Every kind of spread: even, in knots, on a coarse lattice (ties and coincident places), far away.
std::vector<Point> scattered(std::size_t count, Random& random) {
  std::vector<Point> points;
  const double side = random.uniform(1, 1e5);
  while (points.size() < count) {
    switch (random.below(4)) {
      case 0:
        points.push_back({random.uniform(0, side), random.uniform(0, side)});
        break;
      case 1:
        points.push_back({static_cast<double>(random.below(20)) * 100, static_cast<double>(random.below(20)) * 100});
        break;
      case 2: {
        const Point centre{random.uniform(0, side), random.uniform(0, side)};
        for (int i = 0; i < 12 && points.size() < count; ++i) {
          points.push_back({centre.x + random.uniform(-1, 1), centre.y + random.uniform(-1, 1)});
        }
        break;
      }
      default:
        points.push_back({random.uniform(-1, 1) * 1e7, random.uniform(-1, 1) * 1e7});
    }
  }
  return points;
}

TEST(NearestPosts, TiesGoToTheLowerId) {
  const std::vector<Point> posts{{10, 0}, {-10, 0}, {0, 10}, {10, 0}};
  EXPECT_THAT(
      nearest_posts(std::vector<Point>{{0, 0}, {-1, 0}, {9, 0}}, posts),
      ElementsAre(NearestPost{FacilityId(0), 10.0}, NearestPost{FacilityId(1), 9.0}, NearestPost{FacilityId(0), 1.0}));
}

TEST(NearestPosts, NoPostsOrNoDemand) {
  const std::vector<Point> one{{3, 4}};
  EXPECT_TRUE(nearest_posts(one, {}).empty());
  EXPECT_TRUE(nearest_posts({}, one).empty());
  EXPECT_EQ(k_nearest_posts(one, {}, 5).k, 0U);
  EXPECT_EQ(k_nearest_posts(one, one, 0).entries.size(), 0U);
  EXPECT_THAT(nearest_posts(std::vector<Point>{{0, 0}}, one), ElementsAre(NearestPost{FacilityId(0), 5.0}));
}

TEST(NearestPosts, AllPostsAtOnePlace) {
  const std::vector<Point> posts(50000, Point{100, 100});
  const std::vector<NearestPost> nearest = nearest_posts(std::vector<Point>(20000, Point{103, 104}), posts);
  EXPECT_THAT(nearest, testing::Each(NearestPost{FacilityId(0), 5.0}));
  const NearestRows two = k_nearest_posts(std::vector<Point>{{100, 101}}, posts, 2);
  EXPECT_THAT(two.row(0), ElementsAre(NearestPost{FacilityId(0), 1.0}, NearestPost{FacilityId(1), 1.0}));
}

TEST(NearestPosts, FewerPostsThanAskedFor) {
  const NearestRows rows = k_nearest_posts(std::vector<Point>{{0, 0}, {9, 0}}, std::vector<Point>{{9, 0}, {0, 0}}, 7);
  EXPECT_EQ(rows.k, 2U);
  EXPECT_THAT(rows.row(0), ElementsAre(NearestPost{FacilityId(1), 0.0}, NearestPost{FacilityId(0), 9.0}));
  EXPECT_THAT(rows.row(1), ElementsAre(NearestPost{FacilityId(0), 0.0}, NearestPost{FacilityId(1), 9.0}));
}

TEST(NearestPosts, EqualsBruteForceOnRandomScatters) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    const std::vector<Point> posts = scattered(1 + random.below(120), random);
    expect_equals_brute_force(scattered(1 + random.below(700), random), posts);
  }
}

TEST(NearestPosts, DemandOnALineOrAtOnePlace) {
  Random random(4);
  const std::vector<Point> posts = scattered(200, random);
  std::vector<Point> line;
  for (int i = 0; i < 500; ++i) {
    line.push_back({i * 13.0, 250.0});
  }
  expect_equals_brute_force(line, posts);
  expect_equals_brute_force(std::vector<Point>(40, Point{250, 250}), posts);
}

TEST(NearestPosts, LatticeOfEqualDistances) {
  std::vector<Point> posts;
  std::vector<Point> demand;
  for (int x = 0; x < 15; ++x) {
    for (int y = 0; y < 15; ++y) {
      posts.push_back({x * 200.0, y * 200.0});
      demand.push_back({x * 200.0 + 100, y * 200.0 + 100});
      demand.push_back({x * 200.0 + 100, y * 200.0});
    }
  }
  expect_equals_brute_force(demand, posts);
}

TEST(NearestPosts, DistancesThatRoundToTheSameNumberAreTies) {
  // 1 + 2^-52 is a larger square than 1, but its root rounds to 1.
  const std::vector<Point> posts{{1, 0x1.0p-26}, {1, 0}};
  EXPECT_THAT(nearest_posts(std::vector<Point>(20, Point{0, 0}), posts),
              testing::Each(NearestPost{FacilityId(0), 1.0}));
}

TEST(NearestPosts, DemandBeyondTheSampleIsAnsweredToo) {
  Random random(19);
  const std::vector<Point> posts = scattered(500, random);
  std::vector<Point> demand = scattered(300000, random);
  demand[1] = {2e7, 3e7};  // one that no stride hits
  const std::vector<NearestPost> nearest = nearest_posts(demand, posts);
  const NearestRows three = k_nearest_posts(demand, posts, 3);
  for (std::size_t i = 0; i < demand.size(); i += i < 10 ? 1 : 113) {
    const std::vector<NearestPost> expected = ranked_one_by_one(demand[i], posts, 3);
    ASSERT_EQ(nearest[i], expected.front());
    ASSERT_TRUE(std::ranges::equal(three.row(i), expected));
  }
}

TEST(NearestPosts, TinyExtentAtLargeCoordinates) {
  Random random(23);
  std::vector<Point> posts;
  std::vector<Point> demand;
  for (int i = 0; i < 3000; ++i) {
    (i < 40 ? posts : demand).push_back({5e5 + random.uniform(0, 1e-5), 4e6 + random.uniform(0, 1e-5)});
  }
  expect_equals_brute_force(demand, posts);
}

TEST(NearestPosts, ThreadsDoNotChangeTheAnswer) {
  Random random(8);
  const std::vector<Point> posts = scattered(300, random);
  const std::vector<Point> demand = scattered(90000, random);
  set_thread_limit(1);
  const std::vector<NearestPost> one = nearest_posts(demand, posts);
  set_thread_limit(8);
  EXPECT_EQ(nearest_posts(demand, posts), one);
  set_thread_limit(0);
}

}  // namespace
}  // namespace lastmeter
