// SPDX-License-Identifier: Apache-2.0
#include "placement/set_cover_bound.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace lastmeter {

namespace {

constexpr double kForget = 0.05;  // weight of the newest subgradient in the average

/// Value and subgradient of the Lagrangian at given prices, all in whole numbers.
struct Point {
  std::int64_t value = 0;
  std::vector<std::int64_t> reduced;    // by column: cost less the prices of its rows
  std::vector<std::int32_t> uncovered;  // by row: 1 less the columns taken that cover it
};

void evaluate(const CoverMatrix& matrix, int digits, const std::vector<std::int64_t>& prices, Point& point) {
  point.value = std::accumulate(prices.begin(), prices.end(), std::int64_t{0});
  point.reduced.resize(matrix.column_count());
  point.uncovered.assign(matrix.row_count(), 1);
  for (std::size_t j = 0; j < matrix.column_count(); ++j) {
    std::int64_t reduced = matrix.costs[j] << digits;
    for (const std::uint32_t row : matrix.columns[j]) {
      reduced -= prices[row];
    }
    point.reduced[j] = reduced;
    if (reduced < 0) {
      point.value += reduced;
      for (const std::uint32_t row : matrix.columns[j]) {
        --point.uncovered[row];
      }
    }
  }
}

std::int64_t rounded_up(std::int64_t value, int digits) { return (value + (std::int64_t{1} << digits) - 1) >> digits; }

class Ascent {
 public:
  Ascent(CoverMatrix& matrix, const BoundPace& pace)
      : matrix_(matrix),
        digits_(matrix.digits),
        pace_(pace),
        prices_(matrix.prices),
        chosen_(matrix.column_count(), 0.0) {
    for (std::size_t i = 0; i < matrix.row_count(); ++i) {
      std::int64_t dearest = std::numeric_limits<std::int64_t>::max();
      for (const std::uint32_t column : matrix.rows[i]) {
        dearest = std::min(dearest, matrix.costs[column] << matrix.digits);
      }
      dearest_.push_back(dearest);
      prices_[i] = std::min(prices_[i], dearest);
    }
  }

  void run(const std::function<std::int64_t()>& room, const std::function<void(const CoverColumns&)>& offer) {
    evaluate(matrix_, digits_, prices_, at_);
    keep_best();
    double length = 1.0;
    std::size_t idle = 0;
    for (std::size_t step = 1; step <= pace_.steps && length >= pace_.shortest; ++step) {
      if (step % pace_.covers == 0) {
        offer(greedy_cover(matrix_));
      }
      if (rounded_up(best_.value, digits_) >= room() || !move(length, room())) {
        break;
      }
      evaluate(matrix_, digits_, prices_, at_);
      remember();
      if (at_.value > best_.value) {
        idle = at_.value - best_.value > best_.value / 2000 ? 0 : idle + 1;
        keep_best();
      } else {
        ++idle;
      }
      if (idle >= pace_.patience) {
        idle = 0;
        length *= 0.5;
        prices_ = matrix_.prices;
        at_ = best_;
      }
    }
  }

  CoverBound result(std::int64_t room) {
    CoverBound bound;
    bound.bound = std::max<std::int64_t>(0, rounded_up(best_.value, digits_));
    bound.chosen = std::move(chosen_);
    for (const std::int64_t reduced : best_.reduced) {
      const bool other = rounded_up(best_.value + std::abs(reduced), digits_) >= room;
      bound.fates.push_back(!other ? ColumnFate::Free : reduced < 0 ? ColumnFate::In : ColumnFate::Out);
    }
    return bound;
  }

 private:
  void keep_best() {
    best_ = at_;
    matrix_.prices = prices_;
  }

  void remember() {
    for (std::size_t j = 0; j < chosen_.size(); ++j) {
      chosen_[j] += kForget * ((at_.reduced[j] < 0 ? 1.0 : 0.0) - chosen_[j]);
    }
  }

  /// False where the subgradient is 0: the prices are optimal.
  bool move(double length, std::int64_t room) {
    double norm = 0.0;
    for (std::size_t i = 0; i < prices_.size(); ++i) {
      const std::int32_t slope = prices_[i] == 0 && at_.uncovered[i] < 0 ? 0 : at_.uncovered[i];
      norm += static_cast<double>(slope) * slope;
    }
    if (norm == 0.0) {
      return false;
    }
    const double target = std::ldexp(static_cast<double>(room), digits_);
    const double step = length * std::max(1.0, target - static_cast<double>(at_.value)) / norm;
    for (std::size_t i = 0; i < prices_.size(); ++i) {
      const std::int64_t moved = prices_[i] + std::llround(step * at_.uncovered[i]);
      prices_[i] = std::clamp<std::int64_t>(moved, 0, dearest_[i]);
    }
    return true;
  }

