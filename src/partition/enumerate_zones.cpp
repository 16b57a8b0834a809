// SPDX-License-Identifier: Apache-2.0
#include "partition/enumerate_zones.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lastmeter {

namespace {

/// Sets grow from their lowest unit, once each: a unit that was taken or passed over on the way down to a set is never
/// offered again below (Wernicke, 2006, "Efficient detection of network motifs": ESU).
class Enumeration {
 public:
  Enumeration(const PartitionProblem& problem, std::size_t most)
      : problem_(problem),
        most_(most),
        steps_left_(kStepsForAll + kStepsForOne * most),
        state_(problem.graph().size()) {
    const double bound = problem.parts().most;
    heaviest_ = std::isfinite(bound) ? bound + 3e-9 * std::max(1.0, bound) : bound;
  }

  std::optional<UnitSets> run() {
    for (std::size_t i = 0; i < state_.size(); ++i) {
      if (weight_of(UnitId(i)) <= heaviest_ && !grow_from(UnitId(i))) {
        return std::nullopt;
      }
      state_[i] = 1;
    }
    return std::move(found_);
  }

 private:
  /// A set, by its last unit, and the units that may join it: `offered_` from `from` to `to`, those from `next` on are
  /// still to be tried.
  struct Level {
    UnitId unit;
    double weight = 0.0;
    std::size_t next = 0;
    std::size_t to = 0;
    std::size_t fresh = 0;  // offers from here on were first made by this unit
  };

  static constexpr std::size_t kStepsForAll = 200'000;
  static constexpr std::size_t kStepsForOne = 20;

  [[nodiscard]] double weight_of(UnitId unit) const { return problem_.graph().units()[unit].weight; }

  bool grow_from(UnitId lowest) {
    state_[lowest.index()] = 1;
    descend(lowest, 0.0, 0, 0);
    while (!levels_.empty()) {
      if (!stored_) {
        return false;
      }
      Level& level = levels_.back();
      if (level.next == level.to) {
        ascend();
        continue;
      }
      const UnitId unit = offered_[level.next++];
      descend(unit, level.weight, level.next, level.to);
    }
    return stored_;
  }

  /// Adds a unit; what was offered from `from` to `to` stays so unless it is too heavy by now.
  void descend(UnitId unit, double weight, std::size_t from, std::size_t to) {
    Level level{.unit = unit, .weight = weight + weight_of(unit), .next = offered_.size()};
    for (std::size_t i = from; i < to; ++i) {
      const UnitId offer = offered_[i];
      if (level.weight + weight_of(offer) <= heaviest_) {
        offered_.push_back(offer);
      }
    }
    level.fresh = offered_.size();
    for (const UnitGraph::Neighbour& next : problem_.graph().reachable(unit)) {
      if (state_[next.unit.index()] == 0 && level.weight + weight_of(next.unit) <= heaviest_) {
        state_[next.unit.index()] = 1;
        offered_.push_back(next.unit);
      }
    }
    level.to = offered_.size();
    const std::size_t cost = 1 + (level.to - level.next + levels_.size()) / 8;  // bounds the memory, too
    stored_ = stored_ && steps_left_ >= cost;
    steps_left_ -= std::min(steps_left_, cost);
    levels_.push_back(level);
    members_.push_back(unit);
    store();
  }

  void ascend() {
    const Level level = levels_.back();
    for (std::size_t i = level.fresh; i < level.to; ++i) {
      state_[offered_[i].index()] = 0;
    }
    const std::size_t kept = levels_.size() > 1 ? levels_[levels_.size() - 2].to : 0;
    offered_.resize(kept);
    levels_.pop_back();
    members_.pop_back();
  }

  void store() {
    if (levels_.back().weight < problem_.parts().least * (1.0 - 1e-8) - 1e-8) {
      return;
    }
    std::vector<UnitId> set = members_;
    std::sort(set.begin(), set.end());
    double weight = 0.0;  // in the order of the units, as the evaluator adds
    for (const UnitId unit : set) {
      weight += weight_of(unit);
    }
    if (!problem_.fits(weight)) {
      return;
    }
    if (found_.size() == most_) {
      stored_ = false;
      return;
    }
    found_.units.insert(found_.units.end(), set.begin(), set.end());
    found_.starts.push_back(found_.units.size());
  }

  const PartitionProblem& problem_;
  std::size_t most_;
  std::size_t steps_left_;
  std::vector<std::uint8_t> state_;  // by unit: offered, taken, or below the lowest
  double heaviest_ = std::numeric_limits<double>::infinity();
  bool stored_ = true;
  std::vector<Level> levels_;
  std::vector<UnitId> members_;
  std::vector<UnitId> offered_;
  UnitSets found_;
};

}  // namespace

std::optional<UnitSets> connected_sets(const PartitionProblem& problem, std::size_t most) {
  return Enumeration(problem, most).run();
}

}  // namespace lastmeter
