// SPDX-License-Identifier: Apache-2.0
#include "solver/mip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/random.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;

constexpr double kNoLimit = MipModel::kNoLimit;

/// Worth 6, 5, 4 (as costs below 0), sizes 4, 3, 2, room for 5: the last two.
MipModel knapsack() {
  MipModel model;
  model.add_column({.cost = -6.0});
  model.add_column({.cost = -5.0});
  model.add_column({.cost = -4.0});
  model.rows.push_back({.columns = {0, 1, 2}, .coefficients = {4.0, 3.0, 2.0}, .high = 5.0});
  return model;
}

TEST(SolveMip, PacksAKnapsack) {
  const MipResult result = solve_mip(knapsack(), {});
  EXPECT_EQ(result.status, MipStatus::Optimal);
  EXPECT_THAT(result.values, ElementsAre(0.0, 1.0, 1.0));
  EXPECT_EQ(result.objective, -9.0);
  EXPECT_EQ(result.bound, -9.0);
}

TEST(SolveMip, TakesColumnsThatAreNotWhole) {
  MipModel model = knapsack();
  for (MipModel::Column& column : model.columns) {
    column.integer = false;
  }
  const MipResult result = solve_mip(model, {});
  EXPECT_EQ(result.status, MipStatus::Optimal);
  EXPECT_NEAR(result.objective, -9.0, 1e-9);
  model.rows[0].high = 6.0;
  EXPECT_NEAR(solve_mip(model, {}).objective, -10.5, 1e-9);
}

TEST(SolveMip, KnowsWhatHasNoSolution) {
  MipModel relaxed = knapsack();
  relaxed.rows[0].low = relaxed.rows[0].high = 9.5;
  EXPECT_EQ(solve_mip(relaxed, {}).status, MipStatus::Infeasible);
  MipModel whole = knapsack();
  whole.rows[0].low = whole.rows[0].high = 8.0;  // 4, 3 and 2 never add up to 8, halves of them do
  const MipResult result = solve_mip(whole, {});
  EXPECT_EQ(result.status, MipStatus::Infeasible);
  EXPECT_TRUE(result.values.empty());
  EXPECT_EQ(result.bound, kNoLimit);
  MipModel crossed = knapsack();
  crossed.columns[0].low = 2.0;
  EXPECT_EQ(solve_mip(crossed, {}).status, MipStatus::Infeasible);
  MipModel empty_row = knapsack();
  empty_row.rows.push_back({.columns = {}, .coefficients = {}, .low = 1e-9});
  EXPECT_EQ(solve_mip(empty_row, {}).status, MipStatus::Infeasible);
}

TEST(SolveMip, KnowsWhatHasNoEnd) {
  MipModel model = knapsack();
  model.add_column({.cost = -1.0, .high = kNoLimit});
  EXPECT_EQ(solve_mip(model, {}).status, MipStatus::Unbounded);
  model.rows[0].low = model.rows[0].high = 8.0;
  EXPECT_EQ(solve_mip(model, {}).status, MipStatus::Infeasible);
}

TEST(SolveMip, AModelOfNothingCostsNothing) {
  const MipResult result = solve_mip({}, {});
  EXPECT_EQ(result.status, MipStatus::Optimal);
  EXPECT_EQ(result.objective, 0.0);
}

TEST(SolveMip, KeepsAStartThatIsBest) {
  const MipResult result = solve_mip(knapsack(), {}, std::vector{0.0, 1.0, 1.0});
  EXPECT_EQ(result.status, MipStatus::Optimal);
  EXPECT_THAT(result.values, ElementsAre(0.0, 1.0, 1.0));
}

TEST(SolveMip, BetterThanItsStart) {
  const MipResult result = solve_mip(knapsack(), {}, std::vector{1.0, 0.0, 0.0});
  EXPECT_EQ(result.status, MipStatus::Optimal);
  EXPECT_EQ(result.objective, -9.0);
}

TEST(SolveMip, IgnoresAStartThatBreaksARow) {
  EXPECT_EQ(solve_mip(knapsack(), {}, std::vector{1.0, 1.0, 1.0}).objective, -9.0);
}

