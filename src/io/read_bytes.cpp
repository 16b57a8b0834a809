// SPDX-License-Identifier: Apache-2.0
#include "io/read_bytes.h"

#include <cpl_vsi.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/error.h"

namespace lastmeter {

namespace {

[[noreturn]] void refuse(const std::string& path, int reason) {
  throw InputError(fmt::format("{} cannot be read: {}", path, std::generic_category().message(reason)),
                   "check the path and the permissions of the file");
}

}  // namespace

FileBytes::FileBytes(const std::string& path) {
  if (path.starts_with("/vsi")) {
    unpack(path);
    return;
  }
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(*-vararg): the system's open
  if (file < 0) {
    refuse(path, errno);
  }
  struct stat status {};
  void* mapped = nullptr;
  int reason = fstat(file, &status) != 0 ? errno : 0;
  if (reason == 0 && !S_ISREG(status.st_mode)) {
    reason = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
  }
  if (reason == 0 && status.st_size > 0) {
    size_ = static_cast<std::size_t>(status.st_size);
    mapped = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, file, 0);
    reason = mapped == MAP_FAILED ? errno : 0;  // NOLINT: the macro casts
  }
  close(file);
  if (reason != 0) {
    refuse(path, reason);
  }
  data_ = static_cast<char*>(mapped);
  is_mapped_ = true;
}

void FileBytes::unpack(const std::string& path) {
  GByte* unpacked = nullptr;
  vsi_l_offset size = 0;
  if (VSIIngestFile(nullptr, path.c_str(), &unpacked, &size, -1) == FALSE) {
    refuse(path, EIO);
  }
  data_ = reinterpret_cast<char*>(unpacked);  // NOLINT: bytes are bytes
  size_ = static_cast<std::size_t>(size);
}

FileBytes::~FileBytes() {
  if (is_mapped_ && data_ != nullptr) {
    munmap(data_, size_);
  } else {
    VSIFree(data_);
  }
}

FileBytes::FileBytes(FileBytes&& other) noexcept { *this = std::move(other); }

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(is_mapped_, other.is_mapped_);
  return *this;
}

}  // namespace lastmeter
