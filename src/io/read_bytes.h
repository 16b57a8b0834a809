// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace lastmeter {

/// The bytes of a file, mapped into memory: nothing is read before it is looked at. The mapping is private: a byte
/// changed here is never changed in the file. The file must not shrink while it is read.
class FileBytes {
 public:
  FileBytes() = default;
  /// Throws InputError with the system's reason. An empty file has no bytes. A file inside an archive ("/vsizip/...")
  /// is unpacked into memory.
  explicit FileBytes(const std::string& path);
  ~FileBytes();
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  FileBytes(FileBytes&& other) noexcept;
  FileBytes& operator=(FileBytes&& other) noexcept;

  [[nodiscard]] std::string_view text() const { return {data_, size_}; }
  [[nodiscard]] std::span<char> bytes() { return {data_, size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  void unpack(const std::string& path);

  char* data_ = nullptr;
  std::size_t size_ = 0;
  bool is_mapped_ = false;
};

}  // namespace lastmeter