/// 30 columns, 40 rows of 5: at the root there is a gap.
MipModel cover(std::uint64_t seed) {
  Random random(seed);
  MipModel model;
  for (int j = 0; j < 30; ++j) {
    model.add_column({.cost = static_cast<double>(10 + random.below(10))});
  }
  for (int i = 0; i < 40; ++i) {
    MipModel::Row row{.columns = {}, .coefficients = {}, .low = 1.0};
    for (int j = static_cast<int>(random.below(6)); j < 30; j += 1 + static_cast<int>(random.below(10))) {
      row.columns.push_back(j);
      row.coefficients.push_back(1.0);
    }
    model.rows.push_back(row);
  }
  return model;
}

TEST(SolveMip, StoppedEarlyItsBoundStillHolds) {
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    const MipModel model = cover(seed);
    const double best = solve_mip(model, {}).objective;
    for (const StopRule& stop :
         {StopRule{.gap = 0.2, .iterations = {}, .seconds = {}}, StopRule{.gap = 0.0, .iterations = 0, .seconds = {}},
          StopRule{.gap = 0.0, .iterations = {}, .seconds = 0.001}}) {
      const std::vector<double> all(model.columns.size(), 1.0);
      const MipResult result = solve_mip(model, stop, all);
      ASSERT_FALSE(result.values.empty());
      EXPECT_LE(result.bound, best);
      EXPECT_GE(result.objective, best);
      EXPECT_LE(result.bound, result.objective);
      if (stop.gap > 0.0) {
        EXPECT_LE(result.objective - result.bound, stop.gap * result.objective + 1e-9);
      }
    }
  }
}

TEST(SolveMip, RepeatsAndPrintsNothing) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  const MipResult first = solve_mip(cover(3), {});
  const MipResult again = solve_mip(cover(3), {});
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(first.values, again.values);
  EXPECT_EQ(first.bound, again.bound);
}

TEST(SolveMip, RefusesWhatIsNoModel) {
  MipModel beyond = knapsack();
  beyond.rows[0].columns[0] = 3;
  EXPECT_THROW(solve_mip(beyond, {}), std::logic_error);
  MipModel nan = knapsack();
  nan.columns[0].cost = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(solve_mip(nan, {}), std::logic_error);
  EXPECT_THROW(solve_mip(knapsack(), {}, std::vector{1.0}), std::logic_error);
}

TEST(SolveMip, TheCheapOfTwoWhenAThirdCostsABillion) {
  MipModel model;
  model.add_column({.cost = 2.5e-9});
  model.add_column({.cost = 1.5e-9});
  model.add_column({.cost = 1.00000005e9});
  model.rows.push_back({.columns = {0, 1, 2}, .coefficients = {1.0, 1.0, 1.0}, .low = 1.0});
  const MipResult result = solve_mip(model, {});
  EXPECT_EQ(result.status, MipStatus::Optimal);
  EXPECT_THAT(result.values, ElementsAre(0.0, 1.0, 0.0));
}

struct Small {
  MipModel model;
  double best = kNoLimit;
  std::vector<double> values;
};

bool keeps(const MipModel& model, const std::vector<double>& values) {
  for (const MipModel::Row& row : model.rows) {
    double used = 0.0;
    for (std::size_t k = 0; k < row.columns.size(); ++k) {
      used += row.coefficients[k] * values[static_cast<std::size_t>(row.columns[k])];
    }
    if (used < row.low || used > row.high) {
      return false;
    }
  }
  return true;
}

/// All values of all columns, one by one.
void try_all(Small& small) {
  std::vector<double> values(small.model.columns.size(), 0.0);
  for (std::size_t j = 0; j < values.size();) {
    if (j == 0 && keeps(small.model, values)) {
      double cost = 0.0;
      for (std::size_t k = 0; k < values.size(); ++k) {
        cost += small.model.columns[k].cost * values[k];
      }
      if (cost < small.best) {
        small.best = cost;
        small.values = values;
      }
    }
    const bool full = values[j] == small.model.columns[j].high;
    values[j] = full ? 0.0 : values[j] + 1.0;
    j = full ? j + 1 : 0;
  }
}