  CoverMatrix& matrix_;
  const int digits_;
  const BoundPace& pace_;
  std::vector<std::int64_t> prices_;
  std::vector<std::int64_t> dearest_;  // by row: no price above its cheapest column is of use
  Point at_;
  Point best_;
  std::vector<double> chosen_;
};

/// The greedy's books: what is left to cover, and what each column would add.
class Greedy {
 public:
  explicit Greedy(const CoverMatrix& matrix)
      : matrix_(matrix), digits_(matrix.digits), beyond_(matrix.column_count()), fresh_(matrix.column_count()) {
    for (std::size_t j = 0; j < matrix.column_count(); ++j) {
      beyond_[j] = matrix.costs[j] << digits_;
      fresh_[j] = static_cast<std::int64_t>(matrix.columns[j].size());
      for (const std::uint32_t row : matrix.columns[j]) {
        beyond_[j] -= matrix.prices[row];
      }
    }
  }

  CoverColumns run() {
    std::vector<std::uint8_t> covered(matrix_.row_count(), 0);
    CoverColumns taken;
    for (std::size_t left = matrix_.row_count(); left > 0;) {
      const std::uint32_t column = best();
      taken.push_back(column);
      for (const std::uint32_t row : matrix_.columns[column]) {
        if (std::exchange(covered[row], 1) == 0) {
          --left;
          cover(row);
        }
      }
    }
    return taken;
  }

 private:
  [[nodiscard]] std::uint32_t best() const {
    std::uint32_t best = 0;
    double lowest = std::numeric_limits<double>::infinity();
    for (std::uint32_t j = 0; j < beyond_.size(); ++j) {
      if (fresh_[j] > 0) {
        const auto beyond = static_cast<double>(beyond_[j]);
        const auto fresh = static_cast<double>(fresh_[j]);
        const double score = beyond > 0.0 ? beyond / fresh : beyond * fresh;
        if (score < lowest) {
          lowest = score;
          best = j;
        }
      }
    }
    return best;
  }

  void cover(std::uint32_t row) {
    for (const std::uint32_t column : matrix_.rows[row]) {
      beyond_[column] += matrix_.prices[row];
      --fresh_[column];
    }
  }

  const CoverMatrix& matrix_;
  const int digits_;
  std::vector<std::int64_t> beyond_;
  std::vector<std::int64_t> fresh_;  // rows not covered yet
};

void drop_needless(const CoverMatrix& matrix, CoverColumns& columns) {
  std::vector<std::uint32_t> times(matrix.row_count(), 0);
  for (const std::uint32_t column : columns) {
    for (const std::uint32_t row : matrix.columns[column]) {
      ++times[row];
    }
  }
  std::stable_sort(columns.begin(), columns.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return matrix.costs[a] > matrix.costs[b]; });
  const auto needless = [&](std::uint32_t column) {
    const std::span<const std::uint32_t> rows = matrix.columns[column];
    if (std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return times[row] < 2; })) {
      return false;
    }
    std::for_each(rows.begin(), rows.end(), [&](std::uint32_t row) { --times[row]; });
    return true;
  };
  CoverColumns needed;
  std::copy_if(columns.begin(), columns.end(), std::back_inserter(needed),
               [&](std::uint32_t column) { return !needless(column); });
  std::sort(needed.begin(), needed.end());
  columns = std::move(needed);
}

}  // namespace

CoverColumns greedy_cover(const CoverMatrix& matrix) {
  CoverColumns columns = Greedy(matrix).run();
  drop_needless(matrix, columns);
  return columns;
}

std::int64_t cost_of(const CoverMatrix& matrix, const CoverColumns& columns) {
  return std::accumulate(columns.begin(), columns.end(), std::int64_t{0},
                         [&](std::int64_t sum, std::uint32_t column) { return sum + matrix.costs[column]; });
}

CoverBound lagrangian_bound(CoverMatrix& matrix, const BoundPace& pace, const std::function<std::int64_t()>& room,
                            const std::function<void(const CoverColumns&)>& offer) {
  Ascent ascent(matrix, pace);
  ascent.run(room, offer);
  return ascent.result(room());
}

bool settle(CoverMatrix& matrix, ForcedColumns& taken, const std::vector<ColumnFate>& fates) {
  std::vector<std::uint8_t> columns(matrix.column_count(), 1);
  std::vector<std::uint8_t> rows(matrix.row_count(), 1);
  std::size_t settled = 0;
  for (std::size_t j = 0; j < fates.size(); ++j) {
    if (fates[j] == ColumnFate::Free) {
      continue;
    }
    ++settled;
    columns[j] = 0;
    if (fates[j] == ColumnFate::In) {
      taken.ids.push_back(matrix.ids[j]);
      taken.cost += matrix.costs[j];
      for (const std::uint32_t row : matrix.columns[j]) {
        rows[row] = 0;
      }
    }
  }
  if (settled == 0) {
    return false;
  }
  matrix = kept(matrix, columns, rows);
  return true;
}

}  // namespace lastmeter
