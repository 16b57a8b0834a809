// SPDX-License-Identifier: Apache-2.0
#include "partition/zone_state.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lastmeter {

ZoneState::ZoneState(const FlatPartition& flat, std::vector<std::uint32_t> zone_of, std::size_t zones)
    : flat_(&flat),
      zone_of_(std::move(zone_of)),
      tallies_(zones),
      costs_(zones),
      members_(zones),
      slot_(flat.size(), 0),
      foreign_(flat.size(), 0),
      boundary_slot_(flat.size(), FlatPartition::kNone),
      seen_stamp_(flat.size(), 0),
      seen_by_(flat.size(), 0) {
  for (std::uint32_t u = 0; u < flat.size(); ++u) {
    add_member(u, zone_of_[u]);
    tallies_[zone_of_[u]].add(flat, u, 1.0);
    moved_ += moved_weight(u, zone_of_[u]);
    for (const FlatPartition::Arc& arc : flat.all(u)) {
      objective_ += arc.to > u && zone_of_[arc.to] != zone_of_[u] ? arc.price : 0.0;
    }
    int foreign = 0;
    for (const FlatPartition::Arc& arc : flat.open(u)) {
      foreign += zone_of_[arc.to] != zone_of_[u] ? 1 : 0;
    }
    mark_boundary(u, foreign);
  }
  for (std::uint32_t z = 0; z < zones; ++z) {
    costs_[z] = zone_cost(tallies_[z]);
    objective_ += costs_[z].objective;
    excess_ += costs_[z].excess;
    zones_out_ += costs_[z].excess > 0.0 ? 1 : 0;
  }
  objective_ += flat.moved_price * moved_;
  excess_ += std::max(0.0, moved_ - flat.moved_limit);
}

void ZoneState::Sums::add(const FlatPartition& flat, std::uint32_t unit, double sign) {
  const double w = sign * flat.weight[unit];
  weight += w;
  if (flat.soft) {
    workload += sign * flat.workload[unit];
    x += w * flat.x[unit];
    y += w * flat.y[unit];
    square += w * (flat.x[unit] * flat.x[unit] + flat.y[unit] * flat.y[unit]);
    trait += w * flat.trait[unit];
    trait_square += w * flat.trait[unit] * flat.trait[unit];
  }
}

ZoneState::Change ZoneState::zone_cost(const Sums& sums) const {
  Change cost;
  cost.excess = std::max({0.0, sums.weight - flat_->most, flat_->least - sums.weight});
  if (flat_->soft) {
    cost.objective = flat_->deviation_price * std::abs(sums.weight - flat_->ideal) +
                     flat_->workload_price * std::abs(sums.workload - flat_->mean_workload);
    if (sums.weight > 0.0) {
      cost.objective +=
          flat_->moment_price * std::max(0.0, sums.square - (sums.x * sums.x + sums.y * sums.y) / sums.weight) +
          flat_->mixture_price * std::max(0.0, sums.trait_square - sums.trait * sums.trait / sums.weight);
    }
  }
  return cost;
}

ZoneState::Change ZoneState::moved_change(double weight) const {
  const double limit = flat_->moved_limit;
  return {flat_->moved_price * weight, std::max(0.0, moved_ + weight - limit) - std::max(0.0, moved_ - limit)};
}

ZoneState::Change ZoneState::flip_change(std::uint32_t unit, std::uint32_t to) const {
  const std::uint32_t from = zone_of_[unit];
  Change change;
  for (const FlatPartition::Arc& arc : flat_->all(unit)) {
    const std::uint32_t zone = zone_of_[arc.to];
    change.objective += zone == from ? arc.price : zone == to ? -arc.price : 0.0;
  }
  Sums less = tallies_[from];
  Sums more = tallies_[to];
  less.add(*flat_, unit, -1.0);
  more.add(*flat_, unit, 1.0);
  const Change cost_from = zone_cost(less);
  const Change cost_to = zone_cost(more);
  change.objective += cost_from.objective + cost_to.objective - costs_[from].objective - costs_[to].objective;
  change.excess = cost_from.excess + cost_to.excess - costs_[from].excess - costs_[to].excess;
  if (flat_->today[unit] != FlatPartition::kNone) {
    const Change moving = moved_change(moved_weight(unit, to) - moved_weight(unit, from));
    change.objective += moving.objective;
    change.excess += moving.excess;
  }
  return change;
}

