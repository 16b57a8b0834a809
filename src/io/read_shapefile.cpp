// SPDX-License-Identifier: Apache-2.0
#include "io/read_shapefile.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/read_dbf.h"
#include "io/read_positions.h"
#include "io/read_shapes.h"
#include "io/read_sidecars.h"

namespace lastmeter {

namespace {

/// The attribute table, as far as there is one.
struct Attributes {
  FileBytes file;
  std::optional<DbfLayout> layout;

  [[nodiscard]] std::size_t records() const { return layout ? layout->records : 0; }
};

Attributes open_attributes(const Sidecars& files, NoteCollector& notes) {
  Attributes attributes;
  if (files.dbf.empty()) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt, "there is no .dbf file: geometries without attributes");
    return attributes;
  }
  attributes.file = FileBytes(files.dbf);
  try {
    attributes.layout = read_dbf_layout(attributes.file.text(), files.dbf);
  } catch (const InputError& error) {
    if (files.shp.empty()) {
      throw;
    }
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("geometries without attributes: {}", error.what()));
    return attributes;
  }
  const DbfLayout& layout = *attributes.layout;
  if (layout.promised_records > layout.held_records) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("the header of {} promises {} records, the file holds {}", files.dbf, layout.promised_records,
                          layout.held_records));
  } else if (layout.held_records > layout.promised_records && layout.record_length > 1) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("the header of {} promises {} records, the file holds {}: the others are not read", files.dbf,
                          layout.promised_records, layout.held_records));
  }
  return attributes;
}

void note_lack(std::size_t shapes, std::size_t records, NoteCollector& notes) {
  if (shapes < records) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("{} records, but only {} shapes: the last {} rows have no geometry", records, shapes,
                          records - shapes));
  } else if (records < shapes) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("{} shapes, but only {} records: the last {} rows have no attributes", shapes, records,
                          shapes - records));
  }
}

/// Positions in the file of the rows of the table.
std::vector<std::size_t> living_rows(std::size_t count, const Attributes& attributes, NoteCollector& notes) {
  std::vector<std::size_t> rows;
  rows.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (i < attributes.records() && is_deleted(attributes.file.text(), *attributes.layout, i)) {
      notes.add(ReadNote::Kind::RowUnreadable, std::nullopt,
                fmt::format("record {} is marked as deleted: left out", i + 1));
    } else {
      rows.push_back(i);
    }
  }
  return rows;
}

std::string read_cpg(const Sidecars& files) {
  if (files.cpg.empty()) {
    return "";
  }
  const FileBytes cpg(files.cpg);
  std::string_view text = cpg.text().substr(0, cpg.text().find_first_of("\r\n"));
  if (const auto mark = byte_order_mark(text)) {
    text.remove_prefix(mark->length);
  }
  return std::string(trimmed(text));
}

FeatureTable begin_table(const ReadOptions& options, const Sidecars& files) {
  FeatureTable table;
  table.name = files.stem;
  table.source = {
      .path = options.path, .files = files.all(), .layer = files.stem, .driver = "ESRI Shapefile", .encoding = "UTF-8"};
  return table;
}

}  // namespace

bool is_shapefile_path(const std::string& path) {
  const std::string lower = ascii_lower(path);
  return lower.ends_with(".shp") || lower.ends_with(".dbf");
}

FeatureTable read_shapefile(const ReadOptions& options, Progress& progress) {
  const Sidecars files = find_sidecars(options.path);
  NoteCollector notes;
  FeatureTable table = begin_table(options, files);
  const Attributes attributes = open_attributes(files, notes);
  std::optional<ShapeReader> shapes;
  if (!files.shp.empty()) {
    shapes.emplace(files, notes);
    if (attributes.layout) {
      note_lack(shapes->size(), attributes.records(), notes);
    }
  }
  const std::size_t shape_count = shapes ? shapes->size() : 0;
  const auto rows = living_rows(std::max(shape_count, attributes.records()), attributes, notes);
  table.rows = rows.size();
  progress.stage(fmt::format("reading {}", options.path), rows.size());

  std::vector<std::string> names;
  if (attributes.layout) {
    const std::string_view dbf = attributes.file.text();
    table.source.encoding = settle_dbf_encoding(dbf, *attributes.layout, options.encoding, read_cpg(files), notes);
    names = dbf_names(*attributes.layout, table.source.encoding, notes);
  }
  const ColumnChoice choice(std::move(names), options);
  if (attributes.layout) {
    table.columns =
        read_dbf_columns(attributes.file.text(), *attributes.layout, choice, table.source.encoding, rows, notes);
  }
  if (shapes) {
    table.geometry = shapes->read(rows, notes, progress);
    table.crs = shapes->crs(notes);
  } else {
    add_positions(table, choice.positions(), notes);
  }
  table.set_source_rows(rows);
  table.notes = notes.take();
  return table;
}

}  // namespace lastmeter
