// SPDX-License-Identifier: Apache-2.0
#include "placement/p_center_greedy.h"

#include <algorithm>
#include <limits>

#include "core/stopwatch.h"
#include "placement/evaluate.h"
#include "placement/rule_state.h"

namespace lastmeter {

namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

/// By row: the nearest open site, and how far the next one is.
struct Service {
  CandidateId site;
  double distance = kFar;
  double next = kFar;
};

class CenterState {
 public:
  explicit CenterState(const PlacementProblem& problem) : problem_(problem), rules_(problem) {
    for (std::size_t i = 0; i < problem.rows().size(); ++i) {
      if (problem.rows().weights[i] > 0.0) {
        weighty_.push_back(i);
      }
    }
    served_.resize(problem.rows().size());
    serve();
  }

  [[nodiscard]] RuleState& rules() { return rules_; }

  void serve() {
    for (const std::size_t i : weighty_) {
      const ServiceRows::Row row = problem_.rows().row(i);
      Service service;
      for (std::size_t k = 0; k < row.candidates.size(); ++k) {
        if (rules_.is_open(row.candidates[k])) {
          if (row.values[k] < service.distance) {
            service = {row.candidates[k], row.values[k], service.distance};
          } else {
            service.next = std::min(service.next, row.values[k]);
          }
        }
      }
      served_[i] = service;
    }
  }

  [[nodiscard]] std::optional<std::size_t> worst_row() const {
    std::optional<std::size_t> worst;
    for (const std::size_t i : weighty_) {
      if (!worst || served_[i].distance > served_[*worst].distance) {
        worst = i;
      }
    }
    return worst;
  }

  [[nodiscard]] double distance(std::size_t row) const { return served_[row].distance; }

  /// Sites nearer to the row than its nearest open one, nearest first.
  [[nodiscard]] std::vector<CandidateId> nearer_sites(std::size_t i) const {
    const ServiceRows::Row row = problem_.rows().row(i);
    std::vector<std::pair<double, CandidateId>> nearer;
    for (std::size_t k = 0; k < row.candidates.size(); ++k) {
      if (row.values[k] < served_[i].distance) {
        nearer.emplace_back(row.values[k], row.candidates[k]);
      }
    }
    std::sort(nearer.begin(), nearer.end());
    std::vector<CandidateId> sites;
    for (const auto& [distance, site] : nearer) {
      sites.push_back(site);
    }
    return sites;
  }

  /// The open site that `in` can replace with the smallest worst distance below `limit`; none: no exchange is below.
  [[nodiscard]] std::optional<CandidateId> best_to_replace(CandidateId in, double limit) const {
    std::vector<double> to_in(problem_.rows().size(), kFar);
    for (const std::size_t i : weighty_) {
      const ServiceRows::Row row = problem_.rows().row(i);
      const auto at = std::lower_bound(row.candidates.begin(), row.candidates.end(), in);
      if (at != row.candidates.end() && *at == in) {
        to_in[i] = row.values[static_cast<std::size_t>(at - row.candidates.begin())];
      }
    }
    double worst_with = 0.0;  // of rows whose site stays
    std::vector<double> lost(problem_.candidates().size(), 0.0);
    for (const std::size_t i : weighty_) {
      const std::size_t site = served_[i].site.index();
      const double stays = std::min(served_[i].distance, to_in[i]);
      worst_with = std::max(worst_with, stays);
      lost[site] = std::max(lost[site], std::min(served_[i].next, to_in[i]));
    }
    if (worst_with >= limit) {
      return std::nullopt;
    }
    std::optional<CandidateId> best;
    for (const CandidateId out : rules_.open_sites()) {
      const double worst = std::max(worst_with, lost[out.index()]);
      if (worst < limit && rules_.may_swap(out, in)) {
        limit = worst;
        best = out;
      }
    }
    return best;
  }

 private:
  const PlacementProblem& problem_;
  RuleState rules_;
  std::vector<std::size_t> weighty_;  // rows with weight
  std::vector<Service> served_;
};

bool open_nearest(CenterState& state, std::size_t row) {
  for (const CandidateId site : state.nearer_sites(row)) {
    if (state.rules().may_open(site)) {
      state.rules().open(site);
      state.serve();
      return true;
    }
  }
  return false;
}

bool exchange_once(CenterState& state, std::size_t worst) {
  for (const CandidateId in : state.nearer_sites(worst)) {
    if (const std::optional<CandidateId> out = state.best_to_replace(in, state.distance(worst))) {
      state.rules().close(*out);
      state.rules().open(in);
      state.serve();
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<std::vector<CandidateId>> center_greedily(const PlacementProblem& problem) {
  CenterState state(problem);
  while (true) {
    const std::optional<std::size_t> worst = state.worst_row();
    if (!worst || !open_nearest(state, *worst)) {
      break;
    }
  }
  std::vector<CandidateId> open = state.rules().open_sites();
  return evaluate_plan(problem, open).breaches.empty() ? std::optional(std::move(open)) : std::nullopt;
}

std::vector<CandidateId> center_by_interchange(const PlacementProblem& problem, std::vector<CandidateId> open,
                                               const StopRule& stop) {
  CenterState state(problem);
  for (const CandidateId site : open) {
    if (!state.rules().is_open(site)) {
      state.rules().open(site);
    }
  }
  state.serve();
  const Stopwatch watch;
  for (std::size_t moves = 0; !stop.iterations || moves < *stop.iterations; ++moves) {
    const std::optional<std::size_t> worst = state.worst_row();
    const bool late = stop.seconds && watch.seconds() > *stop.seconds;
    if (!worst || late || !(open_nearest(state, *worst) || exchange_once(state, *worst))) {
      break;
    }
  }
  return state.rules().open_sites();
}

}  // namespace lastmeter
