// SPDX-License-Identifier: Apache-2.0
#include "placement/cover_lp.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace lastmeter {

namespace {

constexpr std::size_t kMostGroups = 64;
constexpr int kTotalBits = 16;  // the total weight is about 2^16 in the program
constexpr double kViolation = 1e-6;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

CoverLp::CoverLp(const PlacementProblem& problem, const CoverModel& model) : model_(&model) {
  const std::int64_t total = std::max<std::int64_t>(model.reachable, 1);
  scale_ = std::ilogb(static_cast<double>(total)) - kTotalBits;
  for (const std::int64_t solo : model.solo) {
    lp_.add_column(-scaled_up(solo), 0.0, 1.0);
  }
  group_rows();
  for (std::size_t g = 0; g + 1 < group_starts_.size(); ++g) {
    std::int64_t most = 0;
    for (std::uint32_t k = group_starts_[g]; k < group_starts_[g + 1]; ++k) {
      most += model.weights[group_rows_[k]];
    }
    lp_.add_column(-1.0, 0.0, scaled_up(most));
  }
  add_limits(problem);
  slopes_.assign(model.sites.size(), 0);
}

double CoverLp::scaled_up(std::int64_t weight) const {
  auto number = static_cast<double>(weight);
  if (static_cast<std::int64_t>(number) < weight) {
    number = std::nextafter(number, kInfinity);
  }
  return std::ldexp(number, -scale_);
}

/// Rows near each other share sites; a row goes with the one of its sites that has the most rows.
void CoverLp::group_rows() {
  const std::size_t sites = model_->sites.size();
  const std::size_t groups = std::min(kMostGroups, std::max<std::size_t>(sites, 1));
  std::vector<std::vector<std::uint32_t>> members(groups);
  for (std::uint32_t i = 0; i < model_->rows(); ++i) {
    const std::span<const std::uint32_t> row = model_->sites_of(i);
    const std::uint32_t hub =
        *std::ranges::max_element(row, {}, [&](std::uint32_t site) { return model_->rows_of(site).size(); });
    members[hub * groups / sites].push_back(i);
  }
  group_starts_ = {0};
  for (const std::vector<std::uint32_t>& group : members) {
    if (!group.empty()) {
      group_rows_.insert(group_rows_.end(), group.begin(), group.end());
      group_starts_.push_back(static_cast<std::uint32_t>(group_rows_.size()));
    }
  }
}

void CoverLp::add_limits(const PlacementProblem& problem) {
  const PlacementParts& parts = problem.parts();
  std::vector<int> column(parts.candidates.size(), -1);
  for (std::size_t site = 0; site < model_->sites.size(); ++site) {
    column[model_->sites[site].index()] = static_cast<int>(site);
  }
  const auto add = [&](std::span<const CandidateId> sites, const auto& coefficient, double low, double high) {
    CutLp::Row row;
    double largest = 0.0;
    double certain = 0.0;
    for (std::size_t k = 0; k < sites.size(); ++k) {
      const double number = coefficient(k);
      if (parts.candidates[sites[k]].standing == Standing::Fixed) {
        certain += number;
      } else if (column[sites[k].index()] >= 0 && number != 0.0) {
        row.columns.push_back(column[sites[k].index()]);
        row.coefficients.push_back(number);
        largest = std::max(largest, std::abs(number));
      }
    }
    if (largest == 0.0) {
      return;
    }
    for (double& number : row.coefficients) {
      number /= largest;
    }
    row.low = std::isinf(low) ? low : (low - limit_slack(low) - limit_slack(certain) - certain) / largest;
    row.high = std::isinf(high) ? high : (high + limit_slack(high) + limit_slack(certain) - certain) / largest;
    lp_.add_row(row);
  };
  std::vector<CandidateId> all;
  for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
    all.emplace_back(j);
  }
  if (parts.sites) {
    add(
        all, [&](std::size_t j) { return parts.candidates.items()[j].standing == Standing::New ? 1.0 : 0.0; },
        -kInfinity, static_cast<double>(*parts.sites));
  }
  if (parts.budget) {
    add(
        all, [&](std::size_t j) { return parts.candidates.items()[j].cost; }, -kInfinity, *parts.budget);
  }
  for (const SiteRule& rule : parts.rules) {
    add(
        rule.candidates, [&](std::size_t k) { return rule.coefficients.empty() ? 1.0 : rule.coefficients[k]; },
        rule.at_least.value_or(-kInfinity), rule.at_most.value_or(kInfinity));
  }
  limit_rows_ = lp_.rows();
  kept_rows_ = limit_rows_;
}

