// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "core/parallel.h"
#include "io/geojson_text.h"
#include "io/json_text.h"
#include "io/output_file.h"
#include "io/write_table.h"

namespace lastmeter {

namespace {

constexpr std::size_t rows_per_slice = 512;
constexpr std::size_t slices_per_batch = 64;

/// What every row needs, made once.
struct Layout {
  const FeatureTable& table;
  std::optional<GeometryColumn> degrees;
  const Column* id = nullptr;
  std::vector<std::string> keys;  // ,"name": ready to append, the first without comma
  int decimals;
};

[[noreturn]] void refuse_row(const FeatureTable& table, std::size_t row, std::string_view what) {
  throw InputError(fmt::format("row {} of table '{}' cannot be written as GeoJSON: {}", row + 1, table.name, what),
                   "correct or remove that row");
}

void check_finite(const FeatureTable& table, const GeometryColumn& degrees) {
  for (std::size_t row = 0; row < degrees.size(); ++row) {
    const auto there = degrees.coordinates(row);
    const auto bad = std::find_if(there.begin(), there.end(),
                                  [](Coordinate at) { return !(std::abs(at.x) <= 1e4 && std::abs(at.y) <= 1e4); });
    if (bad != there.end()) {
      const Coordinate source = table.geometry->coordinates(row)[static_cast<std::size_t>(bad - there.begin())];
      refuse_row(table, row, fmt::format("the coordinate {}, {} has no longitude and latitude", source.x, source.y));
    }
  }
}

std::optional<GeometryColumn> in_degrees(const FeatureTable& table) {
  if (!table.geometry) {
    return std::nullopt;
  }
  GeometryColumn degrees = *table.geometry;
  if (!degrees.all_coordinates().empty()) {
    if (!table.crs) {
      throw InputError(
          fmt::format("table '{}' cannot be written as GeoJSON: its coordinate system is not known", table.name),
          "set `crs` for this layer in the study file");
    }
    if (!(*table.crs == Crs::wgs84())) {
      transform(*table.crs, Crs::wgs84(), degrees.all_coordinates());
    }
  }
  check_finite(table, degrees);
  return degrees;
}

std::vector<std::string> property_keys(const FeatureTable& table) {
  std::vector<std::string> keys;
  for (const Column& column : table.columns) {
    std::string key = keys.empty() ? "" : ",";
    if (!append_json_string(key, column.name())) {
      throw InputError(fmt::format("a column name of table '{}' is not UTF-8", table.name),
                       "read the source with the right `encoding`");
    }
    keys.push_back(key + ':');
  }
  return keys;
}

const Column* id_of(const FeatureTable& table, std::string_view id_column) {
  if (id_column.empty()) {
    return nullptr;
  }
  const auto index = table.find(id_column);
  if (!index) {
    throw InputError(fmt::format("table '{}' has no column '{}' to take ids from", table.name, id_column),
                     "name a column of the table");
  }
  return &table.columns[*index];
}

/// False for text that is not UTF-8.
bool append_value(std::string& out, const Column& column, std::size_t row) {
  if (column.is_null(row)) {
    out += "null";
    return true;
  }
  switch (column.type()) {
    case ColumnType::Integer: {
      const fmt::format_int digits(column.integer(row));
      out.append(digits.data(), digits.size());
      return true;
    }
    case ColumnType::Real:
      append_json_real(out, column.real(row));
      return true;
    case ColumnType::Text:
    case ColumnType::Date:
      return append_json_string(out, column.text(row));
  }
  return true;
}

void append_feature(std::string& out, const Layout& layout, GeoJsonText& text, std::size_t row) {
  out += R"({"type":"Feature",)";
  bool utf8 = true;
  if (layout.id != nullptr && !layout.id->is_null(row)) {
    out += R"("id":)";
    utf8 = append_json_string(out, layout.id->as_text(row));
    out += ',';
  }
  out += R"("properties":{)";
  for (std::size_t i = 0; i < layout.keys.size(); ++i) {
    out += layout.keys[i];
    utf8 = append_value(out, layout.table.columns[i], row) && utf8;
  }
  if (!utf8) {
    refuse_row(layout.table, row, "its text is not UTF-8");
  }
  out += R"(},"geometry":)";
  if (layout.degrees) {
    text.append_geometry(out, *layout.degrees, row);
  } else {
    out += "null";
  }
  out += row + 1 < layout.table.rows ? "},\n" : "}\n";
}

std::string head(const Layout& layout) {
  std::string out = R"({"type":"FeatureCollection",)";
  if (!layout.table.name.empty()) {
    out += R"("name":)";
    if (!append_json_string(out, layout.table.name)) {
      throw InputError("the name of a table is not UTF-8", "rename the source file");
    }
    out += ',';
  }
  if (layout.degrees && !layout.degrees->all_coordinates().empty()) {
    Box box;
    for (const Coordinate at : layout.degrees->all_coordinates()) {
      box.add(Point{at.x, at.y});
    }
    const GeoJsonText text(layout.decimals);
    out += R"("bbox":)";
    char before = '[';
    for (const double side : {box.min_x, box.min_y, box.max_x, box.max_y}) {
      out += before;
      text.append_number(out, side);
      before = ',';
    }
    out += "],";
  }
  return out + "\"features\":[\n";
}

}  // namespace

void write_geojson(const FeatureTable& table, const std::filesystem::path& file, std::string_view id_column,
                   int decimals) {
  const Layout layout{.table = table,
                      .degrees = in_degrees(table),
                      .id = id_of(table, id_column),
                      .keys = property_keys(table),
                      .decimals = decimals};
  OutputFile output(file);
  output.write(head(layout));
  std::array<std::string, slices_per_batch> texts;
  constexpr std::size_t batch = rows_per_slice * slices_per_batch;
  for (std::size_t first = 0; first < table.rows; first += batch) {
    const std::size_t count = std::min(batch, table.rows - first);
    parallel_slices(count, rows_per_slice, [&](std::size_t begin, std::size_t end) {
      std::string& out = texts[begin / rows_per_slice];
      out.clear();
      GeoJsonText text(decimals);
      for (std::size_t row = first + begin; row < first + end; ++row) {
        append_feature(out, layout, text, row);
      }
    });
    for (std::size_t slice = 0; slice * rows_per_slice < count; ++slice) {
      output.write(texts[slice]);
    }
  }
  output.write("]}\n");
  output.close();
}

}  // namespace lastmeter
