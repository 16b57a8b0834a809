// SPDX-License-Identifier: Apache-2.0
#include "report/map_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/error.h"
#include "core/version.h"
#include "io/json_text.h"
#include "report/column_heads.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostFeatures = 100'000;
constexpr std::size_t kMostSites = 400;  // beyond, places that were not chosen would hide the map

/// What the page lays side by side, before and after, where both are there.
constexpr std::string_view kPairs = R"([
[["history_before"],["history_after"]],[["grid_zones"],["partition_zones"]],[["units"],["merge_zones"]],
[["facilities","placement_unserved_before"],["placement_sites","placement_unserved_after"]],
[["communities_before"],["communities_after"]],[["grid_zones_before"],["grid_zones_after"]],
[["emergency_peacetime"],["emergency_posts","emergency_moves","emergency_unserved"]],
[["subdistricts_before"],["subdistricts_after"]],[["partition_zones_before"],["partition_zones_after"]],
[["merge_zones_before"],["merge_zones_after"]]])";

void add_text(std::string& out, std::string_view text) {
  if (!append_json_string(out, text)) {
    throw InputError("a text of the study is not UTF-8 and cannot stand in map.html",
                     "read its source with the right `encoding`");
  }
}

std::size_t shapes_in(const FeatureTable& table) {
  std::size_t count = 0;
  for (std::size_t row = 0; table.geometry && row < table.rows; ++row) {
    count += table.geometry->coordinates(row).empty() ? 0 : 1;
  }
  return count;
}

bool stays(const std::string& name) {
  static constexpr std::array<std::string_view, 7> kKept{"subdistricts", "communities", "grid_zones",     "facilities",
                                                         "gaps",         "issues",      "partition_zones"};
  return name.starts_with("uncovered") || name.starts_with("compare_") ||
         std::find(kKept.begin(), kKept.end(), name) != kKept.end();
}

/// Whether the page draws a row: of many sites those in use alone.
bool is_drawn(const FeatureTable& table, std::size_t row) {
  const auto open = table.name == "placement_sites" && table.rows > kMostSites ? table.find("open") : std::nullopt;
  return !open || table.columns[*open].as_number(row) != 0.0;
}

/// The largest layers that may go, until a browser can draw the rest.
std::set<std::string> layers_left_out(const std::vector<StyledTable>& tables) {
  std::vector<std::pair<std::size_t, std::string>> sizes;
  std::size_t total = 0;
  for (const StyledTable& styled : tables) {
    const std::size_t shapes = shapes_in(styled.table);
    total += shapes;
    if (!stays(styled.table.name)) {
      sizes.emplace_back(shapes, styled.table.name);
    }
  }
  std::sort(sizes.rbegin(), sizes.rend());
  std::set<std::string> left_out;
  for (const auto& [shapes, name] : sizes) {
    if (total <= kMostFeatures) {
      break;
    }
    total -= shapes;
    left_out.insert(name);
  }
  return left_out;
}

std::string_view kind_of(const FeatureTable& table) {
  for (std::size_t row = 0; table.geometry && row < table.rows; ++row) {
    switch (table.geometry->kind(row)) {
      case GeometryKind::Point:
        return "point";
      case GeometryKind::Line:
        return "line";
      case GeometryKind::Polygon:
        return "polygon";
      case GeometryKind::Null:
      case GeometryKind::Empty:
      case GeometryKind::Mixed:
        break;
    }
  }
  return "none";
}

/// What is switched on when the page opens: enough to see who is covered, not everything at once. Zones of a plan lie
/// over the others, as does the load of events, so they wait where coverage is shown.
bool is_on(const std::string& name, bool has_coverage) {
  if (name == "partition_zones" || name == "events_by_grid_zone" || name == "emergency_posts" ||
      name == "emergency_unserved") {
    return !has_coverage;
  }
  static constexpr std::array<std::string_view, 5> kOn{"communities", "barriers", "facilities", "placement_sites",
                                                       "partition_stations"};
  static constexpr std::array<std::string_view, 4> kOnOfComparison{"compare_communities", "compare_buildings",
                                                                   "compare_demand", "compare_posts"};
  return name == "uncovered" ||
         std::find(kOnOfComparison.begin(), kOnOfComparison.end(), name) != kOnOfComparison.end() ||
         std::find(kOn.begin(), kOn.end(), name) != kOn.end();
}

