// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "placement/assignment_ascent.h"
#include "placement/assignment_limits.h"
#include "placement/p_median_search.h"

namespace lastmeter {

/// The best plan known, and what a plan must cost less than to be of interest.
struct MedianIncumbent {
  MedianPlan plan;
  double gap = 0.0;  // as StopRule::gap

  /// A bound at or above this ends the search below it.
  [[nodiscard]] std::int64_t target() const;
  /// Takes the plan if it is better.
  bool offer(MedianPlan&& other);
};

/// Branch and bound on which sites are open, each node bounded by AssignmentAscent from its parent's prices.
class MedianTree {
 public:
  MedianTree(MedianSearch& search, const AssignmentLimits& limits, AssignmentClock& clock, MedianIncumbent& best);

  /// Returns a bound that no plan within the fates is below. It is at least best.target() at the end, unless the clock
  /// ended the search first.
  std::int64_t run(const Prices& prices, const std::vector<Fate>& fates);
  [[nodiscard]] std::size_t nodes() const { return nodes_; }

 private:
  struct Node {
    std::shared_ptr<const ReducedCosts> part;  // rows refer to the whole costs
    std::size_t free = 0;                      // sites when `part` was made
    Prices prices;                             // for the rows of `part`
    std::vector<Fate> fates;
    std::int64_t bound = 0;
  };

  void bound_node(Node& node);
  void reduce(Node& node) const;
  void branch(Node&& node, std::span<const double> shares);
  void offer_plan(std::span<const std::uint8_t> open, std::size_t moves);
  [[nodiscard]] bool is_settled(const Node& node) const;

  MedianSearch& search_;
  const AssignmentLimits& limits_;
  AssignmentClock& clock_;
  MedianIncumbent& best_;
  std::vector<Node> open_;
  std::int64_t closed_bound_ = AssignmentCosts::kNever;  // lowest bound of the nodes that are done
  std::size_t nodes_ = 0;
};

}  // namespace lastmeter
