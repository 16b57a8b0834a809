// SPDX-License-Identifier: Apache-2.0
#include "suppress/unknown_groups.h"

#include <algorithm>
#include <cmath>

namespace lastmeter {

namespace {

constexpr double kZero = 1e-9;

using Row = std::vector<double>;

template <class Visit>
void each_cell(const PublishedSum& sum, const Visit& visit) {
  visit(sum.whole, -1.0);
  for (const std::size_t part : sum.parts) {
    visit(part, 1.0);
  }
}

/// The sums of a group as rows over its cells.
std::vector<Row> rows_of(const SuppressionProblem& problem, const UnknownGroup& group) {
  std::vector<Row> rows;
  for (const std::size_t sum : group.sums) {
    Row row(group.cells.size(), 0.0);
    each_cell(problem.sums[sum], [&](std::size_t cell, double sign) {
      const auto at = std::lower_bound(group.cells.begin(), group.cells.end(), cell);
      if (at != group.cells.end() && *at == cell) {
        row[static_cast<std::size_t>(at - group.cells.begin())] += sign;
      }
    });
    rows.push_back(std::move(row));
  }
  return rows;
}

void subtract(Row& from, const Row& pivot, std::size_t column) {
  const double factor = from[column];
  if (std::abs(factor) <= kZero) {
    return;
  }
  for (std::size_t k = 0; k < from.size(); ++k) {
    from[k] -= factor * pivot[k];
  }
  from[column] = 0.0;
}

/// Reduced row echelon form; returns how many rows are not zero.
std::size_t reduce(std::vector<Row>& rows, std::size_t columns) {
  std::size_t rank = 0;
  for (std::size_t column = 0; column < columns && rank < rows.size(); ++column) {
    const auto largest =
        std::max_element(rows.begin() + static_cast<std::ptrdiff_t>(rank), rows.end(),
                         [&](const Row& a, const Row& b) { return std::abs(a[column]) < std::abs(b[column]); });
    if (std::abs((*largest)[column]) <= kZero) {
      continue;
    }
    std::swap(*largest, rows[rank]);
    const double pivot = rows[rank][column];
    for (double& each : rows[rank]) {
      each /= pivot;
    }
    for (std::size_t other = 0; other < rows.size(); ++other) {
      if (other != rank) {
        subtract(rows[other], rows[rank], column);
      }
    }
    ++rank;
  }
  return rank;
}

}  // namespace

std::vector<UnknownGroup> unknown_groups(const SuppressionProblem& problem, const std::vector<bool>& unknown) {
  std::vector<std::vector<std::size_t>> sums_of(problem.cells.size());
  for (std::size_t sum = 0; sum < problem.sums.size(); ++sum) {
    each_cell(problem.sums[sum], [&](std::size_t cell, double) { sums_of[cell].push_back(sum); });
  }
  std::vector<bool> seen(problem.cells.size(), false);
  std::vector<bool> sum_seen(problem.sums.size(), false);
  std::vector<UnknownGroup> groups;
  for (std::size_t first = 0; first < unknown.size(); ++first) {
    if (!unknown[first] || seen[first]) {
      continue;
    }
    UnknownGroup group{.cells = {first}, .sums = {}};
    seen[first] = true;
    for (std::size_t next = 0; next < group.cells.size(); ++next) {
      for (const std::size_t sum : sums_of[group.cells[next]]) {
        if (sum_seen[sum]) {
          continue;
        }
        sum_seen[sum] = true;
        group.sums.push_back(sum);
        each_cell(problem.sums[sum], [&](std::size_t cell, double) {
          if (unknown[cell] && !seen[cell]) {
            seen[cell] = true;
            group.cells.push_back(cell);
          }
        });
      }
    }
    std::sort(group.cells.begin(), group.cells.end());
    std::sort(group.sums.begin(), group.sums.end());
    groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<std::size_t> determined(const SuppressionProblem& problem, const UnknownGroup& group) {
  std::vector<Row> rows = rows_of(problem, group);
  const std::size_t rank = reduce(rows, group.cells.size());
  std::vector<std::size_t> fixed;
  for (std::size_t row = 0; row < rank; ++row) {
    std::size_t others = 0;
    std::size_t last = 0;
    for (std::size_t k = 0; k < group.cells.size(); ++k) {
      if (std::abs(rows[row][k]) > kZero) {
        ++others;
        last = k;
      }
    }
    if (others == 1) {
      fixed.push_back(group.cells[last]);
    }
  }
  std::sort(fixed.begin(), fixed.end());
  return fixed;
}

}  // namespace lastmeter
