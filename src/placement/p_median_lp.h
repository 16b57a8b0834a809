// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "placement/assignment_bound.h"
#include "solver/cut_lp.h"

namespace lastmeter {

/// The radius formulation of the p-median in cuts (Elloumi, 2010; Duran-Mateluna, Ales and Elloumi, 2023): a column per
/// site, one per row for what serving it costs. A cut says: unless sites nearer than `level` are open, the row costs
/// `level`; each of them open takes off its advantage. It only proposes prices: what they prove is for AssignmentBound
/// to say.
class MedianLp {
 public:
  /// Begins with the cuts on both sides of each row's price, so that its first value is at least what the prices prove.
  MedianLp(const AssignmentCosts& costs, const AssignmentLimits& limits, const Prices& prices,
           std::span<const Fate> fates);

  void set_fates(std::span<const Fate> fates);
  /// Solves with the cuts so far. False: proved that the limits leave no plan within the fates.
  bool solve(std::int64_t target);
  /// Cuts that the last solution breaks; how many were found.
  std::size_t add_cuts();
  /// Starts anew without the cuts that have not been tight for long, once there are many.
  void forget_cuts();

  /// Of the last solution. Shares by site, in [0, 1].
  [[nodiscard]] const Prices& prices() const { return prices_; }
  [[nodiscard]] std::span<const double> shares() const { return shares_; }

 private:
  struct Cut {
    std::uint32_t row;
    std::int64_t level;        // kCover: at least one site of the row is open
    std::uint32_t last_tight;  // solve
  };
  static constexpr std::int64_t kCover = AssignmentCosts::kNever;
  static constexpr int kNoColumn = -1;

  void build();
  void add_limits();
  [[nodiscard]] double value(std::int64_t cost) const { return static_cast<double>(cost) / unit_; }
  [[nodiscard]] CutLp::Row row_of(const Cut& cut) const;
  void read_prices();

  const AssignmentCosts& costs_;
  const AssignmentLimits& limits_;
  CutLp lp_;
  double unit_ = 1.0;
  std::vector<int> site_column_;  // by site; kNoColumn: closed from the start
  std::vector<int> row_column_;
  std::vector<Fate> root_;   // fates at the start
  std::vector<Fate> fates_;  // now
  std::vector<Cut> cuts_;    // cut k is row first_cut_ + k of the program
  int first_cut_ = 0;
  std::uint32_t solves_ = 0;
  Prices prices_;
  std::vector<double> shares_;
};

}  // namespace lastmeter
