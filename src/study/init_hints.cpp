// SPDX-License-Identifier: Apache-2.0
#include "study/init_hints.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <utility>

#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::size_t kColumnsShown = 20;
constexpr std::size_t kBytesShown = 30;

bool is_control(char c) { return (c >= 0 && c < ' ') || c == 0x7F; }

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return text;
}

/// At most 30 bytes, cut between characters.
std::string shortened(const std::string& text) {
  if (text.size() <= kBytesShown) {
    return text;
  }
  std::size_t end = kBytesShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return text.substr(0, end) + "...";
}

bool looks_like_degrees(const LayerInfo& layer) {
  return layer.place && std::abs(layer.place->x) <= 180.0 && std::abs(layer.place->y) <= 90.0;
}

bool lies_in_china(Coordinate place) {
  return place.x >= 73.0 && place.x <= 136.0 && place.y >= 3.0 && place.y <= 54.0;
}

/// All values that are there are numbers with decimals, at most `limit` from zero, and a tenth of the rows has one.
bool holds_degrees(const std::vector<std::string>& values, double limit) {
  std::size_t filled = 0;
  for (const std::string& value : values) {
    if (value.empty()) {
      continue;
    }
    const auto number = parse_number(value);
    if (!number || std::abs(*number) > limit || value.find('.') == std::string::npos) {
      return false;
    }
    ++filled;
  }
  return 10 * filled >= values.size() && filled > 0;
}

/// Neighbouring columns that could hold longitude and latitude, in this order.
std::optional<std::pair<std::size_t, std::size_t>> position_columns(const LayerInfo& layer) {
  for (std::size_t i = 0; i + 1 < layer.sample.size(); ++i) {
    if (holds_degrees(layer.sample[i], 180.0) && holds_degrees(layer.sample[i + 1], 90.0)) {
      return std::pair(i, i + 1);
    }
    if (holds_degrees(layer.sample[i], 90.0) && holds_degrees(layer.sample[i + 1], 180.0)) {
      return std::pair(i + 1, i);
    }
  }
  return std::nullopt;
}

/// The first row has text in a column where all others hold numbers.
bool has_second_header(const LayerInfo& layer) {
  return std::any_of(layer.sample.begin(), layer.sample.end(), [](const std::vector<std::string>& values) {
    return values.size() > 2 && !values[0].empty() && !parse_number(values[0]) &&
           std::all_of(values.begin() + 1, values.end(),
                       [](const std::string& v) { return parse_number(v).has_value(); });
  });
}

std::size_t different_values(const std::vector<std::string>& values) {
  return std::set<std::string>(values.begin(), values.end()).size();
}

/// Whether a table names households or people in its header.
bool states_counts(const LayerInfo& table) {
  FeatureTable headings;
  for (const std::string& name : table.columns) {
    headings.columns.emplace_back(name, ColumnType::Text);
  }
  LayerSpec spec;
  spec.role = Role::Population;
  return find_field(headings, spec, Field::Households, {}) || find_field(headings, spec, Field::Population, {});
}

bool is_zone_role(std::optional<Role> role) {
  return role == Role::Subdistricts || role == Role::Communities || role == Role::GridZones;
}

void add_reading_lines(const LayerInfo& layer, std::vector<std::string>& lines) {
  if (!layer.header) {
    lines.emplace_back("header = false              # the first row looks like data; remove this if it names columns");
  }
  if (layer.header && has_second_header(layer)) {
    lines.emplace_back("skip_rows = 1               # the row below the header is no data");
  }
  if (!layer.encoding.empty() && layer.encoding != "UTF-8") {
    lines.push_back(fmt::format("# encoding = {}  # as the bytes look; if names are garbled, try \"{}\"",
                                toml_text(layer.encoding), layer.encoding == "CP950" ? "GB18030" : "CP950"));
  }
}

/// For numbers in metres whose system nobody declares.
std::string metres_line(const std::vector<SeenLayer>& all) {
  const auto declared = std::find_if(all.begin(), all.end(), [](const SeenLayer& other) {
    return other.info.crs && other.info.crs->is_projected_metres() && other.info.crs->epsg();
  });
  if (declared == all.end()) {
    return "# crs = \"EPSG:...\"          # the file does not say";
  }
  const std::string file = std::filesystem::path(declared->file).filename().string();
  return fmt::format("crs = \"{}\"           # assumed, as {} has it", declared->info.crs->id(), one_line(file));
}

void add_position_lines(const LayerInfo& layer, const std::vector<SeenLayer>& all, std::vector<std::string>& lines) {
  const auto columns = layer.place ? std::nullopt : position_columns(layer);
  if (columns) {
    lines.push_back(fmt::format("x = {}  # longitude, by its values", toml_text(layer.columns[columns->first])));
    lines.push_back(fmt::format("y = {}  # latitude, by its values", toml_text(layer.columns[columns->second])));
  }
  if (layer.crs || (!columns && !layer.place)) {
    return;
  }
  if (columns || looks_like_degrees(layer)) {
    const bool map_services = columns || lies_in_china(*layer.place);
    lines.push_back(fmt::format("crs = \"EPSG:4326\"           # longitude and latitude of WGS 84, assumed{}",
                                map_services ? "; from Gaode or Tencent maps: \"GCJ-02\", from Baidu: \"BD-09\"" : ""));
  } else {
    lines.push_back(metres_line(all));
  }
}

}  // namespace

