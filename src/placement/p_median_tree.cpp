// SPDX-License-Identifier: Apache-2.0
#include "placement/p_median_tree.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lastmeter {

std::int64_t MedianIncumbent::target() const {
  if (gap <= 0.0 || plan.cost == AssignmentCosts::kNever) {
    return plan.cost;
  }
  return plan.cost - static_cast<std::int64_t>(gap * static_cast<double>(plan.cost) * (1.0 - 0x1p-40));
}

bool MedianIncumbent::offer(MedianPlan&& other) {
  if (!other.satisfied || other.cost >= plan.cost) {
    return false;
  }
  plan = std::move(other);
  return true;
}

MedianTree::MedianTree(MedianSearch& search, const AssignmentLimits& limits, AssignmentClock& clock,
                       MedianIncumbent& best)
    : search_(search), limits_(limits), clock_(clock), best_(best) {}

void MedianTree::offer_plan(std::span<const std::uint8_t> open, std::size_t moves) {
  RuleState state = search_.state_of(open);
  if (moves > 0) {
    search_.open_greedily(state, false);
    search_.exchange(state, moves);
  }
  best_.offer(search_.plan_of(state));
}

void MedianTree::reduce(Node& node) const {
  const auto free = static_cast<std::size_t>(std::count(node.fates.begin(), node.fates.end(), Fate::Free));
  if (node.part && 10 * free > 7 * node.free) {
    return;
  }
  const AssignmentCosts& before = node.part ? node.part->costs : search_.costs();
  auto smaller = std::make_shared<ReducedCosts>(reduced(before, node.fates));
  for (std::size_t i = 0; i < smaller->rows.size(); ++i) {
    node.prices.rows[i] = node.prices.rows[smaller->rows[i]];
  }
  node.prices.rows.resize(smaller->rows.size());
  node.part = std::move(smaller);
  node.free = free;
}

bool MedianTree::is_settled(const Node& node) const {
  return std::find(node.fates.begin(), node.fates.end(), Fate::Free) == node.fates.end();
}

void MedianTree::branch(Node&& node, std::span<const double> shares) {
  std::size_t site = node.fates.size();
  double best = 2.0;
  for (std::size_t j = 0; j < node.fates.size(); ++j) {
    if (node.fates[j] == Fate::Free && std::abs(shares[j] - 0.5) < best) {
      best = std::abs(shares[j] - 0.5);
      site = j;
    }
  }
  Node closed = node;
  closed.fates[site] = Fate::Closed;
  node.fates[site] = Fate::Open;
  if (shares[site] >= 0.5) {
    open_.push_back(std::move(closed));
    open_.push_back(std::move(node));
  } else {
    open_.push_back(std::move(node));
    open_.push_back(std::move(closed));
  }
}

void MedianTree::bound_node(Node& node) {
  ++nodes_;
  if (!limits_.settle(node.fates)) {
    return;
  }
  reduce(node);
  AssignmentAscent ascent(node.part->costs, limits_, clock_);
  const auto look = [&](std::span<const std::uint8_t> taken) {
    offer_plan(taken, nodes_ % 8 == 1 ? 50 : 0);
    return best_.target();
  };
  const std::int64_t bound = ascent.run(node.prices, node.fates, best_.target(),
                                        {.steps = 100, .look_every = 50, .stride = 0.3}, look);
  node.bound = std::max(node.bound, node.part->costs.raised(bound));
  if (node.bound >= best_.target()) {
    closed_bound_ = std::min(closed_bound_, node.bound);
    return;
  }
  if (!limits_.settle(node.fates)) {
    closed_bound_ = std::min(closed_bound_, best_.target());
    return;
  }
  if (is_settled(node)) {
    std::vector<std::uint8_t> open(node.fates.size());
    std::transform(node.fates.begin(), node.fates.end(), open.begin(), [](Fate fate) { return fate == Fate::Open; });
    offer_plan(open, 0);
    closed_bound_ = std::min(closed_bound_, best_.target());
    return;
  }
  branch(std::move(node), ascent.shares());
}

std::int64_t MedianTree::run(const Prices& prices, const std::vector<Fate>& fates) {
  open_.push_back({.part = nullptr, .free = 0, .prices = prices, .fates = fates, .bound = 0});
  while (!open_.empty() && !clock_.is_over()) {
    Node node = std::move(open_.back());
    open_.pop_back();
    if (node.bound >= best_.target()) {
      closed_bound_ = std::min(closed_bound_, node.bound);
      continue;
    }
    bound_node(node);
  }
  std::int64_t bound = closed_bound_;
  for (const Node& node : open_) {
    bound = std::min(bound, node.bound);
  }
  return bound;
}

}  // namespace lastmeter
