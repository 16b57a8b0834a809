// SPDX-License-Identifier: Apache-2.0
#include "io/read_source.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "core/error.h"
#include "core/text.h"
#include "io/gdal_wall.h"
#include "io/read_json_array.h"
#include "io/read_shapefile.h"

namespace lastmeter {

namespace fs = std::filesystem;

namespace {

template <std::size_t N>
bool ends_with_one_of(const std::string& lower, const std::array<std::string_view, N>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return lower.ends_with(ending); });
}

bool is_database_folder(const std::string& path) { return ascii_lower(path).ends_with(".gdb"); }

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder.empty() ? "." : folder, error), end; !error && it != end; it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

[[noreturn]] void refuse_missing(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder)) {
    throw InputError(fmt::format("{} does not exist: there is no folder {}", path, folder.string()), "check the path");
  }
  const std::vector<std::string> names = names_in(folder);
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto near = nearest_name(fs::path(path).filename().string(), known);
  throw InputError(fmt::format("{} does not exist", path),
                   near ? fmt::format("did you mean '{}'?", *near) : std::string("check the path"));
}

[[noreturn]] void refuse_folder(const std::string& path) {
  std::vector<std::string> files;
  for (const std::string& name : names_in(path)) {
    if (ascii_lower(name).ends_with(".shp") || ascii_lower(name).ends_with(".gpkg") ||
        ascii_lower(name).ends_with("json")) {
      files.push_back(name);
    }
  }
  constexpr std::size_t most = 5;
  files.resize(std::min(files.size(), most));
  throw InputError(fmt::format("{} is a folder, not a file", path),
                   files.empty() ? "name a file in it" : fmt::format("name a file in it: {}", joined(files, ", ")));
}

/// Pipes and devices never end, and an empty file is a failed copy.
void refuse_without_content(const std::string& path) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type != fs::file_type::regular && type != fs::file_type::directory) {
    throw InputError(fmt::format("{} is a pipe or a device, not a file", path), "save its content as a file");
  }
  if (type == fs::file_type::regular && fs::file_size(path, error) == 0) {
    throw InputError(fmt::format("{} is empty: 0 bytes", path), "export or copy the file again");
  }
}

/// Greedy matching with one point of return: linear for one star, never worse than pattern times name.
bool matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace

SourceKind source_kind(const std::string& path) {
  if (is_connection(path)) {
    return is_shapefile_path(path) ? SourceKind::Shapefile : SourceKind::Other;
  }
  const std::string lower = ascii_lower(path);
  if (ends_with_one_of(lower, std::array<std::string_view, 3>{".csv", ".tsv", ".txt"})) {
    return SourceKind::Csv;
  }
  if (is_shapefile_path(path)) {
    return SourceKind::Shapefile;
  }
  if (lower.ends_with(".zip") && !shapefiles_in_zip(path).empty()) {
    return SourceKind::ZippedShapefile;
  }
  return lower.ends_with(".json") && is_json_array(path) ? SourceKind::JsonArray : SourceKind::Other;
}

bool is_connection(const std::string& path) {
  if (path.starts_with("/vsi")) {
    return true;
  }
  // A scheme of two letters or more before the colon: "PG:dbname=gis", "https://host/file".
  const std::size_t colon = path.find(':');
  return colon != std::string::npos && colon >= 2 && path.find('/') > colon &&
         std::all_of(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }) &&
         !fs::exists(path);
}

void require_readable(const std::string& path) {
  if (path.empty()) {
    throw ConfigError("a layer has no path", "set `path` to a file");
  }
  if (is_connection(path)) {
    return;
  }
  std::error_code error;
  if (!fs::exists(path, error) &&
      (!error || error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)) {
    refuse_missing(path);
  }
  if (fs::is_directory(path, error) && !is_database_folder(path)) {
    refuse_folder(path);
  }
  if (access(path.c_str(), R_OK) != 0) {
    throw InputError(fmt::format("{} cannot be read: {}", path, std::generic_category().message(errno)),
                     "check the permissions of the file and its folder");
  }
  refuse_without_content(path);
}

std::vector<std::string> paths_of(const std::string& pattern) {
  const fs::path path(pattern);
  const std::string last = path.filename().string();
  std::error_code error;
  if (is_connection(pattern) || last.find_first_of("*?") == std::string::npos || fs::exists(path, error)) {
    return {pattern};
  }
  std::vector<std::string> found;
  for (const std::string& name : names_in(path.parent_path())) {
    if (name.starts_with('.') == last.starts_with('.') && matches(last, name)) {
      found.push_back((path.parent_path() / name).string());
    }
  }
  if (found.empty()) {
    throw InputError(fmt::format("no file matches {}", pattern), "check the folder and the pattern");
  }
  return found;
}

std::vector<std::string> shapefiles_in_zip(const std::string& path) {
  register_gdal();
  const GdalMessages silenced;
  const std::string archive = "/vsizip/" + fs::absolute(path).string();
  const CPLStringList listing(VSIReadDirRecursive(archive.c_str()), TRUE);
  std::vector<std::string> found;
  for (int i = 0; i < listing.Count(); ++i) {
    if (ascii_lower(listing[i]).ends_with(".shp")) {
      found.push_back(archive + "/" + listing[i]);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace lastmeter
