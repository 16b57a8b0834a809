// SPDX-License-Identifier: Apache-2.0
#include "solver/mip.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/stopwatch.h"
#include "solver/mip_cbc.h"

namespace lastmeter {

namespace {

constexpr double kTolerance = 1e-6;
constexpr double kLargestWhole = 1e9;  // sums of whole costs up to here are exact in the solver, too

void check_model(const MipModel& model, std::span<const double> start) {
  const auto columns = static_cast<int>(model.columns.size());
  for (const MipModel::Column& column : model.columns) {
    if (!std::isfinite(column.cost) || std::isnan(column.low) || std::isnan(column.high)) {
      throw std::logic_error("MipModel: a column has a number that is none");
    }
  }
  for (const MipModel::Row& row : model.rows) {
    const bool fits = row.columns.size() == row.coefficients.size() && !std::isnan(row.low) && !std::isnan(row.high) &&
                      std::all_of(row.columns.begin(), row.columns.end(),
                                  [&](int column) { return column >= 0 && column < columns; }) &&
                      std::all_of(row.coefficients.begin(), row.coefficients.end(),
                                  [](double coefficient) { return std::isfinite(coefficient); });
    if (!fits) {
      throw std::logic_error("MipModel: a row names a column beyond the last or a number that is none");
    }
  }
  if (!start.empty() && start.size() != model.columns.size()) {
    throw std::logic_error(
        fmt::format("MipModel: a start of {} values for {} columns", start.size(), model.columns.size()));
  }
}

bool contradicts_itself(const MipModel& model) {
  return std::any_of(model.columns.begin(), model.columns.end(),
                     [](const MipModel::Column& column) { return column.low > column.high; }) ||
         std::any_of(model.rows.begin(), model.rows.end(), [](const MipModel::Row& row) {
           const bool empty = std::all_of(row.coefficients.begin(), row.coefficients.end(),
                                          [](double coefficient) { return coefficient == 0.0; });
           return row.low > row.high || (empty && (row.low > 0.0 || row.high < 0.0));
         });
}

bool keeps_row(const MipModel::Row& row, std::span<const double> values) {
  double used = 0.0;
  double largest = 0.0;
  for (std::size_t k = 0; k < row.columns.size(); ++k) {
    const double value = values[static_cast<std::size_t>(row.columns[k])];
    used += row.coefficients[k] * value;
    largest = std::max(largest, std::abs(row.coefficients[k]) * std::max(1.0, std::abs(value)));
  }
  const auto slack = [&](double limit) { return kTolerance * std::max(std::abs(limit), largest); };
  return (std::isinf(row.low) || used >= row.low - slack(row.low)) &&
         (std::isinf(row.high) || used <= row.high + slack(row.high));
}

bool is_feasible(const MipModel& model, std::span<const double> values) {
  for (std::size_t j = 0; j < model.columns.size(); ++j) {
    const MipModel::Column& column = model.columns[j];
    const double slack = kTolerance * std::max(1.0, std::abs(values[j]));
    if (!(values[j] >= column.low - slack && values[j] <= column.high + slack) ||
        (column.integer && values[j] != std::round(values[j]))) {
      return false;
    }
  }
  return std::all_of(model.rows.begin(), model.rows.end(),
                     [&](const MipModel::Row& row) { return keeps_row(row, values); });
}

double cost_of(const MipModel& model, std::span<const double> values) {
  double cost = 0.0;
  for (std::size_t j = 0; j < model.columns.size(); ++j) {
    cost += model.columns[j].cost * values[j];
  }
  return cost;
}

/// Whole numbers where they are asked for; the solver leaves 0.9999999.
void tidy(const MipModel& model, std::vector<double>& values) {
  for (std::size_t j = 0; j < values.size(); ++j) {
    const MipModel::Column& column = model.columns[j];
    values[j] = std::clamp(column.integer ? std::round(values[j]) : values[j], column.low, column.high) + 0.0;
  }
}

bool has_whole_costs(const MipModel& model) {
  return std::all_of(model.columns.begin(), model.columns.end(), [](const MipModel::Column& column) {
    return column.cost == 0.0 ||
           (column.integer && column.cost == std::round(column.cost) && std::abs(column.cost) <= kLargestWhole);
  });
}

double largest_cost(const MipModel& model) {
  double largest = 0.0;
  for (const MipModel::Column& column : model.columns) {
    largest = std::max(largest, column.low == column.high ? 0.0 : std::abs(column.cost));
  }
  return largest;
}

/// What no values within the columns' own limits are below.
double cheapest(const MipModel& model) {
  double cost = 0.0;
  for (const MipModel::Column& column : model.columns) {
    cost += column.cost == 0.0 ? 0.0 : std::min(column.cost * column.low, column.cost * column.high);
  }
  return cost;
}

/// A column that alone costs more than a known plan stays out: what is left has costs of one size.
MipModel without_dear_columns(const MipModel& model, double known) {
  MipModel left = model;
  const double room = known - cheapest(model);
  for (MipModel::Column& column : left.columns) {
    if (column.integer && column.low == 0.0 && column.cost > room + kTolerance * std::abs(known)) {
      column.high = 0.0;
    }
  }
  return left;
}

/// Powers of two alone: scaling changes no digit.
double scale_to(double largest, double target) {
  return largest > 0.0 ? std::exp2(std::floor(std::log2(target / largest))) : 1.0;
}

void scale_rows(MipModel& model) {
  for (MipModel::Row& row : model.rows) {
    double largest = 0.0;
    double smallest = MipModel::kNoLimit;
    for (const double coefficient : row.coefficients) {
      largest = std::max(largest, std::abs(coefficient));
      smallest = coefficient == 0.0 ? smallest : std::min(smallest, std::abs(coefficient));
    }
    if (largest > 0x1p20 || smallest < 0x1p-10) {
      const double scale = scale_to(largest, 0x1p10);
      std::for_each(row.coefficients.begin(), row.coefficients.end(), [&](double& each) { each *= scale; });
      row.low *= scale;
      row.high *= scale;
    }
  }
}

double whole_bound(double bound) { return std::ceil(bound - kTolerance - 1e-9 * std::abs(bound)); }

/// What the solver's tolerances may hide of the objective.
double hidden(const MipModel& model, double objective) {
  const double slop = 1e-10 * largest_cost(model);
  return slop <= 1e-9 * std::abs(objective) ? 0.0 : slop;
}

class Search {
 public:
  Search(const MipModel& model, const StopRule& stop, std::span<const double> start) : model_(model), stop_(stop) {
    if (!start.empty()) {
      std::vector<double> values(start.begin(), start.end());
      tidy(model, values);
      take(std::move(values));
    }
  }

