// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/outcome.h"
#include "core/progress.h"
#include "core/stop_rule.h"
#include "partition/partition_problem.h"
#include "partition/zone_plan.h"

namespace lastmeter {

/// Sets of units, flat, each ascending.
struct UnitSets {
  std::vector<std::uint64_t> starts{0};
  std::vector<UnitId> units;
  [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
  [[nodiscard]] std::span<const UnitId> of(std::size_t i) const {
    return std::span(units).subspan(starts[i], starts[i + 1] - starts[i]);
  }
};

/// Every connected set whose weight is within the bounds, in a fixed order; nothing where there are more than `most`
/// (or finding out would take longer than that many sets are worth: a limit on the search steps).
std::optional<UnitSets> connected_sets(const PartitionProblem& problem, std::size_t most);

/// What an effort is worth to an exact method: sets to list, and nodes of the set partition before another is asked
/// too.
struct ExactBudget {
  std::size_t sets;
  std::size_t nodes;
};
ExactBudget exact_budget(Effort effort);

/// The best partition into the sets given, by a set-partition program on CBC, which proves it: among all plans if the
/// sets are all there are (`all`), else no bound is stated. Objectives that are sums over zones and the moved weight
/// with zones matched by label. Problem without compounds. Infeasible is a proof where all sets are given; without a
/// plan `zone_of` stays empty. With a price or limit on moves, every set comes once for each zone of today it holds
/// weight of; beyond 600,000 columns nothing is tried and no bound stated. Of the sets that `avoided` marks (by set;
/// empty: none) as few as can be are taken, before anything costs; the bound is then of plans with no more of them.
enum class SetsGiven { All, Some };
ZonePlan partition_by_sets(const PartitionProblem& problem, const UnitSets& sets, SetsGiven given, const StopRule& stop,
                           Progress& progress, std::span<const std::uint8_t> avoided = {});

}  // namespace lastmeter
