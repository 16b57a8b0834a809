// SPDX-License-Identifier: Apache-2.0
#include "io/feature_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>

#include "core/text.h"

namespace lastmeter {

std::string Column::as_text(std::size_t row) const {
  if (is_null(row)) {
    return "";
  }
  switch (type_) {
    case ColumnType::Integer:
      return fmt::format("{}", integers_[row]);
    case ColumnType::Real:
      return fmt::format("{}", reals_[row]);
    case ColumnType::Text:
    case ColumnType::Date:
      return std::string(text(row));
  }
  return "";
}

std::optional<double> Column::as_number(std::size_t row) const {
  if (is_null(row)) {
    return std::nullopt;
  }
  switch (type_) {
    case ColumnType::Integer:
      return static_cast<double>(integers_[row]);
    case ColumnType::Real:
      return reals_[row];
    case ColumnType::Text:
      return parse_number(text(row));
    case ColumnType::Date:
      return std::nullopt;
  }
  return std::nullopt;
}

void Column::reserve(std::size_t rows) {
  present_.reserve(rows);
  switch (type_) {
    case ColumnType::Integer:
      integers_.reserve(rows);
      break;
    case ColumnType::Real:
      reals_.reserve(rows);
      break;
    case ColumnType::Text:
    case ColumnType::Date:
      text_ends_.reserve(rows);
      break;
  }
}

void Column::append_null() {
  present_.push_back(0);
  switch (type_) {
    case ColumnType::Integer:
      integers_.push_back(0);
      break;
    case ColumnType::Real:
      reals_.push_back(0.0);
      break;
    case ColumnType::Text:
    case ColumnType::Date:
      text_ends_.push_back(text_bytes_.size());
      break;
  }
}

void Column::append_text(std::string_view value) {
  assert(type_ == ColumnType::Text || type_ == ColumnType::Date);
  present_.push_back(1);
  text_bytes_.append(value);
  text_ends_.push_back(text_bytes_.size());
}

void Column::append_integer(std::int64_t value) {
  assert(type_ == ColumnType::Integer);
  present_.push_back(1);
  integers_.push_back(value);
}

void Column::append_real(double value) {
  assert(type_ == ColumnType::Real);
  present_.push_back(1);
  reals_.push_back(value);
}

void FeatureTable::set_source_rows(std::vector<std::size_t> records) {
  assert(records.size() == rows);
  const bool differ = !records.empty() && records.back() + 1 != records.size();
  source_rows = differ ? std::move(records) : std::vector<std::size_t>();
}

std::string FeatureTable::record_text(std::size_t row) const {
  const std::size_t record = source_row(row);
  const auto next = std::upper_bound(parts.begin(), parts.end(), record,
                                     [](std::size_t r, const FilePart& part) { return r < part.first_record; });
  if (next == parts.begin()) {
    return fmt::format("row {}", record + 1);
  }
  const FilePart& part = *std::prev(next);
  return fmt::format("row {} of {}", record - part.first_record + 1, part.file);
}

std::optional<std::size_t> FeatureTable::find(std::string_view column) const {
  std::optional<std::size_t> folded;
  std::size_t matches = 0;
  const std::string wanted = ascii_lower(column);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name() == column) {
      return i;
    }
    if (ascii_lower(columns[i].name()) == wanted) {
      folded = i;
      ++matches;
    }
  }
  return matches == 1 ? folded : std::nullopt;
}

}  // namespace lastmeter
