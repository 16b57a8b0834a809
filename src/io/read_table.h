// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/progress.h"
#include "io/feature_table.h"
#include "io/layer_info.h"

namespace lastmeter {

/// What to read and how; everything but `path` may stay empty.
struct ReadOptions {
  std::string path = {};                  // file, "PG:..." connection, or a pattern with * and ? in the last component
  std::string layer = {};                 // layer or sheet; empty = the only one, or the one that holds features
  std::string encoding = {};              // "auto" or empty = examine; else any iconv name: "GBK", "CP950", "UTF-8"
  std::string where = {};                 // condition in OGR SQL, the same for every format: "schools > 0"
  std::string x = {};                     // text formats without geometry: columns of longitude/easting ...
  std::string y = {};                     // ... and latitude/northing
  std::string geometry = {};              // text formats: column with WKT, GeoJSON or hex WKB
  std::vector<std::string> columns = {};  // only these (as named in the file); empty = all
  bool header = true;                     // CSV: the first row names the columns; else they are field_1, field_2 ...
  int skip_rows = 0;                      // CSV: rows to skip after the header (or at the start, without one)
};

/// Reads one layer of any supported source into a table. Codes stay text: no column of a text format is
/// ever guessed to be a number. Every row of the source is a row of the table, or has a RowUnreadable note.
/// Shapefile text is decoded from the bytes: `encoding` if given, else .cpg and language byte when the
/// bytes agree with them, else what the bytes say (strict UTF-8, then GB18030); the choice and its reason
/// is an Encoding note when it is not what the file declares.
/// Throws InputError: missing or unreadable file, damaged file, unknown x/y/column (with the nearest name);
/// ConfigError: unknown layer, or none named where there are several (with the layers there are), or a `where` that
/// cannot be understood.
FeatureTable read_table(const ReadOptions& options, Progress& progress);

/// The layers of a source. Of text files and shapefiles, which have one, the rows are read to be counted.
/// A CSV whose first row looks like data is listed as one without header.
std::vector<LayerInfo> list_layers(const std::string& path);

/// Version of GDAL, for the manifest.
std::string gdal_version();

}  // namespace lastmeter
