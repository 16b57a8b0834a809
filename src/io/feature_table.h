// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/crs.h"
#include "geometry/geometry_column.h"

namespace lastmeter {

enum class ColumnType { Text, Integer, Real, Date };

/// One typed column with a flag for "no value". Text lies in one arena. A Date is ISO 8601 text
/// (2016-12-01 or 2016-12-01T08:30:00), as precise as the source.
class Column {
 public:
  Column(std::string name, ColumnType type) : name_(std::move(name)), type_(type) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] ColumnType type() const { return type_; }
  [[nodiscard]] std::size_t size() const { return present_.size(); }
  [[nodiscard]] bool is_null(std::size_t row) const { return present_[row] == 0; }

  /// Precondition of the three: the type fits and the value is not null (null text reads as "").
  [[nodiscard]] std::string_view text(std::size_t row) const {
    const std::uint64_t first = row == 0 ? 0 : text_ends_[row - 1];
    return {text_bytes_.data() + first, text_ends_[row] - first};
  }
  [[nodiscard]] std::int64_t integer(std::size_t row) const { return integers_[row]; }
  [[nodiscard]] double real(std::size_t row) const { return reals_[row]; }

  /// Any type as a person would read it; "" for null. Reals: shortest text that reads back the same.
  [[nodiscard]] std::string as_text(std::size_t row) const;
  /// Any type as a number: null for no value and for a text that `parse_number` refuses.
  [[nodiscard]] std::optional<double> as_number(std::size_t row) const;

  void reserve(std::size_t rows);
  void append_null();
  void append_text(std::string_view value);
  void append_integer(std::int64_t value);
  void append_real(double value);

 private:
  std::string name_;
  ColumnType type_;
  std::vector<std::uint8_t> present_;
  std::vector<std::uint64_t> text_ends_;
  std::string text_bytes_;
  std::vector<std::int64_t> integers_;
  std::vector<double> reals_;
};

/// Something the reader had to repair, skip or decide; `row` of the table from 0, none = the whole table.
struct ReadNote {
  enum class Kind {
    Encoding,
    TextRepaired,
    RowUnreadable,
    FileDamaged,
    GeometryDropped,
    PositionUnreadable,  // x or y of a row is no number
    RingsOpen,           // shapes were read as if their outlines were closed
  };
  Kind kind;
  std::optional<std::size_t> row;
  std::string what;
};

/// Where a table came from.
struct TableSource {
  std::string path;                // as opened; several files joined into one table: the pattern
  std::vector<std::string> files;  // every file read, sidecars too, for hashing
  std::string layer;
  std::string driver;    // "ESRI Shapefile", "CSV", ...
  std::string encoding;  // of the text as it stood in the file: "UTF-8", "GB18030", "CP950", ...
};

/// Any table the tool reads or writes: typed columns and at most one geometry column, all with `rows` rows.
struct FeatureTable {
  std::string name;
  std::size_t rows = 0;
  std::vector<Column> columns;
  std::optional<GeometryColumn> geometry;
  std::optional<Crs> crs;  // of the geometry, as declared by the file; none = the file does not say
  TableSource source;
  std::vector<ReadNote> notes;
  /// For each row the record of the source it was, from 0; empty = the same, because no record was left out.
  std::vector<std::size_t> source_rows = {};
  /// Of several files joined into one table: where each begins. Records are counted through all of them.
  struct FilePart {
    std::string file;  // without its folder
    std::size_t first_record;
  };
  std::vector<FilePart> parts = {};

  /// Keeps ascending record numbers, one a row, unless they are the rows themselves.
  void set_source_rows(std::vector<std::size_t> records);
  [[nodiscard]] std::size_t source_row(std::size_t row) const { return source_rows.empty() ? row : source_rows[row]; }
  /// "row 12" of the source, counted from 1; "row 12 of west.csv" where several files were joined.
  [[nodiscard]] std::string record_text(std::size_t row) const;

  /// Index of the column with this name: exact, else the only one equal with ASCII case ignored.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const;
};

}  // namespace lastmeter
