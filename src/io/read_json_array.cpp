// SPDX-License-Identifier: Apache-2.0
#include "io/read_json_array.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/error.h"
#include "io/encoding.h"
#include "io/read_bytes.h"
#include "io/read_columns.h"
#include "io/read_positions.h"

namespace lastmeter {

namespace {

using nlohmann::ordered_json;

constexpr std::string_view space = " \t\r\n";

std::string_view json_text(const FileBytes& file) {
  std::string_view text = file.text();
  if (const auto mark = byte_order_mark(text)) {
    text.remove_prefix(mark->length);
  }
  return text;
}

std::vector<std::string> keys_of(const ordered_json& array) {
  std::vector<std::string> keys;
  std::unordered_map<std::string, bool> seen;
  for (const ordered_json& element : array) {
    for (auto it = element.begin(); element.is_object() && it != element.end(); ++it) {
      if (seen.emplace(it.key(), true).second) {
        keys.push_back(it.key());
      }
    }
  }
  return keys;
}

bool is_whole(const ordered_json& value) {
  return value.is_boolean() ||
         (value.is_number_integer() &&
          !(value.is_number_unsigned() &&
            value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())));
}

ColumnType type_of(const ordered_json& array, const std::string& key) {
  bool all_whole = true;
  bool all_numbers = true;
  bool some = false;
  for (const ordered_json& element : array) {
    const auto it = element.is_object() ? element.find(key) : element.end();
    if (element.is_object() && it != element.end() && !it->is_null()) {
      some = true;
      all_whole = all_whole && is_whole(*it);
      all_numbers = all_numbers && it->is_number();
    }
  }
  if (!some || (!all_whole && !all_numbers)) {
    return ColumnType::Text;
  }
  return all_whole ? ColumnType::Integer : ColumnType::Real;
}

void append_value(Column& column, const ordered_json* value) {
  if (value == nullptr || value->is_null()) {
    column.append_null();
    return;
  }
  switch (column.type()) {
    case ColumnType::Integer:
      column.append_integer(value->is_boolean() ? (value->get<bool>() ? 1 : 0) : value->get<std::int64_t>());
      return;
    case ColumnType::Real:
      column.append_real(value->get<double>());
      return;
    case ColumnType::Text:
    case ColumnType::Date:
      column.append_text(value->is_string() ? value->get_ref<const std::string&>() : value->dump());
      return;
  }
}

ordered_json parse(const ReadOptions& options, const FileBytes& file) {
  const std::string_view text = json_text(file);
  try {
    return ordered_json::parse(text.begin(), text.end());
  } catch (const nlohmann::json::exception& error) {
    throw InputError(fmt::format("{} is not valid JSON", options.path),
                     fmt::format("mend or export it again; the parser says: {}", error.what()));
  }
}

}  // namespace

bool is_json_array(const std::string& path) {
  const FileBytes file(path);
  const std::string_view text = json_text(file);
  const std::size_t first = text.find_first_not_of(space);
  return first != std::string_view::npos && text[first] == '[';
}

FeatureTable read_json_array(const ReadOptions& options, Progress& progress) {
  const ordered_json array = parse(options, FileBytes(options.path));
  NoteCollector notes;
  const std::vector<std::string> keys = keys_of(array);
  const ColumnChoice choice(usable_names(keys, notes), options);
  FeatureTable table;
  table.name = std::filesystem::path(options.path).stem().string();
  table.source = {.path = options.path, .files = {options.path}, .layer = {}, .driver = "JSON", .encoding = "UTF-8"};
  progress.stage(fmt::format("reading {}", options.path), keys.size());
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (!choice.reads(k)) {
      continue;
    }
    Column& column = table.columns.emplace_back(choice.names()[k], type_of(array, keys[k]));
    for (const ordered_json& element : array) {
      if (element.is_object()) {
        const auto it = element.find(keys[k]);
        append_value(column, it == element.end() ? nullptr : &*it);
      }
    }
    progress.step(k + 1);
  }
  std::vector<std::size_t> elements;
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (array[i].is_object()) {
      ++table.rows;
      elements.push_back(i);
    } else {
      notes.add(ReadNote::Kind::RowUnreadable, std::nullopt, fmt::format("element {} is no object: left out", i + 1));
    }
  }
  table.set_source_rows(std::move(elements));
  add_positions(table, choice.positions(), notes);
  table.notes = notes.take();
  return table;
}

}  // namespace lastmeter
