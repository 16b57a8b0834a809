// SPDX-License-Identifier: Apache-2.0
#include "placement/set_cover_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/stopwatch.h"
#include "placement/set_cover_bound.h"

namespace lastmeter {

namespace {

constexpr std::int64_t kNoCover = std::numeric_limits<std::int64_t>::max() / 2;
constexpr std::size_t kFewNodes = 500;  // before them nobody gives up
constexpr BoundPace kRoot{.steps = 2000, .patience = 20, .shortest = 1e-3, .covers = 25};
constexpr BoundPace kNode{.steps = 100, .patience = 6, .shortest = 0.05, .covers = 50};

bool has_empty_row(const CoverMatrix& matrix) {
  for (std::size_t i = 0; i < matrix.row_count(); ++i) {
    if (matrix.rows[i].empty()) {
      return true;
    }
  }
  return false;
}

/// Where the subgradients waver most, among the rows that have fewest columns.
std::size_t undecided(const CoverMatrix& matrix, const std::vector<double>& chosen) {
  std::size_t best = 0;
  double highest = -1.0;
  for (std::size_t j = 0; j < chosen.size(); ++j) {
    double need = 0.0;
    for (const std::uint32_t row : matrix.columns[j]) {
      need += 1.0 / static_cast<double>(matrix.rows[row].size());
    }
    const double score = chosen[j] * (1.0 - chosen[j]) * need;
    if (score > highest) {
      highest = score;
      best = j;
    }
  }
  return best;
}

class Tree {
 public:
  Tree(const CoverTask& task, Progress& progress) : task_(task), progress_(progress) {}

  CoverAnswer run(const CoverMatrix& matrix) {
    best_ = task_.below.value_or(kNoCover);
    if (!task_.start.empty()) {
      std::int64_t cost = 0;
      for (const std::uint32_t id : task_.start) {
        cost += matrix.costs[id];
      }
      take(task_.start, cost);
    }
    progress_.stage("search", 0);
    const std::int64_t bound = explore(matrix, {}, kRoot, 1.0);
    answer_.bound = std::min(bound, goal());  // with a gap, covers between goal and best are dropped unseen
    answer_.cost = best_;
    return std::move(answer_);
  }

 private:
  void take(std::vector<std::uint32_t> ids, std::int64_t cost) {
    if (cost < best_) {
      best_ = cost;
      std::sort(ids.begin(), ids.end());
      answer_.ids = std::move(ids);
    }
  }

  void offer(const CoverMatrix& matrix, const ForcedColumns& taken, const CoverColumns& columns) {
    const std::int64_t cost = taken.cost + cost_of(matrix, columns);
    if (cost < best_) {
      std::vector<std::uint32_t> ids = taken.ids;
      for (const std::uint32_t column : columns) {
        ids.push_back(matrix.ids[column]);
      }
      take(std::move(ids), cost);
    }
  }

  /// Subtrees whose bound is this high need no look.
  [[nodiscard]] std::int64_t goal() const {
    const auto gap = static_cast<std::int64_t>(std::floor(task_.stop.gap * static_cast<double>(best_)));
    return best_ - (answer_.ids ? gap : 0);
  }

  bool must_stop() {
    if (task_.enough && answer_.ids && best_ <= *task_.enough) {
      return true;
    }
    answer_.stopped_by_time = answer_.stopped_by_time || (task_.stop.seconds && watch_.seconds() > *task_.stop.seconds);
    answer_.gave_up = answer_.gave_up || (task_.most_nodes && answer_.nodes >= kFewNodes &&
                                          static_cast<double>(answer_.nodes) > *task_.most_nodes * behind_);
    answer_.stopped = answer_.stopped || answer_.stopped_by_time || answer_.gave_up ||
                      (task_.stop.iterations && answer_.nodes >= *task_.stop.iterations);
    return answer_.stopped;
  }

  /// The least that a cover through this node can cost, as far as it is known.
  /// `part`: of the whole tree, each branch half of its node.
  std::int64_t explore(CoverMatrix matrix, ForcedColumns taken, const BoundPace& pace, double part) {
    std::int64_t lower = taken.cost;
    while (true) {
      matrix = reduced(std::move(matrix), taken);
      lower = std::max(lower, taken.cost);
      if (has_empty_row(matrix)) {
        behind_ += part;
        return kNoCover;
      }
      if (matrix.row_count() == 0) {
        offer(matrix, taken, {});
        behind_ += part;
        return taken.cost;
      }
      if (lower >= goal()) {
        behind_ += part;
        return lower;
      }
      const CoverBound bound = bound_of(matrix, taken, pace);
      lower = std::max(lower, taken.cost + bound.bound);
      if (lower >= goal()) {
        behind_ += part;
        return lower;
      }
      if (!settle(matrix, taken, bound.fates)) {
        return must_stop() ? lower : std::max(lower, branch(matrix, taken, bound, part));
      }
    }
  }

  CoverBound bound_of(CoverMatrix& matrix, const ForcedColumns& taken, const BoundPace& pace) {
    if (best_ >= kNoCover) {
      offer(matrix, taken, greedy_cover(matrix));
    }
    return lagrangian_bound(
        matrix, pace, [&] { return goal() - taken.cost; },
        [&](const CoverColumns& columns) { offer(matrix, taken, columns); });
  }

  std::int64_t branch(const CoverMatrix& matrix, const ForcedColumns& taken, const CoverBound& bound, double part) {
    ++answer_.nodes;
    progress_.step(answer_.nodes);
    const std::size_t column = undecided(matrix, bound.chosen);
    ForcedColumns with = taken;
    with.ids.push_back(matrix.ids[column]);
    with.cost += matrix.costs[column];
    const std::int64_t in = explore(with_column(matrix, column), std::move(with), kNode, part / 2.0);
    const std::int64_t out = explore(without_column(matrix, column), taken, kNode, part / 2.0);
    return std::min(in, out);
  }

  const CoverTask& task_;
  Progress& progress_;
  const Stopwatch watch_;
  std::int64_t best_ = kNoCover;
  double behind_ = 0.0;  // part of the tree that is settled
  CoverAnswer answer_;
};

}  // namespace

CoverAnswer search_cover(const CoverMatrix& matrix, const CoverTask& task, Progress& progress) {
  return Tree(task, progress).run(matrix);
}

}  // namespace lastmeter
