// SPDX-License-Identifier: Apache-2.0
#include "io/write_ogr.h"
#include "io/write_table.h"

namespace lastmeter {

namespace {

/// GDAL's spatial index of a FlatGeobuf needs a geometry in every row.
bool can_index(const FeatureTable& table) {
  if (!table.geometry || table.rows == 0) {
    return false;
  }
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (table.geometry->coordinates(row).empty()) {
      return false;
    }
  }
  return true;
}

}  // namespace

void write_flatgeobuf(const FeatureTable& table, const std::filesystem::path& file) {
  OgrOutput output("FlatGeobuf", file);
  output.add_layer(table, {.name = table.name.empty() ? file.stem().string() : table.name,
                           .options = {can_index(table) ? "SPATIAL_INDEX=YES" : "SPATIAL_INDEX=NO"},
                           .widths = {}});
  output.close();
}

}  // namespace lastmeter
