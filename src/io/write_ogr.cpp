// SPDX-License-Identifier: Apache-2.0
#include "io/write_ogr.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string_view>
#include <system_error>

#include "core/error.h"
#include "core/text.h"
#include "io/connection.h"
#include "io/encoding.h"
#include "io/ogr_geometry.h"

namespace lastmeter {

namespace {

bool is_shaped(std::string_view text, std::string_view shape) {
  return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) {
           return s == '0' ? c >= '0' && c <= '9' : c == s;
         });
}

bool is_whole_date(std::string_view text) { return is_shaped(text, "0000-00-00"); }

bool is_date_with_time(std::string_view text) {
  return text.size() >= 16 && is_shaped(text.substr(0, 16), "0000-00-00T00:00");
}

template <class Test>
bool all_values(const Column& column, Test test) {
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.is_null(row) && !test(column.text(row))) {
      return false;
    }
  }
  return true;
}

bool knows_time(GDALDataset& dataset) {
  const char* const types = dataset.GetDriver()->GetMetadataItem(GDAL_DMD_CREATIONFIELDDATATYPES);
  return types != nullptr && std::string_view(types).find("DateTime") != std::string_view::npos;
}

OGRFieldType date_type(const Column& column, GDALDataset& dataset) {
  if (all_values(column, is_whole_date)) {
    return OFTDate;
  }
  return knows_time(dataset) && all_values(column, is_date_with_time) ? OFTDateTime : OFTString;
}

OGRFieldType field_type(const Column& column, GDALDataset& dataset) {
  switch (column.type()) {
    case ColumnType::Integer:
      return OFTInteger64;
    case ColumnType::Real:
      return OFTReal;
    case ColumnType::Date:
      return date_type(column, dataset);
    case ColumnType::Text:
      break;
  }
  return OFTString;
}

void set_field(OGRFeature& feature, int field, const Column& column, std::size_t row, std::string& text) {
  if (column.is_null(row) || (column.type() == ColumnType::Real && !std::isfinite(column.real(row)))) {
    feature.SetFieldNull(field);
    return;
  }
  switch (column.type()) {
    case ColumnType::Integer:
      feature.SetField(field, static_cast<GIntBig>(column.integer(row)));
      return;
    case ColumnType::Real:
      feature.SetField(field, column.real(row));
      return;
    case ColumnType::Text:
    case ColumnType::Date:
      text = column.text(row);
      feature.SetField(field, text.c_str());
  }
}

[[noreturn]] void refuse_row(const FeatureTable& table, std::size_t row, std::string_view what) {
  throw InputError(fmt::format("row {} of table '{}' cannot be written: {}", row + 1, table.name, what),
                   "correct or remove that row");
}

void check_row(const FeatureTable& table, const GeometryColumn* geometry, std::size_t row) {
  for (const Column& column : table.columns) {
    const bool is_text = column.type() == ColumnType::Text || column.type() == ColumnType::Date;
    if (is_text && !is_utf8(column.text(row))) {
      refuse_row(table, row, fmt::format("its '{}' is not UTF-8", column.name()));
    }
  }
  if (geometry != nullptr) {
    for (const Coordinate at : geometry->coordinates(row)) {
      if (!std::isfinite(at.x) || !std::isfinite(at.y)) {
        refuse_row(table, row, fmt::format("it has the coordinate {}, {}", at.x, at.y));
      }
    }
  }
}

struct ReleaseReference {
  void operator()(OGRSpatialReference* reference) const { reference->Release(); }
};
using ReferencePtr = std::unique_ptr<OGRSpatialReference, ReleaseReference>;

ReferencePtr spatial_reference(const Crs& crs) {
  ReferencePtr reference(new OGRSpatialReference);
  reference->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const OGRErr error =
      crs.epsg() ? reference->importFromEPSG(*crs.epsg()) : reference->importFromWkt(crs.wkt().c_str());
  if (error != OGRERR_NONE) {
    throw InputError(fmt::format("GDAL does not know the coordinate system {}", crs.id()),
                     "set `crs` of the study to a system with an EPSG code");
  }
  return reference;
}

}  // namespace

