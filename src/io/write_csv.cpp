// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "core/error.h"
#include "core/text.h"
#include "io/encoding.h"
#include "io/output_file.h"
#include "io/write_table.h"

namespace lastmeter {

namespace {

constexpr std::size_t flush_at = std::size_t{1} << 20;

/// A spreadsheet would run such a text as a formula.
bool is_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
         !parse_number(text);
}

void append_cell(std::string& out, std::string_view text) {
  const std::string_view guard = is_formula(text) ? "'" : "";
  const bool spaced = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!spaced && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += guard;
    out += text;
    return;
  }
  out += '"';
  out += guard;
  for (const char c : text) {
    out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

void append_value(std::string& out, const Column& column, std::size_t row) {
  if (column.is_null(row)) {
    return;
  }
  switch (column.type()) {
    case ColumnType::Integer:
      out += fmt::format_int(column.integer(row)).c_str();
      return;
    case ColumnType::Real:
      if (std::isfinite(column.real(row))) {
        fmt::format_to(std::back_inserter(out), "{}", column.real(row));
      }
      return;
    case ColumnType::Text:
    case ColumnType::Date:
      append_cell(out, column.text(row));
  }
}

[[noreturn]] void refuse_text(const FeatureTable& table, const std::string& where) {
  throw InputError(fmt::format("{} of table '{}' cannot be written as CSV: its text is not UTF-8", where, table.name),
                   "read the source with the right `encoding`");
}

/// A line with one empty cell would be a blank line, which readers skip.
void end_line(std::string& out, std::size_t line_start) { out += out.size() == line_start ? "\"\"\r\n" : "\r\n"; }

std::string head(const FeatureTable& table) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out += i == 0 ? "" : ",";
    append_cell(out, table.columns[i].name());
  }
  if (!is_utf8(out)) {
    refuse_text(table, "the header");
  }
  end_line(out, 0);
  return "\xEF\xBB\xBF" + out;
}

}  // namespace

void write_csv(const FeatureTable& table, const std::filesystem::path& file) {
  OutputFile output(file);
  std::string out = head(table);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::size_t line_start = out.size();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (i > 0) {
        out += ',';
      }
      append_value(out, table.columns[i], row);
    }
    if (!is_utf8(std::string_view(out).substr(line_start))) {
      refuse_text(table, fmt::format("row {}", row + 1));
    }
    end_line(out, line_start);
    if (out.size() >= flush_at) {
      output.write(out);
      out.clear();
    }
  }
  output.write(out);
  output.close();
}

}  // namespace lastmeter
