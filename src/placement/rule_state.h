// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "placement/problem.h"

namespace lastmeter {

/// Which sites are open, and how much of every limit (number, budget, rules) they use; updated move by move. For local
/// search: it says whether a move keeps within the limits. Starts with the Fixed sites open.
class RuleState {
 public:
  explicit RuleState(const PlacementProblem& problem);

  [[nodiscard]] bool is_open(CandidateId site) const { return open_[site.index()] != 0; }
  /// Opening (closing, exchanging) breaks no limit that is kept now. At-least rules not met yet do not forbid opening.
  [[nodiscard]] bool may_open(CandidateId site) const;
  [[nodiscard]] bool may_close(CandidateId site) const;
  [[nodiscard]] bool may_swap(CandidateId out, CandidateId in) const;
  void open(CandidateId site);
  void close(CandidateId site);
  /// Every limit is kept, at-least rules included.
  [[nodiscard]] bool satisfied() const;
  [[nodiscard]] std::vector<CandidateId> open_sites() const;  // ascending

 private:
  struct Limit {
    double at_least;
    double at_most;
    double used;
  };
  struct Term {
    std::uint32_t limit;
    double coefficient;
  };
  void add_limit(std::span<const CandidateId> sites, std::span<const double> coefficients, double at_least,
                 double at_most);
  [[nodiscard]] std::span<const Term> terms(CandidateId site) const { return terms_[site.index()]; }
  [[nodiscard]] bool fits(const Limit& limit, double change) const;

  std::vector<std::uint8_t> open_;
  std::vector<std::uint8_t> fixed_;
  std::vector<Limit> limits_;
  std::vector<std::vector<Term>> terms_;  // by candidate
};

}  // namespace lastmeter