std::string free_name(const FeatureTable& table, const std::string& wanted) {
  const auto taken = [&](const std::string& name) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const Column& column) { return ascii_lower(column.name()) == name; });
  };
  std::string name = wanted;
  for (int i = 2; taken(name); ++i) {
    name = fmt::format("{}_{}", wanted, i);
  }
  return name;
}

OgrOutput::OgrOutput(const std::string& driver, const std::filesystem::path& file)
    : target_(file.string()), fix_("check that the folder may be written and the disk has room"), transactions_(true) {
  register_gdal();
  GDALDriver* const found = GetGDALDriverManager()->GetDriverByName(driver.c_str());
  if (found == nullptr) {
    throw InputError(fmt::format("cannot write {}: this GDAL has no driver '{}'", target_, driver),
                     "choose another output format");
  }
  std::error_code absent;
  std::filesystem::remove(file, absent);
  dataset_.reset(found->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  check(dataset_ != nullptr);
}

OgrOutput::OgrOutput(const std::string& connection)
    : target_(connection), fix_(connection_fix(connection)), transactions_(false) {
  register_gdal();
  const char* const drivers[] = {"PostgreSQL", nullptr};
  dataset_.reset(GDALDataset::Open(connection.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers));
  check(dataset_ != nullptr);
}

std::string OgrOutput::shown() const { return without_password(target_); }

void OgrOutput::check(bool fine) const {
  if (!fine || messages_.failed()) {
    throw InputError(fmt::format("cannot write {}: {}", shown(), without_secrets(messages_.last(), target_)), fix_);
  }
}

void OgrOutput::add_layer(const FeatureTable& table, const OgrLayerForm& form) {
  const GeometryColumn* geometry = table.geometry ? &*table.geometry : nullptr;
  std::optional<Crs> crs = table.crs;
  GeometryColumn moved;
  if (geometry != nullptr && crs && crs->shift() != DatumShift::None) {
    moved = *geometry;
    transform(*crs, Crs::wgs84(), moved.all_coordinates());
    crs = Crs::wgs84();
    geometry = &moved;
  }
  const ReferencePtr reference = geometry != nullptr && crs ? spatial_reference(*crs) : nullptr;
  CPLStringList list;
  for (const std::string& option : form.options) {
    list.AddString(option.c_str());
  }
  OGRLayer* const layer = dataset_->CreateLayer(form.name.c_str(), reference.get(),
                                                geometry != nullptr ? layer_type(*geometry) : wkbNone, list.List());
  check(layer != nullptr);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    OGRFieldDefn field(table.columns[i].name().c_str(), field_type(table.columns[i], *dataset_));
    field.SetWidth(form.widths.empty() ? 0 : form.widths[i]);
    check(layer->CreateField(&field, FALSE) == OGRERR_NONE);
  }
  const bool transactional = transactions_ && dataset_->TestCapability(ODsCTransactions) != FALSE;
  if (transactional) {
    check(dataset_->StartTransaction() == OGRERR_NONE);
  }
  fill(table, geometry, *layer);
  if (transactional) {
    check(dataset_->CommitTransaction() == OGRERR_NONE);
  }
}

void OgrOutput::fill(const FeatureTable& table, const GeometryColumn* geometry, OGRLayer& layer) const {
  OgrGeometryMaker maker(layer.GetGeomType());
  const FeaturePtr feature(OGRFeature::CreateFeature(layer.GetLayerDefn()));
  std::string text;
  for (std::size_t row = 0; row < table.rows; ++row) {
    check_row(table, geometry, row);
    feature->SetFID(OGRNullFID);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      set_field(*feature, static_cast<int>(i), table.columns[i], row, text);
    }
    if (geometry != nullptr) {
      feature->SetGeometryDirectly(maker.make(*geometry, row).release());
    }
    check(layer.CreateFeature(feature.get()) == OGRERR_NONE);
  }
}

void OgrOutput::close() {
  dataset_->FlushCache(true);
  dataset_.reset();
  check(true);
}

}  // namespace lastmeter
