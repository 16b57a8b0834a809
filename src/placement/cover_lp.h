// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "placement/cover_model.h"
#include "solver/cut_lp.h"

namespace lastmeter {

/// The linear relaxation of a reduced max-cover problem over the sites alone: rows are gathered into groups, and what a
/// group is served is one column, held down by cuts (Benders; Cordeau, Furini and Ljubic, 2019). For sites open to
/// degrees y a row of weight w counts w x min(1, sum of y without the need - 1 largest): concave, and the true value
/// where y is whole; each cut is a tangent of it, its numbers rounded up. So the program never cuts off a plan.
class CoverLp {
 public:
  /// All limits of the problem become rows, loosened by the slack that the evaluator grants.
  CoverLp(const PlacementProblem& problem, const CoverModel& model);

  [[nodiscard]] CutLp& lp() { return lp_; }
  void fix(std::uint32_t site, int value);  // 0 or 1
  void release(std::uint32_t site);
  CutLp::Status solve() { return lp_.solve(); }
  /// No plan within the fixings has a larger value; negative: there is no plan. Safe against rounding.
  [[nodiscard]] std::int64_t bound() const;
  /// By site: the same with the site fixed at 0 (1), as the last solution's duals tell; of use where it is not fixed.
  [[nodiscard]] std::vector<std::int64_t> bounds_when(int value) const;
  [[nodiscard]] std::span<const double> sites() const { return lp_.values().first(model_->sites.size()); }
  /// Adds the tangents at `y` that the last solution breaks; how many.
  int separate(std::span<const double> y);
  /// Adds for each group the tangent that takes `parts` (in 0..1, by row) of each row's weight from its sites and the
  /// rest for granted.
  void add_cuts(std::span<const double> parts);
  /// Removes cuts that do not bind, once they are many.
  void tidy();

 private:
  void add_limits(const PlacementProblem& problem);
  void group_rows();
  [[nodiscard]] std::int64_t weights_of(double safe) const;
  [[nodiscard]] double scaled_up(std::int64_t weight) const;
  /// Tangent of one group: constant, and by site in `slopes_`, the sites in `touched_`.
  std::int64_t tangent(std::size_t group, std::span<const double> y);
  [[nodiscard]] CutLp::Row cut_row(std::size_t group, std::int64_t constant) const;

  const CoverModel* model_;
  CutLp lp_;
  int scale_ = 0;  // LP unit = 2^scale weights
  int limit_rows_ = 0;
  int kept_rows_ = 0;
  std::vector<std::uint32_t> group_starts_;
  std::vector<std::uint32_t> group_rows_;
  std::vector<std::int64_t> slopes_;
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> order_;
};

}  // namespace lastmeter
