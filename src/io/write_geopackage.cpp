// SPDX-License-Identifier: Apache-2.0
#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/text.h"
#include "io/qgis_style.h"
#include "io/write_ogr.h"
#include "io/write_table.h"

namespace lastmeter {

namespace {

/// In place of every time stamp, so that equal tables give equal bytes.
constexpr const char* fixed_time = "2000-01-01T00:00:00.000Z";

/// A setting of GDAL for this thread while alive.
class Setting {
 public:
  Setting(const char* key, const char* value) : key_(key) {
    if (const char* const old = CPLGetThreadLocalConfigOption(key, nullptr)) {
      old_ = old;
    }
    CPLSetThreadLocalConfigOption(key, value);
  }
  ~Setting() { CPLSetThreadLocalConfigOption(key_, old_ ? old_->c_str() : nullptr); }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

 private:
  const char* key_;
  std::optional<std::string> old_;
};

void check_names(const std::vector<StyledTable>& tables) {
  std::vector<std::string> seen = {"", "layer_styles"};
  for (const StyledTable& styled : tables) {
    const std::string name = ascii_lower(styled.table.name);
    const bool reserved = name.starts_with("gpkg_") || name.starts_with("rtree_") || name.starts_with("sqlite_");
    if (reserved || std::find(seen.begin(), seen.end(), name) != seen.end()) {
      throw InputError(fmt::format("a layer of a GeoPackage cannot be named '{}'", styled.table.name),
                       "give every table a name of its own");
    }
    seen.push_back(name);
    std::vector<std::string> columns;
    for (const Column& column : styled.table.columns) {
      columns.push_back(ascii_lower(column.name()));
      if (columns.back().empty() || std::count(columns.begin(), columns.end(), columns.back()) > 1) {
        throw InputError(fmt::format("table '{}' has two columns '{}', and a GeoPackage ignores case",
                                     styled.table.name, column.name()),
                         "rename one of them");
      }
    }
  }
}

struct StyleField {
  const char* name;
  OGRFieldType type;
  int width;
};

/// As QGIS makes this table itself.
constexpr StyleField style_fields[] = {{"f_table_catalog", OFTString, 256},
                                       {"f_table_schema", OFTString, 256},
                                       {"f_table_name", OFTString, 256},
                                       {"f_geometry_column", OFTString, 256},
                                       {"styleName", OFTString, 30},
                                       {"styleQML", OFTString, 0},
                                       {"styleSLD", OFTString, 0},
                                       {"useAsDefault", OFTInteger, 0},
                                       {"description", OFTString, 0},
                                       {"owner", OFTString, 30},
                                       {"ui", OFTString, 30},
                                       {"update_time", OFTDateTime, 0}};

OGRLayer* make_style_layer(OgrOutput& output) {
  std::string identifier = "FID=id";
  std::array<char*, 2> options = {identifier.data(), nullptr};
  OGRLayer* const layer = output.dataset().CreateLayer("layer_styles", nullptr, wkbNone, options.data());
  output.check(layer != nullptr);
  for (const StyleField& wanted : style_fields) {
    OGRFieldDefn field(wanted.name, wanted.type);
    field.SetWidth(wanted.width);
    if (wanted.type == OFTInteger) {
      field.SetSubType(OFSTBoolean);
    }
    if (wanted.type == OFTDateTime) {
      field.SetDefault("CURRENT_TIMESTAMP");
    }
    output.check(layer->CreateField(&field) == OGRERR_NONE);
  }
  return layer;
}

void add_style(OgrOutput& output, OGRLayer& layer, const StyledTable& styled) {
  const std::string qml = qgis_style(styled.table, styled.style);
  if (qml.empty()) {
    return;
  }
  const FeaturePtr feature(OGRFeature::CreateFeature(layer.GetLayerDefn()));
  const auto set = [&](const char* field, const std::string& value) { feature->SetField(field, value.c_str()); };
  set("f_table_catalog", "");
  set("f_table_schema", "");
  set("f_table_name", styled.table.name);
  set("f_geometry_column", free_name(styled.table, "geom"));
  set("styleName", "lastmeter");
  set("styleQML", qml);
  set("styleSLD", "");
  feature->SetField("useAsDefault", 1);
  set("description", styled.description);
  set("owner", "");
  set("update_time", fixed_time);
  output.check(layer.CreateFeature(feature.get()) == OGRERR_NONE);
}

}  // namespace

void write_geopackage(const std::vector<StyledTable>& tables, const std::filesystem::path& file) {
  check_names(tables);
  const Setting time("OGR_CURRENT_DATE", fixed_time);
  const Setting no_sync("OGR_SQLITE_SYNCHRONOUS", "OFF");
  OgrOutput output("GPKG", file);
  for (const StyledTable& styled : tables) {
    OgrLayerForm form{.name = styled.table.name, .options = {"FID=" + free_name(styled.table, "fid")}, .widths = {}};
    form.options.push_back("DESCRIPTION=" + styled.description);
    if (styled.table.geometry) {
      form.options.push_back("GEOMETRY_NAME=" + free_name(styled.table, "geom"));
    }
    output.add_layer(styled.table, form);
  }
  OGRLayer* const styles = make_style_layer(output);
  for (const StyledTable& styled : tables) {
    add_style(output, *styles, styled);
  }
  output.close();
}

}  // namespace lastmeter
