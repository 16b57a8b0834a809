// SPDX-License-Identifier: Apache-2.0
#include "io/read_ogr.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <string>
#include <utility>

#include "io/connection.h"
#include "io/gdal_wall.h"
#include "io/read_columns.h"
#include "io/read_dataset.h"
#include "io/read_geometry.h"
#include "io/read_ogr_crs.h"
#include "io/read_ogr_fields.h"
#include "io/read_positions.h"
#include "io/read_text.h"

namespace lastmeter {

namespace {

constexpr std::size_t rows_per_step = 65536;

/// Rows the layer promises; a lying one must not cost memory.
std::size_t worth_reserving(GIntBig promised) {
  constexpr GIntBig most = 1 << 20;
  return static_cast<std::size_t>(std::clamp<GIntBig>(promised, 0, most));
}

void read_features(OGRLayer& layer, OgrFieldReader& fields, FeatureTable& table, Progress& progress) {
  const GIntBig promised = layer.GetFeatureCount(FALSE);
  fields.reserve(worth_reserving(promised));
  GeometryColumn geometry;
  geometry.reserve(worth_reserving(promised), worth_reserving(promised));
  progress.stage(fmt::format("reading {}", without_password(table.source.path)),
                 static_cast<std::size_t>(std::max<GIntBig>(promised, 0)));
  layer.ResetReading();
  for (FeaturePtr feature(layer.GetNextFeature()); feature != nullptr; feature.reset(layer.GetNextFeature())) {
    fields.append(*feature);
    append_geometry(feature->GetGeometryRef(), geometry);
    if (++table.rows % rows_per_step == 0) {
      progress.step(table.rows);
    }
  }
  table.columns = fields.take();
  if (layer.GetGeomType() != wkbNone) {
    table.geometry = std::move(geometry);
  }
}

void note_messages(const GdalMessages& messages, NoteCollector& notes) {
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < std::min(messages.all().size(), most); ++i) {
    const GdalMessages::Message& message = messages.all()[i];
    if (message.text.starts_with("Non closed ring detected")) {
      notes.add(ReadNote::Kind::RingsOpen, std::nullopt,
                fmt::format("{} rings are not closed, as where an extract was cut off; they were read as if closed",
                            message.times));
      continue;
    }
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              message.times == 1 ? message.text : fmt::format("{} ({} times)", message.text, message.times));
  }
  if (messages.all().size() > most) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("{} or more other complaints of the reader", messages.all().size() - most));
  }
}

void swap_axes(GeometryColumn& geometry) {
  for (Coordinate& at : geometry.all_coordinates()) {
    std::swap(at.x, at.y);
  }
}

TableSource source_of(GDALDataset& dataset, OGRLayer& layer, const ReadOptions& options) {
  return {.path = options.path,
          .files = files_of(dataset),
          .layer = layer.GetName(),
          .driver = dataset.GetDriverName(),
          .encoding = "UTF-8"};
}

}  // namespace

FeatureTable read_ogr(const ReadOptions& options, Progress& progress) {
  const DatasetPtr dataset = open_dataset(options);
  OGRLayer& layer = choose_layer(*dataset, options);
  if (std::string_view(dataset->GetDriverName()) == "OSM") {
    dataset->ExecuteSQL(fmt::format("SET interest_layers = {}", layer.GetName()).c_str(), nullptr, nullptr);
  }
  NoteCollector notes;
  FeatureTable table;
  table.name = layer.GetName();
  table.source = source_of(*dataset, layer, options);
  const ColumnChoice choice(usable_names(ogr_field_names(layer), notes), options);
  {
    const GdalMessages messages;
    OgrFieldReader fields(layer, choice);
    read_features(layer, fields, table, progress);
    note_messages(messages, notes);
  }
  const GIntBig promised = layer.GetFeatureCount(FALSE);
  if (promised >= 0 && static_cast<std::size_t>(promised) != table.rows) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("the layer promises {} rows, {} could be read", promised, table.rows));
  }
  decode_texts(table, options.encoding, notes);
  if (table.geometry && !choice.positions().named) {
    table.crs = crs_of(layer.GetSpatialRef(), notes);
    if (is_north_east(layer.GetSpatialRef())) {
      swap_axes(*table.geometry);
    }
  } else {
    add_positions(table, choice.positions(), notes);
  }
  table.notes = notes.take();
  return table;
}

}  // namespace lastmeter
