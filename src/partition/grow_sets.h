// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "partition/partition_problem.h"

namespace lastmeter {

/// Grows every connected set of units that is not heavier than a zone may be, each once: from its first unit, and a
/// unit that was taken or passed over on the way down to a set is never offered again below (Wernicke, 2006, "Efficient
/// detection of network motifs"). In a fixed order. Memory: what the steps allow.
class SetGrowth {
 public:
  enum class Visit { Go, Stop };
  /// All: every set was visited. Stopped: by the visitor. OutOfSteps: some were not.
  enum class End { All, Stopped, OutOfSteps };

  SetGrowth(const PartitionProblem& problem, std::size_t steps);

  /// The sets that hold this unit, and none that was forbidden. `visit` gets their units, the first one first, and
  /// their weight up to rounding.
  template <class Visitor>
  End from(UnitId first, const Visitor& visit) {
    if (weight_of(first) > heaviest_) {
      beyond_ = std::min(beyond_, weight_of(first));
      return End::All;
    }
    const bool forbidden = state_[first.index()] != 0;
    state_[first.index()] = 1;
    End end = descend(first, 0.0, 0, 0, visit);
    while (!levels_.empty()) {
      Level& level = levels_.back();
      if (end != End::All || level.next == level.to) {
        ascend();
        continue;
      }
      const UnitId unit = offered_[level.next++];
      end = descend(unit, level.weight, level.next, level.to, visit);
    }
    state_[first.index()] = forbidden ? 1 : 0;
    return end;
  }
  void forbid(UnitId unit) { state_[unit.index()] = 1; }
  void allow_steps(std::size_t steps) { steps_left_ = steps; }
  /// The lightest set that was met and not visited because it is too heavy; no lighter one holds the first unit.
  [[nodiscard]] double beyond() const { return beyond_; }
  void forget_beyond() { beyond_ = std::numeric_limits<double>::infinity(); }

 private:
  /// A set, by its last unit, and the units that may join it: those of `offered_` up to `to`; from `next` on they are
  /// still to be tried, from `fresh` on this unit was the first to offer them.
  struct Level {
    double weight = 0.0;
    std::size_t next = 0;
    std::size_t fresh = 0;
    std::size_t to = 0;
  };

  [[nodiscard]] double weight_of(UnitId unit) const { return problem_.graph().units()[unit].weight; }
  bool is_light(double weight) {
    beyond_ = weight > heaviest_ ? std::min(beyond_, weight) : beyond_;
    return weight <= heaviest_;
  }
  void add(UnitId unit, double weight, std::size_t from, std::size_t to);
  void ascend();

  template <class Visitor>
  End descend(UnitId unit, double weight, std::size_t from, std::size_t to, const Visitor& visit) {
    add(unit, weight, from, to);
    const std::size_t cost = 1 + (levels_.back().to - levels_.back().next + levels_.size()) / 8;
    if (steps_left_ < cost) {
      return End::OutOfSteps;
    }
    steps_left_ -= cost;
    return visit(std::span<const UnitId>(members_), levels_.back().weight) == Visit::Go ? End::All : End::Stopped;
  }

  const PartitionProblem& problem_;
  std::size_t steps_left_;
  double heaviest_;
  double beyond_ = std::numeric_limits<double>::infinity();
  std::vector<std::uint8_t> state_;  // by unit: offered, taken or forbidden
  std::vector<Level> levels_;
  std::vector<UnitId> members_;
  std::vector<UnitId> offered_;
};

}  // namespace lastmeter
