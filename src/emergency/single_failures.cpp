// SPDX-License-Identifier: Apache-2.0
#include "emergency/single_failures.h"

#include <algorithm>
#include <optional>

#include "core/parallel.h"

namespace lastmeter {

namespace {

/// Calls `visit(pair in from or none, pair in to or none)` for every post of a row, by post.
template <class Visit>
void each_pair(const EmergencyProblem& from, const EmergencyProblem& to, std::size_t row, const Visit& visit) {
  std::uint64_t a = from.first_pair(row);
  std::uint64_t b = to.first_pair(row);
  const std::uint64_t end_a = from.first_pair(row + 1);
  const std::uint64_t end_b = to.first_pair(row + 1);
  while (a < end_a || b < end_b) {
    const bool has_a = a < end_a && (b == end_b || from.post(a) <= to.post(b));
    const bool has_b = b < end_b && (a == end_a || to.post(b) <= from.post(a));
    visit(has_a ? std::optional(a) : std::nullopt, has_b ? std::optional(b) : std::nullopt);
    a += has_a ? 1 : 0;
    b += has_b ? 1 : 0;
  }
}

}  // namespace

FailureCost failure_cost(const EmergencyProblem& whole, const EmergencyPlan& before, const EmergencyProblem& problem,
                         const EmergencyPlan& after) {
  std::int64_t unserved = 0;
  std::int64_t rerouted = 0;
  double walk = 0.0;
  for (std::size_t i = 0; i < whole.rows(); ++i) {
    std::int64_t left = 0;
    each_pair(whole, problem, i, [&](std::optional<std::uint64_t> a, std::optional<std::uint64_t> b) {
      const std::int64_t was = a ? before.flows[*a] : 0;
      const std::int64_t is = b ? after.flows[*b] : 0;
      left += std::max<std::int64_t>(0, was - is);
      walk += problem.people(is) * static_cast<double>(b ? problem.walk(*b) : 0) -
              whole.people(was) * static_cast<double>(a ? whole.walk(*a) : 0);
    });
    unserved += after.unserved[i] - before.unserved[i];
    rerouted += left;
  }
  return {.rerouted = whole.people(rerouted), .unserved = whole.people(unserved), .extra_walk = walk / 1000.0};
}

std::vector<FailureCost> post_failures(const EmergencyProblem& problem, const EmergencyPlan& plan) {
  std::vector<FailureCost> costs(problem.posts());
  parallel_slices(problem.posts(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t j = begin; j < end; ++j) {
      const auto post = static_cast<std::uint32_t>(j);
      const bool is_used = std::any_of(problem.pairs_of(post).begin(), problem.pairs_of(post).end(),
                                       [&](const auto& each) { return plan.flows[each.pair] > 0; });
      if (is_used) {
        costs[j] = failure_cost(problem, plan, problem, close_post(problem, plan, post));
      }
    }
  });
  return costs;
}

}  // namespace lastmeter
