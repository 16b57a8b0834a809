// SPDX-License-Identifier: Apache-2.0
#include "io/output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "io/output_file.h"
#include "io/staging_folder.h"

namespace lastmeter {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse_target(const fs::path& target, std::string_view why, const std::string& fix) {
  throw InputError(fmt::format("the output folder {} {}", target.string(), why), fix);
}

bool holds_our_manifest(const fs::path& folder) {
  std::ifstream file(folder / "manifest.json", std::ios::binary);
  const auto manifest = nlohmann::json::parse(file, nullptr, false);
  return manifest.is_object() && manifest.contains("lastmeter");
}

/// What a run writes at the top of its folder, and what programs that look at it leave there.
constexpr auto kResultNames = std::to_array<std::string_view>(
    {"manifest.json",  "summary.json", "issues.csv",       "issues.geojson",   "study.gpkg", "study.gpkg-wal",
     "study.gpkg-shm", "network.gpkg", "network.gpkg-wal", "network.gpkg-shm", "geojson",    "tables",
     "flatgeobuf",     "tables.xlsx",  "map.html",         "report.html",      "report.pdf", "pictures",
     "compare.html",   "compare.gpkg", "compare.gpkg-wal", "compare.gpkg-shm", ".DS_Store",  "Thumbs.db"});

/// Files somebody else put beside an older result (a study file, a QGIS project) must not go with it.
void refuse_strangers(const fs::path& target) {
  std::error_code error;
  for (fs::directory_iterator it(target, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (std::find(kResultNames.begin(), kResultNames.end(), name) == kResultNames.end()) {
      refuse_target(target, fmt::format("holds an earlier result and '{}', which is not of it", name),
                    "move that away, or choose another output folder");
    }
  }
}

void check_replaceable(const fs::path& target, Overwrite overwrite) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(target, error);
  if (status.type() == fs::file_type::not_found) {
    return;
  }
  if (status.type() != fs::file_type::directory) {
    refuse_target(target, "exists and is not a folder", "choose another output folder");
  }
  const fs::directory_iterator entries(target, error);
  if (error) {
    refuse_target(target, "cannot be read: " + error.message(), "choose another output folder");
  }
  if (entries == fs::directory_iterator()) {
    return;
  }
  if (!holds_our_manifest(target)) {
    refuse_target(target, "holds files that are not a result of this program", "choose another output folder");
  }
  if (overwrite == Overwrite::No) {
    refuse_target(target, "holds an earlier result", "add --overwrite to replace it, or choose another output folder");
  }
  refuse_strangers(target);
}

fs::path resolved(const fs::path& given) {
  std::error_code error;
  fs::path target = given.empty() ? given : fs::weakly_canonical(fs::absolute(given, error), error);
  if (error) {
    refuse_write(given, error.value());
  }
  if (!target.has_filename() && target.has_relative_path()) {
    target = target.parent_path();
  }
  if (!target.has_filename()) {
    refuse_target(given, "has no name of its own", "name a folder to be made");
  }
  return target;
}

std::vector<fs::path> make_parents(const fs::path& parent) {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path folder = parent; fs::symlink_status(folder, error).type() == fs::file_type::not_found;
       folder = folder.parent_path()) {
    missing.push_back(folder);
  }
  std::reverse(missing.begin(), missing.end());
  fs::create_directories(parent, error);
  if (error) {
    refuse_write(parent, error.value());
  }
  return missing;
}

void flush(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(*-vararg): the system's open
  if (descriptor < 0) {
    refuse_write(path, errno);
  }
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0 && error != EINVAL) {
    refuse_write(path, error);
  }
}

void flush_tree(const fs::path& folder) {
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::file_type type = entry->symlink_status(error).type();
    if (type == fs::file_type::regular || type == fs::file_type::directory) {
      flush(entry->path());
    }
  }
  if (error) {
    refuse_write(folder, error.value());
  }
  flush(folder);
}

/// Gives the old result the staging name and the new one the target's. One step where the file system can exchange
/// names; else three, and the old name comes back when the second is refused.
void exchange(const fs::path& staging, const fs::path& target) {
  if (::renameat2(AT_FDCWD, staging.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) {
    return;
  }
  if (errno != EINVAL && errno != ENOSYS) {
    refuse_write(target, errno);
  }
  const fs::path old = set_aside_name(staging);
  if (::rename(target.c_str(), old.c_str()) != 0) {
    refuse_write(target, errno);
  }
  if (::rename(staging.c_str(), target.c_str()) != 0) {
    const int error = errno;
    ::rename(old.c_str(), target.c_str());
    refuse_write(target, error);
  }
  ::rename(old.c_str(), staging.c_str());
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& target, Overwrite overwrite)
    : target_(resolved(target)), overwrite_(overwrite) {
  made_parents_ = make_parents(target_.parent_path());
  remove_leftovers(target_);
  check_replaceable(target_, overwrite_);
  StagingFolder staging = claim_staging(target_);
  staging_ = std::move(staging.folder);
  lock_ = staging.lock;
}

OutputFolder::~OutputFolder() {
  std::error_code error;
  if (!committed_) {
    fs::remove_all(staging_, error);
    std::for_each(made_parents_.rbegin(), made_parents_.rend(),
                  [](const fs::path& parent) { ::rmdir(parent.c_str()); });
  }
  if (lock_ >= 0) {
    ::close(lock_);
  }
}

void OutputFolder::commit() {
  flush_tree(staging_);
  if (::rename(staging_.c_str(), target_.c_str()) != 0) {
    const int error = errno;
    check_replaceable(target_, overwrite_);
    if (error != ENOTEMPTY && error != EEXIST) {
      refuse_write(target_, error);
    }
    exchange(staging_, target_);
  }
  committed_ = true;
  flush(target_.parent_path());
  std::error_code error;
  fs::remove_all(staging_, error);
}

void write_text_file(const fs::path& file, std::string_view text) {
  OutputFile output(file);
  output.write(text);
  output.close();
}

}  // namespace lastmeter
