// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace lastmeter {

enum class Overwrite { No, Yes };

/// A result folder that appears whole or not at all. Files are written into `staging()`, a hidden folder beside the
/// target; `commit` renames it into place. Without commit (error, Ctrl-C) the destructor removes the staging folder
/// and an older result stays as it was; after a kill, the next run removes what was left.
class OutputFolder {
 public:
  /// Throws InputError when the target exists and may not be replaced, is not a folder, or its parent cannot be
  /// written. An existing folder is replaced only if it is empty or holds a manifest.json of ours.
  OutputFolder(std::filesystem::path target, Overwrite overwrite);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& staging() const { return staging_; }
  [[nodiscard]] const std::filesystem::path& target() const { return target_; }
  /// Flushes files to disk and renames; the old result is removed last.
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path staging_;
  bool committed_ = false;
};

/// Writes one small file whole, for callers with text in hand. Throws InputError with the system's reason.
void write_text_file(const std::filesystem::path& file, std::string_view text);

/// SHA-256 of a file's bytes in hex; throws InputError when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace lastmeter