Coordinate origin_of(const std::vector<StyledTable>& tables) {
  for (const StyledTable& styled : tables) {
    if (styled.table.geometry) {
      for (const Coordinate at : styled.table.geometry->all_coordinates()) {
        if (std::isfinite(at.x) && std::isfinite(at.y)) {
          return {std::floor(at.x), std::floor(at.y)};
        }
      }
    }
  }
  return {0.0, 0.0};
}

class DataWriter {
 public:
  DataWriter(Coordinate origin, bool has_coverage, Language language)
      : origin_(origin), has_coverage_(has_coverage), language_(language) {}

  void layer(std::string& out, const StyledTable& styled) {
    const FeatureTable& table = styled.table;
    const std::string_view kind = kind_of(table);
    out += "{\"name\":";
    add_text(out, table.name);
    out += fmt::format(",\"kind\":\"{}\",\"on\":{},\"rows\":{},\"style\":", kind, is_on(table.name, has_coverage_),
                       table.rows);
    style(out, styled.style);
    out += ",\"columns\":[";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      out += i == 0 ? "" : ",";
      column(out, table.columns[i]);
    }
    out += ']';
    own_heads(out, table);
    if (kind != "none") {
      out += ",\"shapes\":[";
      for (std::size_t row = 0; row < table.rows; ++row) {
        out += row == 0 ? "" : ",";
        if (is_drawn(table, row)) {
          shape(out, *table.geometry, row);
        } else {
          out += "null";
        }
      }
      out += ']';
    }
    out += '}';
  }

 private:
  /// Headings that other layers give to columns of the same name otherwise.
  void own_heads(std::string& out, const FeatureTable& table) {
    std::string heads;
    for (const Column& column : table.columns) {
      const std::string head = column_head(language_, column.name(), table.name);
      if (head != column_head(language_, column.name())) {
        heads += heads.empty() ? "" : ",";
        add_text(heads, column.name());
        heads += ':';
        add_text(heads, head);
      }
    }
    out += heads.empty() ? "" : fmt::format(",\"heads\":{{{}}}", heads);
  }
  static void style(std::string& out, const LayerStyle& style) {
    out += "{\"colour\":";
    add_text(out, style.colour);
    out += fmt::format(",\"opacity\":{},\"column\":", style.opacity);
    add_text(out, style.column);
    out += ",\"classes\":[";
    for (std::size_t i = 0; i < style.classes.size(); ++i) {
      const LayerStyle::Class& each = style.classes[i];
      out += i == 0 ? "[" : ",[";
      append_json_real(out, each.upper);
      out += ',';
      add_text(out, each.colour);
      out += ',';
      add_text(out, each.label);
      out += ']';
    }
    out += "]}";
  }

  static void column(std::string& out, const Column& column) {
    out += "{\"name\":";
    add_text(out, column.name());
    out += ",\"values\":[";
    for (std::size_t row = 0; row < column.size(); ++row) {
      out += row == 0 ? "" : ",";
      value(out, column, row);
    }
    out += "]}";
  }

  static void value(std::string& out, const Column& column, std::size_t row) {
    if (column.is_null(row)) {
      out += "null";
      return;
    }
    switch (column.type()) {
      case ColumnType::Integer:
        out += fmt::format_int(column.integer(row)).c_str();
        return;
      case ColumnType::Real:
        append_json_real(out, column.real(row));
        return;
      case ColumnType::Text:
      case ColumnType::Date:
        add_text(out, column.text(row));
        return;
    }
  }

  void shape(std::string& out, const GeometryColumn& geometry, std::size_t row) const {
    if (geometry.coordinates(row).empty()) {
      out += "null";
      return;
    }
    out += '[';
    for (std::size_t part = 0; part < geometry.part_count(row); ++part) {
      out += part == 0 ? "[" : ",[";
      for (std::size_t ring = 0; ring < geometry.ring_count(row, part); ++ring) {
        out += ring == 0 ? "[" : ",[";
        positions(out, geometry.ring(row, part, ring));
        out += ']';
      }
      out += ']';
    }
    out += ']';
  }

  void positions(std::string& out, std::span<const Coordinate> ring) const {
    std::int64_t x = 0;
    std::int64_t y = 0;
    bool first = true;
    for (const Coordinate at : ring) {
      const std::int64_t next_x = std::llround((at.x - origin_.x) * 10.0);
      const std::int64_t next_y = std::llround((at.y - origin_.y) * 10.0);
      if (!first && next_x == x && next_y == y) {
        continue;
      }
      out += first ? "" : ",";
      out += fmt::format_int(next_x - x).c_str();
      out += ',';
      out += fmt::format_int(next_y - y).c_str();
      first = false;
      x = next_x;
      y = next_y;
    }
  }

  Coordinate origin_;
  bool has_coverage_;
  Language language_;
};

