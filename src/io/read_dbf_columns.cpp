// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>

#include "core/text.h"
#include "io/read_dbf.h"

namespace lastmeter {

namespace {

/// The cells of one field, in the order of the wanted records.
class DbfCells {
 public:
  DbfCells(std::string_view dbf, const DbfLayout& layout, const DbfField& field,
           const std::vector<std::size_t>& records)
      : first_(dbf.data() + layout.header_length + field.offset),
        stride_(layout.record_length),
        width_(field.width),
        held_(layout.records),
        records_(records) {}

  [[nodiscard]] std::size_t size() const { return records_.size(); }
  /// All bytes of a cell; none beyond the table.
  [[nodiscard]] std::string_view raw(std::size_t row) const {
    const std::size_t record = records_[row];
    return record < held_ ? std::string_view(first_ + record * stride_, width_) : std::string_view();
  }
  /// Up to the first NUL, without spaces around.
  [[nodiscard]] std::string_view text(std::size_t row) const {
    std::string_view cell = raw(row);
    if (cell.empty()) {
      return cell;
    }
    if (const void* end = std::memchr(cell.data(), 0, cell.size())) {
      cell = cell.substr(0, static_cast<std::size_t>(static_cast<const char*>(end) - cell.data()));
    }
    while (!cell.empty() && cell.back() == ' ') {
      cell.remove_suffix(1);
    }
    while (!cell.empty() && cell.front() == ' ') {
      cell.remove_prefix(1);
    }
    return cell;
  }

 private:
  const char* first_;
  std::size_t stride_;
  std::size_t width_;
  std::size_t held_;
  const std::vector<std::size_t>& records_;
};

bool has_no_value(std::string_view number) { return number.find_first_not_of('*') == std::string_view::npos; }

template <class Number>
std::optional<Number> whole_text_as(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<Column> as_integers(const std::string& name, const DbfCells& cells) {
  Column column(name, ColumnType::Integer);
  column.reserve(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string_view text = cells.text(row);
    if (has_no_value(text)) {
      column.append_null();
    } else if (const auto value = whole_text_as<std::int64_t>(text)) {
      column.append_integer(*value);
    } else {
      return std::nullopt;
    }
  }
  return column;
}

bool has_long_code(const DbfCells& cells) {
  constexpr std::size_t digits_of_a_double = 15;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string_view text = cells.text(row);
    if (text.size() > digits_of_a_double && text.find_first_not_of("0123456789") == std::string_view::npos) {
      return true;
    }
  }
  return false;
}

Column as_reals(const std::string& name, const DbfCells& cells, NoteCollector& notes) {
  Column column(name, ColumnType::Real);
  column.reserve(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string_view text = cells.text(row);
    const auto value = has_no_value(text) ? std::nullopt : whole_text_as<double>(text);
    if (value && std::isfinite(*value)) {
      column.append_real(*value);
      continue;
    }
    column.append_null();
    if (!has_no_value(text)) {
      notes.add(ReadNote::Kind::TextRepaired, row, fmt::format("'{}' is no number: '{}' is read as empty", name, text));
    }
  }
  return column;
}

Column as_texts(const std::string& name, const DbfCells& cells, TextDecoder& decoder, NoteCollector& notes) {
  Column column(name, ColumnType::Text);
  column.reserve(cells.size());
  std::string decoded;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string_view text = cells.text(row);
    if (text.empty()) {
      column.append_null();
      continue;
    }
    decoded.clear();
    switch (decoder.append_decoded(text, decoded)) {
      case TextDamage::None:
        break;
      case TextDamage::CutTail:
        notes.add(ReadNote::Kind::TextRepaired, row,
                  fmt::format("'{}' was cut inside a character: now '{}'", name, decoded));
        break;
      case TextDamage::Replaced:
        notes.add(ReadNote::Kind::TextRepaired, row,
                  fmt::format("'{}' held bytes that are no text: now '{}'", name, decoded));
        break;
    }
    column.append_text(decoded);
  }
  return column;
}

Column as_dates(const std::string& name, const DbfCells& cells, NoteCollector& notes) {
  Column column(name, ColumnType::Date);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string_view text = cells.text(row);
    const auto number = whole_text_as<std::uint32_t>(text);
    if (number && text.size() == 8 && *number / 100 % 100 - 1 < 12 && *number % 100 - 1 < 31) {
      column.append_text(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
      continue;
    }
    column.append_null();
    if (text.find_first_not_of("0*") != std::string_view::npos) {
      notes.add(ReadNote::Kind::TextRepaired, row, fmt::format("'{}' is no date: '{}' is read as empty", name, text));
    }
  }
  return column;
}

Column as_logicals(const std::string& name, const DbfCells& cells) {
  Column column(name, ColumnType::Integer);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string_view text = cells.text(row);
    if (!text.empty() && std::string_view("YyTt1").find(text[0]) != std::string_view::npos) {
      column.append_integer(1);
    } else if (!text.empty() && std::string_view("NnFf0").find(text[0]) != std::string_view::npos) {
      column.append_integer(0);
    } else {
      column.append_null();
    }
  }
  return column;
}

