// SPDX-License-Identifier: Apache-2.0
#include "apportion/largest_remainder.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "core/random.h"

namespace lastmeter {
namespace {

using testing::ElementsAre;
using testing::Optional;

std::optional<std::vector<std::size_t>> share(std::size_t total, const std::vector<Claim>& claims) {
  return largest_remainder(total, claims);
}

TEST(LargestRemainder, SharesByHamilton) {
  // Quotas 2.3, 3.2, 4.5: whole parts 2, 3, 4, and the one left goes to the largest fraction.
  EXPECT_THAT(share(10, {{23}, {32}, {45}}), Optional(ElementsAre(2, 3, 5)));
}

TEST(LargestRemainder, WholeQuotasStayAsTheyAre) {
  EXPECT_THAT(share(30, {{0.1}, {0.2}, {0.3}}), Optional(ElementsAre(5, 10, 15)));
}

TEST(LargestRemainder, EqualFractionsGoToTheFirst) {
  EXPECT_THAT(share(500, std::vector<Claim>(48, Claim{3750})),
              Optional(testing::AllOf(testing::Contains(10).Times(28), testing::Contains(11).Times(20),
                                      testing::Each(testing::AnyOf(10, 11)))));
  EXPECT_THAT(share(4, {{1}, {1}, {1}}), Optional(ElementsAre(2, 1, 1)));
}

TEST(LargestRemainder, WhatALimitTakesTheOthersShare) {
  // Proportional would be 1, 3, 6; the first needs 3, the others share 7 as 1 to 2.
  EXPECT_THAT(share(10, {{1, 3}, {3}, {6}}), Optional(ElementsAre(3, 2, 5)));
  EXPECT_THAT(share(10, {{1}, {3}, {6, 0, 4}}), Optional(ElementsAre(2, 4, 4)));
}

TEST(LargestRemainder, NoRoomIsNoAnswer) {
  EXPECT_EQ(share(5, {{1, 3}, {1, 3}}), std::nullopt);
  EXPECT_EQ(share(9, {{1, 0, 4}, {1, 0, 4}}), std::nullopt);
  EXPECT_EQ(share(3, {{1, 2, 1}, {1}}), std::nullopt);
  EXPECT_EQ(share(1, {}), std::nullopt);
  EXPECT_THAT(share(0, {}), Optional(testing::IsEmpty()));
}

TEST(LargestRemainder, WithoutWeightOnlyWhatIsLeft) {
  EXPECT_THAT(share(5, {{0}, {2}, {0, 1}}), Optional(ElementsAre(0, 4, 1)));
  EXPECT_THAT(share(9, {{0}, {2, 0, 4}, {0, 1}}), Optional(ElementsAre(3, 4, 2)));
  EXPECT_THAT(share(3, {{0}, {0}}), Optional(ElementsAre(2, 1)));
}

TEST(LargestRemainder, RefusesWhatIsNoWeight) {
  EXPECT_THROW(share(1, {{-1.0}}), std::logic_error);
  EXPECT_THROW(share(1, {{std::numeric_limits<double>::quiet_NaN()}}), std::logic_error);
}

/// Of all whole numbers within the limits, none is nearer to the quotas of a common rate: no part could give one to
/// another and both come nearer to proportion.
TEST(LargestRemainder, KeepsSumAndLimitsAndProportion) {
  Random random(7);
  for (int round = 0; round < 3000; ++round) {
    std::vector<Claim> claims(1 + random.below(6));
    std::size_t least = 0;
    std::size_t most = 0;
    for (Claim& claim : claims) {
      claim.weight = static_cast<double>(random.below(5)) * (random.below(10) == 0 ? 1e9 : 1.0);
      claim.least = random.below(4);
      claim.most = claim.least + random.below(6);
      least += claim.least;
      most += claim.most;
    }
    const std::size_t total = random.below(25);
    const auto parts = largest_remainder(total, claims);
    ASSERT_EQ(parts.has_value(), total >= least && total <= most);
    if (!parts) {
      continue;
    }
    ASSERT_EQ(std::accumulate(parts->begin(), parts->end(), std::size_t{0}), total);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      ASSERT_GE((*parts)[i], claims[i].least);
      ASSERT_LE((*parts)[i], claims[i].most);
      for (std::size_t j = 0; j < claims.size(); ++j) {
        const bool can_give = (*parts)[i] > claims[i].least && (*parts)[j] < claims[j].most;
        if (can_give && claims[i].weight > 0.0 && claims[j].weight > 0.0) {
          // One rate fits both within one of their quotas.
          ASSERT_LT((static_cast<double>((*parts)[i]) - 1.0) / claims[i].weight,
                    (static_cast<double>((*parts)[j]) + 1.0) / claims[j].weight + 1e-9);
        }
      }
    }
  }
}

}  // namespace
}  // namespace lastmeter
