// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "report/count_cells.h"

namespace lastmeter {

/// The counts of a run's tables, read cell by cell: one count in several tables is one cell.
class CountBook {
 public:
  using Key = std::tuple<std::string, std::string, std::string>;  // kind of thing, its code, what is counted
  using Groups = std::map<std::string, std::vector<std::size_t>>;

  /// Reads every table but those of single places. `tables` must outlive the book.
  CountBook(const std::vector<StyledTable>& tables, double below);

  [[nodiscard]] const std::vector<StyledTable>& tables() const { return *tables_; }
  [[nodiscard]] const FeatureTable& table(std::size_t t) const { return (*tables_)[t].table; }
  /// What the rows of a table are about: different tables of one thing share their cells.
  [[nodiscard]] std::string thing_of(const FeatureTable& table) const;

  [[nodiscard]] const std::map<Key, std::size_t>& cells() const { return cells_; }
  [[nodiscard]] std::optional<std::size_t> find(const std::string& thing, const std::string& code,
                                                const std::string& count) const;
  /// The cell that stands there; none where no count does.
  [[nodiscard]] std::optional<std::size_t> at(const CellPlace& place) const;
  /// Cells of column `count` of a table by what stands in column `by`.
  [[nodiscard]] Groups grouped_by(std::size_t t, std::size_t count, std::size_t by) const;
  /// A row that the cell stands in.
  [[nodiscard]] std::size_t row_of(std::size_t cell) const { return made_.places[cell].front().row; }

  /// Parts that a reader may add up; what is missing to the whole is somebody's whom he does not know. None where they
  /// come to more than the whole.
  void add_sum(std::size_t whole, std::vector<std::size_t> parts);
  /// A total that is known, of these parts.
  void add_total(std::vector<std::size_t> parts);
  /// A count that stands nowhere, but enters sums.
  std::size_t add_part(double value) { return add(value, false, false); }
  /// Who is in the whole and not in the part, unless the part is larger.
  void add_rest(std::size_t whole, std::size_t part);

  CountCells take() && { return std::move(made_); }

 private:
  void read_table(std::size_t t);
  void follow_counts(std::size_t t);
  std::size_t add(double value, bool printed, bool fixed);
  std::size_t cell_of(const std::string& thing, const std::string& code, const std::string& count, double value);

  const std::vector<StyledTable>* tables_;
  CountCells made_;
  std::map<Key, std::size_t> cells_;
  std::map<CellPlace, std::size_t> own_;
};

/// The levels of zones as tables are named.
inline constexpr std::array<const char*, 3> kZoneTables{"grid_zones", "communities", "subdistricts"};

}  // namespace lastmeter
