// SPDX-License-Identifier: Apache-2.0
#include "io/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/error.h"

namespace lastmeter {

void refuse_write(const std::filesystem::path& file, int error) {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  throw InputError(fmt::format("cannot write {}: {}", file.string(), std::generic_category().message(error)),
                   full ? "free some space, or choose another output folder"
                        : "check that the folder exists and may be written, or choose another output folder");
}

OutputFile::OutputFile(std::filesystem::path file)
    : file_(std::move(file)),
      // NOLINTNEXTLINE(*-vararg): the system's open takes its mode so
      descriptor_(::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) {
    refuse_write(file_, errno);
  }
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

void OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      refuse_write(file_, errno);
    }
    bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
}

void OutputFile::close() {
  if (::close(std::exchange(descriptor_, -1)) != 0) {
    refuse_write(file_, errno);
  }
}

}  // namespace lastmeter
