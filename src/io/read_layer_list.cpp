// SPDX-License-Identifier: Apache-2.0
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <string>

#include "io/gdal_wall.h"
#include "io/read_dataset.h"
#include "io/read_geometry.h"
#include "io/read_notes.h"
#include "io/read_ogr.h"
#include "io/read_ogr_crs.h"
#include "io/read_ogr_fields.h"

namespace lastmeter {

namespace {

GeometryKind kind_of(OGRwkbGeometryType type) {
  switch (wkbFlatten(type)) {
    case wkbNone:
      return GeometryKind::Null;
    case wkbPoint:
    case wkbMultiPoint:
      return GeometryKind::Point;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
    case wkbCircularString:
      return GeometryKind::Line;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
      return GeometryKind::Polygon;
    default:
      return GeometryKind::Mixed;
  }
}

/// Of a layer that does not say, the kind of its first geometry.
GeometryKind first_kind(OGRLayer& layer) {
  constexpr int looked_at = 100;
  layer.ResetReading();
  for (int i = 0; i < looked_at; ++i) {
    const FeaturePtr feature(layer.GetNextFeature());
    if (feature == nullptr) {
      break;
    }
    if (feature->GetGeometryRef() != nullptr) {
      return kind_of(feature->GetGeometryRef()->getGeometryType());
    }
  }
  return GeometryKind::Mixed;
}

void take_sample(OGRLayer& layer, LayerInfo& info) {
  constexpr std::size_t rows = 200;
  constexpr std::size_t looked_at = 20000;
  const std::size_t most = std::min(info.rows, looked_at);
  const std::size_t step = std::max<std::size_t>(1, (most + rows - 1) / rows);
  info.sample.resize(info.columns.size());
  layer.ResetReading();
  for (std::size_t row = 0; row < std::max(most, rows); ++row) {
    const FeaturePtr feature(layer.GetNextFeature());
    if (feature == nullptr) {
      return;
    }
    if (row % step != 0) {
      continue;
    }
    for (std::size_t i = 0; i < info.columns.size(); ++i) {
      info.sample[i].emplace_back(feature->GetFieldAsString(static_cast<int>(i)));
    }
    GeometryColumn shape;
    append_geometry(feature->GetGeometryRef(), shape);
    if (!info.place && !shape.coordinates(0).empty()) {
      info.place = shape.coordinates(0).front();
    }
  }
}

}  // namespace

std::vector<LayerInfo> list_ogr_layers(const std::string& path) {
  const DatasetPtr dataset = open_dataset({.path = path});
  const GdalMessages messages;
  std::vector<LayerInfo> layers;
  for (const std::string& name : layer_names(*dataset)) {
    OGRLayer& layer = *dataset->GetLayerByName(name.c_str());
    LayerInfo& info = layers.emplace_back();
    info.layer = name;
    info.rows = static_cast<std::size_t>(std::max<GIntBig>(layer.GetFeatureCount(TRUE), 0));
    info.kind = kind_of(layer.GetGeomType());
    if (info.kind == GeometryKind::Mixed) {
      info.kind = first_kind(layer);
    }
    info.columns = ogr_field_names(layer);
    NoteCollector ignored;
    info.crs = crs_of(layer.GetSpatialRef(), ignored);
    take_sample(layer, info);
  }
  return layers;
}

}  // namespace lastmeter
