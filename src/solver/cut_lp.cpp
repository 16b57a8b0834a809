// SPDX-License-Identifier: Apache-2.0
#include "solver/cut_lp.h"

#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace lastmeter {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double for_clp(double limit) { return std::isinf(limit) ? std::copysign(COIN_DBL_MAX, limit) : limit; }

bool is_open(double limit) { return std::abs(limit) >= COIN_DBL_MAX; }

void check(int position, int count, const char* what) {
  if (position < 0 || position >= count) {
    throw std::logic_error(what);
  }
}

/// low <= x <= high times a factor, least possible value.
long double least(long double factor, double low, double high) {
  const double at = factor > 0.0L ? low : high;
  if (factor == 0.0L) {
    return 0.0L;
  }
  return is_open(at) ? -static_cast<long double>(kInfinity) : factor * static_cast<long double>(at);
}

/// The dual bound of any multipliers: sum over rows and columns of the least they can add. With `with_costs` false the
/// costs are taken as 0: positive then means that the program has no solution.
double dual_bound(const ClpSimplex& clp, const double* multipliers, double sign, bool with_costs,
                  std::vector<long double>* reduced_costs = nullptr) {
  const CoinPackedMatrix none;  // Clp has no matrix where nothing was ever added
  const CoinPackedMatrix& matrix = clp.matrix() != nullptr ? *clp.matrix() : none;
  const double* const low = clp.rowLower();
  const double* const high = clp.rowUpper();
  std::vector<long double> duals(static_cast<std::size_t>(clp.numberRows()));
  long double sum = 0.0L;
  long double size = 0.0L;
  for (int i = 0; i < clp.numberRows(); ++i) {
    const double multiplier = multipliers != nullptr ? sign * multipliers[i] : 0.0;
    auto dual = static_cast<long double>(multiplier);
    if (!std::isfinite(multiplier) || is_open(dual > 0.0L ? low[i] : high[i])) {
      dual = 0.0L;
    }
    duals[static_cast<std::size_t>(i)] = dual;
    const long double part = least(dual, low[i], high[i]);
    sum += part;
    size += std::abs(part);
  }
  for (int j = 0; j < clp.numberColumns(); ++j) {
    long double reduced = with_costs ? static_cast<long double>(clp.objective()[j]) : 0.0L;
    long double terms = std::abs(reduced);
    const bool in_matrix = j < matrix.getMajorDim();
    const CoinBigIndex first = in_matrix ? matrix.getVectorStarts()[j] : 0;
    const CoinBigIndex end = in_matrix ? first + matrix.getVectorLengths()[j] : 0;
    for (CoinBigIndex k = first; k < end; ++k) {
      const long double term =
          duals[static_cast<std::size_t>(matrix.getIndices()[k])] * static_cast<long double>(matrix.getElements()[k]);
      reduced -= term;
      terms += std::abs(term);
    }
    const double lower = clp.columnLower()[j];
    const double upper = clp.columnUpper()[j];
    sum += least(reduced, lower, upper);
    if (reduced_costs != nullptr) {
      reduced_costs->push_back(reduced);
    }
    const double reach = std::max(is_open(lower) ? 0.0 : std::abs(lower), is_open(upper) ? 0.0 : std::abs(upper));
    size += terms * static_cast<long double>(reach);
  }
  const auto steps = static_cast<long double>(matrix.getNumElements() + clp.numberRows() + clp.numberColumns() + 8);
  return static_cast<double>(sum - size * steps * 0x1.0p-62L) - std::abs(static_cast<double>(sum)) * 0x1.0p-52;
}

}  // namespace

struct CutLp::Impl {
  ClpSimplex clp;
  std::size_t iterations = 0;
  double cutoff = kInfinity;
  Status status = Status::Stopped;
  bool solved = false;
};

CutLp::CutLp() : impl_(std::make_unique<Impl>()) {
  impl_->clp.setLogLevel(0);
  impl_->clp.setOptimizationDirection(1.0);
}
CutLp::~CutLp() = default;
CutLp::CutLp(CutLp&&) noexcept = default;
CutLp& CutLp::operator=(CutLp&&) noexcept = default;

int CutLp::add_column(double cost, double low, double high) {
  impl_->clp.addColumn(0, nullptr, nullptr, for_clp(low), for_clp(high), cost);
  return columns() - 1;
}

int CutLp::add_row(const Row& row) { return add_rows(std::span(&row, 1)); }

int CutLp::add_rows(std::span<const Row> rows) {
  const int first = this->rows();
  std::vector<double> low;
  std::vector<double> high;
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> indices;
  std::vector<double> elements;
  for (const Row& row : rows) {
    low.push_back(for_clp(row.low));
    high.push_back(for_clp(row.high));
    if (row.columns.size() != row.coefficients.size()) {
      throw std::logic_error("a row of CutLp has not one coefficient for each column");
    }
    for (std::size_t k = 0; k < row.columns.size(); ++k) {
      check(row.columns[k], columns(), "a row of CutLp names a column that is not there");
      if (row.coefficients[k] != 0.0) {  // a matrix of stored zeros alone makes Clp answer 0 for everything
        indices.push_back(row.columns[k]);
        elements.push_back(row.coefficients[k]);
      }
    }
    starts.push_back(static_cast<CoinBigIndex>(indices.size()));
  }
  if (!rows.empty()) {
    impl_->clp.addRows(static_cast<int>(rows.size()), low.data(), high.data(), starts.data(), indices.data(),
                       elements.data());
  }
  return first;
}

