// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "io/feature_table.h"

namespace lastmeter {

/// How a layer is coloured when QGIS opens the GeoPackage: one colour, or classes of a numeric column.
struct LayerStyle {
  struct Class {
    double upper;        // values up to and including this one
    std::string colour;  // "#rrggbb"
    std::string label;
  };
  std::string colour = "#4477aa";
  double opacity = 1.0;
  std::string column;           // numeric column to classify by; empty = one colour
  std::vector<Class> classes;   // ascending
};

/// A table with the way to draw it.
struct StyledTable {
  FeatureTable table;
  LayerStyle style;
};

/// All writers: rows in the table's order, same table = same bytes, throw InputError with the path and the
/// system's reason when the disk does not take it. They overwrite; `OutputFolder` makes that safe.

/// RFC 7946: WGS 84 lon/lat, `decimals` fixed decimals (7 = 1 cm), right-hand rule, bbox, "id" = `id_column`
/// (text) when given. Needs `table.crs` unless there is no geometry. Text that is not UTF-8 is refused.
void write_geojson(const FeatureTable& table, const std::filesystem::path& file, std::string_view id_column,
                   int decimals = 7);

/// UTF-8 with BOM, RFC 4180 (CRLF, quotes doubled), no geometry. Codes stay text: a reader sees what stands there.
void write_csv(const FeatureTable& table, const std::filesystem::path& file);

/// One GeoPackage with all tables as layers (tables without geometry as attribute tables) in their own CRS, and
/// a default style for each in `layer_styles`. Byte-identical for the same input (fixed timestamps).
void write_geopackage(const std::vector<StyledTable>& tables, const std::filesystem::path& file);

void write_flatgeobuf(const FeatureTable& table, const std::filesystem::path& file);

/// For samples and exchange: `encoding` "GBK" or "UTF-8"; writes .cpg only when `with_cpg`. Field names over
/// 10 bytes in that encoding are refused: nothing is renamed silently.
void write_shapefile(const FeatureTable& table, const std::filesystem::path& file, const std::string& encoding,
                     bool with_cpg);

}  // namespace lastmeter
