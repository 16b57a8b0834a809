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
#include "study/config_layers.h"
#include "study/parse_toml.h"
#include "study/rule_files.h"
#include "study/toml_section.h"

namespace lastmeter {

namespace {

constexpr double kFarthest = 100000.0;  // metres; a longer way to a service is a slip of the pen
constexpr std::size_t kMostRadii = 20;

bool above_zero(double value) { return value > 0.0; }
bool not_negative(double value) { return value >= 0.0; }
bool is_radius(double value) { return value > 0.0 && value <= kFarthest; }
bool is_tolerance(double value) { return value >= 0.0 && value <= kFarthest; }

/// A name from a list of names, in the order of an enum; a fault where it is none of them.
template <class Enum, std::size_t N>
std::optional<Enum> choice(const Section& section, std::string_view key, const std::string& word,
                           const std::array<std::string_view, N>& names) {
  const auto at = std::find(names.begin(), names.end(), word);
  if (at == names.end()) {
    section.fault(key, fmt::format("{} has no value '{}'", key, word), suggestion(word, names));
    return std::nullopt;
  }
  return static_cast<Enum>(at - names.begin());
}

template <class Enum, std::size_t N>
std::vector<Enum> choices(const Section& section, std::string_view key, const std::vector<std::string>& fallback,
                          const std::array<std::string_view, N>& names) {
  std::vector<Enum> values;
  const std::vector<std::string> words = section.texts(key, fallback);
  if (words.empty()) {
    section.fault(key, fmt::format("{} is an empty list", key), fmt::format("known: {}", fmt::join(names, ", ")));
  }
  for (const std::string& word : words) {
    const auto value = choice<Enum>(section, key, word, names);
    if (value && std::find(values.begin(), values.end(), *value) == values.end()) {
      values.push_back(*value);
    }
  }
  return values;
}

std::vector<TravelMode> travel_modes(const toml::table& file, ConfigFaults& faults) {
  static constexpr std::array<std::string_view, 3> kModes{"straight", "walking", "network_buffer"};
  const Section section(file["coverage"].as_table(), "coverage", "coverage", faults);
  auto modes = choices<TravelMode>(section, "modes", {"straight"}, kModes);
  std::sort(modes.begin(), modes.end());
  return modes;
}

WalkingOptions walking_options(const toml::table& file, const std::filesystem::path& folder, ConfigFaults& faults) {
  const Section section(file["walking"].as_table(), "walking", "walking", faults);
  section.refuse_unknown_keys();
  WalkingOptions options;
  const auto metres = [&](std::string_view key, Metres fallback) {
    return Metres(section.number(key, fallback.value(), is_tolerance, "a number from 0 to 100,000"));
  };
  options.snap.limit = metres("snap_limit_m", options.snap.limit);
  static constexpr std::array<std::string_view, 2> kAccess{"counted", "free"};
  options.snap.access_counts =
      choice<std::size_t>(section, "access_legs", section.text("access_legs", "counted"), kAccess) != 1U;
  options.network.join_tolerance = metres("join_tolerance_m", options.network.join_tolerance);
  options.crossing_tolerance = metres("crossing_tolerance_m", options.crossing_tolerance);
  options.near_miss_limit = metres("near_miss_m", options.near_miss_limit);
  options.data_error = metres("data_error_m", options.data_error);
  options.buffer = Metres(section.number("buffer_m", options.buffer.value(), is_radius, kRadius));
  if (section.has("steps_factor")) {
    options.network.steps_factor = section.number("steps_factor", 1.0, above_zero, "a number above 0");
  }
  if (const std::string raster = section.text("elevation"); !raster.empty()) {
    options.elevation = (folder / raster).lexically_normal().string();
  }
  return options;
}

constexpr std::string_view kRadius = "a number above 0, up to 100,000";

/// Radii name columns and rows of the results, to the millimetre.
void check_radii(const Section& section, std::vector<Metres> radii) {
  if (radii.size() > kMostRadii) {
    section.fault("radii_m", fmt::format("{} radii are asked for; {} can be reported", radii.size(), kMostRadii),
                  "keep the ones somebody will read");
  }
  constexpr double millimetre = 0.001;
  std::sort(radii.begin(), radii.end());
  for (std::size_t i = 1; i < radii.size(); ++i) {
    const Metres apart = radii[i] - radii[i - 1];
    if (apart > Metres(0.0) && apart < Metres(millimetre)) {
      section.fault("radii_m",
                    fmt::format("{} and {} are less than a millimetre apart", radii[i - 1].value(), radii[i].value()),
                    "keep one of them");
    }
  }
}

std::optional<CoverageOptions> coverage_options(const toml::table& file, const RuleSet& rules, ConfigFaults& faults) {
  const Section section(file["coverage"].as_table(), "coverage", "coverage", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  CoverageOptions options = default_coverage(rules);
  options.nominal = Metres(section.number("nominal_radius_m", options.nominal.value(), is_radius, kRadius));
  if (section.has("radii_m")) {
    options.radii.clear();
    for (const double radius : section.numbers("radii_m", is_radius, "a list of numbers above 0, up to 100,000")) {
      options.radii.emplace_back(radius);
    }
    check_radii(section, options.radii);
  } else {
    options.radii = {options.nominal};
  }
  static constexpr std::array<std::string_view, 2> kServices{"open", "home"};
  options.services = choices<ServiceRule>(section, "service", {"open"}, kServices);
  options.grid_zone_share = section.number(
      "grid_zone_share", options.grid_zone_share, [](double share) { return share > 0.0 && share <= 1.0; },
      "a number in (0, 1]");
  options.chord_tolerance =
      Metres(section.number("chord_tolerance_m", options.chord_tolerance.value(), is_radius, kRadius));
  return options;
}

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
  static constexpr std::array<std::string_view, 4> kFormats{"geojson", "gpkg", "csv", "flatgeobuf"};
  const std::vector<std::string> standard =
      local ? std::vector<std::string>{"gpkg", "csv"} : std::vector<std::string>{"geojson", "gpkg", "csv"};
  auto formats = choices<Format>(output, "formats", standard, kFormats);
  if (local && std::find(formats.begin(), formats.end(), Format::GeoJson) != formats.end()) {
    output.fault("formats", "GeoJSON holds longitudes and latitudes, and the study is in local metres",
                 "remove it, or set [study] crs");
  }
  return formats;
}

void refuse_unknown_sections(const toml::table& file, ConfigFaults& faults) {
  static constexpr std::array<std::string_view, 7> kSections{"study",   "layers", "aliases", "coverage",
                                                             "walking", "audit",  "output"};
  for (const auto& [key, node] : file) {
    if (std::find(kSections.begin(), kSections.end(), key.str()) == kSections.end()) {
      faults.add(node.source(), fmt::format("unknown section [{}]", key.str()), suggestion(key.str(), kSections));
    } else if (!node.is_table()) {
      faults.add(node.source(), fmt::format("'{}' is not a section", key.str()), fmt::format("write [{}]", key.str()));
    }
  }
}

}  // namespace

CoverageOptions default_coverage(const RuleSet& rules) {
  CoverageOptions options;
  options.nominal = nominal_radius(rules).value_or(options.nominal);
  options.radii = {options.nominal};
  return options;
}

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
  config.audit = audit_options(table, faults);
  const Section output(table["output"].as_table(), "output", "output", faults);
  output.refuse_unknown_keys();
  config.output_folder = (folder / output.text("folder", file.stem().string() + "-out")).lexically_normal();
  config.formats = result_formats(output, is_local(config.input.crs));
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
