// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/error.h"
#include "io/write_ogr.h"
#include "io/write_table.h"

namespace lastmeter {

namespace {

/// GDAL 3.6 leaves out such rows without a word.
void check_geometries(const FeatureTable& table) {
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (!table.geometry || table.geometry->coordinates(row).empty()) {
      throw InputError(
          fmt::format("row {} of table '{}' has no geometry, which a FlatGeobuf cannot hold", row + 1, table.name),
          "write a GeoPackage or GeoJSON");
    }
  }
}

}  // namespace

void write_flatgeobuf(const FeatureTable& table, const std::filesystem::path& file) {
  check_geometries(table);
  OgrOutput output("FlatGeobuf", file);
  output.add_layer(
      table,
      {.name = table.name.empty() ? file.stem().string() : table.name, .options = {"SPATIAL_INDEX=YES"}, .widths = {}});
  output.close();
}

}  // namespace lastmeter
