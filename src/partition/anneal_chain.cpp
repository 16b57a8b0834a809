// SPDX-License-Identifier: Apache-2.0
#include "partition/anneal_chain.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace lastmeter {

namespace {

constexpr std::uint64_t kBlock = 256;   // steps at one temperature
constexpr double kRecombineLast = 0.2;  // of the share at first: when cold, few are accepted

std::size_t pick(Random& random, std::size_t count) {
  return static_cast<std::size_t>(((random.next() >> 32) * count) >> 32);
}

}  // namespace

bool AnnealedPlan::better_than(const AnnealedPlan& other) const {
  if (zone_of.empty() || other.zone_of.empty()) {
    return other.zone_of.empty() && !zone_of.empty();
  }
  return std::tie(excess, objective) < std::tie(other.excess, other.objective);
}

AnnealedPlan as_plan(const ZoneState& state) { return {state.zone_of(), state.excess(), state.objective()}; }

AnnealChain::AnnealChain(const FlatPartition& flat, std::uint64_t seed) : flat_(flat), random_(seed), tree_(flat) {}

bool AnnealChain::accepts(double change, double temperature) {
  return change <= 0.0 || (change < 30.0 * temperature && random_.uniform() < std::exp(-change / temperature));
}

void AnnealChain::keep_best() {
  const double excess = state_->excess();
  if (excess < best_.excess - 1e-12 || (excess <= best_.excess && state_->objective() < best_.objective - 1e-9)) {
    best_ = as_plan(*state_);
  }
}

AnnealChain::Contact AnnealChain::pick_contact() {
  const auto boundary = state_->boundary();
  const std::uint32_t unit = boundary[pick(random_, boundary.size())];
  const auto open = flat_.open(unit);
  const std::uint32_t zone = state_->zone_of()[unit];
  std::uint32_t other = zone;
  while (other == zone) {
    other = state_->zone_of()[open[pick(random_, open.size())].to];
  }
  return {unit, zone, other};
}

void AnnealChain::flip_once(double temperature, double penalty) {
  ZoneState& state = *state_;
  const auto [unit, from, to] = pick_contact();
  const ZoneState::Change change = state.flip_change(unit, to);
  if (accepts(change.objective + penalty * change.excess, temperature) && state.keeps_connected(unit)) {
    state.flip(unit, to);
  }
}

void AnnealChain::recombine_once(double temperature, double penalty) {
  ZoneState& state = *state_;
  const auto [unit, a, b] = pick_contact();
  tree_.grow(state.members(a), state.members(b), random_);
  const Resplit split = resplitter_.best(state, tree_, a, b, penalty);
  if (split.position > 0 && accepts(split.change.objective + penalty * split.change.excess, temperature)) {
    apply_resplit(state, tree_, split, a, b);
  }
}

void AnnealChain::begin(const AnnealedPlan& start, std::size_t zones, const AnnealSchedule& schedule) {
  state_.emplace(flat_, start.zone_of, zones);
  schedule_ = schedule;
  blocks_done_ = 0;
  best_ = as_plan(*state_);
}

void AnnealChain::advance_to(double share) {
  if (state_->boundary().empty()) {
    return;
  }
  const std::uint64_t blocks = std::max<std::uint64_t>(1, schedule_.steps / kBlock);
  for (; static_cast<double>(blocks_done_) < share * static_cast<double>(blocks); ++blocks_done_) {
    const double done = static_cast<double>(blocks_done_) / static_cast<double>(blocks);
    const double temperature = schedule_.hot * std::pow(schedule_.cold / schedule_.hot, done);
    const double penalty = schedule_.penalty_first * std::pow(schedule_.penalty_last / schedule_.penalty_first, done);
    const auto recombine_below =
        static_cast<std::uint64_t>(schedule_.recombine * std::lerp(1.0, kRecombineLast, done) * 0x1.0p32);
    for (std::uint64_t i = 0; i < kBlock; ++i) {
      if ((random_.next() >> 32) < recombine_below) {
        recombine_once(temperature, penalty);
      } else {
        flip_once(temperature, penalty);
      }
      keep_best();
    }
  }
}

}  // namespace lastmeter
