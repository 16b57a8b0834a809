// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/error.h"
#include "study/config.h"
#include "study/run.h"
#include "support/temp_folder.h"

namespace lastmeter::testing {

inline std::filesystem::path put(const std::filesystem::path& file, std::string_view text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
  return file;
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw std::runtime_error("no file " + file.string());
  }
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The bytes of every file below a folder, by relative path.
inline std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[std::filesystem::relative(entry.path(), folder).generic_string()] = bytes_of(entry.path());
    }
  }
  return files;
}

/// What a call says of a study it refuses: the fault and what to do.
template <class Call>
std::string fault_of(const Call& call) {
  try {
    call();
  } catch (const ConfigError& error) {
    return std::string(error.what()) + " / " + error.fix();
  }
  return "no fault";
}

/// The value of the first figure of that name.
inline double figure(const RunOutcome& outcome, std::string_view name) {
  for (const Figure& each : outcome.figures) {
    if (each.name == name) {
      return each.value;
    }
  }
  throw std::runtime_error("no figure " + std::string(name));
}

/// A study of two communities of 1 km2 side by side, three buildings and one post, in UTM metres. On paper: 160
/// people and 70 households; the post stands at b1, 400 m from b2 and 1400 m from b3.
///
///   b2 o 20 households, 50 people
///   p1 x b1: 10 households, 30 people                         b3 o 40 households, 80 people
class SmallStudy {
 public:
  SmallStudy() {
    put(folder() / "communities.csv",
        "code,name,wkt\n"
        "A,West,\"POLYGON ((500000 3900000, 501000 3900000, 501000 3901000, 500000 3901000, 500000 3900000))\"\n"
        "B,East,\"POLYGON ((501000 3900000, 502000 3900000, 502000 3901000, 501000 3901000, 501000 3900000))\"\n");
    put(folder() / "buildings.csv",
        "code,households,population,x,y\n"
        "b3,40,80,501900,3900500\n"
        "b1,10,30,500500,3900500\n"
        "b2,20,50,500500,3900900\n");
    put(folder() / "posts.csv", "code,name,kind,x,y\np1,Centre of A,centre,500500,3900500\n");
    write_study("");
  }

  /// Writes study.toml anew, with more lines at its end.
  void write_study(const std::string& more) const {
    put(study_file(), R"([study]
name  = "Small"
crs   = "EPSG:32650"
rules = ["service-radius-500"]

[layers.communities]
path = "communities.csv"
geometry = "wkt"
crs = "EPSG:32650"

[layers.buildings]
path = "buildings.csv"
x = "x"
y = "y"
crs = "EPSG:32650"

[layers.facilities]
path = "posts.csv"
x = "x"
y = "y"
crs = "EPSG:32650"

[coverage]
radii_m = [300, 500]

[output]
folder = "out"
)" + more);
  }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path study_file() const { return folder() / "study.toml"; }
  [[nodiscard]] std::filesystem::path out() const { return folder() / "out"; }
  [[nodiscard]] std::filesystem::path check() const { return folder() / "out-check"; }

  // NOLINTNEXTLINE(modernize-use-nodiscard): many tests want only what a run leaves in its folder
  RunOutcome run(Stage stage = Stage::All, Overwrite overwrite = Overwrite::No) const {
    SilentProgress silent;
    return run(stage, overwrite, silent);
  }
  RunOutcome run(Stage stage, Overwrite overwrite, Progress& progress) const {
    return run_study(read_config(study_file()),
                     {.stage = stage, .overwrite = overwrite, .verbose = false, .command = "test"}, progress);
  }

 private:
  TempFolder folder_;
};

}  // namespace lastmeter::testing
