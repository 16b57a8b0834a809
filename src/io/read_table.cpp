// SPDX-License-Identifier: Apache-2.0
#include "io/read_table.h"

#include <fmt/format.h>
#include <gdal.h>

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/filter_rows.h"
#include "io/read_columns.h"
#include "io/read_csv.h"
#include "io/read_joined.h"
#include "io/read_json_array.h"
#include "io/read_ogr.h"
#include "io/read_shapefile.h"
#include "io/read_source.h"

namespace lastmeter {

namespace {

/// The shapefile of an archive that `layer` names, or the only one.
std::string zipped_shapefile(const ReadOptions& options) {
  const std::vector<std::string> paths = shapefiles_in_zip(options.path);
  std::vector<std::string> stems;
  for (const std::string& path : paths) {
    const std::string name = path.substr(path.rfind('/') + 1);
    stems.push_back(name.substr(0, name.rfind('.')));
    if (stems.back() == options.layer) {
      return path;
    }
  }
  if (!options.layer.empty()) {
    const std::vector<std::string_view> known(stems.begin(), stems.end());
    throw ConfigError(fmt::format("{} has no layer '{}'", options.path, options.layer),
                      suggestion(options.layer, known));
  }
  if (paths.size() > 1) {
    throw ConfigError(fmt::format("{} has several layers: {}", options.path, joined(stems, ", ")),
                      "set `layer` to one of them");
  }
  return paths.front();
}

FeatureTable read_zipped_shapefile(ReadOptions options, Progress& progress) {
  const std::string archive = std::exchange(options.path, zipped_shapefile(options));
  FeatureTable table = read_shapefile(options, progress);
  table.source.path = archive;
  table.source.files = {archive};
  return table;
}

FeatureTable read_whole(const ReadOptions& options, Progress& progress) {
  require_readable(options.path);
  switch (source_kind(options.path)) {
    case SourceKind::Csv:
      return read_csv(options, progress);
    case SourceKind::JsonArray:
      return read_json_array(options, progress);
    case SourceKind::Shapefile:
      return read_shapefile(options, progress);
    case SourceKind::ZippedShapefile:
      return read_zipped_shapefile(options, progress);
    case SourceKind::Other:
      return read_ogr(options, progress);
  }
  throw std::logic_error("SourceKind holds no known value");
}

/// A text table as it is best read: with a header, unless that looks like data.
LayerInfo csv_layer(const std::string& path) {
  SilentProgress silent;
  LayerInfo info = layer_info(read_table({.path = path}, silent));
  if (looks_like_data(info.columns)) {
    info = layer_info(read_table({.path = path, .header = false}, silent));
    info.header = false;
  }
  return info;
}

}  // namespace

FeatureTable read_table(const ReadOptions& options, Progress& progress) {
  std::vector<FeatureTable> tables;
  const std::vector<std::string> paths = paths_of(options.path);
  for (const std::string& path : paths) {
    ReadOptions one = options;
    one.path = path;
    tables.push_back(read_whole(one, progress));
  }
  const bool is_pattern = paths.front() != options.path;
  FeatureTable table = is_pattern ? joined_tables(std::move(tables), options.path) : std::move(tables.front());
  filter_rows(table, options.where);
  keep_chosen_columns(table, options);
  return table;
}

std::vector<LayerInfo> list_layers(const std::string& path) {
  const std::string first = paths_of(path).front();
  require_readable(first);
  const SourceKind kind = source_kind(first);
  if (kind == SourceKind::Other && first == path) {
    return list_ogr_layers(path);
  }
  SilentProgress silent;
  if (kind == SourceKind::ZippedShapefile) {
    std::vector<LayerInfo> layers;
    for (const std::string& shapefile : shapefiles_in_zip(path)) {
      layers.push_back(layer_info(read_shapefile({.path = shapefile}, silent)));
    }
    return layers;
  }
  return {kind == SourceKind::Csv ? csv_layer(path) : layer_info(read_table({.path = path}, silent))};
}

std::string gdal_version() { return GDALVersionInfo("RELEASE_NAME"); }

}  // namespace lastmeter