void add_figure(std::string& out, const Figure& figure, Language language) {
  out += "{\"name\":";
  add_text(out, figure.name);
  out += ",\"cases\":[";
  for (std::size_t i = 0; i < figure.qualifiers.size(); ++i) {
    out += i == 0 ? "[" : ",[";
    add_text(out, figure.qualifiers[i].first);
    out += ',';
    const auto& value = figure.qualifiers[i].second;
    if (std::holds_alternative<double>(value)) {
      append_json_real(out, std::get<double>(value));
    } else {
      add_text(out, std::get<std::string>(value));
    }
    out += ']';
  }
  out += "],\"value\":";
  append_json_real(out, figure.value);
  out += ",\"unit\":";
  add_text(out, unit_word(language, figure.unit));
  out += ",\"share\":";
  append_json_real(out, figure.share().value_or(std::nan("")));
  out += '}';
}

/// What each layer is called.
void add_titles(std::string& out, const MapPage& page) {
  std::string_view separator = "{";
  for (const StyledTable& styled : *page.tables) {
    out += separator;
    add_text(out, styled.table.name);
    out += ':';
    add_text(out, table_title(page.language, styled.table.name));
    separator = ",";
  }
  out += page.tables->empty() ? "{}" : "}";
}

/// What stands over each column, and which columns hold words of the program.
void add_heads(std::string& out, const MapPage& page, const std::set<std::string>& left_out) {
  std::set<std::string> names;
  for (const StyledTable& styled : *page.tables) {
    for (const Column& column : styled.table.columns) {
      if (!left_out.contains(styled.table.name)) {
        names.insert(column.name());
      }
    }
  }
  std::string worded;
  std::string separator = "{";
  for (const std::string& name : names) {
    out += separator;
    add_text(out, name);
    out += ':';
    add_text(out, column_head(page.language, name));
    separator = ",";
    if (holds_words(name)) {
      worded += worded.empty() ? "" : ",";
      add_text(worded, name);
    }
  }
  out += fmt::format("{}}},\"worded\":[{}]", names.empty() ? "{" : "", worded);
}

}  // namespace

std::string map_data(const MapPage& page, std::string_view words) {
  std::set<std::string> left_out = layers_left_out(*page.tables);
  if (std::any_of(page.tables->begin(), page.tables->end(), [](const StyledTable& styled) {
        return styled.table.name == "placement_sites" && styled.table.rows > kMostSites;
      })) {
    left_out.insert("sites_not_chosen");
  }
  std::string out = "{\"study\":";
  add_text(out, page.study);
  out += ",\"version\":";
  add_text(out, kVersion);
  out += fmt::format(",\"words\":{},\"titles\":", words);
  add_titles(out, page);
  out += ",\"heads\":";
  add_heads(out, page, left_out);
  out += ",\"left_out\":[";
  for (const std::string& name : left_out) {
    out += name == *left_out.begin() ? "" : ",";
    add_text(out, name);
  }
  out += fmt::format("],\"pairs\":{},\"figures\":[", kPairs);
  bool first = true;
  for (const Figure& figure : key_figures(*page.figures, page.nominal)) {
    out += first ? "" : ",\n";
    add_figure(out, figure, page.language);
    first = false;
  }
  out += "],\"layers\":[";
  const bool has_coverage = std::any_of(page.tables->begin(), page.tables->end(), [](const StyledTable& styled) {
    return styled.table.name.starts_with("uncovered");
  });
  DataWriter writer(origin_of(*page.tables), has_coverage, page.language);
  first = true;
  for (const StyledTable& styled : *page.tables) {
    if (!left_out.contains(styled.table.name)) {
      out += first ? "\n" : ",\n";
      writer.layer(out, styled);
      first = false;
    }
  }
  return out + "]}";
}

}  // namespace lastmeter