std::string toml_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (is_control(c)) {
      safe += fmt::format("\\u{:04X}", static_cast<int>(c));
    } else {
      safe += (c == '"' || c == '\\') ? std::string{'\\', c} : std::string{c};
    }
  }
  return "\"" + safe + "\"";
}

std::string comment(std::string text) { return "# " + one_line(std::move(text)) + "\n"; }

std::string columns_line(const LayerInfo& layer) {
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(layer.columns.size(), kColumnsShown); ++i) {
    const bool with_value = !layer.header && !layer.sample[i].empty();
    shown.push_back(with_value ? fmt::format("{} = {}", layer.columns[i], shortened(layer.sample[i].front()))
                               : shortened(layer.columns[i]));
  }
  const std::size_t left = layer.columns.size() - shown.size();
  return joined(shown, ", ") + (left > 0 ? fmt::format(" ... and {} more", left) : "");
}

/// The column with most values of which each stands in three rows or more, as the code of a district does.
std::optional<std::size_t> parent_column(const LayerInfo& layer) {
  constexpr std::size_t rows_each = 3;
  std::optional<std::size_t> best;
  std::size_t most = 1;
  for (std::size_t i = 0; i < layer.sample.size(); ++i) {
    const std::size_t different = different_values(layer.sample[i]);
    const bool is_measure = std::any_of(layer.sample[i].begin(), layer.sample[i].end(),
                                        [](const std::string& v) { return v.find('.') != std::string::npos; });
    if (different > most && different * rows_each <= layer.sample[i].size() && !is_measure) {
      most = different;
      best = i;
    }
  }
  return best;
}

bool holds_positions(const LayerInfo& layer) { return !layer.place && position_columns(layer).has_value(); }

std::optional<Join> counts_for(const SeenLayer& layer, const std::vector<SeenLayer>& all) {
  constexpr std::size_t enough = 5;  // values in common: fewer are chance
  std::optional<Join> best;
  std::size_t most = enough - 1;
  for (const SeenLayer& table : all) {
    if (table.info.place || holds_positions(table.info) || !states_counts(table.info)) {
      continue;
    }
    for (std::size_t i = 0; i < table.info.columns.size(); ++i) {
      const auto& names = layer.info.columns;
      const auto at = std::find(names.begin(), names.end(), table.info.columns[i]);
      if (at == names.end()) {
        continue;
      }
      const auto& own = layer.info.sample[static_cast<std::size_t>(at - names.begin())];
      const std::set<std::string> values(own.begin(), own.end());
      if (values.size() * 100 < own.size() * 99) {
        continue;  // no key: it stands in many records
      }
      const std::set<std::string> theirs(table.info.sample[i].begin(), table.info.sample[i].end());
      const auto shared = static_cast<std::size_t>(std::count_if(
          theirs.begin(), theirs.end(), [&](const std::string& v) { return !v.empty() && values.contains(v); }));
      if (shared > most) {
        most = shared;
        best = Join{&table, table.info.columns[i]};
      }
    }
  }
  return best;
}

std::string counts_section(const SeenLayer& layer, const Join& join) {
  const LayerInfo& table = join.table->info;
  std::string text =
      "\n" +
      comment(fmt::format("{}: {} rows; columns: {}", join.table->file, grouped(table.rows), columns_line(table))) +
      comment("its counts belong to the records of " + layer.file + ", by a column both have");
  text += fmt::format("[layers.{}.join]\npath = {}\n", role_name(*layer.role), toml_text(join.table->file));
  std::vector<std::string> lines;
  add_reading_lines(table, lines);
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text + fmt::format("key = {}\n", toml_text(join.key));
}

std::vector<std::string> key_lines(const SeenLayer& layer, const std::vector<SeenLayer>& all) {
  std::vector<std::string> lines;
  add_reading_lines(layer.info, lines);
  add_position_lines(layer.info, all, lines);
  const auto parent = is_zone_role(layer.role) ? parent_column(layer.info) : std::nullopt;
  if (parent) {
    lines.push_back(fmt::format("# dissolve = {}  # its values repeat: this would make one zone of each",
                                toml_text(layer.info.columns[*parent])));
  }
  return lines;
}

std::string join_section(const SeenLayer& table, const std::vector<SeenLayer>& all) {
  std::string_view owner = "ROLE";
  std::string key;
  std::pair<std::size_t, std::size_t> most{0, 0};
  for (const SeenLayer& layer : all) {
    for (std::size_t i = 0; layer.role && layer.info.place && i < table.info.columns.size(); ++i) {
      const std::string& name = table.info.columns[i];
      const auto& names = layer.info.columns;
      const std::pair rank(different_values(table.info.sample[i]),
                           table.info.sample[i].empty() ? 0 : table.info.sample[i].back().size());
      if (rank > most && std::find(names.begin(), names.end(), name) != names.end()) {
        owner = role_name(*layer.role);
        key = name;
        most = rank;
      }
    }
  }
  std::string text =
      "# no positions: name its columns of longitude and latitude (x, y), or add its columns to another layer by a "
      "key:\n";
  text += fmt::format("# [layers.{}.join]\n# path = {}\n", owner, toml_text(table.file));
  std::vector<std::string> lines;
  add_reading_lines(table.info, lines);
  for (const std::string& line : lines) {
    text += line.starts_with("# ") ? line + "\n" : "# " + line + "\n";
  }
  return text + fmt::format("# key = {}  # column of the layer; on = \"...\" if this table names it otherwise\n",
                            key.empty() ? "\"...\"" : toml_text(key));
}

}  // namespace lastmeter
