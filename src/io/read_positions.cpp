// SPDX-License-Identifier: Apache-2.0
#include "io/read_positions.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/read_geometry.h"

namespace lastmeter {

namespace {

std::string shortened(std::string_view text) {
  return text.size() <= 40 ? std::string(text) : fmt::format("... ({} characters)", text.size());
}

GeometryColumn from_xy(const Column& x, const Column& y, NoteCollector& notes) {
  GeometryColumn geometry;
  geometry.reserve(x.size(), x.size());
  for (std::size_t row = 0; row < x.size(); ++row) {
    const auto east = x.as_number(row);
    const auto north = y.as_number(row);
    if (east && north) {
      geometry.append_point({*east, *north});
      continue;
    }
    geometry.append(GeometryKind::Null);
    const std::string east_text = x.as_text(row);
    const std::string north_text = y.as_text(row);
    const bool is_blank = (east || trimmed(east_text).empty()) && (north || trimmed(north_text).empty());
    if (!is_blank) {
      notes.add(ReadNote::Kind::PositionUnreadable, row,
                fmt::format("{} '{}', {} '{}' is no position", x.name(), shortened(east_text), y.name(),
                            shortened(north_text)));
    }
  }
  return geometry;
}

bool starts_with_geometry(const Column& column) {
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!trimmed(column.as_text(row)).empty()) {
      GeometryColumn probe;
      return append_geometry_text(column.text(row), probe).readable;
    }
  }
  return false;
}

void from_text(FeatureTable& table, const Column& column, NoteCollector& notes) {
  GeometryColumn geometry;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const ParsedGeometry parsed = append_geometry_text(column.text(row), geometry);
    if (!parsed.readable) {
      geometry.append(GeometryKind::Null);
      notes.add(
          ReadNote::Kind::GeometryDropped, row,
          fmt::format("{} '{}' is no WKT, GeoJSON or hexadecimal WKB", column.name(), shortened(column.text(row))));
    }
    if (parsed.srid && *parsed.srid > 0 && !table.crs) {
      table.crs = Crs::parse(fmt::format("EPSG:{}", *parsed.srid));
    }
  }
  table.geometry = std::move(geometry);
}

}  // namespace

void add_positions(FeatureTable& table, const PositionColumns& positions, NoteCollector& notes) {
  if (positions.x && positions.y) {
    table.geometry = from_xy(table.columns[*positions.x], table.columns[*positions.y], notes);
  } else if (positions.geometry) {
    const Column& column = table.columns[*positions.geometry];
    const bool is_text = column.type() == ColumnType::Text;
    if (positions.named && !is_text) {
      throw InputError(
          fmt::format("{}: column '{}' holds numbers or dates, no geometries", table.source.path, column.name()),
          "name a column with WKT, GeoJSON or hexadecimal WKB");
    }
    if (is_text && (positions.named || starts_with_geometry(column))) {
      from_text(table, column, notes);
    }
  }
}

}  // namespace lastmeter
