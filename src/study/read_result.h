// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "core/units.h"
#include "io/feature_table.h"
#include "model/figure.h"
#include "report/key_figures.h"

namespace lastmeter {

/// The folder that a run left, as read.
struct ResultFolder {
  std::filesystem::path path;
  std::string study;
  std::vector<Figure> figures;                 // of summary.json
  std::optional<Metres> nominal;               // as the manifest says; older ones do not
  std::optional<Language> language;            // likewise
  std::map<std::string, FeatureTable> tables;  // by layer, those that are compared
};

/// Reads summary.json, manifest.json and the layers that are compared: from study.gpkg, else geojson/, else tables/
/// (which know the places of points only). Throws InputError for what is no folder, a folder without summary.json or
/// manifest.json (no result, or one of a run that did not finish), and files that cannot be read.
ResultFolder read_result(const std::filesystem::path& folder, Progress& progress);

}  // namespace lastmeter
