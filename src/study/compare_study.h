// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/progress.h"
#include "io/output_folder.h"
#include "report/key_figures.h"

namespace lastmeter {

/// Two result folders to compare, and where to.
struct CompareRequest {
  std::filesystem::path before;
  std::filesystem::path after;
  std::filesystem::path folder;
  Overwrite overwrite = Overwrite::No;
  std::optional<Language> language;  // none: that of the second result
  bool verbose = false;              // every finding in `text`
  std::string command;               // as typed, for the manifest
};

struct CompareOutcome {
  bool differs = false;
  std::string summary;  // summary.json of the comparison
  std::string text;     // what the terminal shows
};

/// Compares two results and writes the comparison: compare.html, compare.gpkg, geojson/, tables/, tables.xlsx,
/// summary.json, issues.csv, manifest.json. Throws InputError when a folder is no result of a finished run, when the
/// two have nothing in common, or when the disk refuses.
CompareOutcome compare_study(const CompareRequest& request, Progress& progress);

}  // namespace lastmeter
