// SPDX-License-Identifier: Apache-2.0
#include "solver/min_cost_flow.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <stdexcept>

#include "core/random.h"

namespace lastmeter {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::int64_t cost_of(std::span<const FlowArc> arcs, std::span<const std::int64_t> flows) {
  std::int64_t cost = 0;
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    cost += arcs[a].cost * flows[a];
  }
  return cost;
}

bool meets(std::span<const std::int64_t> supplies, std::span<const FlowArc> arcs, std::span<const std::int64_t> flows) {
  std::vector<std::int64_t> left(supplies.begin(), supplies.end());
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    if (flows[a] < 0 || flows[a] > arcs[a].capacity) {
      return false;
    }
    left[arcs[a].from] -= flows[a];
    left[arcs[a].to] += flows[a];
  }
  return std::all_of(left.begin(), left.end(), [](std::int64_t each) { return each == 0; });
}

/// Tries every flow.
std::optional<std::int64_t> cheapest_by_hand(std::span<const std::int64_t> supplies, std::span<const FlowArc> arcs) {
  std::optional<std::int64_t> best;
  std::vector<std::int64_t> flows(arcs.size(), 0);
  const std::function<void(std::size_t)> fill = [&](std::size_t a) {
    if (a == arcs.size()) {
      if (meets(supplies, arcs, flows) && (!best || cost_of(arcs, flows) < *best)) {
        best = cost_of(arcs, flows);
      }
      return;
    }
    for (flows[a] = 0; flows[a] <= arcs[a].capacity; ++flows[a]) {
      fill(a + 1);
    }
    flows[a] = 0;
  };
  fill(0);
  return best;
}

void expect_proof(std::span<const FlowArc> arcs, const FlowPlan& plan) {
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    const std::int64_t reduced = arcs[a].cost + plan.potentials[arcs[a].from] - plan.potentials[arcs[a].to];
    EXPECT_TRUE(plan.flows[a] == arcs[a].capacity || reduced >= 0);
    EXPECT_TRUE(plan.flows[a] == 0 || reduced <= 0);
  }
}

TEST(MinCostFlow, TakesTheCheapWayFirst) {
  // 0 -> 1 -> 3 costs 2 and holds 3; 0 -> 2 -> 3 costs 5.
  const std::vector<FlowArc> arcs{{0, 1, 3, 1}, {1, 3, 9, 1}, {0, 2, 9, 4}, {2, 3, 9, 1}};
  EXPECT_THAT(min_cost_flow(std::vector<std::int64_t>{5, 0, 0, -5}, arcs), Optional(ElementsAre(3, 3, 2, 2)));
}

TEST(MinCostFlow, SaysWhenSuppliesCannotBeMet) {
  const std::vector<std::int64_t> supplies{5, -5};
  EXPECT_FALSE(min_cost_flow(supplies, std::vector<FlowArc>{{0, 1, 4, 0}}));
  EXPECT_FALSE(min_cost_flow(supplies, std::vector<FlowArc>{}));
  EXPECT_FALSE(min_cost_flow(supplies, std::vector<FlowArc>{{1, 0, 9, 0}}));
}

TEST(MinCostFlow, NothingToMoveIsAFlow) {
  EXPECT_THAT(min_cost_flow({}, {}), Optional(IsEmpty()));
  EXPECT_THAT(min_cost_flow(std::vector<std::int64_t>{0, 0}, std::vector<FlowArc>{{0, 1, 4, 7}}),
              Optional(ElementsAre(0)));
}

TEST(MinCostFlow, HoldsLargeNumbers) {
  const std::int64_t big = std::int64_t{1} << 58;
  EXPECT_THAT(min_cost_flow(std::vector<std::int64_t>{big, -big},
                            std::vector<FlowArc>{{0, 1, big - 1, big - 5}, {0, 1, kMost, big}}),
              Optional(ElementsAre(big - 1, 1)));
}

TEST(MinCostFlow, RefusesWhatIsNoNetwork) {
  const std::vector<std::int64_t> supplies{1, -1};
  const auto solve = [&](const FlowArc& arc) { return min_cost_flow(supplies, std::vector<FlowArc>{arc}); };
  EXPECT_THROW(solve({0, 2, 1, 1}), std::logic_error);
  EXPECT_THROW(solve({1, 1, 1, 1}), std::logic_error);
  EXPECT_THROW(solve({0, 1, -1, 1}), std::logic_error);
  EXPECT_THROW(solve({0, 1, 1, kMost}), std::logic_error);
  EXPECT_THROW(solve({0, 1, kMost, -1}), std::logic_error);
  EXPECT_THROW(min_cost_flow(std::vector<std::int64_t>{1, 0}, {}), std::logic_error);
  EXPECT_THROW(min_cost_flow(std::vector<std::int64_t>{kMost, -kMost}, {}), std::logic_error);
}

TEST(MinCostFlow, EqualsBruteForceAndProvesIt) {
  Random random(7);
  std::size_t solved = 0;
  for (int round = 0; round < 400; ++round) {
    const std::size_t nodes = 2 + random.below(3);
    std::vector<std::int64_t> supplies(nodes, 0);
    for (std::size_t v = 1; v < nodes; ++v) {
      supplies[v] = static_cast<std::int64_t>(random.below(5)) - 2;
      supplies[0] -= supplies[v];
    }
    std::vector<FlowArc> arcs;
    for (std::size_t a = 0; a < 6; ++a) {
      const auto from = static_cast<std::uint32_t>(random.below(nodes));
      const auto to = static_cast<std::uint32_t>((from + 1 + random.below(nodes - 1)) % nodes);
      const auto capacity = static_cast<std::int64_t>(random.below(4));
      arcs.push_back({from, to, capacity, static_cast<std::int64_t>(random.below(9)) - 2});
    }
    const std::optional<FlowPlan> plan = cheapest_flow(supplies, arcs);
    const std::optional<std::int64_t> expected = cheapest_by_hand(supplies, arcs);
    ASSERT_EQ(plan.has_value(), expected.has_value()) << round;
    if (plan) {
      ++solved;
      EXPECT_TRUE(meets(supplies, arcs, plan->flows));
      EXPECT_EQ(cost_of(arcs, plan->flows), *expected) << round;
      expect_proof(arcs, *plan);
    }
  }
  EXPECT_GT(solved, 100U);
}

}  // namespace
}  // namespace lastmeter
