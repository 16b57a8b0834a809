// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/random.h"
#include "partition/anneal_resplit.h"
#include "partition/tree_split.h"
#include "partition/zone_state.h"

namespace lastmeter {

/// How one cooling runs; temperatures fall and the penalty rises geometrically.
struct AnnealSchedule {
  std::uint64_t steps = 0;
  double hot = 0.0;  // in the unit of the objective
  double cold = 0.0;
  double penalty_first = 0.0;  // per weight outside the limits
  double penalty_last = 0.0;
  double recombine = 0.02;  // share of the steps
};

/// A plan worth keeping: those that hold the limits come first, then less excess, then the objective.
struct AnnealedPlan {
  std::vector<std::uint32_t> zone_of;
  double excess = 0.0;
  double objective = 0.0;
  [[nodiscard]] bool better_than(const AnnealedPlan& other) const;
};

/// One search: flips of single units to a zone beside, and recombinations (two zones merged, a random spanning tree,
/// its best edge cut), accepted as Metropolis does.
class AnnealChain {
 public:
  AnnealChain(const FlatPartition& flat, std::uint64_t seed);

  /// Starts a cooling from connected zones; forgets the one before.
  void begin(const AnnealedPlan& start, std::size_t zones, const AnnealSchedule& schedule);
  /// Takes the cooling as far as this share of its steps.
  void advance_to(double share);
  /// The best seen since `begin`, the start included.
  [[nodiscard]] const AnnealedPlan& best() const { return best_; }

 private:
  /// A unit, its zone, and a zone beside it.
  struct Contact {
    std::uint32_t unit;
    std::uint32_t zone;
    std::uint32_t other;
  };
  Contact pick_contact();
  void flip_once(double temperature, double penalty);
  void recombine_once(double temperature, double penalty);
  bool accepts(double change, double temperature);
  void keep_best();

  const FlatPartition& flat_;
  Random random_;
  std::optional<ZoneState> state_;
  AnnealSchedule schedule_;
  std::uint64_t blocks_done_ = 0;
  AnnealedPlan best_;
  RegionTree tree_;
  Resplitter resplitter_;
};

AnnealedPlan as_plan(const ZoneState& state);

}  // namespace lastmeter
