// SPDX-License-Identifier: Apache-2.0
#include "io/filter_rows.h"

#include <fmt/format.h>
#include <ogr_feature.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/append_cell.h"
#include "io/connection.h"
#include "io/gdal_wall.h"

namespace lastmeter {

namespace {

bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

/// GDAL takes names beyond ASCII only in double quotes: 户数 > 3 becomes "户数" > 3.
std::string with_quoted_names(std::string_view condition) {
  std::string quoted;
  char inside = 0;
  for (std::size_t at = 0; at < condition.size();) {
    std::size_t end = at;
    while (inside == 0 && end < condition.size() && is_word_byte(condition[end])) {
      ++end;
    }
    const std::string_view word = condition.substr(at, end - at);
    const bool is_ascii = std::all_of(word.begin(), word.end(), [](char c) { return (c & 0x80) == 0; });
    quoted += is_ascii ? std::string(word) : fmt::format("\"{}\"", word);
    if (end < condition.size()) {
      const char c = condition[end++];
      quoted += c;
      if (c == inside) {
        inside = 0;
      } else if (inside == 0 && (c == '\'' || c == '"')) {
        inside = c;
      }
    }
    at = end;
  }
  return quoted;
}

/// A number that reads back as the same text would: no leading zero, at most 15 digits.
bool is_plain_number(std::string_view text) {
  const std::string_view digits = text.substr(text.find_first_not_of("+-") == 1 ? 1 : 0);
  const bool leading_zero = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
  const auto figures = std::count_if(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  return !leading_zero && figures <= 15 && parse_number(text).has_value();
}

bool could_be_number(const Column& column) {
  bool some = false;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const std::string_view value = trimmed(column.text(row));
    if (!value.empty()) {
      if (!is_plain_number(value)) {
        return false;
      }
      some = true;
    }
  }
  return some;
}

struct DefinitionRelease {
  void operator()(OGRFeatureDefn* definition) const { definition->Release(); }
};
using DefinitionPtr = std::unique_ptr<OGRFeatureDefn, DefinitionRelease>;

/// The table's columns a condition uses, as GDAL fields. `as_number` marks the text columns that count as numbers.
class ConditionFields {
 public:
  ConditionFields(const FeatureTable& table, std::vector<std::size_t> columns)
      : table_(table), columns_(std::move(columns)), as_number_(columns_.size(), false) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (column(i).type() == ColumnType::Text && could_be_number(column(i))) {
        convertible_.push_back(i);
      }
    }
  }

  /// Compiles with as many text columns as numbers as the condition allows; false when it cannot be compiled at all.
  bool compile(const std::string& condition, OGRFeatureQuery& query) {
    constexpr std::size_t most_tried = 8;
    const std::size_t tried = std::min(convertible_.size(), most_tried);
    for (std::size_t texts = 0; texts < std::size_t{1} << tried; ++texts) {
      for (std::size_t k = 0; k < convertible_.size(); ++k) {
        as_number_[convertible_[k]] = k >= tried || ((texts >> k) & 1) == 0;
      }
      define();
      if (query.Compile(definition_.get(), condition.c_str(), TRUE, nullptr) == OGRERR_NONE) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] FeaturePtr new_feature() const { return FeaturePtr(OGRFeature::CreateFeature(definition_.get())); }

  void load(std::size_t row, OGRFeature& feature) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      load_field(row, static_cast<int>(i), feature);
    }
  }

 private:
  [[nodiscard]] const Column& column(std::size_t i) const { return table_.columns[columns_[i]]; }

  [[nodiscard]] OGRFieldType field_type(std::size_t i) const {
    switch (column(i).type()) {
      case ColumnType::Integer:
        return OFTInteger64;
      case ColumnType::Real:
        return OFTReal;
      case ColumnType::Text:
        return as_number_[i] ? OFTReal : OFTString;
      case ColumnType::Date:
        return OFTString;
    }
    return OFTString;
  }

  void define() {
    definition_.reset(new OGRFeatureDefn(table_.name.c_str()));  // NOLINT: counted by Reference/Release
    definition_->Reference();
    definition_->SetGeomType(wkbNone);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      OGRFieldDefn field(column(i).name().c_str(), field_type(i));
      definition_->AddFieldDefn(&field);
    }
  }

  void load_field(std::size_t row, int field, OGRFeature& feature) const {
    const auto i = static_cast<std::size_t>(field);
    if (column(i).is_null(row)) {
      feature.SetFieldNull(field);
      return;
    }
    switch (field_type(i)) {
      case OFTInteger64:
        feature.SetField(field, static_cast<GIntBig>(column(i).integer(row)));
        return;
      case OFTReal:
        if (const auto value = column(i).as_number(row)) {
          feature.SetField(field, *value);
        } else {
          feature.SetFieldNull(field);
        }
        return;
      default:
        feature.SetField(field, std::string(column(i).text(row)).c_str());
    }
  }

  const FeatureTable& table_;
  std::vector<std::size_t> columns_;
  std::vector<bool> as_number_;
  std::vector<std::size_t> convertible_;
  DefinitionPtr definition_;
};

