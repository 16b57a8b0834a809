// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "placement/assignment_clock.h"
#include "placement/assignment_costs.h"
#include "placement/assignment_limits.h"
#include "placement/rule_state.h"

namespace lastmeter {

/// Sites open and what they cost: a plan of the whole problem in whole numbers. `cost` counts
/// AssignmentCosts::unserved for each row that no open site serves, so at that or above the plan does not serve all.
struct MedianPlan {
  std::vector<std::uint8_t> open;  // by site
  std::int64_t cost = AssignmentCosts::kNever;
  bool satisfied = false;  // all limits are kept and all rows served
};

/// Greedy and exchanges. Sites already open in a RuleState are where it begins.
class MedianSearch {
 public:
  MedianSearch(const PlacementProblem& problem, const AssignmentCosts& costs, const AssignmentLimits& limits,
               AssignmentClock& clock)
      : problem_(problem), costs_(costs), limits_(limits), clock_(clock), plain_(problem.plain()) {}

  /// Opens site by site the one that saves most, per money where `by_cost`; first, where a rule asks for more than is
  /// open, among those that bring it nearer. Ends when none saves or may be opened. Returns how many it opened.
  std::size_t open_greedily(RuleState& state, bool by_cost);
  /// Opens, closes or exchanges one site at a time, always the move that saves most, until none saves anything or
  /// `most_moves` are done or time is up (Whitaker, 1983; Resende and Werneck, 2004). Returns the number of moves. Time
  /// per move O(pairs nearer than the second nearest open site), with limits besides the number also O(sites x open
  /// sites).
  std::size_t exchange(RuleState& state, std::size_t most_moves);
  [[nodiscard]] MedianPlan plan_of(const RuleState& state) const;
  /// A state with these sites open, and the Fixed ones; `state_within`: as far as the limits let them, one by one.
  [[nodiscard]] RuleState state_of(std::span<const std::uint8_t> open) const;
  [[nodiscard]] RuleState state_within(std::span<const std::uint8_t> open) const;

  [[nodiscard]] const AssignmentCosts& costs() const { return costs_; }

 private:
  struct Move {
    std::int64_t saving = 0;
    std::uint32_t in = 0;
    std::uint32_t out = 0;  // kNone: only opens
  };
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  [[nodiscard]] std::vector<std::uint8_t> wanted_by_rules(const RuleState& state) const;
  void find_nearest(const RuleState& state);
  void list_near_pairs(const RuleState& state);
  [[nodiscard]] Move best_move(const RuleState& state);
  std::int64_t find_gain(std::uint32_t in);

  const PlacementProblem& problem_;
  const AssignmentCosts& costs_;
  const AssignmentLimits& limits_;
  AssignmentClock& clock_;
  bool plain_;
  std::vector<std::uint32_t> nearest_;    // by row; kNone: not served
  std::vector<std::int64_t> first_cost_;  // by row
  std::vector<std::int64_t> second_cost_;
  std::vector<std::int64_t> loss_;  // by open site: what closing it costs
  std::vector<std::uint64_t> near_starts_;
  std::vector<std::uint32_t> near_row_;  // by closed site: rows for which it is nearer than their second nearest
  std::vector<std::int64_t> near_cost_;
  std::vector<std::int64_t> extra_;  // by open site: what of its loss the site coming in makes good
  std::vector<std::uint32_t> touched_;
};

}  // namespace lastmeter
