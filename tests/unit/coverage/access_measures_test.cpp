// SPDX-License-Identifier: Apache-2.0
#include "coverage/access_measures.h"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "core/random.h"

namespace lastmeter {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;

using Rows = std::vector<std::vector<std::pair<std::size_t, double>>>;  // demand -> (post, metres)

Reach reach_of(const Rows& rows, double limit) {
  std::vector<std::uint64_t> starts{0};
  std::vector<FacilityId> posts;
  std::vector<double> distances;
  for (const auto& row : rows) {
    for (const auto& [post, at] : row) {
      posts.emplace_back(post);
      distances.push_back(at);
    }
    starts.push_back(posts.size());
  }
  return {Metres(limit), starts, posts, distances};
}

/// Two posts with 6 and 8 units; three places: the first reaches both, the second the second post, the third nothing.
class TwoPosts : public ::testing::Test {
 protected:
  Rows rows{{{0, 100}, {1, 400}}, {{1, 200}}, {}};
  Reach reach = reach_of(rows, 500);
  std::vector<double> supply{6, 8};
  std::vector<double> weight{3, 5, 7};
  std::vector<DecayBand> bands{{Metres(200), 1.0}, {Metres(500), 0.5}};
};

TEST_F(TwoPosts, Cumulative) {
  EXPECT_THAT(access_cumulative(reach, supply, Metres(500)), ElementsAre(14, 8, 0));
  EXPECT_THAT(access_cumulative(reach, supply, Metres(200)), ElementsAre(6, 8, 0));
  EXPECT_THAT(access_cumulative(reach, supply, Metres(100)), ElementsAre(6, 0, 0));
}

TEST_F(TwoPosts, Gravity) {
  EXPECT_THAT(access_gravity(reach, supply, {DecayKind::Power, 1}),
              ElementsAre(DoubleEq(6.0 / 100 + 8.0 / 400), DoubleEq(8.0 / 200), 0));
  EXPECT_THAT(access_gravity(reach, supply, {DecayKind::Exponential, 0.01}),
              ElementsAre(DoubleEq(6 * std::exp(-1.0) + 8 * std::exp(-4.0)), DoubleEq(8 * std::exp(-2.0)), 0));
  EXPECT_THAT(access_gravity(reach, supply, {DecayKind::Gaussian, 40000}),
              ElementsAre(DoubleEq(6 * std::exp(-0.25) + 8 * std::exp(-4.0)), DoubleEq(8 * std::exp(-1.0)), 0));
  EXPECT_THAT(access_gravity(reach, supply, {DecayKind::Exponential, 0}),
              access_cumulative(reach, supply, Metres(500)));
}

TEST(Decay, PowerIsFlatBelowOneMetre) {
  EXPECT_EQ(decay_at({DecayKind::Power, 2}, 0), 1.0);
  EXPECT_EQ(decay_at({DecayKind::Power, 2}, 1), 1.0);
  EXPECT_EQ(decay_at({DecayKind::Power, 2}, 4), 1.0 / 16);
}

TEST_F(TwoPosts, TwoSteps) {
  EXPECT_THAT(access_2sfca(reach, supply, weight, Metres(500)), ElementsAre(6.0 / 3 + 8.0 / 8, 8.0 / 8, 0));
  EXPECT_THAT(access_2sfca(reach, supply, weight, Metres(200)), ElementsAre(6.0 / 3, 8.0 / 5, 0));
}

TEST_F(TwoPosts, EnhancedTwoSteps) {
  const double share = 8.0 / (0.5 * 3 + 5);
  EXPECT_THAT(access_e2sfca(reach, supply, weight, bands),
              ElementsAre(DoubleEq(6.0 / 3 + 0.5 * share), DoubleEq(share), 0));
}

TEST_F(TwoPosts, ThreeSteps) {
  // The first place chooses post 0 with 1 / 1.5 and post 1 with 0.5 / 1.5; the second has no choice.
  const double first = 1.0 / 1.5;
  const double second = 0.5 / 1.5 * 0.5;
  const double share0 = 6.0 / (3 * first);
  const double share1 = 8.0 / (3 * second + 5);
  EXPECT_THAT(access_3sfca(reach, supply, weight, bands),
              ElementsAre(DoubleEq(share0 * first + share1 * second), DoubleEq(share1), 0));
}

TEST_F(TwoPosts, NobodyToShareWith) {
  weight = {0, 0, 7};
  EXPECT_THAT(access_2sfca(reach, supply, weight, Metres(500)), ElementsAre(0, 0, 0));
  EXPECT_THAT(access_3sfca(reach, supply, weight, bands), ElementsAre(0, 0, 0));
}

TEST_F(TwoPosts, SizesThatDoNotFitAreRefused) {
  EXPECT_THROW(access_cumulative(reach, std::vector<double>{1}, Metres(500)), std::logic_error);
  EXPECT_THROW(access_gravity(reach, {}, {}), std::logic_error);
  EXPECT_THROW(access_2sfca(reach, supply, std::vector<double>{1, 2}, Metres(500)), std::logic_error);
  EXPECT_THROW(access_3sfca(reach, std::vector<double>{1}, weight, bands), std::logic_error);
}

class RandomAccess : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  RandomAccess() {
    Random random(GetParam());
    rows.resize(random.below(60));
    supply.resize(random.below(12));
    for (double& units : supply) {
      units = random.below(4) == 0 ? 0.0 : random.uniform(0, 50);
    }
    for (auto& row : rows) {
      weight.push_back(random.below(4) == 0 ? 0.0 : random.uniform(0, 300));
      for (std::size_t post = 0; post < supply.size(); ++post) {
        if (random.below(3) == 0) {
          row.emplace_back(post, random.uniform(0, 1000));
        }
      }
    }
  }
  [[nodiscard]] double handed_out(const std::vector<double>& access) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < access.size(); ++i) {
      sum += access[i] * weight[i];
    }
    return sum;
  }
  /// Supply of posts with someone within `radius`.
  [[nodiscard]] double reached_supply(double radius) const {
    double sum = 0.0;
    for (std::size_t post = 0; post < supply.size(); ++post) {
      bool reached = false;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto& [id, at] : rows[i]) {
          reached = reached || (id == post && at <= radius && weight[i] > 0.0);
        }
      }
      sum += reached ? supply[post] : 0.0;
    }
    return sum;
  }

  Rows rows;
  std::vector<double> supply;
  std::vector<double> weight;
  std::vector<DecayBand> bands{{Metres(250), 1.0}, {Metres(500), 0.68}, {Metres(800), 0.22}};
};

TEST_P(RandomAccess, AllThatIsSuppliedToSomeoneIsHandedOut) {
  const Reach reach = reach_of(rows, 1000);
  for (const double radius : {0.0, 300.0, 800.0}) {
    const double expected = reached_supply(radius);
    EXPECT_NEAR(handed_out(access_2sfca(reach, supply, weight, Metres(radius))), expected, 1e-12 * expected);
  }
  const double expected = reached_supply(800);
  EXPECT_NEAR(handed_out(access_e2sfca(reach, supply, weight, bands)), expected, 1e-12 * expected);
  EXPECT_NEAR(handed_out(access_3sfca(reach, supply, weight, bands)), expected, 1e-12 * expected);
}

TEST_P(RandomAccess, OneBandOfWeightOneIsTheTwoStepMeasure) {
  const Reach reach = reach_of(rows, 1000);
  const std::vector<DecayBand> band{{Metres(400), 1.0}};
  EXPECT_EQ(access_e2sfca(reach, supply, weight, band), access_2sfca(reach, supply, weight, Metres(400)));
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomAccess, ::testing::Range<std::uint64_t>(1, 201));

}  // namespace
}  // namespace lastmeter
