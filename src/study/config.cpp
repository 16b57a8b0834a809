// SPDX-License-Identifier: Apache-2.0
#include "study/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>

#include "core/text.h"
#include "input/crs_working.h"
#include "io/connection.h"
#include "study/choices.h"
#include "study/config_assign.h"
#include "study/config_coverage.h"
#include "study/config_emergency.h"
#include "study/config_events.h"
#include "study/config_history.h"
#include "study/config_investment.h"
#include "study/config_layers.h"
#include "study/config_norms.h"
#include "study/config_partition.h"
#include "study/config_placement.h"
#include "study/parse_toml.h"
#include "study/rule_files.h"
#include "study/toml_section.h"

namespace lastmeter {

namespace {

bool not_negative(double value) { return value >= 0.0; }

AuditOptions audit_options(const toml::table& file, ConfigFaults& faults) {
  const Section section(file["audit"].as_table(), "audit", "audit", faults);
  section.refuse_unknown_keys();
  AuditOptions options;
  const auto square_metres = [&](std::string_view key, SquareMetres fallback) {
    return SquareMetres(section.number(key, fallback.value(), not_negative, "a number of 0 or more"));
  };
  options.overlap_tolerance = square_metres("overlap_tolerance_m2", options.overlap_tolerance);
  options.gap_tolerance = square_metres("gap_tolerance_m2", options.gap_tolerance);
  options.outside_tolerance = square_metres("outside_tolerance_m2", options.outside_tolerance);
  options.duplicate_facility_distance = Metres(section.number(
      "duplicate_distance_m", options.duplicate_facility_distance.value(), not_negative, "a number of 0 or more"));
  return options;
}

/// From farther away nobody is served, by whatever the study asks for.
Metres largest_radius(const Config& config) {
  const CoverageOptions coverage = config.coverage.value_or(default_coverage(config.rules));
  Metres largest = coverage.nominal;
  for (const Metres radius : coverage.radii) {
    largest = std::max(largest, radius);
  }
  if (config.placement) {
    largest = std::max({largest, config.placement->sites.radius, config.placement->farthest.value_or(Metres(0.0))});
  }
  return config.access ? std::max(largest, config.access->radius) : largest;
}

bool is_local(const std::string& crs) { return ascii_lower(crs) == "local"; }

std::string working_crs(const Section& study) {
  std::string crs = study.text("crs", "auto");
  try {
    if (!is_local(crs)) {
      study_system(crs);
    }
  } catch (const ConfigError& error) {
    study.fault("crs", error.what(), error.fix());
  }
  return crs;
}

/// Result formats. GeoJSON is WGS 84, which a study in local metres cannot give.
std::vector<Format> result_formats(const Section& output, bool local) {
  static constexpr std::array<std::string_view, 8> kFormats{"geojson", "gpkg", "csv",      "flatgeobuf",
                                                            "map",     "xlsx", "pictures", "report"};
  const std::vector<std::string> standard =
      local ? std::vector<std::string>{"gpkg", "csv", "map", "report"}
            : std::vector<std::string>{"geojson", "gpkg", "csv", "xlsx", "map", "report"};
  auto formats = choices<Format>(output, "formats", standard, kFormats);
  if (local && std::find(formats.begin(), formats.end(), Format::GeoJson) != formats.end()) {
    output.fault("formats", "GeoJSON holds longitudes and latitudes, and the study is in local metres",
                 "remove it, or set [study] crs");
  }
  return formats;
}

Language result_language(const Section& output) {
  const std::string language = output.text("language", "en");
  if (language != "en" && language != "zh") {
    output.fault("language", fmt::format("there is no language '{}'", language), "write \"en\" or \"zh\"");
  }
  return language == "zh" ? Language::Chinese : Language::English;
}

std::string database(const Section& output) {
  const std::string connection = output.text("postgis", "");
  if (!connection.empty() && !ascii_lower(connection).starts_with("pg:")) {
    output.fault("postgis", fmt::format("'{}' is no connection", without_password(connection)),
                 "write \"PG:host=... dbname=... user=...\" or \"PG:service=...\"");
  }
  return connection;
}

void refuse_unknown_sections(const toml::table& file, ConfigFaults& faults) {
  static constexpr std::array<std::string_view, 20> kSections{
      "study",     "layers",     "aliases", "coverage",  "walking",  "access", "placement",
      "partition", "merge",      "norms",   "apportion", "branches", "events", "assign",
      "emergency", "investment", "history", "groups",    "audit",    "output"};
  for (const auto& [key, node] : file) {
    if (std::find(kSections.begin(), kSections.end(), key.str()) == kSections.end()) {
      faults.add(node.source(), fmt::format("unknown section [{}]", key.str()), suggestion(key.str(), kSections));
    } else if (!node.is_table() && !((key.str() == "apportion" || key.str() == "assign" || key.str() == "investment") &&
                                     node.is_array_of_tables())) {
      faults.add(node.source(), fmt::format("'{}' is not a section", key.str()), fmt::format("write [{}]", key.str()));
    }
  }
}

}  // namespace

Config parse_config(std::string_view text, const std::filesystem::path& file) {
  const toml::table table = parse_toml(text, file.string());
  const std::filesystem::path folder = std::filesystem::absolute(file).lexically_normal().parent_path();
  ConfigFaults faults(file.string());
  refuse_unknown_sections(table, faults);
  Config config;
  config.file = file;
  const Section study(table["study"].as_table(), "study", "study", faults);
  study.refuse_unknown_keys();
  config.input.name = study.text("name", file.stem().string());
  config.input.crs = working_crs(study);
  config.input.as_of = study.day("as_of");
  config.rule_names = study.texts("rules", {"service-radius-500"});
  config.seed = static_cast<std::uint64_t>(study.whole("seed", 1, std::numeric_limits<std::int64_t>::max()));
  try {
    config.rules = load_rules(config.rule_names, folder);
  } catch (const ConfigError& error) {
    study.fault("rules", error.what(), error.fix());
  }
  read_layer_specs(table, folder, config.input, faults);
  read_aliases(table, config.input, faults);
  config.coverage = coverage_options(table, config.rules, faults);
  config.modes = travel_modes(table, faults);
  config.walking = walking_options(table, folder, faults);
  if (!config.walking.elevation.empty() && is_local(config.input.crs)) {
    faults.add("[walking] elevation: heights cannot be found in local metres",
               "set [study] crs to the system of the layers, or remove it");
  }
  config.access = access_options(table, config.rules, faults);
  config.placement = placement_config(table, config.rules, faults);
  if (config.placement) {
    config.placement->seed = config.seed;
  }
  config.partition = partition_config(table, config.rules, faults);
  config.merge = merge_config(table, config.rules, faults);
  for (auto* asked : {&config.partition, &config.merge}) {
    if (*asked) {
      (*asked)->seed = config.seed;
    }
  }
  config.norms = norms_config(table, faults);
  config.shares = share_configs(table, folder, faults);
  config.branches = branch_config(table, faults);
  config.events = event_options(table, faults);
  if (config.events) {
    config.events->seed = config.seed;
  }
  config.emergency = emergency_config(table, config.rules, faults);
  config.assignments = assign_configs(table, folder, faults);
  config.investments = investment_configs(table, folder, config.rules, faults);
  for (InvestmentConfig& investment : config.investments) {
    investment.source.aliases = config.input.aliases;
  }
  config.history = history_config(table, folder, faults);
  config.groups = group_config(table, faults);
  if (config.groups) {
    config.groups->seed = config.seed;
  }
  config.audit = audit_options(table, faults);
  config.audit.largest_radius = largest_radius(config);
  const Section output(table["output"].as_table(), "output", "output", faults);
  output.refuse_unknown_keys();
  config.output_folder = (folder / output.text("folder", file.stem().string() + "-out")).lexically_normal();
  config.formats = result_formats(output, is_local(config.input.crs));
  if (output.has("suppress_below")) {
    config.suppress_below = output.number(
        "suppress_below", 0.0, [](double value) { return value > 1.0 && value <= 1e6; },
        "a number above 1, up to 1,000,000");
  }
  config.postgis = database(output);
  config.language = result_language(output);
  faults.throw_if_any();
  return config;
}

Config read_config(const std::filesystem::path& file) {
  constexpr std::uintmax_t most = 16U << 20U;
  std::error_code error;
  const bool is_file = std::filesystem::is_regular_file(file, error);
  if (!is_file) {
    throw ConfigError(fmt::format("study file {} {}", file.string(),
                                  std::filesystem::exists(file) ? "is no ordinary file" : "does not exist"),
                      "name a study.toml; `lastmeter init` writes one");
  }
  if (const auto size = std::filesystem::file_size(file); size > most) {
    throw ConfigError(fmt::format("study file {} has {} bytes; no study file is that long", file.string(), size),
                      "name a study.toml");
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw ConfigError(fmt::format("study file {} cannot be read: {}", file.string(), std::strerror(errno)),
                      "check its permissions");
  }
  std::ostringstream text;
  text << stream.rdbuf();
  return parse_config(text.str(), file);
}

}  // namespace lastmeter
