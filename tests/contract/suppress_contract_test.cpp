// SPDX-License-Identifier: Apache-2.0
// Suppression on random tables against two attackers who know nothing of how it works: linear algebra and, for a part
// of the tables, linear programs over all counts of 0 or more.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "core/random.h"
#include "solver/cut_lp.h"
#include "suppress/suppression.h"

namespace lastmeter {
namespace {

constexpr std::uint64_t kTables = 3000;
constexpr std::uint64_t kTablesForPrograms = 250;

/// Zones in parents in a whole, each with a count that is the sum of two or three parts, one of which may not be
/// printed: as population within, beyond and in all is. Every part adds up over the zones too.
class RandomTables {
 public:
  explicit RandomTables(std::uint64_t seed) : random_(seed) {
    problem_.threshold = 2.0 + static_cast<double>(random_.below(9));
    parts_ = 2 + random_.below(2);
    hide_last_ = random_.below(2) == 0;
    const std::size_t parents = 1 + random_.below(3);
    std::vector<std::vector<std::size_t>> tops;
    for (std::size_t p = 0; p < parents; ++p) {
      std::vector<std::vector<std::size_t>> zones;
      const std::size_t count = 1 + random_.below(4);
      for (std::size_t z = 0; z < count; ++z) {
        zones.push_back(leaf());
      }
      tops.push_back(sum_of(zones));
    }
    const std::vector<std::size_t> whole = sum_of(tops);
    for (const std::size_t cell : whole) {
      problem_.cells[cell].fixed = problem_.cells[cell].printed && random_.below(3) > 0;
    }
  }
  [[nodiscard]] const SuppressionProblem& problem() const { return problem_; }

 private:
  std::size_t cell(double value, bool printed) {
    problem_.cells.push_back({.value = value, .printed = printed, .fixed = false});
    return problem_.cells.size() - 1;
  }
  /// The total of a zone, then its parts.
  std::vector<std::size_t> with_total(const std::vector<double>& values) {
    std::vector<std::size_t> made;
    double total = 0.0;
    for (const double value : values) {
      total += value;
    }
    made.push_back(cell(total, true));
    PublishedSum sum{.whole = made[0], .parts = {}};
    for (std::size_t k = 0; k < values.size(); ++k) {
      made.push_back(cell(values[k], !hide_last_ || k + 1 < values.size()));
      sum.parts.push_back(made.back());
    }
    problem_.sums.push_back(sum);
    return made;
  }
  std::vector<std::size_t> leaf() {
    std::vector<double> values;
    for (std::size_t k = 0; k < parts_; ++k) {
      values.push_back(static_cast<double>(random_.below(3) == 0 ? random_.below(6) : random_.below(60)));
    }
    return with_total(values);
  }
  std::vector<std::size_t> sum_of(const std::vector<std::vector<std::size_t>>& zones) {
    std::vector<double> values(parts_, 0.0);
    for (const auto& zone : zones) {
      for (std::size_t k = 0; k < parts_; ++k) {
        values[k] += problem_.cells[zone[k + 1]].value;
      }
    }
    std::vector<std::size_t> made = with_total(values);
    for (std::size_t k = 0; k < made.size(); ++k) {
      PublishedSum sum{.whole = made[k], .parts = {}};
      for (const auto& zone : zones) {
        sum.parts.push_back(zone[k]);
      }
      problem_.sums.push_back(sum);
    }
    return made;
  }

