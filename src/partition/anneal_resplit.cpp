// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "partition/anneal_chain.h"

namespace lastmeter {

namespace {

ZoneState::Sums difference(const ZoneState::Sums& all, const ZoneState::Sums& part) {
  return {all.weight - part.weight, all.workload - part.workload, all.x - part.x, all.y - part.y,
          all.square - part.square};
}

/// Price of the borders between zones a and b as they are.
double price_between(const ZoneState& state, std::uint32_t a, std::uint32_t b) {
  const auto& flat = state.flat();
  const bool a_smaller = state.members(a).size() <= state.members(b).size();
  const std::uint32_t one = a_smaller ? a : b;
  const std::uint32_t other = a_smaller ? b : a;
  double price = 0.0;
  for (const std::uint32_t unit : state.members(one)) {
    for (const FlatPartition::Arc& arc : flat.all(unit)) {
      price += state.zone_of()[arc.to] == other ? arc.price : 0.0;
    }
  }
  return price;
}

/// Weight that moves by each choice of zones for the half below: [0] below is a, [1] below is b; by position, less what
/// moves now.
struct Moves {
  std::vector<std::array<double, 2>> by_position;
};

void add_moves(const ZoneState& state, const RegionTree& tree, std::uint32_t a, std::uint32_t b,
               std::vector<std::array<double, 2>>& moves) {
  // In preorder a stretch is a difference of running sums.
  std::vector<std::array<double, 2>> until(tree.size() + 1, {0.0, 0.0});
  double now = 0.0;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const std::uint32_t unit = tree.order()[i];
    until[i + 1] = {until[i][0] + state.moved_weight(unit, a), until[i][1] + state.moved_weight(unit, b)};
    now += state.moved_weight(unit, state.zone_of()[unit]);
  }
  const auto& all = until.back();
  moves.resize(tree.size());
  for (std::size_t i = 1; i < tree.size(); ++i) {
    const auto& before = until[i];
    const auto& after = until[i + tree.size_below(i)];
    const double below_a = after[0] - before[0];
    const double below_b = after[1] - before[1];
    moves[i] = {below_a + (all[1] - below_b) - now, below_b + (all[0] - below_a) - now};
  }
}

bool counts_moves(const FlatPartition& flat) {
  return flat.moved_price > 0.0 || flat.moved_limit < std::numeric_limits<double>::infinity();
}

/// Weight of the half below that stays in zone a: decides the label where moves are not counted.
}  // namespace

Resplit best_resplit(const ZoneState& state, RegionTree& tree, std::uint32_t a, std::uint32_t b, double penalty) {
  const FlatPartition& flat = state.flat();
  const std::size_t count = tree.size();
  ZoneState::Sums all = state.sums(a);
  const ZoneState::Sums& other = state.sums(b);
  all = {all.weight + other.weight, all.workload + other.workload, all.x + other.x, all.y + other.y,
         all.square + other.square};
  const double excess_now = state.cost(a).excess + state.cost(b).excess;
  const double cost_now = state.cost(a).objective + state.cost(b).objective + price_between(state, a, b);
  std::vector<std::array<double, 2>> moves;
  if (counts_moves(flat)) {
    add_moves(state, tree, a, b, moves);
  }
  const std::vector<double>& cuts = tree.cut_prices();
  const std::vector<ZoneState::Sums>* sums = flat.soft ? &tree.sums_below() : nullptr;
  Resplit best;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < count; ++i) {
    ZoneState::Sums below;
    if (sums != nullptr) {
      below = (*sums)[i];
    } else {
      below.weight = tree.weight_below(i);
    }
    const ZoneState::Change cost_below = state.zone_cost(below);
    const ZoneState::Change cost_rest = state.zone_cost(difference(all, below));
    const double excess = cost_below.excess + cost_rest.excess - excess_now;
    const double objective = cuts[i] + cost_below.objective + cost_rest.objective - cost_now;
    if (objective + penalty * excess >= least) {
      continue;
    }
    if (moves.empty()) {
      least = objective + penalty * excess;
      best = {i, FlatPartition::kNone, objective, excess};
      continue;
    }
    for (std::size_t side = 0; side < 2; ++side) {
      const ZoneState::Change moving = state.moved_change(moves[i][side]);
      const double total = objective + moving.objective + penalty * (excess + moving.excess);
      if (total < least) {
        least = total;
        best = {i, side == 0 ? a : b, objective + moving.objective, excess + moving.excess};
      }
    }
  }
  if (best.position > 0 && best.below == FlatPartition::kNone) {
    // No matter for the objective: as few units as can be change their zone.
    std::ptrdiff_t more_in_a = 0;
    for (const std::uint32_t unit : tree.below(best.position)) {
      more_in_a += state.zone_of()[unit] == a ? 1 : -1;
    }
    best.below = more_in_a * 2 > static_cast<std::ptrdiff_t>(state.members(a).size()) -
                                     static_cast<std::ptrdiff_t>(state.members(b).size())
                     ? a
                     : b;
  }
  return best;
}

void apply_resplit(ZoneState& state, const RegionTree& tree, const Resplit& split, std::uint32_t a, std::uint32_t b) {
  const std::uint32_t rest = split.below == a ? b : a;
  const std::size_t end = split.position + tree.size_below(split.position);
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const std::uint32_t unit = tree.order()[i];
    const std::uint32_t to = i >= split.position && i < end ? split.below : rest;
    if (state.zone_of()[unit] != to) {
      state.flip(unit, to);
    }
  }
}

}  // namespace lastmeter
