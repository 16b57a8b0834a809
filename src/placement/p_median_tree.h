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
#include "placement/p_median_lp.h"
#include "placement/p_median_search.h"

namespace lastmeter {

/// The best plan known.
struct MedianIncumbent {
  MedianPlan plan;
  double gap = 0.0;  // as StopRule::gap
  bool exact = true;

  /// Where costs were rounded, a bound within 5e-10 of the plan is enough: sums of doubles and the linear program tell
  /// no more apart.
  [[nodiscard]] AssignmentAim aim() const;
  /// Takes the plan if it is better.
  bool offer(MedianPlan&& other);
};

/// Branch and bound on which sites are open. A few steps of AssignmentAscent, and where they do not suffice MedianLp,
/// propose prices for each node; AssignmentBound says what they prove.
class MedianTree {
 public:
  MedianTree(MedianSearch& search, const AssignmentLimits& limits, AssignmentClock& clock, MedianIncumbent& best);

  /// Returns a bound for the plans within the fates that beat the aim. At the end it is at least what the aim says is
  /// enough, unless the clock ended the search first.
  std::int64_t run(const Prices& prices, const std::vector<Fate>& fates);
  [[nodiscard]] std::size_t nodes() const { return nodes_; }

 private:
  struct Node {
    std::vector<Fate> fates;
    Prices prices;  // of its parent
    std::int64_t bound = 0;
  };
  enum class Verdict { Done, Branch };

  Verdict bound_node(Node& node, MedianLp& lp, AssignmentBound& bound);
  bool ascend(Node& node, const AssignmentCosts& costs);
  void branch(Node&& node, const MedianLp& lp);
  void offer_rounded(std::span<const double> shares);
  bool offer_settled(const Node& node);

  MedianSearch& search_;
  const AssignmentLimits& limits_;
  AssignmentClock& clock_;
  MedianIncumbent& best_;
  std::vector<Node> open_;
  std::int64_t done_ = AssignmentCosts::kNever;  // lowest bound of the nodes that are done
  std::size_t nodes_ = 0;
};

}  // namespace lastmeter
