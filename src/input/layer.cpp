// SPDX-License-Identifier: Apache-2.0
#include "input/layer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "input/excess.h"

namespace lastmeter {

namespace {

constexpr double kExactIntegers = 9007199254740992.0;  // 2^53

constexpr double kMostOfACount = 1e10;  // more than mankind

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Layer::Layer(const LayerSpec& spec, FeatureTable table, const std::map<Field, std::vector<std::string>>& aliases,
             std::vector<bool> joined)
    : spec_(&spec), table_(std::move(table)), joined_(std::move(joined)) {
  for (const Field field : kFields) {
    columns_[static_cast<std::size_t>(field)] = find_field(table_, spec, field, aliases);
  }
  if (const Column* codes = column(Field::Code); codes != nullptr && codes->name() == "osm_way_id") {
    relation_codes_ = table_.find("osm_id");  // GDAL fills either of the two
  }
}

const Column* Layer::column(Field field) const {
  const auto index = columns_[static_cast<std::size_t>(field)];
  return index ? &table_.columns[*index] : nullptr;
}

std::string Layer::text(Field field, std::size_t row) const {
  const Column* found = column(field);
  if (field == Field::Code && relation_codes_ && found->as_text(row).empty()) {
    found = &table_.columns[*relation_codes_];
  }
  if (found == nullptr || found->is_null(row)) {
    return "";
  }
  if (found->type() == ColumnType::Real && found->real(row) == std::trunc(found->real(row)) &&
      std::abs(found->real(row)) < kExactIntegers) {
    return fixed(found->real(row), 0);
  }
  return std::string(trimmed(found->as_text(row)));
}

std::string Layer::code(std::size_t row) const {
  std::string code = text(Field::Code, row);
  return code.empty() || is_destroyed_code(code) ? fmt::format("#{}", source_row(row) + 1) : code;
}

std::string Layer::row_text(std::size_t row) const { return table_.record_text(row); }

Issue Layer::issue(Rule rule, std::size_t row, std::string what, std::string fix) const {
  Issue issue = finding(rule, role(), code(row), std::move(what), std::move(fix));
  issue.name = text(Field::Name, row);
  issue.row = source_row(row);
  return issue;
}

LayerAccount Layer::account(std::size_t used) const {
  return {.layer = role(), .file = table_.source.path, .read = rows(), .used = used, .set_aside = rows() - used};
}

bool is_destroyed_code(std::string_view code) {
  const std::size_t e = code.find_first_of("eE");
  if (e == std::string_view::npos || e == 0 || e + 1 >= code.size()) {
    return false;
  }
  const std::string_view mantissa = code.substr(0, e);
  std::string_view exponent = code.substr(e + 1);
  if (exponent.front() == '+') {
    exponent.remove_prefix(1);
  }
  return !exponent.empty() && std::all_of(exponent.begin(), exponent.end(), is_digit) &&
         mantissa.find('.') != std::string_view::npos && std::count(mantissa.begin(), mantissa.end(), '.') == 1 &&
         std::all_of(mantissa.begin(), mantissa.end(), [](char c) { return is_digit(c) || c == '.'; });
}

void check_codes(const Layer& layer, IssueLedger& ledger) {
  if (!layer.has(Field::Code)) {
    Issue note =
        finding(Rule::CodeMissing, layer.role(), "",
                fmt::format("{} has no code column; its rows are numbered #1, #2 ...", layer.table().source.path),
                fmt::format("name it: layers.{}.code = \"...\"", layer.role()));
    note.severity = Severity::Note;
    ledger.add(std::move(note));
    return;
  }
  for (std::size_t row = 0; row < layer.rows(); ++row) {
    const std::string code = layer.text(Field::Code, row);
    if (code.empty()) {
      ledger.add(
          layer.issue(Rule::CodeMissing, row, fmt::format("{} has no code", layer.row_text(row)), "enter its code"));
    } else if (is_destroyed_code(code)) {
      ledger.add(layer.issue(Rule::CodeDestroyed, row, fmt::format("{} has the code '{}'", layer.row_text(row), code),
                             "take the code from the original file and format the column as text"));
    }
  }
}

double count_of(const Layer& layer, Field field, std::size_t row, IssueLedger& ledger) {
  const Column* column = layer.column(field);
  if (column == nullptr) {
    return 0.0;
  }
  const auto value = column->as_number(row);
  const std::string name(field_name(field));
  if (!value && trimmed(column->as_text(row)).empty()) {
    if (!layer.has_partner(row)) {
      return 0.0;  // the join has reported the row
    }
    ledger.add(layer.issue(Rule::NumberMissing, row,
                           fmt::format("{} states no {}, counted as 0", layer.row_text(row), name),
                           "enter the number, 0 if nobody lives there"));
    return 0.0;
  }
  if (refuses_excess(layer, *column, row, name, kMostOfACount, ledger)) {
    return 0.0;
  }
  if (!value || std::isnan(*value)) {
    ledger.add(layer.issue(Rule::NumberUnreadable, row,
                           fmt::format("{} states {} as '{}', which is no number, counted as 0", layer.row_text(row),
                                       name, column->as_text(row).substr(0, kShownOfACell)),
                           "enter a plain number"));
    return 0.0;
  }
  if (*value < 0.0) {
    Issue issue = layer.issue(Rule::WeightNegative, row,
                              fmt::format("{} states {} {}, counted as 0", layer.row_text(row), fixed(*value, 3),
                                          field == Field::Population ? "people" : name),
                              "enter a number of 0 or more");
    issue.figure = *value;
    issue.unit = name;
    ledger.add(std::move(issue));
    return 0.0;
  }
  return *value;
}

}  // namespace lastmeter