void CutLp::set_cost(int column, double cost) {
  check(column, columns(), "CutLp has no such column");
  impl_->clp.setObjectiveCoefficient(column, cost);
}

void CutLp::set_bounds(int column, double low, double high) {
  check(column, columns(), "CutLp has no such column");
  impl_->clp.setColumnBounds(column, for_clp(low), for_clp(high));
}

void CutLp::set_row_bounds(int row, double low, double high) {
  check(row, rows(), "CutLp has no such row");
  impl_->clp.setRowBounds(row, for_clp(low), for_clp(high));
}

int CutLp::delete_slack_rows(int first) {
  std::vector<int> slack;
  if (!impl_->clp.statusExists()) {
    return 0;  // nothing has been solved: no row is known to be slack
  }
  for (int i = std::max(first, 0); i < rows(); ++i) {
    if (impl_->clp.getRowStatus(i) == ClpSimplex::basic) {
      slack.push_back(i);
    }
  }
  if (!slack.empty()) {
    impl_->clp.deleteRows(static_cast<int>(slack.size()), slack.data());
    impl_->solved = false;
  }
  return static_cast<int>(slack.size());
}

void CutLp::set_cutoff(double objective) {
  impl_->cutoff = objective;
  impl_->clp.setDualObjectiveLimit(for_clp(objective));
}

void CutLp::set_iteration_limit(int iterations) { impl_->clp.setMaximumIterations(iterations); }

int CutLp::columns() const { return impl_->clp.numberColumns(); }
int CutLp::rows() const { return impl_->clp.numberRows(); }

CutLp::Status CutLp::solve() {
  ClpSimplex& clp = impl_->clp;
  clp.dual();
  impl_->iterations += static_cast<std::size_t>(clp.numberIterations());
  if (clp.status() == 4) {
    clp.primal();
    impl_->iterations += static_cast<std::size_t>(clp.numberIterations());
  }
  impl_->solved = true;
  impl_->status = Status::Stopped;
  if (clp.status() == 0) {
    impl_->status = clp.objectiveValue() >= impl_->cutoff ? Status::Cutoff : Status::Optimal;
  } else if (clp.status() == 1) {
    impl_->status = clp.secondaryStatus() == 1 && bound() < kInfinity ? Status::Cutoff : Status::Infeasible;
  } else if (clp.status() == 2) {
    impl_->status = Status::Unbounded;
  }
  return impl_->status;
}

double CutLp::objective() const { return impl_->clp.objectiveValue(); }

std::span<const double> CutLp::values() const {
  return {impl_->clp.primalColumnSolution(), static_cast<std::size_t>(columns())};
}
std::span<const double> CutLp::row_activities() const {
  return {impl_->clp.primalRowSolution(), static_cast<std::size_t>(rows())};
}
std::span<const double> CutLp::duals() const {
  return {impl_->clp.dualRowSolution(), static_cast<std::size_t>(rows())};
}
std::span<const double> CutLp::reduced_costs() const {
  return {impl_->clp.dualColumnSolution(), static_cast<std::size_t>(columns())};
}
std::size_t CutLp::iterations() const { return impl_->iterations; }

std::vector<double> CutLp::bounds_when_fixed(End end) const {
  const ClpSimplex& clp = impl_->clp;
  std::vector<double> bounds(static_cast<std::size_t>(columns()), -kInfinity);
  if (!impl_->solved) {
    return bounds;
  }
  std::vector<long double> reduced;
  const auto free = static_cast<long double>(dual_bound(clp, clp.dualRowSolution(), 1.0, true, &reduced));
  for (std::size_t j = 0; j < bounds.size(); ++j) {
    const double low = clp.columnLower()[j];
    const double high = clp.columnUpper()[j];
    const double at = end == End::Low ? low : high;
    const long double change =
        is_open(at) ? 0.0L : reduced[j] * static_cast<long double>(at) - least(reduced[j], low, high);
    if (change > 0.0L && std::isfinite(static_cast<double>(free))) {
      const long double sum = free + change;
      bounds[j] = static_cast<double>(sum - (std::abs(sum) + change) * 0x1.0p-51L);
    } else {
      bounds[j] = static_cast<double>(free);
    }
  }
  return bounds;
}

double CutLp::bound() const {
  const ClpSimplex& clp = impl_->clp;
  if (!impl_->solved) {
    return -kInfinity;
  }
  if (clp.status() == 1) {
    const std::unique_ptr<double[]> ray(clp.infeasibilityRay());
    if (ray && (dual_bound(clp, ray.get(), 1.0, false) > 0.0 || dual_bound(clp, ray.get(), -1.0, false) > 0.0)) {
      return kInfinity;
    }
  }
  return dual_bound(clp, clp.dualRowSolution(), 1.0, true);
}

}  // namespace lastmeter
