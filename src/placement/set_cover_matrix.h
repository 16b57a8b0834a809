// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lastmeter {

/// Compressed lists: the members of list i are `members[starts[i] .. starts[i + 1])`, ascending.
struct CoverLists {
  std::vector<std::uint32_t> starts{0};
  std::vector<std::uint32_t> members;

  [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t i) const {
    return std::span(members).subspan(starts[i], starts[i + 1] - starts[i]);
  }
  void close_list() { starts.push_back(static_cast<std::uint32_t>(members.size())); }
};

/// The other way round: by member, in which lists it is.
CoverLists transposed(const CoverLists& lists, std::size_t members);

/// A set cover problem: choose columns of least cost so that every row has one of its columns.
struct CoverMatrix {
  CoverLists rows;                   // by row, its columns
  CoverLists columns;                // by column, its rows
  std::vector<std::int64_t> costs;   // by column, >= 0
  std::vector<std::uint32_t> ids;    // by column, who it is outside
  int digits = 0;                    // binary ones of the prices behind the point: as many as 63 bits allow for
  std::vector<std::int64_t> prices;  // by row: what covering it is worth, carried from bound to bound

  [[nodiscard]] std::size_t row_count() const { return rows.size(); }
  [[nodiscard]] std::size_t column_count() const { return costs.size(); }
};

/// `rows` by column numbers below costs.size(); column j has id j, prices are 0.
CoverMatrix cover_matrix(CoverLists rows, std::vector<std::int64_t> costs);

/// Columns forced into the solution, by id, and their cost.
struct ForcedColumns {
  std::vector<std::uint32_t> ids;
  std::int64_t cost = 0;
};

/// Keeps the flagged columns and rows; the matrix stays in order.
CoverMatrix kept(const CoverMatrix& matrix, std::span<const std::uint8_t> columns, std::span<const std::uint8_t> rows);

/// Takes one column: its rows are covered and leave with it.
CoverMatrix with_column(const CoverMatrix& matrix, std::size_t column);
/// Forbids one column.
CoverMatrix without_column(const CoverMatrix& matrix, std::size_t column);

/// Shrinks the matrix, and keeps at least one cheapest solution: a row with one column forces it; a row that contains
/// another row goes; a column that covers no more than a column that costs no more goes (equal ones: the first stays);
/// all again until nothing changes. Sizes are compared on sorted lists, which a mismatch ends early. A row without
/// columns is left: the matrix has no solution then.
CoverMatrix reduced(CoverMatrix matrix, ForcedColumns& forced);

}  // namespace lastmeter
