// SPDX-License-Identifier: Apache-2.0
#include "suppress/suppression.h"

#include <algorithm>
#include <optional>
#include <set>

#include "suppress/unknown_groups.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostRings = 4;

bool is_small(const SuppressionProblem& problem, std::size_t cell) {
  const double value = problem.cells[cell].value;
  return value > 0.0 && value < problem.threshold;
}

/// What a reader does not see. Counts of 0 he is taken to know.
std::vector<bool> unknown_cells(const SuppressionProblem& problem, const std::vector<CellState>& states) {
  std::vector<bool> unknown(problem.cells.size(), false);
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    const PublishedCell& cell = problem.cells[i];
    unknown[i] = cell.value > 0.0 && (cell.printed ? states[i] != CellState::Shown : true);
  }
  return unknown;
}

/// Cells that must stay unknown.
bool is_guarded(const SuppressionProblem& problem, const std::vector<CellState>& states, std::size_t cell) {
  return problem.cells[cell].printed ? states[cell] != CellState::Shown : is_small(problem, cell);
}

std::optional<std::size_t> only_unknown(const PublishedSum& sum, const std::vector<bool>& unknown) {
  std::optional<std::size_t> only;
  for (std::size_t k = 0; k <= sum.parts.size(); ++k) {
    const std::size_t cell = k == 0 ? sum.whole : sum.parts[k - 1];
    if (unknown[cell]) {
      if (only) {
        return std::nullopt;
      }
      only = cell;
    }
  }
  return only;
}

/// Learns one cell after the other from sums in which it is the only unknown one; `learn(sum, cell)` for each.
template <class Learn>
void read_off(const SuppressionProblem& problem, std::vector<bool>& unknown, const Learn& learn) {
  for (bool learned = true; learned;) {
    learned = false;
    for (std::size_t sum = 0; sum < problem.sums.size(); ++sum) {
      if (const auto only = only_unknown(problem.sums[sum], unknown)) {
        unknown[*only] = false;
        learned = true;
        learn(sum, *only);
      }
    }
  }
}

/// What a reader ends up not knowing.
std::vector<bool> still_unknown(const SuppressionProblem& problem, const std::vector<CellState>& states) {
  std::vector<bool> unknown = unknown_cells(problem, states);
  for (const UnknownGroup& group : unknown_groups(problem, unknown)) {
    for (const std::size_t cell : determined(problem, group)) {
      unknown[cell] = false;
    }
  }
  return unknown;
}

/// Hides companions, round by round.
class Hiding {
 public:
  explicit Hiding(const SuppressionProblem& problem) : problem_(&problem) {
    result_.cells.assign(problem.cells.size(), CellState::Shown);
    for (std::size_t i = 0; i < problem.cells.size(); ++i) {
      if (problem.cells[i].printed && !problem.cells[i].fixed && is_small(problem, i)) {
        result_.cells[i] = CellState::Small;
      }
    }
    find_lost();
  }

  Suppression run() {
    while (hide_more()) {
    }
    result_.exposed = recomputable(*problem_, result_.cells);
    std::erase_if(result_.exposed, [&](std::size_t cell) { return result_.cells[cell] == CellState::Companion; });
    return std::move(result_);
  }

 private:
  /// The smallest printed count of a sum that may be hidden.
  [[nodiscard]] std::optional<std::size_t> companion(const PublishedSum& sum) const {
    std::optional<std::size_t> best;
    const auto consider = [&](std::size_t cell) {
      const PublishedCell& at = problem_->cells[cell];
      const bool free = at.printed && !at.fixed && at.value > 0.0 && result_.cells[cell] == CellState::Shown;
      if (free && (!best || at.value < problem_->cells[*best].value)) {
        best = cell;
      }
    };
    std::for_each(sum.parts.begin(), sum.parts.end(), consider);
    if (!best) {
      consider(sum.whole);
    }
    return best;
  }

  /// Sums whose one unknown cell, when its turn comes, is a guarded one: taken alone, they give it away.
  [[nodiscard]] std::vector<std::size_t> telling_sums() const {
    std::vector<bool> unknown = unknown_cells(*problem_, result_.cells);
    std::vector<std::size_t> telling;
    read_off(*problem_, unknown, [&](std::size_t sum, std::size_t cell) {
      if (is_kept(cell)) {
        telling.push_back(sum);
      }
    });
    return telling;
  }

