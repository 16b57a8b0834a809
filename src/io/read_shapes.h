// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/progress.h"
#include "io/feature_table.h"
#include "io/gdal_wall.h"
#include "io/read_bytes.h"
#include "io/read_notes.h"
#include "io/read_sidecars.h"

namespace lastmeter {

/// The geometries of a shapefile, read by GDAL from memory.
class ShapeReader {
 public:
  /// Opens the .shp file with its index, rebuilt where it is missing, unsound or lists fewer shapes than the file
  /// holds; a file shorter than its header says is noted with both lengths and the shapes lost. Throws InputError when
  /// the file is no shapefile.
  ShapeReader(const Sidecars& files, NoteCollector& notes);

  [[nodiscard]] std::size_t size() const { return records_; }
  /// The shapes at the given ascending positions; Null beyond the end, and, noted, where a shape cannot be read.
  GeometryColumn read(const std::vector<std::size_t>& positions, NoteCollector& notes, Progress& progress);
  /// From the .prj file.
  std::optional<Crs> crs(NoteCollector& notes);

 private:
  /// A folder in GDAL's memory file system, removed at the end.
  class MemoryFolder {
   public:
    MemoryFolder();
    ~MemoryFolder();
    MemoryFolder(const MemoryFolder&) = delete;
    MemoryFolder& operator=(const MemoryFolder&) = delete;
    [[nodiscard]] const std::string& name() const { return name_; }
    /// Shows bytes, which must outlive the folder, as the layer's file with this ending.
    void show(const char* ending, std::string_view bytes);

   private:
    std::string name_;
  };

  void settle_index(const Sidecars& files, NoteCollector& notes);
  void use_rebuilt_index(const std::string& why, NoteCollector& notes);
  void note_cut(NoteCollector& notes) const;
  void open_dataset();
  [[nodiscard]] std::string plain(std::string message) const;

  std::string path_;
  FileBytes shp_;
  FileBytes prj_;
  std::string shx_;
  std::size_t listed_ = 0;   // shapes in the index file
  std::size_t records_ = 0;  // shapes that can be read
  MemoryFolder folder_;
  DatasetPtr dataset_;
};

}  // namespace lastmeter
