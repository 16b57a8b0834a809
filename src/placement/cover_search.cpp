// SPDX-License-Identifier: Apache-2.0
#include "placement/cover_search.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace lastmeter {

namespace {

constexpr std::uint32_t kLeftOut = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kWorst = std::numeric_limits<std::int64_t>::min();

}  // namespace

CoverSearch::CoverSearch(const PlacementProblem& problem, const CoverModel& model)
    : problem_(&problem),
      model_(&model),
      state_(model),
      limits_(problem),
      number_of_(problem.candidates().size(), kLeftOut),
      shared_(model.sites.size(), 0) {
  for (std::uint32_t site = 0; site < model.sites.size(); ++site) {
    number_of_[model.sites[site].index()] = site;
  }
}

void CoverSearch::open(std::uint32_t site) {
  state_.open(site);
  limits_.open(model_->sites[site]);
}

void CoverSearch::close(std::uint32_t site) {
  state_.close(site);
  limits_.close(model_->sites[site]);
}

void CoverSearch::open_if_allowed(std::uint32_t site) {
  if (limits_.may_open(model_->sites[site])) {
    open(site);
  }
}

void CoverSearch::start_from(std::span<const CandidateId> open) {
  std::vector<std::uint8_t> asked(number_of_.size(), 0);
  for (const CandidateId site : open) {
    asked[site.index()] = 1;
  }
  for (std::size_t j = 0; j < asked.size(); ++j) {
    const CandidateId id(j);
    const bool fixed = problem_->candidates()[id].standing == Standing::Fixed;
    if (fixed || (asked[j] != 0) == limits_.is_open(id)) {
      continue;
    }
    if (number_of_[j] != kLeftOut) {
      asked[j] != 0 ? this->open(number_of_[j]) : close(number_of_[j]);
    } else {
      asked[j] != 0 ? limits_.open(id) : limits_.close(id);
    }
  }
}

/// Weight of unserved rows that the site would bring nearer to being served.
std::int64_t CoverSearch::partial_cover(std::uint32_t site) const {
  std::int64_t sum = 0;
  for (const std::uint32_t i : model_->rows_of(site)) {
    std::uint32_t count = 0;
    for (const std::uint32_t other : model_->sites_of(i)) {
      count += state_.is_open(other) ? 1U : 0U;
    }
    sum += count < model_->needs[i] ? model_->weights[i] / model_->needs[i] : 0;
  }
  return sum;
}

std::optional<std::uint32_t> CoverSearch::best_addition(bool by_cost) const {
  const bool repeated = model_->repeated();
  std::optional<std::uint32_t> best;
  double best_rank = 0.0;
  std::int64_t best_partial = 0;
  for (std::uint32_t site = 0; site < model_->sites.size(); ++site) {
    if (state_.is_open(site) || (state_.worth(site) <= 0 && !repeated) || !limits_.may_open(model_->sites[site])) {
      continue;
    }
    const double gain = static_cast<double>(state_.worth(site));
    const double rank = by_cost ? gain / std::max(cost(site), 1e-300) : gain;
    const std::int64_t partial = repeated ? partial_cover(site) : 0;
    if ((rank > 0.0 || partial > 0) && (rank > best_rank || (rank == best_rank && partial > best_partial))) {
      best = site;
      best_rank = rank;
      best_partial = partial;
    }
  }
  return best;
}

void CoverSearch::greedy_by(bool by_cost) {
  for (std::optional<std::uint32_t> site = best_addition(by_cost); site; site = best_addition(by_cost)) {
    open(*site);
  }
}

void CoverSearch::greedy() {
  const std::vector<CandidateId> start = open_sites();
  greedy_by(false);
  if (problem_->parts().budget) {
    const std::int64_t by_gain = value();
    const std::vector<CandidateId> plan = open_sites();
    start_from(start);
    greedy_by(true);
    if (value() <= by_gain) {
      start_from(plan);
    }
  }
}

std::optional<CoverSearch::Swap> CoverSearch::best_swap(std::span<const std::size_t> closed_until,
                                                        std::span<const std::size_t> open_until, std::size_t now) {
  std::optional<Swap> best;
  std::int64_t best_gain = kWorst;
  for (std::uint32_t out = 0; out < model_->sites.size(); ++out) {
    if (!state_.is_open(out) || (!open_until.empty() && open_until[out] > now)) {
      continue;
    }
    state_.shared_with(out, shared_, touched_);
    for (std::uint32_t in = 0; in < model_->sites.size(); ++in) {
      const std::int64_t gain = state_.worth(in) + shared_[in] - state_.worth(out);
      if (gain > best_gain && !state_.is_open(in) && (closed_until.empty() || closed_until[in] <= now) &&
          limits_.may_swap(model_->sites[out], model_->sites[in])) {
        best_gain = gain;
        best = {gain, out, in};
      }
    }
    for (const std::uint32_t site : touched_) {
      shared_[site] = 0;
    }
    touched_.clear();
  }
  return best;
}

std::size_t CoverSearch::descend(std::size_t most) {
  std::size_t moves = 0;
  for (; moves < most; ++moves) {
    const std::optional<std::uint32_t> addition = best_addition(false);
    if (addition && state_.worth(*addition) > 0) {
      open(*addition);
      continue;
    }
    const std::optional<Swap> swap = best_swap({}, {}, 0);
    if (!swap || swap->gain <= 0) {
      break;
    }
    close(swap->out);
    open(swap->in);
  }
  return moves;
}

std::size_t CoverSearch::wander(std::size_t most, const std::function<bool()>& stop) {
  std::vector<std::size_t> closed_until(model_->sites.size(), 0);
  std::vector<std::size_t> open_until(model_->sites.size(), 0);
  std::int64_t best = value();
  std::vector<CandidateId> best_plan = open_sites();
  std::size_t open_count = best_plan.size();
  std::size_t moves = 0;
  for (; moves < most && best < model_->reachable && !stop(); ++moves) {
    const std::optional<std::uint32_t> addition = best_addition(false);
    if (addition && state_.worth(*addition) > 0) {
      open(*addition);
      ++open_count;
    } else {
      const std::optional<Swap> swap = best_swap(closed_until, open_until, moves);
      if (!swap) {
        break;
      }
      close(swap->out);
      open(swap->in);
      closed_until[swap->out] = moves + 1 + 5 + moves % 7;
      open_until[swap->in] = moves + 1 + std::min<std::size_t>(2 + moves % 3, open_count / 2);
    }
    if (value() > best) {
      best = value();
      best_plan = open_sites();
    }
  }
  start_from(best_plan);
  return moves;
}

std::int64_t CoverSearch::bound() const {
  if (model_->repeated()) {
    return model_->reachable;
  }
  const PlacementParts& parts = problem_->parts();
  std::vector<std::int64_t> gains;
  std::int64_t free = value();
  for (std::uint32_t site = 0; site < model_->sites.size(); ++site) {
    if (!state_.is_open(site)) {
      const bool counts = parts.sites && parts.candidates[model_->sites[site]].standing == Standing::New;
      if (counts) {
        gains.push_back(state_.worth(site));
      } else {
        free = std::min(free + state_.worth(site), model_->reachable);
      }
    }
  }
  const std::size_t most = std::min(parts.sites.value_or(gains.size()), gains.size());
  std::ranges::nth_element(gains, gains.begin() + static_cast<std::ptrdiff_t>(most), std::greater<>());
  for (std::size_t k = 0; k < most; ++k) {
    free = std::min(free + gains[k], model_->reachable);
  }
  return std::min(free, model_->reachable);
}

}  // namespace lastmeter
