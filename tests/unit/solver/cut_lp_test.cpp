// SPDX-License-Identifier: Apache-2.0
#include "solver/cut_lp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "core/random.h"

namespace lastmeter {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using Status = CutLp::Status;

/// min -x - y, x + 2y <= 4, 3x + y <= 6, 0 <= x, y <= 10: optimum -2.8 at (1.6, 1.2).
CutLp two_columns() {
  CutLp lp;
  lp.add_column(-1.0, 0.0, 10.0);
  lp.add_column(-1.0, 0.0, 10.0);
  lp.add_rows(std::vector<CutLp::Row>{{{0, 1}, {1.0, 2.0}, -CutLp::kNoLimit, 4.0},
                                      {{0, 1}, {3.0, 1.0}, -CutLp::kNoLimit, 6.0}});
  return lp;
}

TEST(CutLp, SolvesAndTellsWhatEachRowIsWorth) {
  CutLp lp = two_columns();
  ASSERT_EQ(lp.solve(), Status::Optimal);
  EXPECT_NEAR(lp.objective(), -2.8, 1e-9);
  EXPECT_THAT(lp.values(), ElementsAre(DoubleNear(1.6, 1e-9), DoubleNear(1.2, 1e-9)));
  EXPECT_THAT(lp.row_activities(), ElementsAre(DoubleNear(4.0, 1e-9), DoubleNear(6.0, 1e-9)));
  EXPECT_THAT(lp.duals(), ElementsAre(DoubleNear(-0.4, 1e-9), DoubleNear(-0.2, 1e-9)));
  EXPECT_THAT(lp.reduced_costs(), ElementsAre(DoubleNear(0.0, 1e-9), DoubleNear(0.0, 1e-9)));
  EXPECT_NEAR(lp.bound(), -2.8, 1e-9);
  EXPECT_LE(lp.bound(), -2.8 + 1e-15);
}

TEST(CutLp, TakesACutANewColumnAndOtherCosts) {
  CutLp lp = two_columns();
  lp.solve();
  EXPECT_EQ(lp.add_row({{0, 1}, {1.0, 1.0}, -CutLp::kNoLimit, 2.0}), 2);
  ASSERT_EQ(lp.solve(), Status::Optimal);
  EXPECT_NEAR(lp.objective(), -2.0, 1e-9);
  EXPECT_EQ(lp.add_column(-5.0, 0.0, 1.0), 2);
  ASSERT_EQ(lp.solve(), Status::Optimal);
  EXPECT_NEAR(lp.objective(), -7.0, 1e-9);
  lp.set_cost(2, 0.0);
  lp.set_row_bounds(2, -CutLp::kNoLimit, 1.0);
  ASSERT_EQ(lp.solve(), Status::Optimal);
  EXPECT_NEAR(lp.objective(), -1.0, 1e-9);
}

TEST(CutLp, ProvesThatBoundsLeaveNothing) {
  CutLp lp = two_columns();
  lp.add_row({{0, 1}, {1.0, 1.0}, 2.5, CutLp::kNoLimit});
  ASSERT_EQ(lp.solve(), Status::Optimal);
  lp.set_bounds(1, 0.0, 0.0);
  ASSERT_EQ(lp.solve(), Status::Infeasible);
  EXPECT_EQ(lp.bound(), CutLp::kNoLimit);
  lp.set_bounds(1, 0.0, 10.0);
  ASSERT_EQ(lp.solve(), Status::Optimal);
  EXPECT_NEAR(lp.objective(), -2.8, 1e-9);
}

TEST(CutLp, StopsAtTheCutoff) {
  CutLp lp = two_columns();
  lp.solve();
  lp.set_cutoff(-2.5);
  lp.add_row({{0, 1}, {1.0, 1.0}, -CutLp::kNoLimit, 2.0});
  EXPECT_EQ(lp.solve(), Status::Cutoff);
  EXPECT_GE(lp.bound(), -2.5 - 1e-9);
  lp.set_cutoff(CutLp::kNoLimit);
  EXPECT_EQ(lp.solve(), Status::Optimal);
}

TEST(CutLp, DeletesRowsThatDoNotBind) {
  CutLp lp = two_columns();
  lp.add_row({{0, 1}, {1.0, 1.0}, -CutLp::kNoLimit, 100.0});
  lp.add_row({{0, 1}, {1.0, 1.0}, -CutLp::kNoLimit, 2.0});
  lp.solve();
  EXPECT_EQ(lp.delete_slack_rows(2), 1);
  EXPECT_EQ(lp.rows(), 3);
  ASSERT_EQ(lp.solve(), Status::Optimal);
  EXPECT_NEAR(lp.objective(), -2.0, 1e-9);
}

TEST(CutLp, UnboundedHasNoBound) {
  CutLp lp;
  lp.add_column(-1.0, 0.0, CutLp::kNoLimit);
  lp.add_row({{0}, {1.0}, 1.0, CutLp::kNoLimit});
  EXPECT_EQ(lp.solve(), Status::Unbounded);
  EXPECT_EQ(lp.bound(), -CutLp::kNoLimit);
}

TEST(CutLp, RowsOfZerosOrNoRowsAtAllAreNoTrouble) {
  EXPECT_EQ(CutLp().bound(), -CutLp::kNoLimit);  // not solved
  CutLp lp;
  ASSERT_EQ(lp.solve(), Status::Optimal);
  EXPECT_EQ(lp.bound(), 0.0);
  lp.add_column(-3.0, 0.0, 2.0);
  ASSERT_EQ(lp.solve(), Status::Optimal);
  EXPECT_NEAR(lp.bound(), -6.0, 1e-9);
  lp.add_row({{0}, {0.0}, -1.0, 1.0});
  ASSERT_EQ(lp.solve(), Status::Optimal);
  EXPECT_NEAR(lp.objective(), -6.0, 1e-9);
  EXPECT_NEAR(lp.bound(), -6.0, 1e-9);
  lp.add_row({{0}, {0.0}, 1.0, 2.0});
  EXPECT_EQ(lp.solve(), Status::Infeasible);
}

TEST(CutLp, RefusesPositionsOutOfRange) {
  CutLp lp = two_columns();
  EXPECT_THROW(lp.add_row({{2}, {1.0}, 0.0, 1.0}), std::logic_error);
  EXPECT_THROW(lp.set_bounds(-1, 0.0, 1.0), std::logic_error);
  EXPECT_THROW(lp.set_row_bounds(2, 0.0, 1.0), std::logic_error);
}

struct Binary {
  std::vector<double> costs;
  std::vector<CutLp::Row> rows;
};

Binary random_binary(Random& random, int columns, int rows) {
  Binary made;
  for (int j = 0; j < columns; ++j) {
    made.costs.push_back(static_cast<double>(random.below(41)) - 20.0);
  }
  for (int i = 0; i < rows; ++i) {
    CutLp::Row row;
    for (int j = 0; j < columns; ++j) {
      if (random.below(2) == 0) {
        row.columns.push_back(j);
        row.coefficients.push_back(static_cast<double>(random.below(9)) - 4.0);
      }
    }
    row.low = random.below(2) == 0 ? -CutLp::kNoLimit : static_cast<double>(random.below(7)) - 4.0;
    row.high = row.low == -CutLp::kNoLimit || random.below(2) == 0
                   ? std::max(row.low, static_cast<double>(random.below(4)))
                   : CutLp::kNoLimit;
    made.rows.push_back(row);
  }
  return made;
}

/// The lowest cost over all 0/1 points with the columns fixed as asked (-1: free); infinity if there is none.
double best_of(const Binary& program, const std::vector<int>& fixed) {
  double best = CutLp::kNoLimit;
  for (unsigned mask = 0; mask < (1U << fixed.size()); ++mask) {
    const auto at = [&](std::size_t j) { return static_cast<double>((mask >> j) & 1U); };
    bool ok = true;
    double cost = 0.0;
    for (std::size_t j = 0; j < fixed.size(); ++j) {
      ok = ok && (fixed[j] < 0 || at(j) == fixed[j]);
      cost += at(j) * program.costs[j];
    }
    for (const CutLp::Row& row : program.rows) {
      double sum = 0.0;
      for (std::size_t k = 0; k < row.columns.size(); ++k) {
        sum += row.coefficients[k] * at(static_cast<std::size_t>(row.columns[k]));
      }
      ok = ok && sum >= row.low && sum <= row.high;
    }
    best = ok ? std::min(best, cost) : best;
  }
  return best;
}

/// Walks at random through fixings of the columns with rows added on the way: warm starts must agree with a fresh
/// program, and no bound may lie above the best 0/1 point.
TEST(CutLp, WarmStartsAgreeWithFreshOnesAndBoundsHold) {
  Random random(17);
  for (int round = 0; round < 300; ++round) {
    const Binary whole = random_binary(random, 7, 6);
    CutLp warm;
    for (const double cost : whole.costs) {
      warm.add_column(cost, 0.0, 1.0);
    }
    Binary now{whole.costs, {}};
    std::vector<int> fixed(7, -1);
    for (const CutLp::Row& row : whole.rows) {
      warm.add_row(row);
      now.rows.push_back(row);
      const std::size_t j = random.below(7);
      fixed[j] = static_cast<int>(random.below(3)) - 1;
      warm.set_bounds(static_cast<int>(j), std::max(fixed[j], 0), fixed[j] < 0 ? 1.0 : fixed[j]);
      CutLp fresh;
      for (std::size_t k = 0; k < 7; ++k) {
        fresh.add_column(whole.costs[k], std::max(fixed[k], 0), fixed[k] < 0 ? 1.0 : fixed[k]);
      }
      fresh.add_rows(now.rows);
      const Status status = warm.solve();
      ASSERT_EQ(status, fresh.solve());
      ASSERT_LE(warm.bound(), best_of(now, fixed));
      if (status == Status::Optimal) {
        EXPECT_NEAR(warm.objective(), fresh.objective(), 1e-6);
        EXPECT_NEAR(warm.bound(), warm.objective(), 1e-5);
      } else {
        EXPECT_EQ(warm.bound(), CutLp::kNoLimit);
      }
    }
  }
}

}  // namespace
}  // namespace lastmeter
