// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/progress.h"
#include "io/read_table.h"
#include "support/temp_folder.h"

namespace lastmeter::testing {

/// Writes bytes into a file of the folder and returns its path.
inline std::string put(const TempFolder& folder, const std::string& name, std::string_view bytes) {
  const std::filesystem::path path = folder.path() / name;
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path.string();
}

inline FeatureTable read(const ReadOptions& options) {
  SilentProgress silent;
  return read_table(options, silent);
}

/// All values of a column as a person would read them, "" for null.
inline std::vector<std::string> values(const FeatureTable& table, std::string_view column) {
  std::vector<std::string> texts;
  const Column& found = table.columns.at(table.find(column).value());
  for (std::size_t row = 0; row < table.rows; ++row) {
    texts.push_back(found.as_text(row));
  }
  return texts;
}

inline std::vector<std::string> column_names(const FeatureTable& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    names.push_back(column.name());
  }
  return names;
}

inline std::vector<GeometryKind> kinds(const FeatureTable& table) {
  std::vector<GeometryKind> all;
  for (std::size_t row = 0; row < table.rows; ++row) {
    all.push_back(table.geometry.value().kind(row));
  }
  return all;
}

/// The notes of a kind, in one text.
inline std::string notes(const FeatureTable& table, ReadNote::Kind kind) {
  std::string all;
  for (const ReadNote& note : table.notes) {
    if (note.kind == kind) {
      all += (note.row ? "row " + std::to_string(*note.row) + ": " : std::string()) + note.what + "\n";
    }
  }
  return all;
}

}  // namespace lastmeter::testing
