// SPDX-License-Identifier: Apache-2.0
#include "partition/enumerate_zones.h"

#include <algorithm>
#include <stdexcept>

#include "partition/grow_sets.h"

namespace lastmeter {

namespace {

constexpr std::size_t kStepsForAll = 200'000;
constexpr std::size_t kStepsForOne = 20;

/// In the order of the units, as the scorer adds.
double weight_of(const UnitGraph& graph, std::span<const UnitId> set) {
  double weight = 0.0;
  for (const UnitId unit : set) {
    weight += graph.units()[unit].weight;
  }
  return weight;
}

}  // namespace

std::optional<UnitSets> connected_sets(const PartitionProblem& problem, std::size_t most) {
  SetGrowth growth(problem, kStepsForAll + kStepsForOne * most);
  UnitSets found;
  std::vector<UnitId> set;
  const double nearly_least = problem.parts().least * (1.0 - 1e-8) - 1e-8;
  for (std::size_t i = 0; i < problem.graph().size(); ++i) {  // from its lowest unit, each set once
    const auto end = growth.from(UnitId(i), [&](std::span<const UnitId> members, double weight) {
      if (weight < nearly_least) {
        return SetGrowth::Visit::Go;
      }
      set.assign(members.begin(), members.end());
      std::sort(set.begin(), set.end());
      if (!problem.fits(weight_of(problem.graph(), set))) {
        return SetGrowth::Visit::Go;
      }
      if (found.size() == most) {
        return SetGrowth::Visit::Stop;
      }
      found.units.insert(found.units.end(), set.begin(), set.end());
      found.starts.push_back(found.units.size());
      return SetGrowth::Visit::Go;
    });
    if (end != SetGrowth::End::All) {
      return std::nullopt;
    }
    growth.forbid(UnitId(i));
  }
  return found;
}

ExactBudget exact_budget(Effort effort) {
  switch (effort) {
    case Effort::Fast:
      return {5'000, 200};
    case Effort::Default:
      return {30'000, 2'000};
    case Effort::Thorough:
      return {60'000, 20'000};
  }
  throw std::logic_error("Effort holds no known value");
}

}  // namespace lastmeter
