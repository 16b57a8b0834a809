// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace lastmeter {

/// A file being written from front to back; an existing one is emptied first. Unbuffered: hand it large pieces.
/// Every refusal of the system (missing folder, no permission, disk full) throws InputError with path and reason.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path file);
  /// Closes without a word; a writer that got to its end calls `close`, which reports late errors.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  void close();

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

/// Throws the InputError of a refused write: "cannot write <file>: <reason of errno value>".
[[noreturn]] void refuse_write(const std::filesystem::path& file, int error);

}  // namespace lastmeter
