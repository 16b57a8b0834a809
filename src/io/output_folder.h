// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lastmeter {

enum class Overwrite { No, Yes };

/// A result folder that appears whole or not at all. Files are written into `staging()`, a hidden folder beside the
/// target (`.lastmeter-<target>-<process>`); `commit` exchanges the two names in one step. Without commit (error,
/// Ctrl-C) the destructor removes the staging folder and an older result stays as it was; after a kill or a power
/// cut, the next run towards the same target removes what was left. A staging folder is locked while its process
/// lives, so runs at the same time leave each other's alone; the one that commits last stays.
class OutputFolder {
 public:
  /// Throws InputError when the target exists and may not be replaced, is not a folder, or its parent cannot be
  /// written; missing parents are made. An existing folder is replaced if it is empty, or with Overwrite::Yes if it
  /// holds a manifest.json of ours (a JSON object with the key "lastmeter") and, at its top, nothing a run does not
  /// write: a study file or a QGIS project saved there is never deleted. A symbolic link is followed.
  OutputFolder(const std::filesystem::path& target, Overwrite overwrite);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& staging() const { return staging_; }
  [[nodiscard]] const std::filesystem::path& target() const { return target_; }
  /// Flushes files to disk and renames; the old result is removed last. Throws InputError with the old result
  /// untouched when the disk refuses, or when somebody made the target meanwhile and it may not be replaced.
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path staging_;
  std::vector<std::filesystem::path> made_parents_;  // outermost first
  Overwrite overwrite_;
  int lock_ = -1;
  bool committed_ = false;
};

/// Writes one small file whole, for callers with text in hand. Throws InputError with the system's reason.
void write_text_file(const std::filesystem::path& file, std::string_view text);

/// SHA-256 of a file's bytes in hex; throws InputError when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace lastmeter
