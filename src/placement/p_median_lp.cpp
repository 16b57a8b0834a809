// SPDX-License-Identifier: Apache-2.0
#include "placement/p_median_lp.h"

#include <algorithm>
#include <cmath>

namespace lastmeter {

MedianLp::MedianLp(const AssignmentCosts& costs, const AssignmentLimits& limits, const Prices& prices,
                   std::span<const Fate> fates)
    : costs_(costs), limits_(limits), root_(fates.begin(), fates.end()), prices_(prices) {
  double spread = 0.0;
  for (std::size_t row = 0; row < costs_.rows(); ++row) {
    const auto each = costs_.costs_of(row);
    const auto above = std::lower_bound(each.begin(), each.end(), prices.rows[row]);
    if (above != each.begin()) {
      cuts_.push_back({static_cast<std::uint32_t>(row), above[-1], 0});
      spread = std::max(spread, static_cast<double>(above[-1] - each.front()));
    }
    if (above != each.end()) {
      cuts_.push_back({static_cast<std::uint32_t>(row), *above, 0});
    }
  }
  unit_ = std::max(spread / 100.0, 1.0);
  build();
}

void MedianLp::build() {
  lp_ = CutLp();
  fates_ = root_;
  site_column_.assign(costs_.sites, kNoColumn);
  row_column_.clear();
  for (std::size_t j = 0; j < costs_.sites; ++j) {
    if (fates_[j] != Fate::Closed) {
      site_column_[j] = lp_.add_column(0.0, fates_[j] == Fate::Open ? 1.0 : 0.0, 1.0);
    }
  }
  for (std::size_t row = 0; row < costs_.rows(); ++row) {
    const auto each = costs_.costs_of(row);
    row_column_.push_back(lp_.add_column(1.0, each.empty() ? 0.0 : value(each.front()), CutLp::kNoLimit));
  }
  add_limits();
  first_cut_ = lp_.rows();
  std::vector<CutLp::Row> rows;
  for (const Cut& cut : cuts_) {
    rows.push_back(row_of(cut));
  }
  lp_.add_rows(rows);
}

void MedianLp::add_limits() {
  if (limits_.count) {
    CutLp::Row row;
    for (std::size_t j = 0; j < costs_.sites; ++j) {
      if (limits_.counted[j] != 0 && site_column_[j] != kNoColumn) {
        row.columns.push_back(site_column_[j]);
        row.coefficients.push_back(1.0);
      }
    }
    row.high = static_cast<double>(*limits_.count);
    lp_.add_row(row);
  }
  for (const SiteLimit& limit : limits_.others) {
    CutLp::Row row;
    for (const auto& [site, coefficient] : limit.terms) {
      if (site_column_[site] != kNoColumn) {
        row.columns.push_back(site_column_[site]);
        row.coefficients.push_back(coefficient);
      }
    }
    row.high = limit.most;
    lp_.add_row(row);
  }
}

CutLp::Row MedianLp::row_of(const Cut& cut) const {
  const bool is_cover = cut.level == kCover;
  CutLp::Row row;
  if (!is_cover) {
    row.columns.push_back(row_column_[cut.row]);
    row.coefficients.push_back(1.0);
  }
  const auto sites = costs_.sites_of(cut.row);
  const auto each = costs_.costs_of(cut.row);
  for (std::size_t k = 0; k < sites.size() && each[k] < cut.level; ++k) {
    if (site_column_[sites[k]] != kNoColumn) {
      row.columns.push_back(site_column_[sites[k]]);
      row.coefficients.push_back(is_cover ? 1.0 : value(cut.level - each[k]));
    }
  }
  row.low = is_cover ? 1.0 : value(cut.level);
  return row;
}

void MedianLp::set_fates(std::span<const Fate> fates) {
  for (std::size_t j = 0; j < costs_.sites; ++j) {
    if (fates[j] != fates_[j]) {
      fates_[j] = fates[j];
      if (site_column_[j] != kNoColumn) {
        lp_.set_bounds(site_column_[j], fates[j] == Fate::Open ? 1.0 : 0.0, fates[j] == Fate::Closed ? 0.0 : 1.0);
      }
    }
  }
}

bool MedianLp::solve(std::int64_t target) {
  ++solves_;
  lp_.set_cutoff(value(target - costs_.base) - 0.999 * value(costs_.unit));
  const CutLp::Status status = lp_.solve();
  if (status == CutLp::Status::Infeasible && lp_.bound() == CutLp::kNoLimit) {
    return false;
  }
  read_prices();
  return true;
}

/// The price that the duals of a row's cuts stand for: their levels in these shares, the rest at the lowest cost.
void MedianLp::read_prices() {
  const auto duals = lp_.duals();
  const auto values = lp_.values();
  std::vector<double> price(costs_.rows());
  for (std::size_t row = 0; row < costs_.rows(); ++row) {
    price[row] = costs_.costs_of(row).empty() ? 0.0 : static_cast<double>(costs_.costs_of(row).front());
  }
  std::vector<double> least = price;
  for (std::size_t k = 0; k < cuts_.size(); ++k) {
    const double dual = duals[static_cast<std::size_t>(first_cut_) + k];
    if (dual > 0.0) {
      const Cut& cut = cuts_[k];
      cuts_[k].last_tight = solves_;
      price[cut.row] += dual * (cut.level == kCover ? unit_ : static_cast<double>(cut.level) - least[cut.row]);
    }
  }
  for (std::size_t row = 0; row < costs_.rows(); ++row) {
    prices_.rows[row] =
        static_cast<std::int64_t>(std::llround(std::clamp(price[row], 0.0, static_cast<double>(costs_.unserved))));
  }
  const std::size_t first = limits_.count ? 1 : 0;
  for (std::size_t k = 0; k < limits_.others.size(); ++k) {
    prices_.limits[k] = std::max(0.0, -duals[first + k] * unit_);
  }
  shares_.assign(costs_.sites, 0.0);
  for (std::size_t j = 0; j < costs_.sites; ++j) {
    if (site_column_[j] != kNoColumn) {
      shares_[j] = std::clamp(values[static_cast<std::size_t>(site_column_[j])], 0.0, 1.0);
    }
  }
}

std::size_t MedianLp::add_cuts() {
  const auto values = lp_.values();
  std::vector<CutLp::Row> rows;
  const std::size_t before = cuts_.size();
  for (std::size_t row = 0; row < costs_.rows(); ++row) {
    const auto sites = costs_.sites_of(row);
    const auto each = costs_.costs_of(row);
    double open = 0.0;
    double cost = 0.0;
    std::size_t k = 0;
    while (k < sites.size() && open + shares_[sites[k]] < 1.0 - 1e-9) {
      open += shares_[sites[k]];
      cost += shares_[sites[k]] * static_cast<double>(each[k]);
      ++k;
    }
    const bool is_cover = k == sites.size();
    const std::int64_t level = is_cover ? kCover : each[k];
    cost += is_cover ? 0.0 : (1.0 - open) * static_cast<double>(level);
    const double now = values[static_cast<std::size_t>(row_column_[row])] * unit_;
    if (is_cover ? open < 1.0 - 1e-6 : cost > now + 1e-5 * unit_ && cost > now * (1.0 + 1e-9)) {
      cuts_.push_back({static_cast<std::uint32_t>(row), level, solves_});
      rows.push_back(row_of(cuts_.back()));
    }
  }
  lp_.add_rows(rows);
  return cuts_.size() - before;
}

void MedianLp::forget_cuts() {
  if (cuts_.size() < 6 * costs_.rows() + 1000) {
    return;
  }
  std::erase_if(cuts_, [&](const Cut& cut) { return cut.last_tight + 30 < solves_; });
  build();
}

}  // namespace lastmeter
