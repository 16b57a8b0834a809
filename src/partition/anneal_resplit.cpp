// SPDX-License-Identifier: Apache-2.0
#include "partition/anneal_resplit.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lastmeter {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kPricedOneByOne = 8;  // beyond, pricing all cuts at once is quicker

ZoneState::Sums sum_of(const ZoneState::Sums& one, const ZoneState::Sums& other) {
  return {one.weight + other.weight,
          one.workload + other.workload,
          one.x + other.x,
          one.y + other.y,
          one.square + other.square,
          one.trait + other.trait,
          one.trait_square + other.trait_square};
}

ZoneState::Sums difference(const ZoneState::Sums& all, const ZoneState::Sums& part) {
  return {all.weight - part.weight,
          all.workload - part.workload,
          all.x - part.x,
          all.y - part.y,
          all.square - part.square,
          all.trait - part.trait,
          all.trait_square - part.trait_square};
}

/// Price of the borders between zones a and b as they are.
double price_between(const ZoneState& state, std::uint32_t a, std::uint32_t b) {
  const FlatPartition& flat = state.flat();
  const bool a_smaller = state.members(a).size() <= state.members(b).size();
  const std::uint32_t other = a_smaller ? b : a;
  double price = 0.0;
  for (const std::uint32_t unit : state.members(a_smaller ? a : b)) {
    for (const FlatPartition::Arc& arc : flat.all(unit)) {
      price += state.zone_of()[arc.to] == other ? arc.price : 0.0;
    }
  }
  return price;
}

bool counts_moves(const FlatPartition& flat) { return flat.moved_price > 0.0 || flat.moved_limit < kInfinity; }

}  // namespace

/// What moves for each choice of zones: first the half below in a, then in b; by position, less what moves now.
void Resplitter::count_moves(const ZoneState& state, const RegionTree& tree, std::uint32_t a, std::uint32_t b) {
  std::vector<std::array<double, 2>> until(tree.size() + 1, {0.0, 0.0});  // in preorder a half is a stretch
  double now = 0.0;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const std::uint32_t unit = tree.order()[i];
    until[i + 1] = {until[i][0] + state.moved_weight(unit, a), until[i][1] + state.moved_weight(unit, b)};
    now += state.moved_weight(unit, state.zone_of()[unit]);
  }
  const std::array<double, 2> all = until.back();
  moves_.resize(tree.size());
  for (std::size_t i = 1; i < tree.size(); ++i) {
    const std::array<double, 2>& before = until[i];
    const std::array<double, 2>& after = until[i + tree.size_below(i)];
    const double below_a = after[0] - before[0];
    const double below_b = after[1] - before[1];
    moves_[i] = {below_a + (all[1] - below_b) - now, below_b + (all[0] - below_a) - now};
  }
}

/// All but borders, by position; the half below goes where less moves.
void Resplitter::price_halves(const ZoneState& state, RegionTree& tree, std::uint32_t a, std::uint32_t b) {
  const FlatPartition& flat = state.flat();
  const ZoneState::Sums all = sum_of(state.sums(a), state.sums(b));
  const ZoneState::Change now{state.cost(a).objective + state.cost(b).objective,
                              state.cost(a).excess + state.cost(b).excess};
  const std::vector<ZoneState::Sums>* sums = flat.soft ? &tree.sums_below() : nullptr;
  const bool moving = counts_moves(flat);
  if (moving) {
    count_moves(state, tree, a, b);
  }
  halves_.resize(tree.size());
  for (std::size_t i = 1; i < tree.size(); ++i) {
    ZoneState::Sums below;
    below.weight = tree.weight_below(i);
    below = sums != nullptr ? (*sums)[i] : below;
    const ZoneState::Change one = state.zone_cost(below);
    const ZoneState::Change other = state.zone_cost(difference(all, below));
    halves_[i] = {{one.objective + other.objective - now.objective, one.excess + other.excess - now.excess},
                  FlatPartition::kNone};
    if (moving) {
      const bool below_in_b = moves_[i][1] < moves_[i][0];
      const ZoneState::Change moved = state.moved_change(moves_[i][below_in_b ? 1 : 0]);
      halves_[i].change.objective += moved.objective;
      halves_[i].change.excess += moved.excess;
      halves_[i].below = below_in_b ? b : a;
    }
  }
}

Resplit Resplitter::best(const ZoneState& state, RegionTree& tree, std::uint32_t a, std::uint32_t b, double penalty) {
  price_halves(state, tree, a, b);
  const double border = price_between(state, a, b);
  double least = kInfinity;
  for (std::size_t i = 1; i < tree.size(); ++i) {
    least = std::min(least, halves_[i].change.objective + penalty * halves_[i].change.excess);
  }
  candidates_.clear();
  for (std::uint32_t i = 1; i < tree.size(); ++i) {
    if (halves_[i].change.objective + penalty * halves_[i].change.excess <= least + border) {
      candidates_.push_back(i);
    }
  }
  const std::vector<double>* cuts = candidates_.size() > kPricedOneByOne ? &tree.cut_prices() : nullptr;
  Resplit best;
  least = kInfinity;
  for (const std::uint32_t i : candidates_) {
    const double objective = halves_[i].change.objective + (cuts != nullptr ? (*cuts)[i] : tree.cut_price(i)) - border;
    const double total = objective + penalty * halves_[i].change.excess;
    if (total < least) {
      least = total;
      best = {i, halves_[i].below, {objective, halves_[i].change.excess}};
    }
  }
  if (best.position > 0 && best.below == FlatPartition::kNone) {
    best.below = mostly_in(state, tree, best.position, a, b);
  }
  return best;
}

/// Who should have the half below so that fewest units change.
std::uint32_t Resplitter::mostly_in(const ZoneState& state, const RegionTree& tree, std::size_t position,
                                    std::uint32_t a, std::uint32_t b) {
  std::ptrdiff_t more_in_a = 0;
  for (const std::uint32_t unit : tree.below(position)) {
    more_in_a += state.zone_of()[unit] == a ? 1 : -1;
  }
  return 2 * more_in_a > std::ssize(state.members(a)) - std::ssize(state.members(b)) ? a : b;
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
