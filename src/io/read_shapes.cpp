// SPDX-License-Identifier: Apache-2.0
#include "io/read_shapes.h"

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <atomic>

#include "core/error.h"
#include "io/read_geometry.h"
#include "io/read_ogr_crs.h"
#include "io/read_shape_index.h"

namespace lastmeter {

namespace {

constexpr std::size_t rows_per_step = 65536;
constexpr std::string_view magic("\0\0\x27\x0A", 4);

/// Shapes listed in the bytes of an .shx file.
std::size_t entries_of(std::string_view shx) { return shx.size() < 100 ? 0 : (shx.size() - 100) / 8; }

}  // namespace

ShapeReader::MemoryFolder::MemoryFolder() {
  static std::atomic<int> opened = 0;
  name_ = fmt::format("/vsimem/lastmeter_shapes_{}", ++opened);
}

ShapeReader::MemoryFolder::~MemoryFolder() { VSIRmdirRecursive(name_.c_str()); }

void ShapeReader::MemoryFolder::show(const char* ending, std::string_view bytes) {
  // GDAL only reads there: the dataset is opened read-only.
  auto* data = reinterpret_cast<GByte*>(const_cast<char*>(bytes.data()));  // NOLINT
  VSIFCloseL(VSIFileFromMemBuffer(fmt::format("{}/layer.{}", name_, ending).c_str(), data, bytes.size(), FALSE));
}

ShapeReader::ShapeReader(const Sidecars& files, NoteCollector& notes) : path_(files.shp), shp_(files.shp) {
  register_gdal();
  if (shp_.size() < 100 || !shp_.text().starts_with(magic)) {
    throw InputError(fmt::format("{} is no shapefile: {}", path_,
                                 shp_.size() < 100 ? fmt::format("it has only {} bytes", shp_.size())
                                                   : "its first bytes are not those of one"),
                     "export the layer again");
  }
  settle_index(files, notes);
  if (!files.prj.empty()) {
    prj_ = FileBytes(files.prj);
  }
  open_dataset();
}

void ShapeReader::settle_index(const Sidecars& files, NoteCollector& notes) {
  if (!files.shx.empty()) {
    shx_ = FileBytes(files.shx).text();
  }
  listed_ = entries_of(shx_);
  if (!is_sound_index(shx_, shp_.size())) {
    use_rebuilt_index(files.shx.empty() ? "no .shx index" : "unsound .shx index", notes);
  } else if (!fills_file(shx_, shp_.text())) {
    const ShapeIndex found = rebuild_index(shp_.text());
    const bool whole = found.unread_bytes == 0 && found.wrong_lengths == 0;
    if (whole && found.highest_number == found.records && found.shx != shx_) {
      use_rebuilt_index(fmt::format("the .shx index lists {} shapes, but does not agree with {}", listed_, path_),
                        notes);
    }
  }
  records_ = entries_of(shx_);
  note_cut(notes);
}

void ShapeReader::use_rebuilt_index(const std::string& why, NoteCollector& notes) {
  ShapeIndex index = rebuild_index(shp_.text());
  const auto note = [&notes](std::string what) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt, std::move(what));
  };
  note(fmt::format("{}: rebuilt, {} shapes found", why, index.records));
  if (index.wrong_lengths > 0) {
    note(fmt::format("{} shapes state a wrong length: the next ones were found by searching", index.wrong_lengths));
  }
  if (index.unread_bytes > 0 && promised_bytes(shp_.text()) <= shp_.size()) {
    note(fmt::format("{} is damaged: nothing can be read in its last {} bytes", path_, index.unread_bytes));
  }
  shx_ = std::move(index.shx);
}

/// A copy or a download that broke off.
void ShapeReader::note_cut(NoteCollector& notes) const {
  const std::size_t promised = promised_bytes(shp_.text());
  if (promised <= shp_.size()) {
    return;
  }
  const std::string lost =
      listed_ > records_ ? fmt::format(", {} of {} shapes are lost", listed_ - records_, listed_) : std::string();
  notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
            fmt::format("{} is cut: its header says {} bytes, the file has {}{}", path_, promised, shp_.size(), lost));
}

/// A message of GDAL with the name of the file the user knows.
std::string ShapeReader::plain(std::string message) const {
  const std::string ours = folder_.name() + "/layer";
  for (std::size_t at = message.find(ours); at != std::string::npos; at = message.find(ours)) {
    message.replace(at, ours.size(), path_.substr(0, path_.rfind('.')));
  }
  return message;
}

void ShapeReader::open_dataset() {
  folder_.show("shp", shp_.text());
  folder_.show("shx", shx_);
  if (prj_.size() > 0) {
    folder_.show("prj", prj_.text());
  }
  const GdalMessages messages;
  const std::array<const char*, 2> drivers = {"ESRI Shapefile", nullptr};
  const std::string name = folder_.name() + "/layer.shp";
  dataset_.reset(GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data()));
  if (dataset_ == nullptr || dataset_->GetLayerCount() != 1) {
    throw InputError(fmt::format("{} cannot be read: {}", path_, plain(messages.last())), "export the layer again");
  }
}

GeometryColumn ShapeReader::read(const std::vector<std::size_t>& positions, NoteCollector& notes, Progress& progress) {
  GeometryColumn geometry;
  geometry.reserve(positions.size(), positions.size());
  OGRLayer& layer = *dataset_->GetLayer(0);
  layer.ResetReading();
  GdalMessages messages;
  FeaturePtr feature(layer.GetNextFeature());
  for (std::size_t row = 0; row < positions.size(); ++row) {
    const auto wanted = static_cast<GIntBig>(positions[row]);
    while (feature != nullptr && feature->GetFID() < wanted) {
      messages.clear();
      feature.reset(layer.GetNextFeature());
    }
    const bool is_there = feature != nullptr && feature->GetFID() == wanted;
    append_geometry(is_there ? feature->GetGeometryRef() : nullptr, geometry);
    if (messages.failed() || (!is_there && positions[row] < records_)) {
      notes.add(ReadNote::Kind::GeometryDropped, row,
                fmt::format("shape {} cannot be read: {}", wanted + 1, plain(messages.last())));
    }
    if (row % rows_per_step == 0) {
      progress.step(row);
    }
  }
  return geometry;
}

std::optional<Crs> ShapeReader::crs(NoteCollector& notes) {
  const GdalMessages messages;
  const OGRSpatialReference* system = dataset_->GetLayer(0)->GetSpatialRef();
  if (system == nullptr && prj_.size() > 0) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("the .prj file cannot be understood: {}", plain(messages.last())));
  }
  return crs_of(system, notes);
}

}  // namespace lastmeter