std::vector<std::string> names_of(const FeatureTable& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    names.push_back(column.name());
  }
  return names;
}

[[noreturn]] void refuse(const FeatureTable& table, const std::string& condition, const std::string& reason) {
  const std::vector<std::string> names = names_of(table);
  constexpr std::string_view unknown = "\" not recognised";
  std::string fix = "write it as OGR SQL: schools > 0 AND kind = 'park'; columns: " + joined(names, ", ");
  const std::size_t end = reason.find(unknown);
  const std::size_t begin = end == std::string::npos ? end : reason.rfind('"', end - 1);
  if (begin != std::string::npos && end > begin + 1) {
    const std::vector<std::string_view> known(names.begin(), names.end());
    fix = suggestion(std::string_view(reason).substr(begin + 1, end - begin - 1), known);
  }
  throw ConfigError(fmt::format("{}: the condition '{}' cannot be understood: {}", without_password(table.source.path),
                                condition, reason),
                    fix);
}

Column filtered(const Column& column, const std::vector<std::size_t>& rows) {
  Column kept(column.name(), column.type());
  kept.reserve(rows.size());
  for (const std::size_t row : rows) {
    append_cell(column, row, kept);
  }
  return kept;
}

void keep_rows(FeatureTable& table, const std::vector<std::size_t>& rows) {
  for (Column& column : table.columns) {
    column = filtered(column, rows);
  }
  if (table.geometry) {
    GeometryColumn kept;
    for (const std::size_t row : rows) {
      kept.append_row(*table.geometry, row);
    }
    table.geometry = std::move(kept);
  }
  std::vector<ReadNote> notes;
  for (ReadNote& note : table.notes) {
    if (note.row) {
      const auto at = std::lower_bound(rows.begin(), rows.end(), *note.row);
      if (at == rows.end() || *at != *note.row) {
        continue;
      }
      note.row = static_cast<std::size_t>(at - rows.begin());
    }
    notes.push_back(std::move(note));
  }
  table.notes = std::move(notes);
  std::vector<std::size_t> source_rows;
  source_rows.reserve(rows.size());
  for (const std::size_t row : rows) {
    source_rows.push_back(table.source_row(row));
  }
  table.rows = rows.size();
  table.set_source_rows(std::move(source_rows));
}

}  // namespace

std::vector<std::size_t> columns_in_condition(std::string_view condition, std::span<const std::string> names) {
  const std::string folded = ascii_lower(condition);
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = ascii_lower(names[i]);
    for (std::size_t at = folded.find(name); at != std::string::npos && !name.empty(); at = folded.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if ((at == 0 || !is_word_byte(folded[at - 1])) && (end == folded.size() || !is_word_byte(folded[end]))) {
        used.push_back(i);
        break;
      }
    }
  }
  return used;
}

void filter_rows(FeatureTable& table, const std::string& condition) {
  if (condition.empty()) {
    return;
  }
  register_gdal();
  const GdalMessages messages;
  ConditionFields fields(table, columns_in_condition(condition, names_of(table)));
  OGRFeatureQuery query;
  if (!fields.compile(with_quoted_names(condition), query)) {
    refuse(table, condition, messages.last());
  }
  const FeaturePtr feature = fields.new_feature();
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    fields.load(row, *feature);
    if (query.Evaluate(feature.get()) != 0) {
      rows.push_back(row);
    }
  }
  if (messages.failed()) {
    refuse(table, condition, messages.last());
  }
  keep_rows(table, rows);
}

}  // namespace lastmeter
