// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "io/read_columns.h"

class OGRFeature;
class OGRLayer;

namespace lastmeter {

std::vector<std::string> ogr_field_names(OGRLayer& layer);

/// The wanted fields of a layer with the columns they fill.
class OgrFieldReader {
 public:
  /// Tells the layer to leave out the fields that are not wanted.
  OgrFieldReader(OGRLayer& layer, const ColumnChoice& choice);

  void reserve(std::size_t rows);
  void append(const OGRFeature& feature);
  /// The filled columns; ends the reader's use.
  std::vector<Column> take() { return std::move(columns_); }

 private:
  struct Field {
    int index;
    int type;  // GDAL's OGRFieldType
  };
  std::vector<Field> fields_;
  std::vector<Column> columns_;
};

}  // namespace lastmeter