  MipResult run() {
    work_ = has_solution() ? without_dear_columns(model_, result_.objective) : model_;
    whole_ = has_whole_costs(work_);
    scale_ = whole_ ? 1.0 : scale_to(largest_cost(work_), 0x1p10);
    scale_rows(work_);
    for (MipModel::Column& column : work_.columns) {
      column.cost *= scale_;
    }
    if (has_solution()) {
      cutoff_ = (result_.objective - stop_.gap * std::abs(result_.objective)) * scale_;
    }
    const CbcAnswer answer = solve_with_cbc(work_, limits());
    result_.nodes = answer.nodes;
    result_.stopped_by_time = answer.out_of_time;
    if (!answer.values.empty()) {
      std::vector<double> values = answer.values;
      tidy(model_, values);
      take(std::move(values));
    }
    conclude(answer);
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool has_solution() const { return result_.status == MipStatus::Feasible; }

  void take(std::vector<double> values) {
    const double objective = cost_of(model_, values);
    if (is_feasible(model_, values) && (!has_solution() || objective < result_.objective)) {
      result_.status = MipStatus::Feasible;
      result_.objective = objective;
      result_.values = std::move(values);
    }
  }

  [[nodiscard]] CbcLimits limits() const {
    CbcLimits limits;
    limits.gap = stop_.gap;
    limits.nodes = stop_.iterations;
    if (stop_.seconds) {
      limits.seconds = std::max(0.01, *stop_.seconds - watch_.seconds());
    }
    limits.increment = whole_ ? 0.999 : 1e-7;
    limits.cutoff = cutoff_;
    return limits;
  }

  void conclude(const CbcAnswer& answer) {
    if (answer.end == CbcEnd::Unbounded) {
      result_.status = MipStatus::Unbounded;
      result_.values.clear();
      result_.objective = 0.0;
      return;
    }
    if (answer.end == CbcEnd::Infeasible && !has_solution()) {
      result_.status = MipStatus::Infeasible;
      result_.bound = MipModel::kNoLimit;
      return;
    }
    const double bound = answer.end == CbcEnd::Infeasible ? cutoff_ : answer.bound;
    if (std::isfinite(bound)) {
      result_.bound = whole_ ? whole_bound(bound) : bound / scale_ - hidden(work_, bound) / scale_;
    }
    result_.bound = std::max(result_.bound, cheapest(model_));
    if (has_solution()) {
      result_.bound = std::min(result_.bound, result_.objective);
      const double open = result_.objective - result_.bound;
      result_.status = open <= 1e-9 * std::abs(result_.objective) ? MipStatus::Optimal : MipStatus::Feasible;
    }
  }

  const MipModel& model_;
  const StopRule& stop_;
  const Stopwatch watch_;
  MipModel work_;
  bool whole_ = false;
  double scale_ = 1.0;
  double cutoff_ = MipModel::kNoLimit;
  MipResult result_;
};

}  // namespace

MipResult solve_mip(const MipModel& model, const StopRule& stop, std::span<const double> start) {
  check_model(model, start);
  if (contradicts_itself(model)) {
    MipResult result;
    result.status = MipStatus::Infeasible;
    result.bound = MipModel::kNoLimit;
    return result;
  }
  if (model.columns.empty()) {
    MipResult result;
    result.status = MipStatus::Optimal;
    result.bound = 0.0;
    return result;
  }
  MipResult result = Search(model, stop, start).run();
  const bool blurred = result.status == MipStatus::Feasible && stop.gap == 0.0 && !stop.iterations &&
                       !result.stopped_by_time && largest_cost(model) > std::abs(result.objective);
  // One more run with what is known: it leaves out columns whose costs blur those of the others.
  return blurred ? Search(model, stop, result.values).run() : result;
}

}  // namespace lastmeter
