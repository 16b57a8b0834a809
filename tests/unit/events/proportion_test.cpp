// SPDX-License-Identifier: Apache-2.0
#include "events/proportion.h"

#include <gmock/gmock.h>

namespace lastmeter {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

// z = 1.959964, z2 = 3.841459. 33 of 33: low = 33 / (33 + z2) = 0.895730. 0 of 10: high = z2 / (10 + z2) = 0.277533.
// 5 of 10: 0.5 -+ z sqrt(0.25 / 10 + z2 / 400) / (1 + z2 / 10) = 0.236593, 0.763407.
TEST(Wilson, HandValues) {
  const Interval all = wilson_interval(33, 33, 0.95);
  EXPECT_NEAR(all.low, 0.895730, 1e-6);
  EXPECT_EQ(all.high, 1.0);
  const Interval none = wilson_interval(0, 10, 0.95);
  EXPECT_EQ(none.low, 0.0);
  EXPECT_NEAR(none.high, 0.277533, 1e-6);
  const Interval half = wilson_interval(5, 10, 0.95);
  EXPECT_NEAR(half.low, 0.236593, 1e-6);
  EXPECT_NEAR(half.high, 0.763407, 1e-6);
}

TEST(Wilson, NothingSeenIsNothingKnown) {
  EXPECT_EQ(wilson_interval(0, 0, 0.95).low, 0.0);
  EXPECT_EQ(wilson_interval(0, 0, 0.95).high, 1.0);
  EXPECT_GT(wilson_interval(5, 10, 0.5).low, wilson_interval(5, 10, 0.99).low) << "more confidence, wider";
}

// The lady tasting tea: 3 of 4 against 4 of 8: (16 + 16 + 1 + 1) / 70.
TEST(Fisher, HandValues) {
  EXPECT_NEAR(fisher_p(3, 4, 4, 8), 34.0 / 70.0, 1e-12);
  EXPECT_NEAR(fisher_p(4, 4, 4, 8), 2.0 / 70.0, 1e-12);
  EXPECT_NEAR(fisher_p(2, 4, 4, 8), 1.0, 1e-12);
  EXPECT_NEAR(fisher_p(0, 1, 9, 10), 0.1, 1e-12);
}

TEST(Fisher, NothingToCompareDoesNotSurprise) {
  EXPECT_EQ(fisher_p(0, 0, 4, 8), 1.0);
  EXPECT_EQ(fisher_p(4, 8, 4, 8), 1.0) << "the part is the whole";
  EXPECT_EQ(fisher_p(3, 3, 8, 8), 1.0) << "all are settled everywhere";
}

// Sorted 0.005 0.01 0.03 0.04: times 4 / rank 0.02 0.02 0.04 0.04; the least from the right.
TEST(BenjaminiHochberg, HandValues) {
  EXPECT_THAT(benjamini_hochberg(std::vector{0.04, 0.005, 0.03, 0.01}),
              Pointwise(DoubleNear(1e-12), {0.04, 0.02, 0.04, 0.02}));
  EXPECT_THAT(benjamini_hochberg(std::vector{0.9, 0.8}), Pointwise(DoubleNear(1e-12), {0.9, 0.9}));
  EXPECT_THAT(benjamini_hochberg(std::vector<double>{}), ElementsAre());
}

}  // namespace
}  // namespace lastmeter
