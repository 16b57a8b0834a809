// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "placement/capacitated_rows.h"
#include "placement/problem.h"
#include "solver/cut_lp.h"

namespace lastmeter {

/// The linear relaxation over sites alone (Benders): one column per candidate, one for the cost of serving, the limits
/// on sites, and cuts that flows find. All amounts in the unit of the problem; inside, costs are scaled.
class CapacitatedMaster {
 public:
  CapacitatedMaster(const PlacementProblem& problem, const CapacitatedRows& rows, double cost_scale);

  void set_open(std::size_t site, double low, double high);
  CutLp::Status solve();
  [[nodiscard]] double bound() const { return lp_.bound() * scale_; }  // safe; infinity: proved infeasible
  [[nodiscard]] std::vector<double> open() const;                      // shares, within [0, 1]
  [[nodiscard]] double reduced_cost(std::size_t site) const { return lp_.reduced_costs()[site] * scale_; }

  /// Asks the flow about these shares and adds the cut it finds if the last solution breaks it by a part `least` of its
  /// cost. The flow, none where the capacity is short; `added` says whether there was a cut.
  std::optional<CapacitatedFlow> separate(const std::vector<double>& shares, double least, bool& added);
  /// Rows that the last solution leaves without enough open sites in reach: the worst of them.
  bool add_reach_cuts();
  void set_iteration_limit(int limit) { lp_.set_iteration_limit(limit); }
  void drop_slack_cuts();  // those that the last solution does not need; nothing before the first
  [[nodiscard]] int rows_in_use() const { return lp_.rows(); }

 private:
  bool add_cut(const CapacityCut& cut, bool shortage, double least);
  [[nodiscard]] double activity(const CapacityCut& cut) const;

  const CapacitatedRows& rows_;
  CutLp lp_;
  double scale_;
  int serving_ = 0;  // the column of the cost of serving
  int first_cut_ = 0;
  bool solved_ = false;
};

}  // namespace lastmeter
