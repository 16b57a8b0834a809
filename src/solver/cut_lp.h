// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace lastmeter {

/// A linear program that grows: minimized, solved by Clp's dual simplex from the last basis, so that adding rows (cuts)
/// or changing bounds (branching) costs only the repair. One thread, silent, the same answers in every run. Columns and
/// rows are known by their position; numbers only. Scale so that coefficients lie about between 1e-4 and 1e4: Clp keeps
/// rows to 1e-7. Throws std::logic_error for positions out of range.
class CutLp {
 public:
  static constexpr double kNoLimit = std::numeric_limits<double>::infinity();

  struct Row {
    std::vector<int> columns;  // distinct
    std::vector<double> coefficients;
    double low = -kNoLimit;
    double high = kNoLimit;
  };

  /// Cutoff: the objective is at least the cutoff, no matter where it ends. Stopped: by the limit of iterations, or Clp
  /// gave up; `bound` holds all the same.
  enum class Status { Optimal, Infeasible, Unbounded, Cutoff, Stopped };

  CutLp();
  ~CutLp();
  CutLp(CutLp&&) noexcept;
  CutLp& operator=(CutLp&&) noexcept;

  /// Positions of the new ones; a batch of rows costs little more than one.
  int add_column(double cost, double low, double high);
  int add_row(const Row& row);
  int add_rows(std::span<const Row> rows);
  void set_cost(int column, double cost);
  void set_bounds(int column, double low, double high);
  void set_row_bounds(int row, double low, double high);
  /// Deletes the rows from `first` on that do not bind at the last solution; the rest move up in their order. How many
  /// went away.
  int delete_slack_rows(int first);
  void set_cutoff(double objective);  // kNoLimit: none
  void set_iteration_limit(int iterations);

  [[nodiscard]] int columns() const;
  [[nodiscard]] int rows() const;

  Status solve();

  /// Of the last `solve`; after a change of the program they are stale until the next one.
  [[nodiscard]] double objective() const;
  [[nodiscard]] std::span<const double> values() const;          // by column
  [[nodiscard]] std::span<const double> row_activities() const;  // by row
  [[nodiscard]] std::span<const double> duals() const;           // by row
  [[nodiscard]] std::span<const double> reduced_costs() const;   // by column
  [[nodiscard]] std::size_t iterations() const;                  // simplex steps so far, over all solves

  /// A bound that Clp's tolerances cannot spoil: worked out anew from the duals, with the rounding errors taken off
  /// (Neumaier and Shcherbina, 2004). No solution of the program is below. Infinity: proved infeasible by the dual ray.
  /// -infinity: nothing is proved, as with a column that is not bounded on the side it wants to go.
  [[nodiscard]] double bound() const;
  /// By column: as `bound`, had the column been fixed at this end of its bounds. For fixing columns by reduced costs.
  enum class End { Low, High };
  [[nodiscard]] std::vector<double> bounds_when_fixed(End end) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lastmeter
