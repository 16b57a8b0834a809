// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/stop_rule.h"
#include "partition/enumerate_zones.h"
#include "partition/partition_problem.h"
#include "solver/mip.h"

namespace lastmeter {

/// What a set of units adds to the objective as a zone: half the price of every border that leaves it, its deviation,
/// workload, moment and mixture; all but what moves. The sum over the zones of a plan is its objective. Numbers as the
/// scorer works them out. O(units and borders of the set) after O(units) once.
class SetPrices {
 public:
  explicit SetPrices(const PartitionProblem& problem);
  double operator()(std::span<const UnitId> set);

 private:
  [[nodiscard]] double moment_of(std::span<const UnitId> set, double weight) const;
  [[nodiscard]] double mixture_of(std::span<const UnitId> set, double weight) const;

  const PartitionProblem& problem_;
  std::vector<std::uint8_t> inside_;
};

/// Whether the rest of a plan may hold the limits beside this set: by the totals of the parts it leaves, each for
/// itself and all together. False is a proof.
class RestFits {
 public:
  explicit RestFits(const PartitionProblem& problem);
  bool operator()(std::span<const UnitId> set);

 private:
  const PartitionProblem& problem_;
  std::vector<std::uint32_t> seen_;  // by unit, the number of the last question it was met in
  std::uint32_t question_ = 0;
  std::vector<UnitId> open_;
};

/// Least and largest number of zones that a connected part of this weight can hold; none: `least` > `most`.
struct ZoneRange {
  std::size_t least = 1;
  std::size_t most = std::numeric_limits<std::size_t>::max();
};
ZoneRange zones_of_weight(const PartitionParts& parts, double weight);

/// A set offered as a zone, at a cost.
struct SetColumn {
  std::uint32_t set = 0;
  double cost = 0.0;            // finite; a mean over a fixed number of zones is maximized by negated values
  std::optional<ZoneId> label;  // the zone of today it carries on; each is carried on once at most
  double moved = 0.0;           // weight in it that changes its zone
};

struct SetChoice {
  MipStatus status = MipStatus::Unknown;
  std::vector<std::uint32_t> sets;  // chosen, ascending
  double cost = 0.0;
  double bound = -std::numeric_limits<double>::infinity();  // no choice costs less
  std::size_t nodes = 0;
  bool stopped_by_time = false;
};

/// The cheapest choice of sets that holds every unit once and keeps the number of zones and the weight that may move;
/// by CBC. Of the problem, nothing else is looked at.
SetChoice choose_sets(const PartitionProblem& problem, const UnitSets& sets, std::span<const SetColumn> columns,
                      const StopRule& stop);

/// The units that a choice of sets without common units leaves out at least, ascending; as few as can be (the number of
/// zones and moves aside).
std::vector<UnitId> least_left_out(const PartitionProblem& problem, const UnitSets& sets, const StopRule& stop);

}  // namespace lastmeter
