// SPDX-License-Identifier: Apache-2.0
#include "coverage/cover_signatures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <vector>

#include "core/parallel.h"
#include "core/random.h"

namespace lastmeter {
namespace {

using namespace literals;

using ::testing::ElementsAre;

/// By hand's rule: every point against every post, on the stored distance.
CoverSignatures one_by_one(const std::vector<Point>& demand, const std::vector<double>& weights,
                           const std::vector<Point>& posts, const std::vector<Metres>& radii) {
  CoverSignatures expected;
  expected.starts = {0};
  std::map<std::vector<std::uint32_t>, std::size_t> rows;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    std::vector<std::uint32_t> list;
    for (std::size_t j = 0; j < posts.size(); ++j) {
      if (distance(demand[i], posts[j]).value() <= (radii.size() == 1 ? radii[0] : radii[j]).value()) {
        list.push_back(static_cast<std::uint32_t>(j));
      }
    }
    if (list.empty()) {
      expected.uncovered_weight += weights[i];
      continue;
    }
    const auto [at, is_new] = rows.emplace(list, rows.size());
    if (is_new) {
      expected.weights.push_back(0.0);
      expected.posts.insert(expected.posts.end(), list.begin(), list.end());
      expected.starts.push_back(expected.posts.size());
    }
    expected.weights[at->second] += weights[i];
  }
  return expected;
}

void expect_same(const CoverSignatures& found, const CoverSignatures& expected) {
  EXPECT_EQ(found.starts, expected.starts);
  EXPECT_EQ(found.posts, expected.posts);
  EXPECT_EQ(found.weights, expected.weights);
  EXPECT_EQ(found.uncovered_weight, expected.uncovered_weight);
}

TEST(CoverSignatures, PointsWithTheSamePostsAreOneRow) {
  // Posts at 0 and 600 with 500 m: 300 has both, the bound included at 500 and 100; nobody reaches 2,000.
  const std::vector<Point> demand = {{300, 0}, {-500, 0}, {100, 0}, {2000, 0}, {0, 500}, {1100, 0}};
  const CoverSignatures rows = cover_signatures(demand, std::vector<double>{1, 2, 4, 8, 16, 32},
                                                std::vector<Point>{{0, 0}, {600, 0}}, std::vector{500_m});
  EXPECT_THAT(rows.weights, ElementsAre(5, 18, 32));
  EXPECT_THAT(rows.starts, ElementsAre(0, 2, 3, 4));
  EXPECT_THAT(rows.posts, ElementsAre(0, 1, 0, 1));
  EXPECT_EQ(rows.uncovered_weight, 8);
}

TEST(CoverSignatures, NothingToCoverWithOrNobodyToCover) {
  const std::vector<Point> one = {{1, 1}};
  const CoverSignatures no_posts = cover_signatures(one, std::vector<double>{3}, {}, std::vector{500_m});
  EXPECT_EQ(no_posts.uncovered_weight, 3);
  EXPECT_EQ(no_posts.size(), 0U);
  EXPECT_THAT(no_posts.starts, ElementsAre(0));
  EXPECT_EQ(cover_signatures({}, {}, one, std::vector{500_m}).size(), 0U);
}

struct Town {
  std::vector<Point> demand;
  std::vector<double> weights;
  std::vector<Point> posts;
  std::vector<Metres> radii;
};

/// Half of the towns on a lattice, where many distances equal the radius exactly, and far from the origin.
Town random_town(Random& random, std::size_t demand, std::size_t posts) {
  Town town;
  const bool lattice = random.below(2) == 0;
  const double origin = random.below(2) == 0 ? 0.0 : 4e6;
  const auto coordinate = [&] {
    return origin + (lattice ? 25.0 * static_cast<double>(random.below(80)) : random.uniform(0.0, 2000.0));
  };
  for (std::size_t i = 0; i < demand; ++i) {
    town.demand.push_back({coordinate(), coordinate()});
    town.weights.push_back(random.below(8) == 0 ? 0.0 : random.uniform(0.0, 10.0));
  }
  const bool own = random.below(2) == 0;
  for (std::size_t j = 0; j < posts; ++j) {
    town.posts.push_back(random.below(5) == 0 && j > 0 ? town.posts[random.below(j)]
                                                       : Point{coordinate(), coordinate()});
    if (own || j == 0) {
      const std::vector<Metres> radii = {0_m, 25_m, 125_m, 325_m, 500_m, Metres(random.uniform(1.0, 900.0)), 9000_m};
      town.radii.push_back(radii[random.below(radii.size())]);
    }
  }
  return town;
}

TEST(CoverSignatures, AgreeWithEveryPointAgainstEveryPost) {
  Random random(3);
  for (int round = 0; round < 150; ++round) {
    const Town town = random_town(random, 1 + random.below(600), 1 + random.below(30));
    expect_same(cover_signatures(town.demand, town.weights, town.posts, town.radii),
                one_by_one(town.demand, town.weights, town.posts, town.radii));
  }
}

TEST(CoverSignatures, ManyPostsCrossOneCell) {
  Random random(4);
  for (int round = 0; round < 4; ++round) {
    const Town town = random_town(random, 300, 400);
    expect_same(cover_signatures(town.demand, town.weights, town.posts, town.radii),
                one_by_one(town.demand, town.weights, town.posts, town.radii));
  }
}

TEST(CoverSignatures, SameForAnyNumberOfThreads) {
  Random random(5);
  const Town town = random_town(random, 70000, 25);
  set_thread_limit(1);
  const CoverSignatures one = cover_signatures(town.demand, town.weights, town.posts, town.radii);
  set_thread_limit(0);
  expect_same(cover_signatures(town.demand, town.weights, town.posts, town.radii), one);
}

TEST(CoverSignatures, OfAReachAreThoseOfItsDistances) {
  Random random(6);
  for (int round = 0; round < 40; ++round) {
    Town town = random_town(random, 200, 12);
    for (Metres& radius : town.radii) {
      radius = std::min(radius, 500_m);
    }
    const Reach reach = reach_straight(town.demand, town.posts, 500_m);
    expect_same(cover_signatures(reach, town.weights, town.radii),
                one_by_one(town.demand, town.weights, town.posts, town.radii));
  }
}

}  // namespace
}  // namespace lastmeter
