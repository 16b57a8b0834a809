// SPDX-License-Identifier: Apache-2.0
#include "io/read_ogr_fields.h"

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <ogr_feature.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <cstdlib>
#include <memory>

namespace lastmeter {

namespace {

ColumnType column_type(OGRFieldType type) {
  switch (type) {
    case OFTInteger:
    case OFTInteger64:
      return ColumnType::Integer;
    case OFTReal:
      return ColumnType::Real;
    case OFTDate:
    case OFTDateTime:
      return ColumnType::Date;
    default:
      return ColumnType::Text;
  }
}

std::string iso_date(const OGRField& field, OGRFieldType type) {
  const auto& date = field.Date;
  std::string text = fmt::format("{:04}-{:02}-{:02}", date.Year, date.Month, date.Day);
  if (type == OFTDate) {
    return text;
  }
  const auto milliseconds = static_cast<int>(std::lround(static_cast<double>(date.Second) * 1000.0));
  text += fmt::format("T{:02}:{:02}:{:02}", date.Hour, date.Minute, milliseconds / 1000);
  if (milliseconds % 1000 != 0) {
    text += fmt::format(".{:03}", milliseconds % 1000);
  }
  constexpr int utc = 100;  // GDAL's flag: 100 is UTC, one step a quarter of an hour, 0 and 1 mean unknown
  if (date.TZFlag == utc) {
    text += "Z";
  } else if (date.TZFlag > 1) {
    const int minutes = (date.TZFlag - utc) * 15;
    text += fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
  }
  return text;
}

void append_value(const OGRFeature& feature, int index, OGRFieldType type, Column& column) {
  const OGRField& field = *feature.GetRawFieldRef(index);
  if (OGR_RawField_IsUnset(&field) != FALSE || OGR_RawField_IsNull(&field) != FALSE) {
    column.append_null();
    return;
  }
  switch (type) {
    case OFTInteger:
      column.append_integer(field.Integer);
      return;
    case OFTInteger64:
      column.append_integer(field.Integer64);
      return;
    case OFTReal:
      if (std::isfinite(field.Real)) {
        column.append_real(field.Real);
      } else {
        column.append_null();
      }
      return;
    case OFTDate:
    case OFTDateTime:
      column.append_text(iso_date(field, type));
      return;
    case OFTString:
      column.append_text(field.String);
      return;
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList: {
      const std::unique_ptr<char, decltype(&VSIFree)> json(feature.GetFieldAsSerializedJSon(index), VSIFree);
      column.append_text(json == nullptr ? "" : json.get());
      return;
    }
    default:
      column.append_text(feature.GetFieldAsString(index));
  }
}

}  // namespace

std::vector<std::string> ogr_field_names(OGRLayer& layer) {
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(definition.GetFieldCount()));
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
  }
  return names;
}

OgrFieldReader::OgrFieldReader(OGRLayer& layer, const ColumnChoice& choice) {
  std::vector<const char*> ignored;
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    const auto column = static_cast<std::size_t>(i);
    if (choice.reads(column)) {
      fields_.push_back({i, field.GetType()});
      columns_.emplace_back(choice.names()[column], column_type(field.GetType()));
    } else {
      ignored.push_back(field.GetNameRef());
    }
  }
  ignored.push_back(nullptr);
  if (ignored.size() > 1 && layer.TestCapability(OLCIgnoreFields) != FALSE) {
    layer.SetIgnoredFields(ignored.data());
  }
}

void OgrFieldReader::reserve(std::size_t rows) {
  for (Column& column : columns_) {
    column.reserve(rows);
  }
}

void OgrFieldReader::append(const OGRFeature& feature) {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    append_value(feature, fields_[c].index, static_cast<OGRFieldType>(fields_[c].type), columns_[c]);
  }
}

}  // namespace lastmeter
