// SPDX-License-Identifier: Apache-2.0
#include "study/partition_recount.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

#include "core/parallel.h"

namespace lastmeter {

namespace {

bool is_solved(const SolvedParent& parent) { return parent.plan.outcome == Outcome::Solved; }

/// Another number of zones for parents, each with its plan.
using Alternatives = std::map<std::size_t, SolvedParent>;

/// The nearest other number that has a plan, of two equally near the smaller.
std::optional<SolvedParent> nearest_solved(std::size_t parent, const CountLimits& limits, std::size_t zones,
                                           const SolveParent& solve) {
  constexpr std::size_t farthest = 3;
  for (std::size_t away = 1; away <= farthest; ++away) {
    for (const bool fewer : {true, false}) {
      const bool allowed = fewer ? zones >= limits.least + away : zones + away <= limits.most;
      if (allowed) {
        SolvedParent other = solve(parent, fewer ? zones - away : zones + away);
        if (is_solved(other)) {
          return other;
        }
      }
    }
  }
  return std::nullopt;
}

Alternatives repair_failed(const std::vector<CountLimits>& limits, const SolveParent& solve,
                           const std::vector<SolvedParent>& solved) {
  std::vector<std::size_t> failed;
  for (std::size_t p = 0; p < solved.size(); ++p) {
    if (!is_solved(solved[p]) && solved[p].zones_asked > 0) {
      failed.push_back(p);
    }
  }
  std::vector<std::optional<SolvedParent>> found(failed.size());
  parallel_slices(failed.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      found[i] = nearest_solved(failed[i], limits[failed[i]], solved[failed[i]].zones_asked, solve);
    }
  });
  Alternatives alternatives;
  for (std::size_t i = 0; i < failed.size(); ++i) {
    if (found[i]) {
      alternatives.emplace(failed[i], std::move(*found[i]));
    }
  }
  return alternatives;
}

long long surplus_of(const Alternatives& alternatives, const std::vector<SolvedParent>& solved) {
  long long surplus = 0;
  for (const auto& [parent, other] : alternatives) {
    surplus += static_cast<long long>(other.zones_asked) - static_cast<long long>(solved[parent].zones_asked);
  }
  return surplus;
}

/// Parents that hold their limits and may have one zone less (or more), the most fitting first.
std::vector<std::size_t> donors(const std::vector<ParentUnits>& parents, const std::vector<CountLimits>& limits,
                                const std::vector<SolvedParent>& solved, bool fewer) {
  std::vector<std::size_t> order;
  for (std::size_t p = 0; p < solved.size(); ++p) {
    const std::size_t zones = solved[p].zones_asked;
    if (is_solved(solved[p]) && zones > 0 && (fewer ? zones > limits[p].least : zones < limits[p].most)) {
      order.push_back(p);
    }
  }
  const auto mean = [&](std::size_t p) {
    return parents[p].graph.total_weight() / static_cast<double>(solved[p].zones_asked);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return fewer ? mean(a) < mean(b) : mean(a) > mean(b); });
  return order;
}

/// One zone less (or more) each, in batches, until the total is right again.
void balance(const std::vector<ParentUnits>& parents, const std::vector<CountLimits>& limits, const SolveParent& solve,
             const std::vector<SolvedParent>& solved, Alternatives& alternatives) {
  constexpr std::size_t batch = 8;
  const bool fewer = surplus_of(alternatives, solved) > 0;
  const std::vector<std::size_t> order = donors(parents, limits, solved, fewer);
  for (std::size_t first = 0; first < order.size() && surplus_of(alternatives, solved) != 0; first += batch) {
    const std::size_t count = std::min(batch, order.size() - first);
    std::vector<SolvedParent> tried(count);
    parallel_slices(count, 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const std::size_t zones = solved[order[first + i]].zones_asked;
        tried[i] = solve(order[first + i], fewer ? zones - 1 : zones + 1);
      }
    });
    for (std::size_t i = 0; i < count && surplus_of(alternatives, solved) != 0; ++i) {
      if (is_solved(tried[i])) {
        alternatives.emplace(order[first + i], std::move(tried[i]));
      }
    }
  }
}

/// What could not be balanced is given up, the last first.
void undo_surplus(const std::vector<SolvedParent>& solved, Alternatives& alternatives) {
  for (long long surplus = surplus_of(alternatives, solved); surplus != 0; surplus = surplus_of(alternatives, solved)) {
    auto undone = alternatives.end();
    for (auto at = alternatives.begin(); at != alternatives.end(); ++at) {
      const long long own =
          static_cast<long long>(at->second.zones_asked) - static_cast<long long>(solved[at->first].zones_asked);
      undone = (own > 0) == (surplus > 0) && own != 0 && std::abs(own) <= std::abs(surplus) ? at : undone;
    }
    if (undone == alternatives.end()) {
      alternatives.clear();
    } else {
      alternatives.erase(undone);
    }
  }
}

}  // namespace

void recount(const std::vector<ParentUnits>& parents, const std::vector<CountLimits>& limits, const SolveParent& solve,
             std::vector<SolvedParent>& solved) {
  Alternatives alternatives = repair_failed(limits, solve, solved);
  if (surplus_of(alternatives, solved) != 0) {
    balance(parents, limits, solve, solved, alternatives);
  }
  undo_surplus(solved, alternatives);
  for (auto& [parent, other] : alternatives) {
    solved[parent] = std::move(other);
  }
}

}  // namespace lastmeter
