// SPDX-License-Identifier: Apache-2.0
#include "placement/set_cover_greedy.h"

#include <algorithm>
#include <limits>

#include "core/stopwatch.h"
#include "placement/rule_state.h"
#include "placement/set_cover_rows.h"

namespace lastmeter {

namespace {

/// A plan in the making: which sites are open, and how well every row is served.
class CoverState {
 public:
  explicit CoverState(const PlacementProblem& problem)
      : problem_(problem),
        rules_(problem),
        starts_(problem.candidates().size() + 1, 0),
        open_in_row_(problem.rows().size(), 0),
        gain_(problem.rows().size(), 0.0),
        asked_(asked_weight(problem)) {
    index_rows();
    for (const CandidateId site : rules_.open_sites()) {
      update_rows(site, 1);
    }
  }

  [[nodiscard]] const RuleState& rules() const { return rules_; }
  [[nodiscard]] double cost(CandidateId site) const { return problem_.candidates()[site].cost; }
  [[nodiscard]] bool serves_enough() const { return served_ >= asked_; }

  void open(CandidateId site) {
    rules_.open(site);
    update_rows(site, 1);
  }
  void close(CandidateId site) {
    rules_.close(site);
    update_rows(site, -1);
  }

  /// How much opening the site helps, as far as help is still needed.
  [[nodiscard]] double help(CandidateId site) const {
    double help = 0.0;
    for (std::size_t k = starts_[site.index()]; k < starts_[site.index() + 1]; ++k) {
      const auto times = static_cast<double>(problem_.parts().cover_times);
      const std::uint32_t row = rows_[k];
      if (times > 1.0) {
        help += open_in_row_[row] < problem_.parts().cover_times ? problem_.rows().weights[row] / times : 0.0;
      } else {
        help += problem_.rows().weights[row] * std::max(0.0, values_[k] - gain_[row]);
      }
    }
    return problem_.parts().cover_times > 1 ? help : std::min(help, asked_ - served_);
  }

  bool close_if_needless(CandidateId site) {
    if (!rules_.may_close(site)) {
      return false;
    }
    close(site);
    if (serves_enough()) {
      return true;
    }
    open(site);
    return false;
  }

 private:
  void index_rows() {
    const ServiceRows& rows = problem_.rows();
    for (const CandidateId site : rows.candidates) {
      ++starts_[site.index() + 1];
    }
    for (std::size_t j = 0; j + 1 < starts_.size(); ++j) {
      starts_[j + 1] += starts_[j];
    }
    rows_.resize(rows.candidates.size());
    values_.resize(rows.candidates.size());
    std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const ServiceRows::Row row = rows.row(i);
      for (std::size_t k = 0; k < row.candidates.size(); ++k) {
        const std::size_t at = next[row.candidates[k].index()]++;
        rows_[at] = static_cast<std::uint32_t>(i);
        values_[at] = row.values.empty() ? 1.0 : row.values[k];
      }
    }
  }

  void update_rows(CandidateId site, int change) {
    for (std::size_t k = starts_[site.index()]; k < starts_[site.index() + 1]; ++k) {
      const std::uint32_t row = rows_[k];
      open_in_row_[row] += static_cast<std::size_t>(change);
      const double before = gain_[row];
      gain_[row] = change > 0 ? std::max(before, values_[k]) : best_open(row);
      if (open_in_row_[row] < problem_.parts().cover_times) {
        gain_[row] = 0.0;
      } else if (problem_.rows().values.empty()) {
        gain_[row] = 1.0;
      }
      served_ += problem_.rows().weights[row] * (gain_[row] - before);
    }
  }

  [[nodiscard]] double best_open(std::uint32_t i) const {
    const ServiceRows::Row row = problem_.rows().row(i);
    double best = 0.0;
    for (std::size_t k = 0; k < row.candidates.size(); ++k) {
      if (rules_.is_open(row.candidates[k])) {
        best = std::max(best, row.values.empty() ? 1.0 : row.values[k]);
      }
    }
    return best;
  }

  const PlacementProblem& problem_;
  RuleState rules_;
  std::vector<std::size_t> starts_;  // by candidate, into rows_ and values_
  std::vector<std::uint32_t> rows_;
  std::vector<double> values_;
  std::vector<std::size_t> open_in_row_;
  std::vector<double> gain_;  // by row: share served
  double asked_;
  double served_ = 0.0;
};

std::optional<CandidateId> most_helpful(const CoverState& state, std::size_t candidates) {
  std::optional<CandidateId> best;
  double best_score = 0.0;
  for (std::size_t j = 0; j < candidates; ++j) {
    const CandidateId site(j);
    if (!state.rules().may_open(site)) {
      continue;
    }
    const double help = state.help(site);
    const double score = help <= 0.0              ? 0.0
                         : state.cost(site) > 0.0 ? help / state.cost(site)
                                                  : std::numeric_limits<double>::max();
    if (score > best_score) {
      best_score = score;
      best = site;
    }
  }
  return best;
}

std::vector<CandidateId> dearest_first(const CoverState& state) {
  std::vector<CandidateId> open = state.rules().open_sites();
  std::stable_sort(open.begin(), open.end(),
                   [&](CandidateId a, CandidateId b) { return state.cost(a) > state.cost(b); });
  return open;
}

/// Opens `site` and closes what that makes needless; undone where it does not pay.
bool exchange(CoverState& state, CandidateId site) {
  double saved = -state.cost(site);
  std::vector<CandidateId> closed;
  const std::vector<CandidateId> others = dearest_first(state);
  state.open(site);
  for (const CandidateId other : others) {
    if (state.close_if_needless(other)) {
      closed.push_back(other);
      saved += state.cost(other);
    }
  }
  if (saved > 1e-12 * state.cost(site)) {
    return true;
  }
  for (const CandidateId other : closed) {
    state.open(other);
  }
  state.close(site);
  return false;
}

}  // namespace

std::optional<std::vector<CandidateId>> cover_greedily(const PlacementProblem& problem) {
  CoverState state(problem);
  while (!state.serves_enough()) {
    const std::optional<CandidateId> site = most_helpful(state, problem.candidates().size());
    if (!site) {
      return std::nullopt;
    }
    state.open(*site);
  }
  for (const CandidateId site : dearest_first(state)) {
    state.close_if_needless(site);
  }
  return state.rules().satisfied() ? std::optional(state.rules().open_sites()) : std::nullopt;
}

std::vector<CandidateId> cover_by_interchange(const PlacementProblem& problem, std::vector<CandidateId> open,
                                              const StopRule& stop) {
  CoverState state(problem);
  for (const CandidateId site : open) {
    if (!state.rules().is_open(site)) {
      state.open(site);
    }
  }
  const Stopwatch watch;
  std::size_t exchanges = 0;
  for (bool improved = true; improved;) {
    improved = false;
    for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
      if ((stop.iterations && exchanges >= *stop.iterations) || (stop.seconds && watch.seconds() > *stop.seconds)) {
        return state.rules().open_sites();
      }
      if (state.rules().may_open(CandidateId(j)) && exchange(state, CandidateId(j))) {
        improved = true;
        ++exchanges;
      }
    }
  }
  return state.rules().open_sites();
}

}  // namespace lastmeter
