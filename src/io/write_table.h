// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "io/feature_table.h"

namespace lastmeter {

/// How a layer is coloured when QGIS opens the GeoPackage: one colour, or classes of a numeric column. Values above the
/// last class have its colour; rows without a value are not drawn.
struct LayerStyle {
  struct Class {
    double upper;        // values up to and including this one
    std::string colour;  // "#rrggbb"
    std::string label;
  };
  std::string colour = "#4477aa";
  double opacity = 1.0;
  std::string column;          // numeric column to classify by; empty = one colour
  std::vector<Class> classes;  // ascending
};

/// A table with the way to draw it.
struct StyledTable {
  FeatureTable table;
  LayerStyle style;
  std::string description = {};  // what it shows, one line for whoever opens the GeoPackage or the database
};

/// All writers: same table = same bytes, rows in the table's order (but see FlatGeobuf), and throw InputError with the
/// path and the system's reason when the disk does not take it, or with the row that cannot be written: text that is
/// not UTF-8, a coordinate that is not finite. Infinity and not-a-number in a real column are written as null. They
/// overwrite; `OutputFolder` makes that safe. Nothing is shortened, renamed or left out silently.

/// RFC 7946: WGS 84 lon/lat, `decimals` fixed decimals (0 to 12; 7 = 1 cm), right-hand rule, bbox, one feature a line,
/// "id" = `id_column` (text) when given and not null. Multi* for more than one part, null geometry for a row without
/// coordinates; reals as the shortest text that reads back the same. Needs `table.crs` unless there are no coordinates.
/// Straight from the flat columns in parallel slices: O(bytes).
void write_geojson(const FeatureTable& table, const std::filesystem::path& file, std::string_view id_column,
                   int decimals = 7);

/// UTF-8 with BOM, RFC 4180 (CRLF, quotes doubled, only where needed), no geometry; null is an empty cell.
/// Codes stay text: a reader sees what stands there. One exception: a text that a spreadsheet would run as a formula
/// (it begins with = + - @ or a tab and is not a plain number) gets an apostrophe in front.
void write_csv(const FeatureTable& table, const std::filesystem::path& file);

/// One GeoPackage with all tables as layers (tables without geometry as attribute tables) in their own CRS, GCJ-02 and
/// BD-09 in WGS 84, and a default style for each in `layer_styles`, where QGIS looks. Byte-identical for the same input
/// (fixed timestamps). The keys are `fid` and `geom`, with a number behind where a column has that name. Also refused:
/// tables or columns whose names differ only in case.
void write_geopackage(const std::vector<StyledTable>& tables, const std::filesystem::path& file);

/// With a spatial index, which orders the rows along a Hilbert curve. A row without geometry is refused.
void write_flatgeobuf(const FeatureTable& table, const std::filesystem::path& file);

/// For samples and exchange: `encoding` "GBK" or "UTF-8"; writes .cpg only when `with_cpg`. The language byte says
/// GBK (0x4D) or nothing (UTF-8, which has none). Text and integer fields are as wide as their longest value, dates
/// with a time are text, reals have 15 decimals. Field names over 10 bytes and texts over 254 bytes in that encoding
/// are refused.
void write_shapefile(const FeatureTable& table, const std::filesystem::path& file, const std::string& encoding,
                     bool with_cpg);

}  // namespace lastmeter
