// SPDX-License-Identifier: Apache-2.0
#include "placement/p_median_search.h"

#include <algorithm>

namespace lastmeter {

std::vector<std::uint8_t> MedianSearch::wanted_by_rules(const RuleState& state) const {
  std::vector<std::uint8_t> wanted;
  for (const SiteLimit& limit : limits_.others) {
    double used = 0.0;
    for (const auto& [site, coefficient] : limit.terms) {
      used += state.is_open(CandidateId(site)) ? coefficient : 0.0;
    }
    if (used <= limit.most) {
      continue;
    }
    wanted.resize(costs_.sites, 0);
    for (const auto& [site, coefficient] : limit.terms) {
      if (coefficient < 0.0 && state.may_open(CandidateId(site))) {
        wanted[site] = 1;
      }
    }
  }
  return std::find(wanted.begin(), wanted.end(), 1) == wanted.end() ? std::vector<std::uint8_t>() : wanted;
}

std::size_t MedianSearch::open_greedily(RuleState& state, bool by_cost) {
  std::vector<std::int64_t> saving;
  for (std::size_t opened = 0;; ++opened) {
    find_nearest(state);
    saving.assign(costs_.sites, 0);
    for (std::size_t row = 0; row < costs_.rows(); ++row) {
      const std::int64_t now = first_cost_[row];
      for (std::uint64_t k = costs_.starts[row]; k < costs_.starts[row + 1] && costs_.cost[k] < now; ++k) {
        saving[costs_.site[k]] += now - costs_.cost[k];
      }
    }
    const std::vector<std::uint8_t> wanted = wanted_by_rules(state);
    std::uint32_t chosen = kNone;
    double most = wanted.empty() ? 0.0 : -1.0;
    for (std::uint32_t j = 0; j < costs_.sites; ++j) {
      const double price = by_cost ? std::max(problem_.candidates()[CandidateId(j)].cost, 1e-12) : 1.0;
      const double worth = static_cast<double>(saving[j]) / price;
      if (worth > most && (wanted.empty() || wanted[j] != 0) && state.may_open(CandidateId(j))) {
        most = worth;
        chosen = j;
      }
    }
    if (chosen == kNone) {
      return opened;
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

/// What opening `in` saves; in `extra_` and `touched_`, what more it saves where it takes over from a site that closes.
std::int64_t MedianSearch::find_gain(std::uint32_t in) {
  for (const std::uint32_t out : touched_) {
    extra_[out] = 0;
  }
  touched_.clear();
  std::int64_t gain = 0;
  for (std::uint64_t slot = near_starts_[in]; slot < near_starts_[in + 1]; ++slot) {
    const std::uint32_t row = near_row_[slot];
    gain += std::max<std::int64_t>(0, first_cost_[row] - near_cost_[slot]);
    if (nearest_[row] != kNone) {
      if (extra_[nearest_[row]] == 0) {
        touched_.push_back(nearest_[row]);
      }
      extra_[nearest_[row]] += second_cost_[row] - std::max(near_cost_[slot], first_cost_[row]);
    }
  }
  return gain;
}

/// Where the number of sites is the only limit, all sites that lose no row to the one coming in are represented by the
/// one whose closing costs least.
MedianSearch::Move MedianSearch::best_move(const RuleState& state) {
  find_nearest(state);
  list_near_pairs(state);
  extra_.assign(costs_.sites, 0);
  touched_.clear();
  std::vector<std::uint32_t> open;
  for (const CandidateId site : state.open_sites()) {
    open.push_back(static_cast<std::uint32_t>(site.index()));
  }
  std::vector<std::uint32_t> closing = open;
  if (plain_ && !open.empty()) {
    closing = {*std::min_element(open.begin(), open.end(),
                                 [&](std::uint32_t a, std::uint32_t b) { return loss_[a] < loss_[b]; })};
  }
  Move best{.saving = 0, .in = kNone, .out = kNone};
  for (std::uint32_t in = 0; in < costs_.sites; ++in) {
    if (near_starts_[in] == near_starts_[in + 1]) {
      continue;
    }
    const std::int64_t gain = find_gain(in);
    if (gain > best.saving && state.may_open(CandidateId(in))) {
      best = {gain, in, kNone};
    }
    const auto consider = [&](std::uint32_t out) {
      const std::int64_t saving = gain - loss_[out] + extra_[out];
      if (saving > best.saving && state.may_swap(CandidateId(out), CandidateId(in))) {
        best = {saving, in, out};
      }
    };
    std::for_each(closing.begin(), closing.end(), consider);
    if (plain_) {
      std::for_each(touched_.begin(), touched_.end(), consider);
    }
  }
  return best;
}

std::size_t MedianSearch::exchange(RuleState& state, std::size_t most_moves) {
  std::size_t moves = 0;
  while (moves < most_moves && !clock_.is_late()) {
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

RuleState MedianSearch::state_within(std::span<const std::uint8_t> open) const {
  RuleState state(problem_);
  for (std::size_t j = 0; j < open.size(); ++j) {
    if (open[j] != 0 && state.may_open(CandidateId(j))) {
      state.open(CandidateId(j));
    }
  }
  return state;
}

}  // namespace lastmeter
