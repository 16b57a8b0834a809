// SPDX-License-Identifier: Apache-2.0
#include "placement/set_cover_matrix.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace lastmeter {

namespace {

using Flags = std::vector<std::uint8_t>;
using List = std::span<const std::uint32_t>;

bool contains(List large, List small) {
  return small.size() <= large.size() && std::includes(large.begin(), large.end(), small.begin(), small.end());
}

/// The member of a list that is in fewest lists: whatever contains the list is among them.
std::uint32_t rarest(List list, const CoverLists& where) {
  return *std::min_element(list.begin(), list.end(),
                           [&](std::uint32_t a, std::uint32_t b) { return where[a].size() < where[b].size(); });
}

bool force_single_columns(CoverMatrix& matrix, ForcedColumns& forced) {
  Flags columns(matrix.column_count(), 1);
  Flags rows(matrix.row_count(), 1);
  bool changed = false;
  for (std::size_t i = 0; i < matrix.row_count(); ++i) {
    if (matrix.rows[i].size() == 1 && columns[matrix.rows[i].front()] != 0) {
      const std::uint32_t column = matrix.rows[i].front();
      columns[column] = 0;
      forced.ids.push_back(matrix.ids[column]);
      forced.cost += matrix.costs[column];
      for (const std::uint32_t row : matrix.columns[column]) {
        rows[row] = 0;
      }
      changed = true;
    }
  }
  if (changed) {
    matrix = kept(matrix, columns, rows);
  }
  return changed;
}

bool drop_easy_rows(CoverMatrix& matrix) {
  Flags rows(matrix.row_count(), 1);
  bool changed = false;
  for (std::size_t i = 0; i < matrix.row_count(); ++i) {
    const List row = matrix.rows[i];
    if (rows[i] == 0 || row.empty()) {
      continue;
    }
    for (const std::uint32_t other : matrix.columns[rarest(row, matrix.columns)]) {
      if (other != i && rows[other] != 0 && contains(matrix.rows[other], row)) {
        rows[other] = 0;
        changed = true;
      }
    }
  }
  if (changed) {
    matrix = kept(matrix, Flags(matrix.column_count(), 1), rows);
  }
  return changed;
}

bool is_dominated(const CoverMatrix& matrix, const Flags& columns, std::size_t j) {
  const List column = matrix.columns[j];
  if (column.empty()) {
    return true;
  }
  const List rivals = matrix.rows[rarest(column, matrix.rows)];
  return std::any_of(rivals.begin(), rivals.end(), [&](std::uint32_t k) {
    return k != j && columns[k] != 0 && matrix.costs[k] <= matrix.costs[j] && contains(matrix.columns[k], column);
  });
}

bool drop_weak_columns(CoverMatrix& matrix) {
  Flags columns(matrix.column_count(), 1);
  bool changed = false;
  for (std::size_t j = matrix.column_count(); j-- > 0;) {  // from the end: of equal columns the first stays
    if (is_dominated(matrix, columns, j)) {
      columns[j] = 0;
      changed = true;
    }
  }
  if (changed) {
    matrix = kept(matrix, columns, Flags(matrix.row_count(), 1));
  }
  return changed;
}

int price_digits(const CoverMatrix& matrix) {
  std::int64_t dearest = 1;
  for (const std::int64_t cost : matrix.costs) {
    dearest = std::max(dearest, cost);
  }
  const int used = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(dearest))) +
                   static_cast<int>(std::bit_width(matrix.row_count() + matrix.column_count() + 1));
  return std::clamp(61 - used, 0, 24);
}

}  // namespace

CoverLists transposed(const CoverLists& lists, std::size_t members) {
  CoverLists result;
  result.starts.assign(members + 1, 0);
  for (const std::uint32_t member : lists.members) {
    ++result.starts[member + 1];
  }
  for (std::size_t k = 0; k < members; ++k) {
    result.starts[k + 1] += result.starts[k];
  }
  result.members.resize(lists.members.size());
  std::vector<std::uint32_t> next(result.starts.begin(), result.starts.end() - 1);
  for (std::size_t i = 0; i < lists.size(); ++i) {
    for (const std::uint32_t member : lists[i]) {
      result.members[next[member]++] = static_cast<std::uint32_t>(i);
    }
  }
  return result;
}

CoverMatrix cover_matrix(CoverLists rows, std::vector<std::int64_t> costs) {
  CoverMatrix matrix;
  matrix.columns = transposed(rows, costs.size());
  matrix.prices.assign(rows.size(), 0);
  matrix.rows = std::move(rows);
  for (std::size_t j = 0; j < costs.size(); ++j) {
    matrix.ids.push_back(static_cast<std::uint32_t>(j));
  }
  matrix.costs = std::move(costs);
  matrix.digits = price_digits(matrix);
  return matrix;
}

CoverMatrix kept(const CoverMatrix& matrix, std::span<const std::uint8_t> columns, std::span<const std::uint8_t> rows) {
  CoverMatrix result;
  result.digits = matrix.digits;
  std::vector<std::uint32_t> number(matrix.column_count());
  for (std::size_t j = 0; j < columns.size(); ++j) {
    if (columns[j] != 0) {
      number[j] = static_cast<std::uint32_t>(result.ids.size());
      result.ids.push_back(matrix.ids[j]);
      result.costs.push_back(matrix.costs[j]);
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == 0) {
      continue;
    }
    for (const std::uint32_t column : matrix.rows[i]) {
      if (columns[column] != 0) {
        result.rows.members.push_back(number[column]);
      }
    }
    result.rows.close_list();
    result.prices.push_back(matrix.prices[i]);
  }
  result.columns = transposed(result.rows, result.ids.size());
  return result;
}

CoverMatrix with_column(const CoverMatrix& matrix, std::size_t column) {
  Flags columns(matrix.column_count(), 1);
  Flags rows(matrix.row_count(), 1);
  columns[column] = 0;
  for (const std::uint32_t row : matrix.columns[column]) {
    rows[row] = 0;
  }
  return kept(matrix, columns, rows);
}

CoverMatrix without_column(const CoverMatrix& matrix, std::size_t column) {
  Flags columns(matrix.column_count(), 1);
  columns[column] = 0;
  return kept(matrix, columns, Flags(matrix.row_count(), 1));
}

CoverMatrix reduced(CoverMatrix matrix, ForcedColumns& forced) {
  while (true) {
    while (force_single_columns(matrix, forced)) {
    }
    const bool rows = drop_easy_rows(matrix);
    const bool columns = drop_weak_columns(matrix);
    if (!rows && !columns) {
      return matrix;
    }
  }
}

}  // namespace lastmeter
