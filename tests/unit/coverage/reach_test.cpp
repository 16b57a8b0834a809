// SPDX-License-Identifier: Apache-2.0
#include "coverage/reach.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/parallel.h"
#include "core/random.h"
#include "coverage/distance_limit.h"

namespace lastmeter {
namespace {

using literals::operator""_m;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Point> random_points(std::size_t count, double side, Random& random) {
  std::vector<Point> points(count);
  for (Point& p : points) {
    p = {500000 + random.uniform(0, side), 4000000 + random.uniform(0, side)};
  }
  return points;
}

void expect_equals_brute_force(const Reach& reach, const std::vector<Point>& demand, const std::vector<Point>& posts) {
  ASSERT_EQ(reach.demand_count(), demand.size());
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    const Reach::Row row = reach.row(DemandId(i));
    std::size_t k = 0;
    for (std::size_t j = 0; j < posts.size(); ++j) {
      const double d = distance(demand[i], posts[j]).value();
      if (d <= reach.limit().value()) {
        ASSERT_LT(k, row.facilities.size());
        EXPECT_EQ(row.facilities[k], FacilityId(j));
        EXPECT_EQ(row.distances[k], d);
        ++k;
      }
    }
    EXPECT_EQ(k, row.facilities.size());
    pairs += k;
  }
  EXPECT_EQ(pairs, reach.pair_count());
}

TEST(ReachStraight, BoundIsIncludedAndIdsAscend) {
  const std::vector<Point> demand{{0, 0}, {2000, 0}};
  const std::vector<Point> posts{{300, 400}, {0, 500.0000001}, {-500, 0}, {0, 0}, {2400, 300}};
  const Reach reach = reach_straight(demand, posts, 500_m);
  EXPECT_THAT(reach.row(DemandId(0)).facilities, ElementsAre(FacilityId(0), FacilityId(2), FacilityId(3)));
  EXPECT_THAT(reach.row(DemandId(0)).distances, ElementsAre(500.0, 500.0, 0.0));
  EXPECT_THAT(reach.row(DemandId(1)).facilities, ElementsAre(FacilityId(4)));
  EXPECT_EQ(reach.pair_count(), 4U);
  EXPECT_EQ(reach.limit(), 500_m);
}

TEST(ReachStraight, TypedListsGiveTheSame) {
  IdVector<DemandId, DemandPoint> demand(2);
  demand[DemandId(1)].at = {3, 4};
  IdVector<FacilityId, Facility> facilities(1);
  const Reach reach = reach_straight(demand, facilities, 4_m);
  EXPECT_THAT(reach.row(DemandId(0)).distances, ElementsAre(0.0));
  EXPECT_THAT(reach.row(DemandId(1)).distances, IsEmpty());
}

TEST(ReachStraight, NoFacilitiesOrNoDemand) {
  const std::vector<Point> one{{1, 2}};
  EXPECT_THAT(reach_straight(one, std::vector<Point>{}, 500_m).row(DemandId(0)).facilities, IsEmpty());
  EXPECT_EQ(reach_straight(std::vector<Point>{}, one, 500_m).demand_count(), 0U);
}

TEST(ReachStraight, ZeroLimitKeepsThePostsAtThePlaceItself) {
  const std::vector<Point> demand{{7, 7}, {7, 7.0000001}};
  const std::vector<Point> posts{{7, 7}, {8, 8}, {7, 7}};
  const Reach reach = reach_straight(demand, posts, 0_m);
  EXPECT_THAT(reach.row(DemandId(0)).facilities, ElementsAre(FacilityId(0), FacilityId(2)));
  EXPECT_THAT(reach.row(DemandId(1)).facilities, IsEmpty());
}

TEST(ReachStraight, EqualsBruteForceOnRandomTowns) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    const double side = random.uniform(1, 20000);
    const std::vector<Point> demand = random_points(random.below(400), side, random);
    const std::vector<Point> posts = random_points(1 + random.below(60), side * random.uniform(0.1, 2), random);
    const Metres limit(random.uniform(0, 2000));
    expect_equals_brute_force(reach_straight(demand, posts, limit), demand, posts);
  }
}

TEST(ReachStraight, LatticeWithManyPairsExactlyAtTheLimit) {
  std::vector<Point> lattice;
  for (int x = 0; x < 40; ++x) {
    for (int y = 0; y < 40; ++y) {
      lattice.push_back({500000.0 + 100 * x, 4000000.0 + 100 * y});
    }
  }
  for (const Metres limit : {500_m, 100_m, 1300_m, Metres(std::sqrt(20000.0))}) {
    expect_equals_brute_force(reach_straight(lattice, lattice, limit), lattice, lattice);
  }
}

TEST(ReachStraight, TwoTownsFarApartNeedNoLargeIndex) {
  Random random(5);
  std::vector<Point> points = random_points(200, 3000, random);
  for (std::size_t i = 0; i < 100; ++i) {
    points[i].x += 1e7;
    points[i].y -= 1e7;
  }
  expect_equals_brute_force(reach_straight(points, points, 500_m), points, points);
}

TEST(ReachStraight, SmallerLimitIsTheFilterOfALargerOne) {
  Random random(9);
  const std::vector<Point> demand = random_points(500, 5000, random);
  const std::vector<Point> posts = random_points(50, 5000, random);
  const Reach wide = reach_straight(demand, posts, 1000_m);
  for (int trial = 0; trial < 50; ++trial) {
    // The radius is the distance of a pair, so the bound itself is met.
    const DemandId some(random.below(demand.size()));
    if (wide.row(some).distances.empty()) {
      continue;
    }
    const double radius = wide.row(some).distances.front();
    const Reach narrow = reach_straight(demand, posts, Metres(radius));
    for (std::size_t i = 0; i < demand.size(); ++i) {
      const auto within = [&](double d) { return d <= radius; };
      EXPECT_EQ(static_cast<std::size_t>(std::ranges::count_if(wide.row(DemandId(i)).distances, within)),
                narrow.row(DemandId(i)).distances.size());
    }
  }
}

TEST(ReachStraight, ThreadsDoNotChangeTheBytes) {
  Random random(11);
  const std::vector<Point> demand = random_points(30000, 10000, random);
  const std::vector<Point> posts = random_points(300, 10000, random);
  set_thread_limit(1);
  const Reach one = reach_straight(demand, posts, 500_m);
  set_thread_limit(8);
  const Reach eight = reach_straight(demand, posts, 500_m);
  set_thread_limit(0);
  ASSERT_EQ(one.pair_count(), eight.pair_count());
  for (std::size_t i = 0; i < demand.size(); ++i) {
    ASSERT_TRUE(std::ranges::equal(one.row(DemandId(i)).facilities, eight.row(DemandId(i)).facilities));
    ASSERT_TRUE(std::ranges::equal(one.row(DemandId(i)).distances, eight.row(DemandId(i)).distances));
  }
}

TEST(SquaredLimit, IsTheSameTestAsTheRoundedDistance) {
  Random random(3);
  for (int trial = 0; trial < 20000; ++trial) {
    const double limit = trial < 10 ? trial * 500.0 : random.uniform(0, 5000);
    const double bound = squared_limit(Metres(limit));
    EXPECT_LE(std::sqrt(bound), limit);
    EXPECT_GT(std::sqrt(std::nextafter(bound, 1e300)), limit);
    EXPECT_EQ(std::sqrt(limit * limit), limit);
    EXPECT_GE(bound, limit * limit);
  }
}

}  // namespace
}  // namespace lastmeter
