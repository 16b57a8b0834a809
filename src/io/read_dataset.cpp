// SPDX-License-Identifier: Apache-2.0
#include "io/read_dataset.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <mutex>
#include <string_view>

#include "core/amounts.h"
#include "core/error.h"
#include "core/text.h"
#include "io/connection.h"
#include "io/read_source.h"

namespace lastmeter {

namespace {

constexpr const char* osm_settings_file = "/vsimem/lastmeter_osmconf.ini";
constexpr std::string_view osm_tags =
    "name,ref,boundary,admin_level,place,population,building,building:levels,building:flats,height,landuse,amenity,"
    "shop,healthcare,social_facility,office,leisure,sport,tourism,historic,emergency,man_made,natural,public_transport,"
    "railway,highway,waterway,barrier,access,foot,operator,addr:street,addr:housenumber,addr:postcode,type";

/// GDAL's own settings leave amenity and building:levels in a catch-all text.
std::string osm_settings() {
  std::string text =
      "attribute_name_laundering=yes\nclosed_ways_are_polygons=aeroway,amenity,boundary,building,craft,"
      "geological,historic,landuse,leisure,military,natural,office,place,shop,sport,tourism,healthcare\n";
  for (const char* layer : {"points", "lines", "multipolygons", "multilinestrings", "other_relations"}) {
    text += fmt::format("[{}]\nosm_id=yes\n{}attributes={}\nother_tags=yes\n", layer,
                        std::string_view(layer) == "multipolygons" ? "osm_way_id=yes\n" : "", osm_tags);
  }
  return text;
}

void show_osm_settings() {
  static std::once_flag once;
  static std::string text;
  std::call_once(once, [] {
    text = osm_settings();
    auto* data = reinterpret_cast<GByte*>(text.data());  // NOLINT: bytes are bytes
    VSIFCloseL(VSIFileFromMemBuffer(osm_settings_file, data, text.size(), FALSE));
  });
}

CPLStringList open_options(const std::string& path) {
  CPLStringList list;
  const std::string lower = ascii_lower(path);
  if (lower.ends_with(".pbf") || lower.ends_with(".osm") || lower.ends_with(".osm.gz") || lower.ends_with(".osm.xml")) {
    show_osm_settings();
    list.SetNameValue("CONFIG_FILE", osm_settings_file);
  }
  if (lower.ends_with(".gpkg") && !std::filesystem::exists(path + "-wal")) {
    list.SetNameValue("IMMUTABLE", "YES");
  }
  return list;
}

std::string layer_listing(GDALDataset& dataset) {
  std::string text;
  for (const std::string& name : layer_names(dataset)) {
    const GIntBig rows = dataset.GetLayerByName(name.c_str())->GetFeatureCount(FALSE);
    text += fmt::format("{}'{}'{}", text.empty() ? "" : ", ", name,
                        rows < 0 ? "" : fmt::format(" ({})", counted(static_cast<std::size_t>(rows), "row")));
  }
  return text;
}

/// What to do with a file that no reader knows.
std::string how_to_be_known(const std::string& path) {
  constexpr std::string_view kinds =
      ".shp, .gpkg, .gdb, .geojson, .json, .fgb, .csv, .tsv, .txt, .xlsx, .ods, .kml, .gml, .gpx, .osm, .osm.pbf, or "
      ".zip of a shapefile";
  const std::string ending = ascii_lower(std::filesystem::path(path).extension().string());
  for (const std::string_view packed : {".gz", ".bz2", ".xz", ".tar", ".tgz", ".7z", ".rar", ".zip"}) {
    if (ending == packed) {
      return fmt::format("unpack it first; files that can be read end in {}", kinds);
    }
  }
  if (ending == ".wkt") {
    return fmt::format("put the shapes into a .csv with a column named wkt; files that can be read end in {}", kinds);
  }
  return fmt::format("check that it is whole and ends as its kind does: {}", kinds);
}

OGRLayer& named_layer(GDALDataset& dataset, const ReadOptions& options) {
  if (OGRLayer* layer = dataset.GetLayerByName(options.layer.c_str())) {
    return *layer;
  }
  const std::vector<std::string> names = layer_names(dataset);
  const std::vector<std::string_view> known(names.begin(), names.end());
  throw ConfigError(fmt::format("{} has no layer '{}'; it has {}", without_password(options.path), options.layer,
                                layer_listing(dataset)),
                    suggestion(options.layer, known));
}

/// Spreadsheets are parsed when a sheet is first looked at; whether the first row is a header is settled by then.
void parse_sheets(GDALDataset& dataset) {
  const std::string_view driver = dataset.GetDriverName();
  if (driver == "XLSX" || driver == "ODS" || driver == "XLS") {
    for (OGRLayer* sheet : dataset.GetLayers()) {
      sheet->GetLayerDefn();
    }
  }
}

}  // namespace

DatasetPtr open_dataset(const ReadOptions& options) {
  register_gdal();
  const CPLConfigOptionSetter headers("OGR_XLSX_HEADERS", options.header ? "FORCE" : "DISABLE", false);
  const CPLConfigOptionSetter ods_headers("OGR_ODS_HEADERS", options.header ? "FORCE" : "DISABLE", false);
  const CPLConfigOptionSetter xls_headers("OGR_XLS_HEADERS", options.header ? "FORCE" : "DISABLE", false);
  const GdalMessages messages;
  const CPLStringList list = open_options(options.path);
  DatasetPtr dataset(
      GDALDataset::Open(options.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, list.List(), nullptr));
  if (dataset == nullptr) {
    throw InputError(fmt::format("{} cannot be read{}", without_password(options.path),
                                 messages.last().empty() ? ": no reader knows this kind of file" : ""),
                     messages.last().empty()
                         ? how_to_be_known(options.path)
                         : fmt::format("{}; GDAL says: {}",
                                       is_connection(options.path) ? connection_fix(options.path) : "check the file",
                                       without_secrets(messages.last(), options.path)));
  }
  parse_sheets(*dataset);
  return dataset;
}

OGRLayer& choose_layer(GDALDataset& dataset, const ReadOptions& options) {
  if (!options.layer.empty()) {
    return named_layer(dataset, options);
  }
  const std::vector<std::string> names = layer_names(dataset);
  if (names.empty()) {
    throw InputError(fmt::format("{} holds no layer", without_password(options.path)),
                     "give a file with at least one layer");
  }
  if (names.size() == 1) {
    return *dataset.GetLayerByName(names.front().c_str());
  }
  OGRLayer* with_features = nullptr;
  std::size_t found = 0;
  for (const std::string& name : names) {
    OGRLayer* layer = dataset.GetLayerByName(name.c_str());
    if (layer->GetFeatureCount(FALSE) != 0) {
      with_features = layer;
      ++found;
    }
  }
  if (found != 1) {
    throw ConfigError(fmt::format("{} has several layers: {}", without_password(options.path), layer_listing(dataset)),
                      "set `layer` to one of them");
  }
  return *with_features;
}

std::vector<std::string> layer_names(GDALDataset& dataset) {
  std::vector<std::string> names;
  for (OGRLayer* layer : dataset.GetLayers()) {
    if (std::string_view(layer->GetName()) != "layer_styles") {
      names.emplace_back(layer->GetName());
    }
  }
  return names;
}

std::vector<std::string> files_of(GDALDataset& dataset) {
  const CPLStringList list(dataset.GetFileList(), TRUE);
  std::vector<std::string> files;
  for (int i = 0; i < list.Count(); ++i) {
    const std::string_view file = list[i];
    if (!file.starts_with("/vsi") && std::filesystem::is_regular_file(file)) {
      files.emplace_back(file);
    }
  }
  return files;
}

}  // namespace lastmeter
