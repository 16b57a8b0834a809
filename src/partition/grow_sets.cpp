// SPDX-License-Identifier: Apache-2.0
#include "partition/grow_sets.h"

#include <cmath>

namespace lastmeter {

SetGrowth::SetGrowth(const PartitionProblem& problem, std::size_t steps)
    : problem_(problem), steps_left_(steps), heaviest_(problem.parts().most), state_(problem.graph().size(), 0) {
  if (std::isfinite(heaviest_)) {
    heaviest_ += 3e-9 * std::max(1.0, heaviest_);  // a little more than `fits` allows, which has the last word
  }
}

void SetGrowth::add(UnitId unit, double weight, std::size_t from, std::size_t to) {
  Level level{.weight = weight + weight_of(unit), .next = offered_.size(), .fresh = 0, .to = 0};
  for (std::size_t i = from; i < to; ++i) {
    const UnitId offer = offered_[i];
    if (is_light(level.weight + weight_of(offer))) {
      offered_.push_back(offer);
    }
  }
  level.fresh = offered_.size();
  for (const UnitGraph::Neighbour& next : problem_.graph().reachable(unit)) {
    if (state_[next.unit.index()] == 0 && is_light(level.weight + weight_of(next.unit))) {
      state_[next.unit.index()] = 1;
      offered_.push_back(next.unit);
    }
  }
  level.to = offered_.size();
  levels_.push_back(level);
  members_.push_back(unit);
}

void SetGrowth::ascend() {
  const Level& level = levels_.back();
  for (std::size_t i = level.fresh; i < level.to; ++i) {
    state_[offered_[i].index()] = 0;
  }
  offered_.resize(levels_.size() > 1 ? levels_[levels_.size() - 2].to : 0);
  levels_.pop_back();
  members_.pop_back();
}

}  // namespace lastmeter
