// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "placement/investment.h"
#include "placement/problem.h"

namespace lastmeter {

/// Whether demand counts once, however early it is served, or once for each year in which it is.
enum class YearRows { Once, EachYear };

/// An investment problem over years as a problem of sites: a candidate for each option in each year in which it may be
/// built, rules for the money of the years, one candidate at most for each premise. Fixed candidates come first.
class OptionYears {
 public:
  /// The first `years` years, and of the options those named (ascending). `rest_fits_last`: options that are not built
  /// in these years must fit into the next one's budget.
  OptionYears(const InvestmentProblem& problem, std::span<const CandidateId> options, std::size_t years, YearRows rows,
              bool rest_fits_last);

  [[nodiscard]] const PlacementProblem& problem() const { return expanded_; }
  /// What a plan of `problem` builds.
  [[nodiscard]] std::vector<BuiltOption> built_in(std::span<const CandidateId> open) const;

 private:
  struct Expansion;
  OptionYears(Expansion expansion, std::span<const CandidateId> options, std::size_t years);

  PlacementProblem expanded_;
  std::vector<CandidateId> options_;
  std::size_t years_;
  std::size_t fixed_;
};

}  // namespace lastmeter
