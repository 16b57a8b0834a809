// SPDX-License-Identifier: Apache-2.0
#include "placement/capacitated_master.h"

#include <algorithm>
#include <cmath>

#include "placement/placement_mip.h"

namespace lastmeter {

namespace {

constexpr std::size_t kReachCuts = 60;

/// The evaluator's slack of a limit, so that no plan it accepts is cut off.
double widened(double limit, double sign) {
  return std::isfinite(limit) ? limit + sign * 1e-9 * std::max(1.0, std::abs(limit)) : limit;
}

CutLp::Row limit_row(const MipModel::Row& limit) {
  double largest = 0.0;
  for (const double each : limit.coefficients) {
    largest = std::max(largest, std::abs(each));
  }
  const double scale = largest > 0.0 ? largest : 1.0;
  CutLp::Row row{limit.columns, limit.coefficients, widened(limit.low, -1.0) / scale, widened(limit.high, 1.0) / scale};
  for (double& each : row.coefficients) {
    each /= scale;
  }
  return row;
}

/// At least so many sites are needed for the whole weight.
double least_count(const CapacitatedRows& rows) {
  std::vector<std::int64_t> capacities = rows.capacities;
  std::sort(capacities.begin(), capacities.end(), std::greater<>());
  std::int64_t left = rows.total_weight;
  std::size_t count = 0;
  while (left > 0 && count < capacities.size()) {
    left -= capacities[count++];
  }
  return static_cast<double>(count);
}

}  // namespace

CapacitatedMaster::CapacitatedMaster(const PlacementProblem& problem, const CapacitatedRows& rows, double cost_scale)
    : rows_(rows), scale_(cost_scale) {
  const MipModel limits = site_limits_model(problem);
  CutLp::Row count;
  for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
    lp_.add_column(problem.candidates().items()[j].cost / scale_, limits.columns[j].low, limits.columns[j].high);
    count.columns.push_back(static_cast<int>(j));
    count.coefficients.push_back(1.0);
  }
  serving_ = lp_.add_column(1.0, 0.0, CutLp::kNoLimit);
  std::vector<CutLp::Row> first;
  for (const MipModel::Row& limit : limits.rows) {
    first.push_back(limit_row(limit));
  }
  count.low = least_count(rows);
  first.push_back(count);
  lp_.add_rows(first);
  first_cut_ = lp_.rows();
  add_cut(shortage_cut(rows, std::vector<double>(rows.size(), 1.0)), true, -1.0);
}

void CapacitatedMaster::set_open(std::size_t site, double low, double high) {
  lp_.set_bounds(static_cast<int>(site), low, high);
}

CutLp::Status CapacitatedMaster::solve() {
  solved_ = true;
  return lp_.solve();
}

void CapacitatedMaster::drop_slack_cuts() {
  if (solved_) {
    lp_.delete_slack_rows(first_cut_);
  }
}

std::vector<double> CapacitatedMaster::open() const {
  std::vector<double> shares(lp_.values().begin(), lp_.values().begin() + serving_);
  for (double& share : shares) {
    share = share < 1e-7 ? 0.0 : share > 1.0 - 1e-7 ? 1.0 : share;
  }
  return shares;
}

double CapacitatedMaster::activity(const CapacityCut& cut) const {
  double sum = 0.0;
  for (std::size_t j = 0; j < cut.values.size(); ++j) {
    sum += cut.values[j] * lp_.values()[j];
  }
  return sum;
}

bool CapacitatedMaster::add_cut(const CapacityCut& cut, bool shortage, double least) {
  if (!(cut.constant > 0.0)) {
    return false;
  }
  if (least >= 0.0) {
    const double serving = shortage ? 0.0 : lp_.values()[static_cast<std::size_t>(serving_)] * scale_;
    const double missing = cut.constant - activity(cut) - serving;
    if (missing <= least * cut.constant) {
      return false;
    }
  }
  CutLp::Row row;
  const double scale = shortage ? cut.constant : scale_;
  for (std::size_t j = 0; j < cut.values.size(); ++j) {
    // More than the constant is never of use: the site alone meets the cut.
    if (const double value = std::min(cut.values[j], cut.constant); value > 0.0) {
      row.columns.push_back(static_cast<int>(j));
      row.coefficients.push_back(value / scale);
    }
  }
  if (!shortage) {
    row.columns.push_back(serving_);
    row.coefficients.push_back(1.0);
  }
  row.low = cut.constant / scale;
  if (shortage) {
    row.low -= 1e-9;
  }
  lp_.add_row(row);
  return true;
}

std::optional<CapacitatedFlow> CapacitatedMaster::separate(const std::vector<double>& shares, double least,
                                                           bool& added) {
  std::optional<CapacitatedFlow> flow = route(rows_, shares);
  if (flow) {
    added = add_cut(price_cut(rows_, flow->prices), false, least);
  } else {
    added = add_cut(shortage_cut(rows_, route_shortage(rows_, shares).prices), true, 1e-8);
  }
  return flow;
}

bool CapacitatedMaster::add_reach_cuts() {
  const std::vector<double> shares(lp_.values().begin(), lp_.values().begin() + serving_);
  std::vector<std::pair<double, std::size_t>> worst;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    double reached = 0.0;
    for (std::uint64_t k = rows_.starts[i]; k < rows_.starts[i + 1]; ++k) {
      reached += shares[rows_.sites[k]];
    }
    if (reached < 1.0 - 1e-6) {
      worst.emplace_back(reached, i);
    }
  }
  std::sort(worst.begin(), worst.end());
  std::vector<CutLp::Row> cuts;
  for (std::size_t w = 0; w < std::min(worst.size(), kReachCuts); ++w) {
    const std::size_t i = worst[w].second;
    CutLp::Row cut;
    for (std::uint64_t k = rows_.starts[i]; k < rows_.starts[i + 1]; ++k) {
      if (rows_.capacities[rows_.sites[k]] > 0) {
        cut.columns.push_back(static_cast<int>(rows_.sites[k]));
        cut.coefficients.push_back(1.0);
      }
    }
    cut.low = 1.0;
    cuts.push_back(std::move(cut));
  }
  if (!cuts.empty()) {
    lp_.add_rows(cuts);
  }
  return !cuts.empty();
}

}  // namespace lastmeter
