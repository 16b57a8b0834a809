// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "placement/cover_model.h"
#include "placement/cover_state.h"
#include "placement/rule_state.h"

namespace lastmeter {

/// Search for a good plan of a reduced max-cover problem: moves keep every limit that is kept. Ties: lowest site first.
class CoverSearch {
 public:
  /// Both must outlive the search. Starts with the Fixed sites alone.
  CoverSearch(const PlacementProblem& problem, const CoverModel& model);

  /// Opens just these sites of the problem; those that the model left out are worth nothing but count in the limits.
  void start_from(std::span<const CandidateId> open);
  /// Opens sites while one adds weight and is allowed: the largest gain first; with money the only limit, the largest
  /// gain for its cost, if that ends better. Covered rows needed twice: partial cover breaks ties.
  void greedy();
  void open_if_allowed(std::uint32_t site);
  /// Adds and exchanges until none helps, at most `most` moves; how many were made.
  std::size_t descend(std::size_t most);
  /// `most` best exchanges, also for the worse, that do not undo the last ones; ends at the best plan met, at once
  /// where everything is served or `stop()`. How many were made.
  std::size_t wander(std::size_t most, const std::function<bool()>& stop);

  [[nodiscard]] std::int64_t value() const { return state_.value(); }
  [[nodiscard]] const RuleState& limits() const { return limits_; }
  [[nodiscard]] std::vector<CandidateId> open_sites() const { return limits_.open_sites(); }
  /// No plan of the problem has a larger value, for a plan adds to the open sites at most the gains of its own, and
  /// gains never rise as more is open (Nemhauser, Wolsey and Fisher, 1978): the largest ones, as many as may be New,
  /// and those of all others. `reachable` where rows need several sites.
  [[nodiscard]] std::int64_t bound() const;

 private:
  struct Swap {
    std::int64_t gain;
    std::uint32_t out;
    std::uint32_t in;
  };
  [[nodiscard]] std::optional<Swap> best_swap(std::span<const std::size_t> closed_until,
                                              std::span<const std::size_t> open_until, std::size_t now);
  [[nodiscard]] std::optional<std::uint32_t> best_addition(bool by_cost) const;
  void greedy_by(bool by_cost);
  void open(std::uint32_t site);
  void close(std::uint32_t site);
  [[nodiscard]] double cost(std::uint32_t site) const { return problem_->candidates()[model_->sites[site]].cost; }
  [[nodiscard]] std::int64_t partial_cover(std::uint32_t site) const;

  const PlacementProblem* problem_;
  const CoverModel* model_;
  CoverState state_;
  RuleState limits_;
  std::vector<std::uint32_t> number_of_;  // of a candidate in the model
  std::vector<std::int64_t> shared_;
  std::vector<std::uint32_t> touched_;
};

}  // namespace lastmeter
