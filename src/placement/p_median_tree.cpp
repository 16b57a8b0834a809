// SPDX-License-Identifier: Apache-2.0
#include "placement/p_median_tree.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lastmeter {

namespace {

constexpr std::size_t kAscentSteps = 50;

}  // namespace

AssignmentAim MedianIncumbent::aim() const {
  AssignmentAim aim;
  if (plan.cost != AssignmentCosts::kNever) {
    const auto cost = static_cast<double>(plan.cost);
    const double near = std::max(exact ? 0.0 : 5e-10, gap * (1.0 - 0x1p-20));
    aim.beat = plan.cost;
    aim.stop = plan.cost - static_cast<std::int64_t>(near * cost);
  }
  return aim;
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

void MedianTree::branch(Node&& node, const MedianLp& lp) {
  const auto shares = lp.shares();
  node.prices = lp.prices();
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

void MedianTree::offer_rounded(std::span<const double> shares) {
  std::vector<std::uint8_t> open(shares.size());
  std::transform(shares.begin(), shares.end(), open.begin(), [](double share) { return share > 0.5 ? 1 : 0; });
  best_.offer(search_.plan_of(search_.state_of(open)));
  if (nodes_ % 10 == 1) {
    RuleState state = search_.state_within(open);
    search_.open_greedily(state, false);
    search_.exchange(state, 100);
    best_.offer(search_.plan_of(state));
  }
}

/// Nothing is left to choose: the plan itself.
bool MedianTree::offer_settled(const Node& node) {
  if (std::find(node.fates.begin(), node.fates.end(), Fate::Free) != node.fates.end()) {
    return false;
  }
  std::vector<std::uint8_t> open(node.fates.size());
  std::transform(node.fates.begin(), node.fates.end(), open.begin(),
                 [](Fate fate) { return fate == Fate::Open ? 1 : 0; });
  best_.offer(search_.plan_of(search_.state_of(open)));
  return true;
}

/// Whether the node is done.
bool MedianTree::ascend(Node& node, const AssignmentCosts& costs) {
  if (!limits_.settle(node.fates)) {
    return true;
  }
  AssignmentAscent ascent(costs, limits_, clock_);
  const AscentOptions options{.steps = kAscentSteps, .look_every = kAscentSteps, .stride = 0.2};
  const std::int64_t bound =
      ascent.run(node.prices, node.fates, best_.aim(), options, [&](auto) { return best_.aim(); });
  node.bound = std::max(node.bound, bound);
  if (node.bound >= best_.aim().stop) {
    done_ = std::min(done_, node.bound);
    return true;
  }
  return false;
}

MedianTree::Verdict MedianTree::bound_node(Node& node, MedianLp& lp, AssignmentBound& bound) {
  const bool is_root = nodes_++ == 0;
  if (!is_root && ascend(node, bound.costs())) {
    return Verdict::Done;
  }
  for (int round = 0; clock_.spend(); ++round) {
    const AssignmentAim aim = best_.aim();
    if (!limits_.settle(node.fates) || offer_settled(node)) {
      return Verdict::Done;
    }
    lp.set_fates(node.fates);
    if (!lp.solve(aim.stop)) {
      return Verdict::Done;
    }
    const std::int64_t before = node.bound;
    node.bound = std::max(node.bound, bound.costs().raised(bound.evaluate(lp.prices(), node.fates)));
    if (node.bound >= aim.stop) {
      done_ = std::min(done_, node.bound);
      return Verdict::Done;
    }
    const std::size_t fixed = bound.fix(aim.beat, node.fates);
    if (round % 10 == 0) {
      offer_rounded(lp.shares());
    }
    const std::size_t cuts = lp.add_cuts();
    const bool is_slow = round >= 2 && node.bound - before < (aim.stop - node.bound) / 20;
    if (fixed == 0 && (cuts == 0 || (is_slow && !is_root))) {
      break;
    }
  }
  return Verdict::Branch;
}

std::int64_t MedianTree::run(const Prices& prices, const std::vector<Fate>& fates) {
  const ReducedCosts part = reduced(search_.costs(), fates);
  Prices kept{.rows = {}, .limits = prices.limits};
  for (const std::uint32_t row : part.rows) {
    kept.rows.push_back(prices.rows[row]);
  }
  AssignmentBound bound(part.costs, limits_);
  MedianLp lp(part.costs, limits_, kept, fates);
  open_.push_back({.fates = fates, .prices = kept, .bound = part.costs.raised(bound.evaluate(kept, fates))});
  while (!open_.empty() && !clock_.is_over()) {
    Node node = std::move(open_.back());
    open_.pop_back();
    if (node.bound >= best_.aim().stop) {
      done_ = std::min(done_, node.bound);
    } else if (bound_node(node, lp, bound) == Verdict::Branch) {
      branch(std::move(node), lp);
      lp.forget_cuts();
    }
  }
  for (const Node& node : open_) {
    done_ = std::min(done_, node.bound);
  }
  return done_;
}

}  // namespace lastmeter
