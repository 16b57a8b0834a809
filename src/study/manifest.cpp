// SPDX-License-Identifier: Apache-2.0
#include "study/manifest.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

#include "core/version.h"
#include "geometry/crs.h"
#include "geometry/overlay.h"
#include "io/connection.h"
#include "io/output_folder.h"
#include "io/read_table.h"
#include "io/write_postgis.h"

namespace lastmeter {

namespace {

using Json = nlohmann::ordered_json;

Json file_entry(const std::string& file) {
  return {{"path", file}, {"bytes", std::filesystem::file_size(file)}, {"sha256", sha256_of_file(file)}};
}

Json input_entry(const LayerReading& reading) {
  Json files = Json::array();
  for (const std::string& file : reading.source.files) {
    if (std::filesystem::is_regular_file(file)) {
      files.push_back(file_entry(file));
    }
  }
  return {{"role", reading.role},
          {"path", reading.source.path},
          {"layer", reading.source.layer},
          {"driver", reading.source.driver},
          {"encoding", reading.source.encoding},
          {"crs", reading.crs},
          {"rows", reading.rows},
          {"files", files}};
}

Json bound_entry(const std::optional<double>& bound) { return bound ? Json(*bound) : Json(nullptr); }

Json norm_entry(const NormFigure& figure) {
  return {
      {"key", figure.key},       {"lo", bound_entry(figure.lo)}, {"hi", bound_entry(figure.hi)}, {"unit", figure.unit},
      {"source", figure.source}, {"grade", figure.grade},        {"rule_file", figure.rule_file}};
}

Json accounts_of(const StudyInput& input) {
  Json accounts = Json::array();
  if (input.area) {
    for (const LayerAccount& account : input.area->accounts) {
      accounts.push_back(
          {{"layer", account.layer}, {"read", account.read}, {"used", account.used}, {"set_aside", account.set_aside}});
    }
  }
  return accounts;
}

std::string now_utc() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

}  // namespace

std::string manifest_json(const Config& config, const StudyInput& input, const Timings& timings,
                          const std::string& command) {
  Json manifest;
  manifest["lastmeter"] = kVersion;
  manifest["command"] = command;
  manifest["finished"] = now_utc();
  manifest["libraries"] = {{"gdal", gdal_version()}, {"geos", geos_version_text()}, {"proj", proj_version()}};
  manifest["study_file"] = std::filesystem::is_regular_file(config.file) ? file_entry(config.file.string()) : Json();
  manifest["seed"] = config.seed;
  manifest["language"] = code_of(config.language);
  manifest["nominal_radius_m"] = config.coverage.value_or(default_coverage(config.rules)).nominal.value();
  manifest["working_crs"] = {{"id", input.crs.working ? input.crs.working->id() : "local"},
                             {"reason", input.crs.working_reason},
                             {"worst_error_per_500_m", input.crs.worst_distortion_per_500m.value()}};
  manifest["notes"] = input.crs.notes;
  for (const LayerReading& reading : input.readings) {
    manifest["inputs"].push_back(input_entry(reading));
  }
  manifest["rows"] = accounts_of(input);
  if (!config.postgis.empty()) {
    manifest["postgis"] = {{"connection", without_password(config.postgis)},
                           {"schema", schema_name(config.input.name)}};
  }
  for (const NormFigure& figure : config.rules.figures()) {
    manifest["norms"].push_back(norm_entry(figure));
  }
  for (const auto& [stage, seconds] : timings) {
    manifest["seconds"][stage] = seconds;
  }
  return manifest.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lastmeter