void ZoneState::flip(std::uint32_t unit, std::uint32_t to) {
  const std::uint32_t from = zone_of_[unit];
  const Change change = flip_change(unit, to);
  objective_ += change.objective;
  excess_ += change.excess;
  moved_ += moved_weight(unit, to) - moved_weight(unit, from);
  Sums less = tallies_[from];
  Sums more = tallies_[to];
  less.add(*flat_, unit, -1.0);
  more.add(*flat_, unit, 1.0);
  set_sums(from, less);
  set_sums(to, more);
  remove_member(unit, from);
  add_member(unit, to);
  zone_of_[unit] = to;
  int own = 0;
  for (const FlatPartition::Arc& arc : flat_->open(unit)) {
    const std::uint32_t zone = zone_of_[arc.to];
    if (zone == from) {
      mark_boundary(arc.to, 1);
      ++own;
    } else if (zone == to) {
      mark_boundary(arc.to, -1);
      --own;
    }
  }
  mark_boundary(unit, own);
}

void ZoneState::set_sums(std::uint32_t zone, const Sums& sums) {
  tallies_[zone] = sums;
  zones_out_ -= costs_[zone].excess > 0.0 ? 1 : 0;
  costs_[zone] = zone_cost(sums);
  zones_out_ += costs_[zone].excess > 0.0 ? 1 : 0;
}

void ZoneState::add_member(std::uint32_t unit, std::uint32_t zone) {
  slot_[unit] = static_cast<std::uint32_t>(members_[zone].size());
  members_[zone].push_back(unit);
}

void ZoneState::remove_member(std::uint32_t unit, std::uint32_t zone) {
  auto& members = members_[zone];
  const std::uint32_t last = members.back();
  members[slot_[unit]] = last;
  slot_[last] = slot_[unit];
  members.pop_back();
}

void ZoneState::mark_boundary(std::uint32_t unit, int more) {
  foreign_[unit] = static_cast<std::uint32_t>(static_cast<int>(foreign_[unit]) + more);
  const bool listed = boundary_slot_[unit] != FlatPartition::kNone;
  if (foreign_[unit] > 0 && !listed) {
    boundary_slot_[unit] = static_cast<std::uint32_t>(boundary_.size());
    boundary_.push_back(unit);
  } else if (foreign_[unit] == 0 && listed) {
    const std::uint32_t last = boundary_.back();
    boundary_[boundary_slot_[unit]] = last;
    boundary_slot_[last] = boundary_slot_[unit];
    boundary_.pop_back();
    boundary_slot_[unit] = FlatPartition::kNone;
  }
}

bool ZoneState::keeps_connected(std::uint32_t unit) {
  const std::uint32_t zone = zone_of_[unit];
  ++stamp_;
  std::size_t seeds = 0;
  for (const std::uint32_t to : flat_->next_to(unit)) {
    if (zone_of_[to] != zone) {
      continue;
    }
    if (queues_.size() <= seeds) {
      queues_.emplace_back();
    }
    queues_[seeds].assign(1, to);
    seen_stamp_[to] = stamp_;
    seen_by_[to] = static_cast<std::uint32_t>(seeds);
    ++seeds;
  }
  if (seeds <= 1) {
    return seeds == 1 || members_[zone].size() > 1;
  }
  return neighbours_meet(unit, seeds);
}

bool ZoneState::neighbours_meet(std::uint32_t unit, std::size_t seeds) {
  const std::uint32_t zone = zone_of_[unit];
  heads_.assign(seeds, 0);
  group_.resize(seeds);
  for (std::uint32_t i = 0; i < seeds; ++i) {
    group_[i] = i;
  }
  const auto root = [&](std::uint32_t i) {
    while (group_[i] != i) {
      i = group_[i];
    }
    return i;
  };
  seen_stamp_[unit] = stamp_;
  seen_by_[unit] = FlatPartition::kNone;
  std::size_t apart = seeds;
  for (;;) {
    for (std::uint32_t i = 0; i < seeds; ++i) {
      if (group_[i] != i) {
        continue;
      }
      if (heads_[i] == queues_[i].size()) {
        return false;
      }
      const std::uint32_t at = queues_[i][heads_[i]++];
      for (const std::uint32_t to : flat_->next_to(at)) {
        if (zone_of_[to] != zone) {
          continue;
        }
        if (seen_stamp_[to] != stamp_) {
          seen_stamp_[to] = stamp_;
          seen_by_[to] = i;
          queues_[i].push_back(to);
          continue;
        }
        if (seen_by_[to] == FlatPartition::kNone) {
          continue;
        }
        const std::uint32_t other = root(seen_by_[to]);
        if (other != i) {
          queues_[i].insert(queues_[i].end(), queues_[other].begin() + heads_[other], queues_[other].end());
          group_[other] = i;
          if (--apart == 1) {
            return true;
          }
        }
      }
    }
  }
}

}  // namespace lastmeter
