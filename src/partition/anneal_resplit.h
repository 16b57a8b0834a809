// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "partition/tree_split.h"
#include "partition/zone_state.h"

namespace lastmeter {

/// Two zones merged and cut again at one edge of a tree over both.
struct Resplit {
  std::size_t position = 0;  // in the tree; 0: there is none
  std::uint32_t below = 0;   // zone of the half below
  ZoneState::Change change;
};

/// Finds the cut of a tree that costs least; keeps its memory.
class Resplitter {
 public:
  /// The best edge by objective + penalty x excess, the tree having been grown over zones a and b. Ties: the first in
  /// the tree's order. Cuts that cost twice today's border and more are looked at only if they balance better.
  Resplit best(const ZoneState& state, RegionTree& tree, std::uint32_t a, std::uint32_t b, double penalty);

 private:
  struct Halves {
    ZoneState::Change change;
    std::uint32_t below;
  };
  void count_moves(const ZoneState& state, const RegionTree& tree, std::uint32_t a, std::uint32_t b);
  void price_halves(const ZoneState& state, RegionTree& tree, std::uint32_t a, std::uint32_t b);
  static std::uint32_t mostly_in(const ZoneState& state, const RegionTree& tree, std::size_t position, std::uint32_t a,
                                 std::uint32_t b);

  std::vector<Halves> halves_;  // by position
  std::vector<std::array<double, 2>> moves_;
  std::vector<std::uint32_t> candidates_;
};

/// Gives the halves of the tree their zones.
void apply_resplit(ZoneState& state, const RegionTree& tree, const Resplit& split, std::uint32_t a, std::uint32_t b);

}  // namespace lastmeter
