// SPDX-License-Identifier: Apache-2.0
#include "study/config_coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "study/choices.h"

namespace lastmeter {

namespace {

constexpr double kFarthest = 100000.0;  // metres; a longer way to a service is a slip of the pen
constexpr std::size_t kMostRadii = 20;
constexpr std::string_view kRadius = "a number above 0, up to 100,000";

bool above_zero(double value) { return value > 0.0; }
bool is_radius(double value) { return value > 0.0 && value <= kFarthest; }
bool is_tolerance(double value) { return value >= 0.0 && value <= kFarthest; }

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

std::vector<DecayBand> decay_bands(const Section& section, Metres radius) {
  constexpr std::array<double, 3> weights{1.0, 0.68, 0.22};  // Luo and Qi (2009), their first set
  std::vector<double> radii;
  std::vector<double> shares(weights.begin(), weights.end());
  for (std::size_t i = 1; i <= weights.size(); ++i) {
    radii.push_back(radius.value() * static_cast<double>(i) / static_cast<double>(weights.size()));
  }
  if (section.has("bands_m")) {
    radii = section.numbers("bands_m", is_radius, "a list of numbers above 0, up to 100,000");
  }
  if (section.has("band_weights")) {
    shares = section.numbers("band_weights", above_zero, "a list of numbers above 0");
  }
  if (radii.size() != shares.size() || !std::is_sorted(radii.begin(), radii.end(), std::less_equal<>())) {
    section.fault("bands_m", fmt::format("{} bands have {} weights, or do not ascend", radii.size(), shares.size()),
                  "give as many band_weights as bands_m, from near to far");
    return {};
  }
  std::vector<DecayBand> bands;
  for (std::size_t i = 0; i < radii.size(); ++i) {
    bands.push_back({Metres(radii[i]), shares[i]});
  }
  return bands;
}

}  // namespace

CoverageOptions default_coverage(const RuleSet& rules) {
  CoverageOptions options;
  options.nominal = nominal_radius(rules).value_or(options.nominal);
  options.radii = {options.nominal};
  return options;
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
  const auto gap = [&](std::string_view key, Metres fallback) {
    constexpr double widest = 100.0;  // of a gap in a drawing; beyond it streets would be invented
    return Metres(section.number(
        key, fallback.value(), [](double value) { return value >= 0.0 && value <= widest; }, "a number from 0 to 100"));
  };
  options.network.join_tolerance = gap("join_tolerance_m", options.network.join_tolerance);
  options.crossing_tolerance = gap("crossing_tolerance_m", options.crossing_tolerance);
  options.near_miss_limit = gap("near_miss_m", options.near_miss_limit);
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

std::optional<AccessOptions> access_options(const toml::table& file, const RuleSet& rules, ConfigFaults& faults) {
  const Section section(file["access"].as_table(), "access", "access", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  static constexpr std::array<std::string_view, 5> kAccessNames{"cumulative", "gravity", "2sfca", "e2sfca", "3sfca"};
  static constexpr std::array<std::string_view, 3> kDecays{"power", "exponential", "gaussian"};
  constexpr double gentle = 0.005;  // half the weight at 139 m
  AccessOptions options;
  options.measures = choices<AccessMeasure>(section, "measures", {"2sfca"}, kAccessNames);
  const Metres norm = default_coverage(rules).nominal;
  options.radius = Metres(section.number("radius_m", norm.value(), is_radius, kRadius));
  options.decay.kind = choice<DecayKind>(section, "decay", section.text("decay", "exponential"), kDecays)
                           .value_or(DecayKind::Exponential);
  options.decay.parameter = section.number("decay_parameter", gentle, above_zero, "a number above 0");
  const auto has = [&](AccessMeasure measure) {
    return std::find(options.measures.begin(), options.measures.end(), measure) != options.measures.end();
  };
  if (has(AccessMeasure::EnhancedTwoStep) || has(AccessMeasure::ThreeStep)) {
    options.bands = decay_bands(section, options.radius);
  }
  return options;
}

}  // namespace lastmeter
