// SPDX-License-Identifier: Apache-2.0
#include "events/hot_spots.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/parallel.h"
#include "core/random.h"
#include "events/proportion.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 64;

/// Neighbours of every zone, ascending.
std::vector<std::vector<std::uint32_t>> neighbour_lists(const SpotProblem& problem) {
  std::vector<std::vector<std::uint32_t>> lists(problem.values.size());
  for (const auto& [a, b] : problem.neighbours) {
    lists[a].push_back(b);
    lists[b].push_back(a);
  }
  for (auto& list : lists) {
    std::sort(list.begin(), list.end());
  }
  return lists;
}

struct Moments {
  double mean = 0.0;
  double variance = 0.0;  // of all, not of a sample
};

Moments moments_of(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  Moments moments;
  moments.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  for (const double value : values) {
    moments.variance += (value - moments.mean) * (value - moments.mean) / n;
  }
  return moments;
}

/// Draws some of the others without replacement and puts everything back.
class Lot {
 public:
  explicit Lot(std::span<const double> deviations) : deviations_(deviations), pool_(deviations.size() - 1) {
    std::iota(pool_.begin(), pool_.end(), std::uint32_t{0});
  }

  double sum_of_others(std::uint32_t zone, std::size_t count, Random& random) {
    drawn_.clear();
    double sum = 0.0;
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t at = k + random.below(pool_.size() - k);
      std::swap(pool_[k], pool_[at]);
      drawn_.push_back(at);
      sum += deviations_[pool_[k] + (pool_[k] >= zone ? 1 : 0)];
    }
    for (std::size_t k = count; k > 0; --k) {
      std::swap(pool_[k - 1], pool_[drawn_[k - 1]]);
    }
    return sum;
  }

 private:
  std::span<const double> deviations_;
  std::vector<std::uint32_t> pool_;  // 0 .. n-2: the zones without the one that is asked about
  std::vector<std::size_t> drawn_;
};

class Spots {
 public:
  Spots(std::span<const double> deviations, double variance, const SpotProblem& problem)
      : deviations_(deviations), variance_(variance), problem_(&problem) {}

  LocalSpot spot(std::uint32_t zone, std::span<const std::uint32_t> neighbours, Lot& lot) const {
    double sum = 0.0;
    for (const std::uint32_t other : neighbours) {
      sum += deviations_[other];
    }
    const auto count = static_cast<double>(neighbours.size());
    const double own = deviations_[zone];
    LocalSpot spot;
    spot.moran = own / variance_ * sum / count;
    spot.gi_star = gi_star(own + sum, count + 1.0);
    const bool among_high = sum > 0.0;
    spot.quarter = own > 0.0 ? (among_high ? SpotQuarter::HighAmongHigh : SpotQuarter::HighAmongLow)
                             : (among_high ? SpotQuarter::LowAmongHigh : SpotQuarter::LowAmongLow);
    permute(zone, neighbours.size(), sum, lot, spot);
    return spot;
  }

 private:
  [[nodiscard]] double gi_star(double sum, double weights) const {
    const auto n = static_cast<double>(deviations_.size());
    const double spread = std::sqrt(variance_ * (n * weights - weights * weights) / (n - 1.0));
    return spread > 0.0 ? sum / spread : 0.0;
  }

  void permute(std::uint32_t zone, std::size_t count, double sum, Lot& lot, LocalSpot& spot) const {
    const double rounding = 1e-9 * std::sqrt(variance_) * static_cast<double>(count);
    Random random(Random(problem_->seed ^ (0xD1B54A32D192ED03ULL * (zone + 1ULL))).next());
    std::size_t as_large = 1;
    std::size_t as_small = 1;
    for (std::size_t k = 0; k < problem_->permutations; ++k) {
      const double drawn = lot.sum_of_others(zone, count, random);
      as_large += drawn >= sum - rounding ? 1U : 0U;
      as_small += drawn <= sum + rounding ? 1U : 0U;
    }
    spot.neighbours_high = as_large < as_small;
    spot.p = std::min(
        1.0, 2.0 * static_cast<double>(std::min(as_large, as_small)) / static_cast<double>(problem_->permutations + 1));
  }

  std::span<const double> deviations_;
  double variance_;
  const SpotProblem* problem_;
};

void adjust(std::vector<std::optional<LocalSpot>>& spots) {
  std::vector<double> p_values;
  for (const auto& spot : spots) {
    if (spot) {
      p_values.push_back(spot->p);
    }
  }
  const std::vector<double> adjusted = benjamini_hochberg(p_values);
  auto next = adjusted.begin();
  for (auto& spot : spots) {
    if (spot) {
      spot->q = *next++;
    }
  }
}

}  // namespace

int LocalSpot::spot(double false_finds) const {
  if (q > false_finds) {
    return 0;
  }
  if (quarter == SpotQuarter::HighAmongHigh && neighbours_high && gi_star > 0.0) {
    return 1;
  }
  return quarter == SpotQuarter::LowAmongLow && !neighbours_high && gi_star < 0.0 ? -1 : 0;
}

std::vector<std::optional<LocalSpot>> local_spots(const SpotProblem& problem) {
  std::vector<std::optional<LocalSpot>> spots(problem.values.size());
  if (problem.values.size() < 2) {
    return spots;
  }
  const Moments moments = moments_of(problem.values);
  std::vector<double> deviations;
  for (const double value : problem.values) {
    deviations.push_back(value - moments.mean);
  }
  if (!(std::sqrt(moments.variance) > 1e-12 * (1.0 + std::abs(moments.mean)))) {
    return spots;
  }
  const auto lists = neighbour_lists(problem);
  const Spots maker(deviations, moments.variance, problem);
  parallel_slices(spots.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    Lot lot(deviations);
    for (std::size_t i = begin; i < end; ++i) {
      if (!lists[i].empty()) {
        spots[i] = maker.spot(static_cast<std::uint32_t>(i), lists[i], lot);
      }
    }
  });
  adjust(spots);
  return spots;
}

std::vector<double> rate_scores(std::span<const GroupCount> groups) {
  double hits = 0.0;
  double exposure = 0.0;
  for (const GroupCount& group : groups) {
    hits += group.hits;
    exposure += group.of;
  }
  const double mean = exposure > 0.0 ? hits / exposure : 0.0;
  double spread = 0.0;
  for (const GroupCount& group : groups) {
    const double off = group.hits / group.of - mean;
    spread += group.of * off * off / exposure;
  }
  const double between = std::max(0.0, spread - mean * static_cast<double>(groups.size()) / exposure);
  std::vector<double> scores;
  for (const GroupCount& group : groups) {
    const double variance = between + mean / group.of;
    scores.push_back(variance > 0.0 ? (group.hits / group.of - mean) / std::sqrt(variance) : 0.0);
  }
  return scores;
}

}  // namespace lastmeter
