// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/read_notes.h"
#include "io/read_table.h"

namespace lastmeter {

/// Index of a name: exact, else the only one equal with ASCII case ignored.
std::optional<std::size_t> find_name(std::span<const std::string> names, std::string_view wanted);

/// Makes column names fit for use: trimmed, "field_7" for an empty one, "name_2" for the second of a kind (noted).
std::vector<std::string> usable_names(std::vector<std::string> names, NoteCollector& notes);

/// Columns that hold the positions of a table without geometry: x and y, or one with WKT, GeoJSON or hex WKB.
struct PositionColumns {
  std::optional<std::size_t> x = std::nullopt;
  std::optional<std::size_t> y = std::nullopt;
  std::optional<std::size_t> geometry = std::nullopt;
  bool named = false;  // by the caller, not found by their names
};

/// Those the options name; else a geometry column, else a pair x/y, by exact well-known names (lon, lng, longitude, x,
/// 经度 ...). Throws InputError for a name that is not there, ConfigError for x without y.
PositionColumns find_positions(std::span<const std::string> names, const ReadOptions& options);

/// Which of a source's columns to read, and which to keep in the end: those asked for (all when none is), and, for the
/// time of the reading, those that positions and the condition need.
class ColumnChoice {
 public:
  /// Throws InputError when `options` names a column that is not there.
  ColumnChoice(std::vector<std::string> names, const ReadOptions& options);

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] bool reads(std::size_t column) const { return reads_[column]; }
  /// Where the positions stand among the columns that are read.
  [[nodiscard]] PositionColumns positions() const;

 private:
  std::vector<std::string> names_;
  std::vector<bool> reads_;
  PositionColumns positions_;
};

/// Drops the columns that `options` did not ask for. The rest stands in the order of the source.
void keep_chosen_columns(FeatureTable& table, const ReadOptions& options);

}  // namespace lastmeter
