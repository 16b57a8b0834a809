// SPDX-License-Identifier: Apache-2.0
#include "events/shrinkage.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/random.h"

namespace lastmeter {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

std::size_t draw(double share, std::size_t of, Random& random) {
  std::size_t hits = 0;
  for (std::size_t k = 0; k < of; ++k) {
    hits += random.uniform() < share ? 1U : 0U;
  }
  return hits;
}

TEST(ShrunkShares, GroupsThatDifferLessThanByLuckAreAllAsTheWhole) {
  const Shrunk shrunk = shrunk_shares(std::vector<GroupCount>{{5, 10}, {5, 10}, {10, 20}, {0, 0}});
  EXPECT_EQ(shrunk.whole, 0.5);
  EXPECT_EQ(shrunk.spread, 0.0);
  EXPECT_THAT(shrunk.values, Each(0.5));
}

TEST(ShrunkShares, EveryValueLiesBetweenItsOwnAndTheWhole) {
  const std::vector<GroupCount> groups{{1, 1}, {90, 100}, {10, 100}, {0, 2}, {30, 60}, {0, 0}};
  const Shrunk shrunk = shrunk_shares(groups);
  EXPECT_GT(shrunk.spread, 0.0);
  for (std::size_t i = 0; i + 1 < groups.size(); ++i) {
    const double own = groups[i].hits / groups[i].of;
    EXPECT_LE(std::min(own, shrunk.whole), shrunk.values[i]);
    EXPECT_GE(std::max(own, shrunk.whole), shrunk.values[i]);
  }
  EXPECT_LT(shrunk.values[0], shrunk.values[1]) << "1 of 1 does not lead 90 of 100";
  EXPECT_EQ(shrunk.values[5], shrunk.whole) << "nothing behind it";
}

TEST(ShrunkShares, AllOrNothingStays) {
  EXPECT_THAT(shrunk_shares(std::vector<GroupCount>{{3, 3}, {7, 7}}).values, ElementsAre(1.0, 1.0));
  EXPECT_THAT(shrunk_shares(std::vector<GroupCount>{{0, 3}, {0, 0}}).values, ElementsAre(0.0, 0.0));
  EXPECT_THAT(shrunk_shares({}).values, ElementsAre());
}

// Shares of a beta(8, 2): mean 0.8, 1 / (a + b) = 0.1. A beta is a share of sums of exponentials.
TEST(ShrunkShares, FindTheSpreadTheyWereDrawnFrom) {
  Random random(7);
  const auto gamma = [&](int shape) {
    double sum = 0.0;
    for (int k = 0; k < shape; ++k) {
      sum -= std::log(1.0 - random.uniform());
    }
    return sum;
  };
  std::vector<GroupCount> groups;
  double raw_error = 0.0;
  std::vector<double> truth;
  for (int g = 0; g < 600; ++g) {
    const double a = gamma(8);
    truth.push_back(a / (a + gamma(2)));
    groups.push_back({static_cast<double>(draw(truth.back(), 33, random)), 33.0});
  }
  const Shrunk shrunk = shrunk_shares(groups);
  EXPECT_NEAR(shrunk.spread, 0.1, 0.02);
  double shrunk_error = 0.0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    raw_error += std::pow(groups[g].hits / groups[g].of - truth[g], 2.0);
    shrunk_error += std::pow(shrunk.values[g] - truth[g], 2.0);
  }
  EXPECT_LT(shrunk_error, 0.85 * raw_error) << "nearer to the truth than raw shares";
}

TEST(ShrunkRates, SmallGroupsMoveMost) {
  const std::vector<GroupCount> groups{{8, 0.1}, {800, 10.0}, {200, 10.0}, {1, 0.1}, {0, 0.0}};
  const Shrunk shrunk = shrunk_rates(groups);
  EXPECT_NEAR(shrunk.whole, 1009.0 / 20.2, 1e-9);
  EXPECT_GT(shrunk.spread, 0.05);
  EXPECT_LT(std::abs(shrunk.values[1] - 80.0), 1.0);
  EXPECT_LT(shrunk.values[0], 80.0);
  EXPECT_GT(shrunk.values[3], 10.0);
  EXPECT_EQ(shrunk.values[4], shrunk.whole);
}

TEST(ShrunkRates, EqualRatesAreAllAsTheWhole) {
  const Shrunk shrunk = shrunk_rates(std::vector<GroupCount>{{40, 0.5}, {80, 1.0}, {16, 0.2}});
  EXPECT_EQ(shrunk.spread, 0.0);
  EXPECT_THAT(shrunk.values, Each(shrunk.whole));
}

}  // namespace
}  // namespace lastmeter
