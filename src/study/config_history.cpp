// SPDX-License-Identifier: Apache-2.0
#include "study/config_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "input/layer_spec.h"
#include "study/choices.h"

namespace lastmeter {

namespace {

constexpr std::int64_t kMostGroups = 1'000'000;

/// The zones before from another file, with the columns it names.
LayerSpec older_layer(const Section& section, const std::string& file, const std::filesystem::path& folder) {
  LayerSpec spec;
  spec.shown_path = file;
  spec.read.path = (folder / file).lexically_normal().string();
  spec.read.layer = section.text("layer");
  spec.read.encoding = section.text("encoding", "auto");
  spec.read.geometry = section.text("geometry");
  spec.crs = section.text("crs");
  for (const auto& [key, field] :
       {std::pair{"code", Field::Code}, {"name", Field::Name}, {"households", Field::Households}}) {
    if (section.has(key)) {
      spec.fields[field] = section.text(key);
    }
  }
  return spec;
}

void read_before(const Section& section, const std::filesystem::path& folder, HistoryConfig& config) {
  static constexpr std::array<std::string_view, 2> kLayers{"units", "compounds"};
  config.from = section.day("from");
  const std::string before = section.text("before");
  if (before.empty() != config.from.has_value()) {
    section.fault(before.empty() ? "before" : "from",
                  before.empty() ? "nothing says what the zones were before" : "the zones before are named twice",
                  "write before = \"units\" or before = \"old.shp\", or, of a layer with dates, from = 2021-12-31");
  }
  if (std::find(kLayers.begin(), kLayers.end(), before) != kLayers.end()) {
    config.role = before;
  } else if (!before.empty()) {
    config.older = older_layer(section, before, folder);
  }
}

}  // namespace

std::optional<HistoryConfig> history_config(const toml::table& file, const std::filesystem::path& folder,
                                            ConfigFaults& faults) {
  const Section section(file["history"].as_table(), "history", "history", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  HistoryConfig config;
  static constexpr std::array<std::string_view, 3> kLevels{"subdistricts", "communities", "grid_zones"};
  config.level =
      choice<ZoneLevel>(section, "zones", section.text("zones", "communities"), kLevels).value_or(ZoneLevel::Community);
  read_before(section, folder, config);
  config.to = section.day("to");
  if (config.from && config.to && *config.to < *config.from) {
    section.fault("to", fmt::format("the change goes from {} back to {}", text_of(*config.from), text_of(*config.to)),
                  "exchange from and to");
  }
  config.sliver_m2 = section.number(
      "sliver_m2", 1.0, [](double area) { return area >= 0.0 && area <= 1e9; }, "a number of 0 or more");
  return config;
}

std::optional<GroupConfig> group_config(const toml::table& file, ConfigFaults& faults) {
  const Section section(file["groups"].as_table(), "groups", "groups", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  GroupConfig config;
  if (section.has("total")) {
    config.total = static_cast<std::size_t>(section.whole("total", 1, kMostGroups));
  }
  static constexpr std::array<std::string_view, 3> kParts{"even", "compounds", "households"};
  config.parts = choice<GroupParts>(section, "parts", section.text("parts", "even"), kParts).value_or(config.parts);
  static constexpr std::array<std::string_view, 2> kGates{"closed", "where_needed"};
  config.gates = choice<GroupGates>(section, "gates", section.text("gates", "closed"), kGates).value_or(config.gates);
  for (const std::string_view key : {"households", "population"}) {
    if (!section.has(key)) {
      continue;
    }
    config.weigh = key == "population" ? UnitWeight::Population : UnitWeight::Households;
    const std::vector<double> bounds = section.numbers(
        key, [](double weight) { return weight >= 0.0 && weight <= 1e9; }, "a list of two numbers of 0 or more");
    if (bounds.size() != 2 || bounds[0] > bounds[1] || bounds[1] <= 0.0) {
      section.fault(key, fmt::format("{} needs the least and the most of a group", key),
                    fmt::format("write {} = [60, 200]", key));
      continue;
    }
    config.least = bounds[0];
    config.most = bounds[1];
  }
  const bool is_told = section.has("households") || section.has("population");
  if (!config.total && !config.most && !is_told) {
    section.fault("total", "nothing says how many groups there are to be",
                  "write total = 1149, or households = [60, 200]");
  }
  enum class Barriers { Respect, Ignore };
  static constexpr std::array<std::string_view, 2> kBarriers{"respect", "ignore"};
  config.respect_barriers =
      choice<Barriers>(section, "barriers", section.text("barriers", "respect"), kBarriers) != Barriers::Ignore;
  static constexpr std::array<std::string_view, 3> kEfforts{"fast", "default", "thorough"};
  config.effort =
      choice<Effort>(section, "effort", section.text("effort", "default"), kEfforts).value_or(config.effort);
  return config;
}

}  // namespace lastmeter