std::int64_t CoverLp::weights_of(double safe) const {
  const double weights = std::ldexp(-safe, scale_);
  if (weights == -kInfinity) {
    return -1;
  }
  return weights >= static_cast<double>(model_->reachable) ? model_->reachable
                                                           : static_cast<std::int64_t>(std::floor(weights));
}

std::int64_t CoverLp::bound() const { return weights_of(lp_.bound()); }

std::vector<std::int64_t> CoverLp::bounds_when(int value) const {
  const std::vector<double> bounds = lp_.bounds_when_fixed(value == 0 ? CutLp::End::Low : CutLp::End::High);
  std::vector<std::int64_t> result;
  for (std::size_t site = 0; site < model_->sites.size(); ++site) {
    result.push_back(weights_of(bounds[site]));
  }
  return result;
}

void CoverLp::fix(std::uint32_t site, int value) { lp_.set_bounds(static_cast<int>(site), value, value); }
void CoverLp::release(std::uint32_t site) { lp_.set_bounds(static_cast<int>(site), 0.0, 1.0); }

std::int64_t CoverLp::tangent(std::size_t group, std::span<const double> y) {
  std::int64_t constant = 0;
  for (std::uint32_t k = group_starts_[group]; k < group_starts_[group + 1]; ++k) {
    const std::uint32_t i = group_rows_[k];
    std::span<const std::uint32_t> sites = model_->sites_of(i);
    if (const std::uint32_t skipped = model_->needs[i] - 1; skipped > 0) {
      order_.assign(sites.begin(), sites.end());
      std::ranges::nth_element(order_, order_.begin() + skipped,
                               [&](std::uint32_t a, std::uint32_t b) { return y[a] != y[b] ? y[a] > y[b] : a < b; });
      sites = std::span<const std::uint32_t>(order_).subspan(skipped);
    }
    double sum = 0.0;
    for (const std::uint32_t site : sites) {
      sum += y[site];
    }
    if (sum >= 1.0) {
      constant += model_->weights[i];
      continue;
    }
    for (const std::uint32_t site : sites) {
      if (slopes_[site] == 0) {
        touched_.push_back(site);
      }
      slopes_[site] += model_->weights[i];
    }
  }
  return constant;
}

CutLp::Row CoverLp::cut_row(std::size_t group, std::int64_t constant) const {
  CutLp::Row row{{static_cast<int>(model_->sites.size() + group)}, {1.0}, -CutLp::kNoLimit, scaled_up(constant)};
  for (const std::uint32_t site : touched_) {
    row.columns.push_back(static_cast<int>(site));
    row.coefficients.push_back(-scaled_up(slopes_[site]));
  }
  return row;
}

int CoverLp::separate(std::span<const double> y) {
  std::vector<CutLp::Row> cuts;
  const std::span<const double> values = lp_.values();
  for (std::size_t g = 0; g + 1 < group_starts_.size(); ++g) {
    const std::int64_t constant = tangent(g, y);
    const CutLp::Row row = cut_row(g, constant);
    double left = values[model_->sites.size() + g] - row.high;
    for (std::size_t k = 1; k < row.columns.size(); ++k) {
      left += row.coefficients[k] * values[static_cast<std::size_t>(row.columns[k])];
    }
    if (left > kViolation * std::max(1.0, row.high)) {
      cuts.push_back(row);
    }
    for (const std::uint32_t site : touched_) {
      slopes_[site] = 0;
    }
    touched_.clear();
  }
  lp_.add_rows(cuts);
  return static_cast<int>(cuts.size());
}

void CoverLp::add_cuts(std::span<const double> parts) {
  std::vector<CutLp::Row> cuts;
  for (std::size_t g = 0; g + 1 < group_starts_.size(); ++g) {
    std::int64_t constant = 0;
    for (std::uint32_t k = group_starts_[g]; k < group_starts_[g + 1]; ++k) {
      const std::uint32_t i = group_rows_[k];
      const std::int64_t weight = model_->weights[i];
      const auto slope =
          std::clamp<std::int64_t>(static_cast<std::int64_t>(parts[i] * static_cast<double>(weight)), 0, weight);
      constant += weight - slope;
      if (slope > 0) {
        for (const std::uint32_t site : model_->sites_of(i)) {
          if (slopes_[site] == 0) {
            touched_.push_back(site);
          }
          slopes_[site] += slope;
        }
      }
    }
    cuts.push_back(cut_row(g, constant));
    for (const std::uint32_t site : touched_) {
      slopes_[site] = 0;
    }
    touched_.clear();
  }
  lp_.add_rows(cuts);
}

void CoverLp::tidy() {
  if (lp_.rows() > 2 * kept_rows_ + 200) {
    lp_.delete_slack_rows(limit_rows_);
    kept_rows_ = lp_.rows();
  }
}

}  // namespace lastmeter