  /// Too little of a known sum is hidden: its hidden counts together are a small one.
  [[nodiscard]] bool hides_too_little(const PublishedSum& sum, const std::vector<bool>& unknown) const {
    double hidden = 0.0;
    bool guards = false;
    for (const std::size_t part : sum.parts) {
      hidden += unknown[part] ? problem_->cells[part].value : 0.0;
      guards = guards || (unknown[part] && is_kept(part));
    }
    return guards && !unknown[sum.whole] && hidden < problem_->threshold;
  }

  [[nodiscard]] bool exposes(const PublishedSum& sum, const std::vector<bool>& unknown) const {
    const auto exposed = [&](std::size_t cell) { return is_guarded(*problem_, result_.cells, cell) && !unknown[cell]; };
    return exposed(sum.whole) || std::any_of(sum.parts.begin(), sum.parts.end(), exposed);
  }

  bool hide(const std::set<std::size_t>& chosen) {
    for (const std::size_t cell : chosen) {
      result_.cells[cell] = CellState::Companion;
    }
    return !chosen.empty();
  }

  /// First what single sums give away, then what only several together do.
  bool hide_more() {
    std::set<std::size_t> chosen;
    const auto choose = [&](std::size_t sum) {
      if (const auto cell = companion(problem_->sums[sum])) {
        chosen.insert(*cell);
      }
    };
    const std::vector<std::size_t> telling = telling_sums();
    std::for_each(telling.begin(), telling.end(), choose);
    if (hide(chosen)) {
      return true;
    }
    const std::vector<bool> unknown = still_unknown(*problem_, result_.cells);
    std::vector<std::size_t> leaking;
    for (std::size_t sum = 0; sum < problem_->sums.size(); ++sum) {
      if (exposes(problem_->sums[sum], unknown)) {
        leaking.push_back(sum);
        choose(sum);
      } else if (hides_too_little(problem_->sums[sum], unknown)) {
        choose(sum);
      }
    }
    return hide(chosen) || hide_near(leaking);
  }

  /// One companion in the sums nearest to those where nothing is left.
  bool hide_near(const std::vector<std::size_t>& leaking) {
    std::vector<bool> reached(problem_->cells.size(), false);
    const auto reach = [&](const PublishedSum& sum) {
      reached[sum.whole] = true;
      std::for_each(sum.parts.begin(), sum.parts.end(), [&](std::size_t part) { reached[part] = true; });
    };
    std::for_each(leaking.begin(), leaking.end(), [&](std::size_t sum) { reach(problem_->sums[sum]); });
    for (std::size_t ring = 0; !leaking.empty() && ring < kMostRings; ++ring) {
      std::vector<std::size_t> beside;
      for (std::size_t sum = 0; sum < problem_->sums.size(); ++sum) {
        const PublishedSum& each = problem_->sums[sum];
        const auto is_reached = [&](std::size_t cell) { return reached[cell]; };
        if (reached[each.whole] || std::any_of(each.parts.begin(), each.parts.end(), is_reached)) {
          beside.push_back(sum);
        }
      }
      std::optional<std::size_t> best;
      for (const std::size_t sum : beside) {
        const auto cell = companion(problem_->sums[sum]);
        if (cell && (!best || problem_->cells[*cell].value < problem_->cells[*best].value)) {
          best = cell;
        }
      }
      if (best) {
        return hide({*best});
      }
      std::for_each(beside.begin(), beside.end(), [&](std::size_t sum) { reach(problem_->sums[sum]); });
    }
    return false;
  }

  /// What fixed totals give away cannot be kept.
  void find_lost() {
    std::vector<bool> unknown(problem_->cells.size());
    for (std::size_t i = 0; i < unknown.size(); ++i) {
      unknown[i] = problem_->cells[i].value > 0.0 && !problem_->cells[i].fixed;
    }
    lost_.assign(unknown.size(), false);
    read_off(*problem_, unknown, [&](std::size_t, std::size_t cell) { lost_[cell] = true; });
  }

  [[nodiscard]] bool is_kept(std::size_t cell) const {
    return is_guarded(*problem_, result_.cells, cell) && !lost_[cell] && !problem_->cells[cell].fixed;
  }

  const SuppressionProblem* problem_;
  Suppression result_;
  std::vector<bool> lost_;
};

}  // namespace

std::vector<std::size_t> recomputable(const SuppressionProblem& problem, const std::vector<CellState>& cells) {
  const std::vector<bool> unknown = still_unknown(problem, cells);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < problem.cells.size(); ++i) {
    if (is_guarded(problem, cells, i) && !unknown[i]) {
      found.push_back(i);
    }
  }
  return found;
}

Suppression suppress(const SuppressionProblem& problem) { return Hiding(problem).run(); }

}  // namespace lastmeter
