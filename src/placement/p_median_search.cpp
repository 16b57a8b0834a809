// SPDX-License-Identifier: Apache-2.0
#include "placement/p_median_search.h"

#include <algorithm>

namespace lastmeter {

void MedianSearch::open_greedily(RuleState& state, bool by_cost) {
  std::vector<std::int64_t> saving;
  while (true) {
    find_nearest(state);
    saving.assign(costs_.sites, 0);
    for (std::size_t row = 0; row < costs_.rows(); ++row) {
      const std::int64_t now = first_cost_[row];
      for (std::uint64_t k = costs_.starts[row]; k < costs_.starts[row + 1] && costs_.cost[k] < now; ++k) {
        saving[costs_.site[k]] += now - costs_.cost[k];
      }
    }
    std::uint32_t chosen = kNone;
    double most = 0.0;
    for (std::uint32_t j = 0; j < costs_.sites; ++j) {
      if (saving[j] <= 0 || !state.may_open(CandidateId(j))) {
        continue;
      }
      const double price = by_cost ? std::max(problem_.candidates()[CandidateId(j)].cost, 1e-12) : 1.0;
      const double worth = static_cast<double>(saving[j]) / price;
      if (worth > most) {
        most = worth;
        chosen = j;
      }
    }
    if (chosen == kNone) {
      return;
    }
    state.open(CandidateId(chosen));
  }
}

void MedianSearch::find_nearest(const RuleState& state) {
  nearest_.assign(costs_.rows(), kNone);
  first_cost_.assign(costs_.rows(), costs_.unserved);
  second_cost_.assign(costs_.rows(), costs_.unserved);
  loss_.assign(costs_.sites, 0);
  for (std::size_t row = 0; row < costs_.rows(); ++row) {
    for (std::uint64_t k = costs_.starts[row]; k < costs_.starts[row + 1]; ++k) {
      if (!state.is_open(CandidateId(costs_.site[k]))) {
        continue;
      }
      if (nearest_[row] != kNone) {
        second_cost_[row] = costs_.cost[k];
        break;
      }
      nearest_[row] = costs_.site[k];
      first_cost_[row] = costs_.cost[k];
    }
    if (nearest_[row] != kNone) {
      loss_[nearest_[row]] += second_cost_[row] - first_cost_[row];
    }
  }
}

void MedianSearch::list_near_pairs(const RuleState& state) {
  near_starts_.assign(costs_.sites + 1, 0);
  const auto each_near = [&](const auto& visit) {
    for (std::size_t row = 0; row < costs_.rows(); ++row) {
      for (std::uint64_t k = costs_.starts[row]; k < costs_.starts[row + 1] && costs_.cost[k] < second_cost_[row];
           ++k) {
        if (!state.is_open(CandidateId(costs_.site[k]))) {
          visit(row, k);
        }
      }
    }
  };
  each_near([&](std::size_t, std::uint64_t k) { ++near_starts_[costs_.site[k] + 1]; });
  for (std::size_t j = 0; j < costs_.sites; ++j) {
    near_starts_[j + 1] += near_starts_[j];
  }
  near_row_.resize(near_starts_.back());
  near_cost_.resize(near_starts_.back());
  std::vector<std::uint64_t> next(near_starts_.begin(), near_starts_.end() - 1);
  each_near([&](std::size_t row, std::uint64_t k) {
    const std::uint64_t slot = next[costs_.site[k]]++;
    near_row_[slot] = static_cast<std::uint32_t>(row);
    near_cost_[slot] = costs_.cost[k];
  });
}

/// The best site to close when `in` opens. In plain problems the sites that lose no row to `in` are all represented by
/// the one whose closing costs least.
void MedianSearch::best_exchange(const RuleState& state, std::uint32_t in, std::int64_t gain, Move& best) const {
  const auto consider = [&](std::uint32_t out) {
    const std::int64_t saving = gain - loss_[out] + extra_[out];
    if (saving > best.saving && state.may_swap(CandidateId(out), CandidateId(in))) {
      best = {saving, in, out};
    }
  };
  for (std::uint32_t out = 0; out < costs_.sites; ++out) {
    if (state.is_open(CandidateId(out))) {
      consider(out);
    }
  }
}

MedianSearch::Move MedianSearch::best_move(const RuleState& state) {
  find_nearest(state);
  list_near_pairs(state);
  extra_.assign(costs_.sites, 0);
  const bool plain = problem_.plain();
  Move best{.saving = 0, .in = kNone, .out = kNone};
  std::uint32_t cheapest = kNone;
  for (std::uint32_t out = 0; plain && out < costs_.sites; ++out) {
    if (state.is_open(CandidateId(out)) && (cheapest == kNone || loss_[out] < loss_[cheapest])) {
      cheapest = out;
    }
  }
  for (std::uint32_t in = 0; in < costs_.sites; ++in) {
    std::int64_t gain = 0;
    for (std::uint64_t slot = near_starts_[in]; slot < near_starts_[in + 1]; ++slot) {
      const std::uint32_t row = near_row_[slot];
      gain += std::max<std::int64_t>(0, first_cost_[row] - near_cost_[slot]);
      if (nearest_[row] == kNone) {
        continue;
      }
      if (extra_[nearest_[row]] == 0) {
        touched_.push_back(nearest_[row]);
      }
      extra_[nearest_[row]] += second_cost_[row] - std::max(near_cost_[slot], first_cost_[row]);
    }
    if (gain > best.saving && state.may_open(CandidateId(in))) {
      best = {gain, in, kNone};
    }
    if (plain) {
      const auto consider = [&](std::uint32_t out) {
        const std::int64_t saving = gain - loss_[out] + extra_[out];
        if (saving > best.saving) {
          best = {saving, in, out};
        }
      };
      std::for_each(touched_.begin(), touched_.end(), consider);
      if (cheapest != kNone && gain > 0) {
        consider(cheapest);
      }
    } else if (gain > 0 || !touched_.empty()) {
      best_exchange(state, in, gain, best);
    }
    for (const std::uint32_t out : touched_) {
      extra_[out] = 0;
    }
    touched_.clear();
  }
  return best;
}

std::size_t MedianSearch::exchange(RuleState& state, std::size_t most_moves) {
  std::size_t moves = 0;
  while (moves < most_moves) {
    const Move move = best_move(state);
    if (move.saving <= 0) {
      break;
    }
    if (move.out != kNone) {
      state.close(CandidateId(move.out));
    }
    state.open(CandidateId(move.in));
    ++moves;
  }
  return moves;
}

MedianPlan MedianSearch::plan_of(const RuleState& state) const {
  MedianPlan plan{.open = std::vector<std::uint8_t>(costs_.sites, 0), .cost = costs_.base, .satisfied = false};
  for (std::size_t j = 0; j < costs_.sites; ++j) {
    plan.open[j] = state.is_open(CandidateId(j)) ? 1 : 0;
  }
  bool served = true;
  for (std::size_t row = 0; row < costs_.rows(); ++row) {
    const auto sites = costs_.sites_of(row);
    std::size_t k = 0;
    while (k < sites.size() && plan.open[sites[k]] == 0) {
      ++k;
    }
    plan.cost += k < sites.size() ? costs_.costs_of(row)[k] : costs_.unserved;
    served = served && k < sites.size();
  }
  plan.satisfied = served && state.satisfied();
  return plan;
}

RuleState MedianSearch::state_of(std::span<const std::uint8_t> open) const {
  RuleState state(problem_);
  for (std::size_t j = 0; j < open.size(); ++j) {
    if (open[j] != 0 && !state.is_open(CandidateId(j))) {
      state.open(CandidateId(j));
    }
  }
  return state;
}

}  // namespace lastmeter