Small draw(Random& random) {
  Small small;
  const bool whole = random.below(2) == 0;
  for (std::size_t n = 1 + random.below(7); n > 0; --n) {
    const auto cost = static_cast<double>(random.below(20)) - 5.0;
    small.model.add_column(
        {.cost = whole ? cost : cost * random.uniform(), .high = static_cast<double>(1 + random.below(2))});
  }
  for (std::size_t m = random.below(5); m > 0; --m) {
    MipModel::Row row;
    for (std::size_t j = 0; j < small.model.columns.size(); ++j) {
      if (random.below(2) == 0) {
        row.columns.push_back(static_cast<int>(j));
        row.coefficients.push_back(static_cast<double>(random.below(9)) - 3.0);
      }
    }
    const double limit = static_cast<double>(random.below(8)) - 2.0;
    row.low = random.below(2) == 0 ? limit : -kNoLimit;
    row.high = row.low == -kNoLimit || random.below(4) == 0 ? limit + 1.0 : kNoLimit;
    small.model.rows.push_back(row);
  }
  try_all(small);
  return small;
}

TEST(SolveMip, AgreesWithTryingAll) {
  Random random(11);
  for (int round = 0; round < 200; ++round) {
    const Small small = draw(random);
    const MipResult result = solve_mip(small.model, {}, round % 2 == 0 ? std::vector<double>{} : small.values);
    if (small.best == kNoLimit) {
      EXPECT_EQ(result.status, MipStatus::Infeasible) << round;
    } else {
      EXPECT_NEAR(result.objective, small.best, 1e-9) << round;
      EXPECT_NEAR(result.bound, small.best, 1e-8) << round;
      EXPECT_LE(result.bound, small.best + 1e-12) << round;
    }
  }
}

/// On this program CBC 2.10.8 branches against a limit it has set itself, over which Clp 1.17 ends the process.
TEST(SolveMip, SurvivesANodeWhoseLimitsCross) {
  constexpr double kNone = MipModel::kNoLimit;
  MipModel model;
  for (int j = 0; j < 13; ++j) {
    model.add_column({.cost = 0.0, .low = 0.0, .high = 1.0, .integer = j < 6});
  }
  model.rows = {
      {.columns = {0, 1, 2, 3, 4, 5}, .coefficients = {1, 1, 0, 1, 1, 1}, .low = -kNone, .high = kNone},
      {.columns = {0, 1, 2, 3, 4, 5},
       .coefficients = {0.50000000099740782, 0.84596734289652897, 0.40000000083880127, 0.22710092088155553,
                        0.98748178509325024, 0.38356152638418339},
       .low = -kNone,
       .high = 1.428488940203307},
      {.columns = {0, 1, 3, 5}, .coefficients = {1, 1, 1, 1}, .low = -kNone, .high = 1.0000000010000001},
      {.columns = {0, 1, 2, 3}, .coefficients = {1, 1, 1, 1}, .low = 0.99999999900000003, .high = kNone},
      {.columns = {6, 7, 8, 9, 10}, .coefficients = {1, 1, 1, 1, 1}, .low = 1, .high = 1},
      {.columns = {11, 12}, .coefficients = {1, 1}, .low = 1, .high = 1},
      {.columns = {6, 11, 0},
       .coefficients = {0.70782810479549785, 0.46602043590298226, -0.95272023449172971},
       .low = -kNone,
       .high = 0},
      {.columns = {7, 1}, .coefficients = {0.70782810479549785, -0.70782810479549785}, .low = -kNone, .high = 0},
      {.columns = {8, 2}, .coefficients = {0.70782810479549785, -0.2000000007458507}, .low = -kNone, .high = 0},
      {.columns = {9, 3}, .coefficients = {0.70782810479549785, -0.50000000041567894}, .low = -kNone, .high = 0},
      {.columns = {12, 4}, .coefficients = {0.46602043590298226, -0.20299912462803879}, .low = -kNone, .high = 0},
      {.columns = {10, 5}, .coefficients = {0.70782810479549785, -0.70782810479549785}, .low = -kNone, .high = 0}};
  EXPECT_EQ(solve_mip(model, {}).status, MipStatus::Infeasible);
}

}  // namespace
}  // namespace lastmeter