  Random random_;
  SuppressionProblem problem_;
  std::size_t parts_ = 2;
  bool hide_last_ = false;
};

bool is_shown(const SuppressionProblem& problem, const Suppression& found, std::size_t cell) {
  return problem.cells[cell].printed && found.cells[cell] == CellState::Shown;
}

bool is_small(const SuppressionProblem& problem, std::size_t cell) {
  return problem.cells[cell].value > 0.0 && problem.cells[cell].value < problem.threshold;
}

/// Counts that nobody may learn, and for which there was something left to hide.
std::vector<std::size_t> secrets(const SuppressionProblem& problem, const Suppression& found) {
  std::vector<std::size_t> cells;
  for (std::size_t i = 0; i < problem.cells.size(); ++i) {
    const bool exposed = std::find(found.exposed.begin(), found.exposed.end(), i) != found.exposed.end();
    if (is_small(problem, i) && !problem.cells[i].fixed && !exposed) {
      cells.push_back(i);
    }
  }
  return cells;
}

using Rows = std::vector<std::vector<double>>;

Rows equations(const SuppressionProblem& problem, const Suppression& found) {
  Rows rows;
  for (const PublishedSum& sum : problem.sums) {
    std::vector<double> row(problem.cells.size(), 0.0);
    row[sum.whole] = -1.0;
    for (const std::size_t part : sum.parts) {
      row[part] = 1.0;
    }
    rows.push_back(row);
  }
  for (std::size_t i = 0; i < problem.cells.size(); ++i) {
    if (is_shown(problem, found, i)) {
      rows.emplace_back(problem.cells.size(), 0.0);
      rows.back()[i] = 1.0;
    }
  }
  return rows;
}

std::size_t rank_of(Rows rows) {
  std::size_t rank = 0;
  for (std::size_t column = 0; !rows.empty() && column < rows[0].size(); ++column) {
    std::size_t pivot = rank;
    while (pivot < rows.size() && std::abs(rows[pivot][column]) < 1e-9) {
      ++pivot;
    }
    if (pivot == rows.size()) {
      continue;
    }
    std::swap(rows[pivot], rows[rank]);
    for (std::size_t other = rank + 1; other < rows.size(); ++other) {
      const double factor = rows[other][column] / rows[rank][column];
      for (std::size_t k = column; k < rows[other].size(); ++k) {
        rows[other][k] -= factor * rows[rank][k];
      }
    }
    ++rank;
  }
  return rank;
}

TEST(SuppressContract, NoSmallCountFollowsFromWhatIsShown) {
  std::size_t guarded = 0;
  for (std::uint64_t seed = 0; seed < kTables; ++seed) {
    const RandomTables tables(seed);
    const SuppressionProblem& problem = tables.problem();
    const Suppression found = suppress(problem);
    const Rows known = equations(problem, found);
    const std::size_t rank = rank_of(known);
    for (const std::size_t secret : secrets(problem, found)) {
      Rows more = known;
      more.emplace_back(problem.cells.size(), 0.0);
      more.back()[secret] = 1.0;
      ASSERT_GT(rank_of(more), rank) << fmt::format("seed {}: cell {} follows from the others", seed, secret);
      ++guarded;
    }
  }
  EXPECT_GT(guarded, 3 * kTables);
}

TEST(SuppressContract, OnlyWhatHelpsIsHidden) {
  for (std::uint64_t seed = 0; seed < kTables; ++seed) {
    const RandomTables tables(seed);
    const SuppressionProblem& problem = tables.problem();
    const Suppression found = suppress(problem);
    bool any_small = false;
    for (std::size_t i = 0; i < problem.cells.size(); ++i) {
      const PublishedCell& cell = problem.cells[i];
      any_small = any_small || is_small(problem, i);
      EXPECT_EQ(found.cells[i] == CellState::Small, cell.printed && !cell.fixed && is_small(problem, i));
      if (found.cells[i] == CellState::Companion) {
        EXPECT_TRUE(cell.printed && !cell.fixed && cell.value >= problem.threshold);
      }
    }
    const bool all_shown =
        std::all_of(found.cells.begin(), found.cells.end(), [](CellState state) { return state == CellState::Shown; });
    EXPECT_TRUE(any_small || all_shown) << "seed " << seed;
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
}

TEST(SuppressContract, EverySmallCountMayBeSomethingElse) {
  for (std::uint64_t seed = 0; seed < kTablesForPrograms; ++seed) {
    const RandomTables tables(seed);
    const SuppressionProblem& problem = tables.problem();
    const Suppression found = suppress(problem);
    CutLp program;
    for (std::size_t i = 0; i < problem.cells.size(); ++i) {
      const bool shown = is_shown(problem, found, i);
      program.add_column(0.0, shown ? problem.cells[i].value : 0.0, shown ? problem.cells[i].value : 1e4);
    }
    for (const PublishedSum& sum : problem.sums) {
      CutLp::Row row{.columns = {static_cast<int>(sum.whole)}, .coefficients = {-1.0}, .low = 0.0, .high = 0.0};
      for (const std::size_t part : sum.parts) {
        row.columns.push_back(static_cast<int>(part));
        row.coefficients.push_back(1.0);
      }
      program.add_row(row);
    }
    for (const std::size_t secret : secrets(problem, found)) {
      const int column = static_cast<int>(secret);
      program.set_cost(column, 1.0);
      ASSERT_EQ(program.solve(), CutLp::Status::Optimal);
      const double least = program.objective();
      program.set_cost(column, -1.0);
      ASSERT_EQ(program.solve(), CutLp::Status::Optimal);
      const double most = -program.objective();
      program.set_cost(column, 0.0);
      EXPECT_LT(least + 1e-6, most) << fmt::format("seed {}: cell {} can only be {}", seed, secret, least);
      EXPECT_LE(least, problem.cells[secret].value + 1e-6);
      EXPECT_GE(most, problem.cells[secret].value - 1e-6);
    }
  }
}

/// Little is exposed for want of anything to hide: only where fixed totals leave one way to be.
TEST(SuppressContract, ExposedAreOnlyThoseThatFixedTotalsGiveAway) {
  for (std::uint64_t seed = 0; seed < kTables; ++seed) {
    const RandomTables tables(seed);
    const SuppressionProblem& problem = tables.problem();
    const Suppression found = suppress(problem);
    Suppression everything = found;
    for (std::size_t i = 0; i < problem.cells.size(); ++i) {
      const bool may_hide = problem.cells[i].printed && !problem.cells[i].fixed && problem.cells[i].value > 0.0;
      everything.cells[i] = may_hide ? CellState::Companion : CellState::Shown;
    }
    const std::vector<std::size_t> at_best = recomputable(problem, everything.cells);
    for (const std::size_t cell : found.exposed) {
      EXPECT_TRUE(std::find(at_best.begin(), at_best.end(), cell) != at_best.end())
          << fmt::format("seed {}: cell {} could have been kept", seed, cell);
    }
    ASSERT_FALSE(HasFailure());
  }
}

}  // namespace
}  // namespace lastmeter
