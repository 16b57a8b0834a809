// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "input/layer_spec.h"
#include "io/feature_table.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

/// A layer as read, with its columns found. After `build_study_area` has moved it, its coordinates are in the
/// working system.
class Layer {
 public:
  /// `joined`: which rows found a partner in the joined table; empty = there is none.
  Layer(const LayerSpec& spec, FeatureTable table, const std::map<Field, std::vector<std::string>>& aliases,
        std::vector<bool> joined = {});

  [[nodiscard]] const LayerSpec& spec() const { return *spec_; }
  [[nodiscard]] std::string role() const { return std::string(role_name(spec_->role)); }
  [[nodiscard]] const FeatureTable& table() const { return table_; }
  [[nodiscard]] FeatureTable& table() { return table_; }
  [[nodiscard]] std::size_t rows() const { return table_.rows; }

  /// Barriers that stand on the nodes of streets read from OpenStreetMap; null elsewhere.
  [[nodiscard]] const FeatureTable* gates() const { return gates_ ? &*gates_ : nullptr; }
  [[nodiscard]] FeatureTable* gates() { return gates_ ? &*gates_ : nullptr; }
  void set_gates(FeatureTable gates) { gates_ = std::move(gates); }

  [[nodiscard]] bool has(Field field) const { return column(field) != nullptr; }
  [[nodiscard]] const Column* column(Field field) const;
  /// False for a row whose columns from the joined table are empty for want of a partner.
  [[nodiscard]] bool has_partner(std::size_t row) const { return joined_.empty() || joined_[row]; }
  /// Trimmed text of a field, "" where there is none. Whole numbers stored as reals lose their ".0".
  [[nodiscard]] std::string text(Field field, std::size_t row) const;
  /// The row of the source file, from 0.
  [[nodiscard]] std::size_t source_row(std::size_t row) const { return table_.source_row(row); }
  /// "row 12", as the source file counts, from 1; "row 12 of west.csv" where the source is a pattern.
  [[nodiscard]] std::string row_text(std::size_t row) const;
  /// The code, or "#<row of the source from 1>" where it is missing or destroyed.
  [[nodiscard]] std::string code(std::size_t row) const;

  /// The ledger entry of a record of this layer.
  [[nodiscard]] Issue issue(Rule rule, std::size_t row, std::string what, std::string fix) const;
  [[nodiscard]] LayerAccount account(std::size_t used) const;

 private:
  const LayerSpec* spec_;
  FeatureTable table_;
  std::optional<FeatureTable> gates_;
  std::vector<bool> joined_;
  std::array<std::optional<std::size_t>, kFields.size()> columns_{};
  std::optional<std::size_t> relation_codes_;  // OpenStreetMap: the column of codes of areas that are relations
};

/// True for text like 3.70481E+14: a spreadsheet has rounded a long code.
bool is_destroyed_code(std::string_view code);

/// Missing and destroyed codes of a layer, one finding each; a layer without a code column gets one note.
void check_codes(const Layer& layer, IssueLedger& ledger);

/// A count from a column: households, people. Unreadable, missing and negative ones are reported and count as 0.
double count_of(const Layer& layer, Field field, std::size_t row, IssueLedger& ledger);

}  // namespace lastmeter
