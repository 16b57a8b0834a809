// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/stop_rule.h"

namespace lastmeter {

/// A mixed-integer linear program: numbers only. Minimized. Columns and rows are known by their position.
struct MipModel {
  static constexpr double kNoLimit = std::numeric_limits<double>::infinity();

  struct Column {
    double cost = 0.0;
    double low = 0.0;
    double high = 1.0;
    bool integer = true;
  };
  struct Row {
    std::vector<int> columns;  // distinct
    std::vector<double> coefficients;
    double low = -kNoLimit;
    double high = kNoLimit;
  };
  std::vector<Column> columns;
  std::vector<Row> rows;

  int add_column(const Column& column) {
    columns.push_back(column);
    return static_cast<int>(columns.size()) - 1;
  }
};

enum class MipStatus { Optimal, Feasible, Infeasible, Unbounded, Unknown };

struct MipResult {
  MipStatus status = MipStatus::Unknown;
  std::vector<double> values;  // by column; empty without a solution; integer columns hold whole numbers
  double objective = 0.0;      // of `values`, summed by us
  double bound = -std::numeric_limits<double>::infinity();  // no solution is below
  std::size_t nodes = 0;
  bool stopped_by_time = false;
};

/// Solves with CBC (COIN-OR), one thread, fixed seed, so that it repeats; `StopRule::iterations` counts nodes. `start`:
/// values of a known solution (empty: none). Prints nothing. The solution is checked against every row and bound
/// (1e-6 relative) before it is returned. Throws std::logic_error for positions out of range or numbers that are nan.
MipResult solve_mip(const MipModel& model, const StopRule& stop, std::span<const double> start = {});

}  // namespace lastmeter
