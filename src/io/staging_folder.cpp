// SPDX-License-Identifier: Apache-2.0
#include "io/staging_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "io/output_file.h"

namespace lastmeter {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view set_aside = "-old";
constexpr int most_attempts = 100;

enum class LockState { Ours, Busy, Unknown };  // Unknown: the file system has no locks

struct FolderLock {
  LockState state = LockState::Unknown;
  int descriptor = -1;
};

/// Busy also when the folder is gone, or another one has its name by now.
FolderLock lock_folder(const fs::path& folder) {
  // NOLINTNEXTLINE(*-vararg): the system's open
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) {
    return {LockState::Busy};
  }
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const LockState state = errno == EWOULDBLOCK ? LockState::Busy : LockState::Unknown;
    ::close(descriptor);
    return {state};
  }
  struct stat locked {};
  struct stat named {};
  if (::fstat(descriptor, &locked) == 0 && ::stat(folder.c_str(), &named) == 0 && locked.st_ino == named.st_ino &&
      locked.st_dev == named.st_dev) {
    return {LockState::Ours, descriptor};
  }
  ::close(descriptor);
  return {LockState::Busy};
}

std::string staging_prefix(const fs::path& target) { return ".lastmeter-" + target.filename().string() + '-'; }

/// The name of the staging folder that an entry is, or that set it aside; empty for anything else.
std::string staging_name(const fs::path& entry, const std::string& prefix) {
  std::string name = entry.filename().string();
  if (name.ends_with(set_aside)) {
    name.resize(name.size() - set_aside.size());
  }
  const bool ours = name.size() > prefix.size() && name.starts_with(prefix) &&
                    name.find_first_not_of("0123456789.", prefix.size()) == std::string::npos;
  return ours ? name : "";
}

/// A result set aside by a process that was killed before its own stood at the target goes back; after that moment it
/// is only waste. One of a living process stays.
void settle(const fs::path& old, const fs::path& staging, const fs::path& target) {
  std::error_code error;
  if (fs::exists(staging, error)) {
    const FolderLock lock = lock_folder(staging);
    if (lock.state != LockState::Ours) {
      return;
    }
    ::close(lock.descriptor);
  }
  if (fs::exists(target, error)) {
    fs::remove_all(old, error);
  } else {
    ::rename(old.c_str(), target.c_str());
  }
}

}  // namespace

fs::path set_aside_name(const fs::path& staging) {
  fs::path old = staging;
  old += set_aside;
  return old;
}

StagingFolder claim_staging(const fs::path& target) {
  const std::string stem = fmt::format("{}{}", staging_prefix(target), ::getpid());
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const fs::path folder = target.parent_path() / (attempt == 0 ? stem : fmt::format("{}.{}", stem, attempt));
    if (::mkdir(folder.c_str(), 0777) != 0) {
      if (errno != EEXIST) {
        refuse_write(folder, errno);
      }
      continue;
    }
    const FolderLock lock = lock_folder(folder);
    if (lock.state != LockState::Busy) {
      return {folder, lock.descriptor};
    }
  }
  refuse_write(target.parent_path() / stem, EEXIST);
}

void remove_leftovers(const fs::path& target) {
  const std::string prefix = staging_prefix(target);
  std::error_code error;
  std::vector<fs::path> abandoned;
  for (const auto& entry : fs::directory_iterator(target.parent_path(), error)) {
    const std::string staging = staging_name(entry.path(), prefix);
    if (staging.empty() || !entry.is_directory(error)) {
      continue;
    }
    if (entry.path().filename() == staging) {
      abandoned.push_back(entry.path());
    } else {
      settle(entry.path(), target.parent_path() / staging, target);
    }
  }
  for (const fs::path& folder : abandoned) {
    const FolderLock lock = lock_folder(folder);
    if (lock.state == LockState::Ours) {
      fs::remove_all(folder, error);
      ::close(lock.descriptor);
    }
  }
}

}  // namespace lastmeter
