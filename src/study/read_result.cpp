// SPDX-License-Identifier: Apache-2.0
#include "study/read_result.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>

#include "core/error.h"
#include "io/read_table.h"

namespace lastmeter {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr auto kLayers = std::to_array<std::string_view>({"subdistricts", "communities", "grid_zones", "buildings",
                                                          "demand", "facilities", "placement_sites", "partition_zones",
                                                          "partition_units", "merge_zones", "merge_units"});

[[noreturn]] void refuse(const fs::path& folder, std::string_view why) {
  throw InputError(fmt::format("{} {}", folder.string(), why), "name the folder of a finished `lastmeter run`");
}

Json json_of(const fs::path& folder, const char* name) {
  std::ifstream stream(folder / name, std::ios::binary);
  if (!stream) {
    refuse(folder, fmt::format("holds no {}: it is no result, or its run did not finish", name));
  }
  Json document = Json::parse(stream, nullptr, false);
  if (!document.is_object()) {
    refuse(folder, fmt::format("holds a {} that is damaged", name));
  }
  return document;
}

bool is_qualifier(const std::string& key) {
  return key != "name" && key != "value" && key != "total" && key != "share" && key != "unit";
}

/// Nothing for a figure without a number: it was not finite.
std::optional<Figure> figure_of(const Json& entry) {
  if (!entry.at("value").is_number()) {
    return std::nullopt;
  }
  Figure figure{.name = entry.at("name").get<std::string>(),
                .qualifiers = {},
                .value = entry.at("value").get<double>(),
                .total = {},
                .unit = entry.value("unit", "")};
  if (const auto total = entry.find("total"); total != entry.end() && total->is_number()) {
    figure.total = total->get<double>();
  }
  for (const auto& [key, value] : entry.items()) {
    if (!is_qualifier(key)) {
      continue;
    }
    if (value.is_number()) {
      figure.qualifiers.emplace_back(key, value.get<double>());
    } else {
      figure.qualifiers.emplace_back(key, value.get<std::string>());
    }
  }
  return figure;
}

void read_summary(ResultFolder& result) {
  const Json summary = json_of(result.path, "summary.json");
  try {
    result.study = summary.at("study").get<std::string>();
    for (const Json& entry : summary.at("figures")) {
      if (auto figure = figure_of(entry)) {
        result.figures.push_back(std::move(*figure));
      }
    }
  } catch (const Json::exception&) {
    refuse(result.path, "holds a summary.json that is not one of lastmeter");
  }
}

void read_manifest(ResultFolder& result, const Json& manifest) {
  if (manifest.contains("before") && manifest.contains("after")) {
    refuse(result.path, "is a comparison, not the result of a run");
  }
  if (const auto radius = manifest.find("nominal_radius_m"); radius != manifest.end() && radius->is_number()) {
    result.nominal = Metres(radius->get<double>());
  }
  if (const auto language = manifest.find("language"); language != manifest.end()) {
    result.language = *language == "zh" ? Language::Chinese : Language::English;
  }
}

/// Tables of a spreadsheet tell the places of points in columns x and y, in the system of the study.
void place_points(FeatureTable& table, const std::optional<Crs>& crs) {
  const auto x = table.find("x");
  const auto y = table.find("y");
  if (table.geometry || !x || !y) {
    return;
  }
  table.geometry.emplace();
  table.crs = crs;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const auto east = table.columns[*x].as_number(row);
    const auto north = table.columns[*y].as_number(row);
    if (east && north) {
      table.geometry->append_point({*east, *north});
    } else {
      table.geometry->append(GeometryKind::Null);
    }
  }
}

std::optional<Crs> crs_of_manifest(const Json& manifest) {
  const auto working = manifest.find("working_crs");
  const std::string id = working != manifest.end() && working->is_object() ? working->value("id", "") : "";
  return id.starts_with("EPSG:") ? std::optional(Crs::parse(id)) : std::nullopt;
}

void read_package(ResultFolder& result, const fs::path& file, Progress& progress) {
  for (const LayerInfo& layer : list_layers(file.string())) {
    if (std::find(kLayers.begin(), kLayers.end(), layer.layer) != kLayers.end()) {
      result.tables.emplace(layer.layer, read_table({.path = file.string(), .layer = layer.layer}, progress));
    }
  }
}

void read_files(ResultFolder& result, const fs::path& folder, const std::string& ending, const std::optional<Crs>& crs,
                Progress& progress) {
  for (const std::string_view layer : kLayers) {
    const fs::path file = folder / (std::string(layer) + ending);
    if (fs::is_regular_file(file)) {
      FeatureTable table = read_table({.path = file.string()}, progress);
      place_points(table, crs);
      result.tables.emplace(layer, std::move(table));
    }
  }
}

}  // namespace

ResultFolder read_result(const fs::path& folder, Progress& progress) {
  if (!fs::is_directory(folder)) {
    refuse(folder, "is no folder");
  }
  ResultFolder result;
  result.path = folder;
  read_summary(result);
  const Json manifest = json_of(folder, "manifest.json");
  read_manifest(result, manifest);
  const std::optional<Crs> crs = crs_of_manifest(manifest);
  if (const fs::path package = folder / "study.gpkg"; fs::is_regular_file(package)) {
    read_package(result, package, progress);
  } else if (fs::is_directory(folder / "geojson")) {
    read_files(result, folder / "geojson", ".geojson", crs, progress);
  } else {
    read_files(result, folder / "tables", ".csv", crs, progress);
  }
  for (const auto& [name, table] : result.tables) {
    if (table.find("hidden")) {
      throw InputError(
          fmt::format("{} hides counts ([output] suppress_below), so nothing can be counted in it: layer {}",
                      folder.string(), name),
          "compare results made without suppress_below");
    }
  }
  return result;
}

}  // namespace lastmeter
