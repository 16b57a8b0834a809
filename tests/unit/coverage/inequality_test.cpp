// SPDX-License-Identifier: Apache-2.0
#include "coverage/inequality.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "core/random.h"

namespace lastmeter {
namespace {

using Numbers = std::vector<double>;

TEST(Inequality, EqualSharesAreEqual) {
  const Numbers values(7, 2.5);
  const Numbers weights{1, 2, 3, 4, 5, 6, 7};
  EXPECT_NEAR(*gini(values, weights), 0.0, 1e-15);
  EXPECT_NEAR(*palma_ratio(values, weights), 0.25, 1e-15);
  EXPECT_NEAR(*theil_t(values, weights), 0.0, 1e-15);
}

TEST(Inequality, OneHasAll) {
  const Numbers values{0, 0, 0, 0, 0, 0, 0, 0, 0, 5};
  const Numbers weights(10, 1);
  EXPECT_DOUBLE_EQ(*gini(values, weights), 0.9);
  EXPECT_EQ(palma_ratio(values, weights), std::nullopt);  // the bottom four tenths have nothing
  EXPECT_DOUBLE_EQ(*theil_t(values, weights), std::log(10));
}

TEST(Inequality, KnownByHand) {
  const Numbers values{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const Numbers weights(10, 1);
  EXPECT_DOUBLE_EQ(*gini(values, weights), 0.3);
  EXPECT_DOUBLE_EQ(*palma_ratio(values, weights), 1.0);  // 10 over 1 + 2 + 3 + 4
  EXPECT_DOUBLE_EQ(*gini(Numbers{1, 3}, Numbers{3, 1}), 0.25);
  EXPECT_DOUBLE_EQ(*theil_t(Numbers{1, 3}, Numbers{1, 1}), (0.5 * std::log(0.5) + 1.5 * std::log(1.5)) / 2);
}

TEST(Inequality, PalmaSplitsAGroupAcrossATenth) {
  // Five groups of two tenths: the top tenth is half of the last, the bottom four are the first two.
  EXPECT_DOUBLE_EQ(*palma_ratio(Numbers{5, 1, 2, 3, 4}, Numbers(5, 2)), 5.0 / (2 * 1 + 2 * 2));
  EXPECT_DOUBLE_EQ(*palma_ratio(Numbers{1, 9}, Numbers{3, 7}), 9.0 / (3 * 1 + 1 * 9));
}

TEST(Inequality, NothingToShareIsNoFigure) {
  for (const Numbers& values : {Numbers{}, Numbers{0, 0}}) {
    const Numbers weights(values.size(), 1);
    EXPECT_EQ(gini(values, weights), std::nullopt);
    EXPECT_EQ(palma_ratio(values, weights), std::nullopt);
    EXPECT_EQ(theil_t(values, weights), std::nullopt);
  }
  EXPECT_EQ(gini(Numbers{3}, Numbers{0}), std::nullopt);
}

TEST(Inequality, BadNumbersAreRefused) {
  EXPECT_THROW(gini(Numbers{1}, Numbers{}), std::logic_error);
  EXPECT_THROW(gini(Numbers{-1}, Numbers{1}), std::logic_error);
  EXPECT_THROW(theil_t(Numbers{1}, Numbers{-1}), std::logic_error);
  EXPECT_THROW(palma_ratio(Numbers{std::numeric_limits<double>::quiet_NaN()}, Numbers{1}), std::logic_error);
}

class RandomGroups : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  RandomGroups() {
    Random random(GetParam());
    for (std::uint64_t i = 2 + random.below(25); i > 0; --i) {
      values.push_back(static_cast<double>(random.below(6)));  // ties and zeros
      weights.push_back(static_cast<double>(random.below(5)));
    }
    values.push_back(3);
    weights.push_back(2);
  }
  Numbers values;
  Numbers weights;
};

TEST_P(RandomGroups, GiniIsTheMeanDifference) {
  double difference = 0.0;
  double people = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    people += weights[i];
    sum += weights[i] * values[i];
    for (std::size_t j = 0; j < values.size(); ++j) {
      difference += weights[i] * weights[j] * std::abs(values[i] - values[j]);
    }
  }
  EXPECT_NEAR(*gini(values, weights), difference / (2 * people * sum), 1e-13);
}

TEST_P(RandomGroups, AGroupIsAsManyPeople) {
  Numbers people;
  for (std::size_t i = 0; i < values.size(); ++i) {
    people.insert(people.begin(), static_cast<std::size_t>(weights[i]), values[i]);
  }
  const Numbers ones(people.size(), 1);
  EXPECT_NEAR(*gini(values, weights), *gini(people, ones), 1e-13);
  EXPECT_NEAR(*theil_t(values, weights), *theil_t(people, ones), 1e-13);
  const auto grouped = palma_ratio(values, weights);
  const auto single = palma_ratio(people, ones);
  ASSERT_EQ(grouped.has_value(), single.has_value());
  if (grouped) {
    EXPECT_NEAR(*grouped, *single, 1e-12);
  }
}

TEST_P(RandomGroups, ScaleDoesNotMatter) {
  Numbers larger = values;
  for (double& value : larger) {
    value *= 1024;
  }
  EXPECT_EQ(gini(larger, weights), gini(values, weights));
  EXPECT_EQ(palma_ratio(larger, weights), palma_ratio(values, weights));
  EXPECT_NEAR(*theil_t(larger, weights), *theil_t(values, weights), 1e-13);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomGroups, ::testing::Range<std::uint64_t>(1, 101));

}  // namespace
}  // namespace lastmeter
