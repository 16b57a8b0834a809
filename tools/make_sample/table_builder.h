// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/polygon.h"
#include "io/feature_table.h"

namespace lastmeter {

/// A FeatureTable in EPSG:4548 filled row by row: start with the geometry, then one value for each column in order.
class TableBuilder {
 public:
  struct ColumnSpec {
    std::string name;
    ColumnType type;
  };
  TableBuilder(std::string name, const std::vector<ColumnSpec>& columns);

  TableBuilder& polygon(const Ring& outer);
  TableBuilder& shape(const MultiPolygon& shape);
  TableBuilder& line(const std::vector<Point>& points);
  TableBuilder& point(Point at);
  /// A row without geometry in a table that has some.
  TableBuilder& no_geometry();
  TableBuilder& text(std::string_view value);
  /// Empty text becomes "no value".
  TableBuilder& text_or_null(std::string_view value);
  TableBuilder& integer(std::int64_t value);
  TableBuilder& real(double value);

  /// The table; every column of a row must have been given.
  FeatureTable table() &&;

 private:
  GeometryColumn& geometry();
  Column& next_column();
  FeatureTable table_;
  std::size_t at_ = 0;
};

/// Shapefile in GBK with Chinese field names and no .cpg, as planners' offices hand it out.
void write_gbk(const FeatureTable& table, const std::filesystem::path& folder);
/// <name>.csv in UTF-8.
void write_text_table(const FeatureTable& table, const std::filesystem::path& folder);

}  // namespace lastmeter
