// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/feature_table.h"
#include "io/gdal_wall.h"

class OGRLayer;

namespace lastmeter {

/// How a table becomes a layer.
struct OgrLayerForm {
  std::string name;
  std::vector<std::string> options;  // the driver's layer creation options, "KEY=value"
  std::vector<int> widths;           // of the columns, 0 = no limit; empty = none has one
};

/// `wanted`, or with a number behind it where a column has that name already, in whatever case.
std::string free_name(const FeatureTable& table, const std::string& wanted);

/// A data set being written through GDAL, one code path for all formats. Rows keep their order. Dates are dates only
/// where every value of the column is a whole date (or a date with time, if the format has them), else text.
/// Coordinates in GCJ-02 or BD-09, which no format can name, are written in WGS 84. Throws InputError with the file and
/// GDAL's reason.
class OgrOutput {
 public:
  /// Replaces an existing file.
  OgrOutput(const std::string& driver, const std::filesystem::path& file);
  /// Adds to a database: `connection` as GDAL opens it, "PG:...". Transactions are the caller's. Messages hide its
  /// password.
  explicit OgrOutput(const std::string& connection);

  /// All columns; in a file, one transaction where the format has them.
  void add_layer(const FeatureTable& table, const OgrLayerForm& form);
  /// Writes what is still in memory; a full disk often shows only here.
  void close();

  /// For what a format adds of its own. `check` throws when a step was refused or GDAL reported a failure.
  [[nodiscard]] GDALDataset& dataset() { return *dataset_; }
  void check(bool fine) const;
  /// The target as messages may show it.
  [[nodiscard]] std::string shown() const;

 private:
  void fill(const FeatureTable& table, const GeometryColumn* geometry, OGRLayer& layer) const;

  std::string target_;  // a file or a connection
  std::string fix_;     // what to do when it refuses
  bool transactions_;   // are ours
  GdalMessages messages_;
  DatasetPtr dataset_;
};

}  // namespace lastmeter