template <class Number>
std::optional<Number> binary(std::string_view raw, std::size_t at = 0) {
  Number value{};
  if (raw.size() < at + sizeof value) {
    return std::nullopt;
  }
  std::memcpy(&value, raw.data() + at, sizeof value);
  return value;
}

/// FoxPro's date and time: Julian day and milliseconds.
std::optional<std::string> date_time(std::string_view raw) {
  const auto day = binary<std::int32_t>(raw);
  const auto milliseconds = binary<std::int32_t>(raw, 4);
  if (!day || !milliseconds || *day < 1721426 || *day > 5373484 || *milliseconds < 0 || *milliseconds > 86400000) {
    return std::nullopt;
  }
  // Fliegel and Van Flandern, 1968.
  const int l = *day + 68569;
  const int n = 4 * l / 146097;
  const int rest = l - (146097 * n + 3) / 4;
  const int i = 4000 * (rest + 1) / 1461001;
  const int days = rest - 1461 * i / 4 + 31;
  const int j = 80 * days / 2447;
  const int seconds = (*milliseconds + 500) / 1000;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", 100 * (n - 49) + i + j / 11, j + 2 - 12 * (j / 11),
                     days - 2447 * j / 80, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

Column as_binary(const std::string& name, const DbfField& field, const DbfCells& cells) {
  Column column(name, field.type == 'I'   ? ColumnType::Integer
                      : field.type == 'T' ? ColumnType::Date
                                          : ColumnType::Real);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string_view raw = cells.raw(row);
    const auto integer = binary<std::int32_t>(raw);
    const auto money = binary<std::int64_t>(raw);
    const auto real = binary<double>(raw);
    if (field.type == 'I' && integer) {
      column.append_integer(*integer);
    } else if (field.type == 'T' && date_time(raw)) {
      column.append_text(*date_time(raw));
    } else if (field.type == 'Y' && money) {
      column.append_real(static_cast<double>(*money) / 10000.0);
    } else if (field.type == 'B' && real && std::isfinite(*real)) {
      column.append_real(*real);
    } else {
      column.append_null();
    }
  }
  return column;
}

Column as_numbers(const std::string& name, const DbfField& field, const DbfCells& cells, TextDecoder& decoder,
                  NoteCollector& notes) {
  if (field.decimals == 0) {
    if (auto integers = as_integers(name, cells)) {
      return std::move(*integers);
    }
    if (has_long_code(cells)) {
      return as_texts(name, cells, decoder, notes);
    }
  }
  return as_reals(name, cells, notes);
}

Column read_field(const std::string& name, const DbfField& field, const DbfCells& cells, TextDecoder& decoder,
                  NoteCollector& notes) {
  switch (field.type) {
    case 'N':
    case 'F':
      return as_numbers(name, field, cells, decoder, notes);
    case 'D':
      return as_dates(name, cells, notes);
    case 'L':
      return as_logicals(name, cells);
    case 'I':
    case 'T':
    case 'Y':
    case 'B':
      return as_binary(name, field, cells);
    default:
      return as_texts(name, cells, decoder, notes);
  }
}

}  // namespace

std::vector<Column> read_dbf_columns(std::string_view dbf, const DbfLayout& layout, const ColumnChoice& choice,
                                     const std::string& encoding, const std::vector<std::size_t>& records,
                                     NoteCollector& notes) {
  TextDecoder decoder(encoding);
  std::vector<Column> columns;
  for (std::size_t i = 0; i < layout.fields.size(); ++i) {
    if (choice.reads(i)) {
      const DbfField& field = layout.fields[i];
      columns.push_back(read_field(choice.names()[i], field, DbfCells(dbf, layout, field, records), decoder, notes));
    }
  }
  return columns;
}

}  // namespace lastmeter
