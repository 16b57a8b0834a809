// SPDX-License-Identifier: Apache-2.0
#include "study/config_assign.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "geometry/crs.h"

namespace lastmeter {

namespace {

constexpr double kMost = 1e9;

std::optional<ReceiverLimits> limits_in(const Section& section, std::string_view key) {
  if (!section.has(key)) {
    return std::nullopt;
  }
  const auto whole = [](double value) { return value >= 0.0 && value <= kMost && value == std::floor(value); };
  const std::vector<double> ends = section.numbers(key, whole, "two whole numbers, the least and the most");
  if (ends.size() != 2 || ends[0] > ends[1]) {
    section.fault(key, fmt::format("{} is not a least and a most", key), "write two numbers, the smaller first");
    return std::nullopt;
  }
  return ReceiverLimits{.least = static_cast<std::int64_t>(ends[0]), .most = static_cast<std::int64_t>(ends[1])};
}

void read_duties(const Section& section, AssignConfig& config) {
  const toml::table* duties = section.table("duties");
  if (duties == nullptr) {
    return;
  }
  for (const auto& [key, node] : *duties) {
    const auto least = node.is_integer() ? node.value<std::int64_t>() : std::nullopt;
    if (!least || *least < 0 || *least > static_cast<std::int64_t>(kMost)) {
      section.fault("duties", fmt::format("the duty '{}' has no number of units", key.str()),
                    "write duties = { health = 1 }");
    } else {
      config.duties[std::string(key.str())] = *least;
    }
  }
}

AssignConfig assign_config(const toml::table& table, const std::string& path, const std::filesystem::path& folder,
                           ConfigFaults& faults) {
  const Section section(&table, "assign", path, faults);
  section.refuse_unknown_keys();
  AssignConfig config;
  config.what = section.text("what", "units");
  if (!is_key(config.what)) {
    section.fault("what", fmt::format("what is assigned has the name '{}'", config.what),
                  "write small letters, digits and _, as in what = \"units\"");
  }
  const std::string file = section.text("table");
  if (file.empty()) {
    section.fault("table", "the table of the units is missing", "name it, as in table = \"units.csv\"");
  }
  config.table = (folder / file).lexically_normal();
  config.crs = section.crs("crs");
  static constexpr std::array<std::string_view, 7> kColumns{"code", "label", "members", "duty", "community", "x", "y"};
  for (const std::string_view key : kColumns) {
    if (section.has(key)) {
      config.columns[std::string(key)] = section.text(key);
    }
  }
  config.units = limits_in(section, "units_each");
  config.members = limits_in(section, "members_each");
  read_duties(section, config);
  if (section.has("limits")) {
    config.limits = (folder / section.text("limits")).lexically_normal();
  }
  return config;
}

}  // namespace

std::vector<AssignConfig> assign_configs(const toml::table& file, const std::filesystem::path& folder,
                                         ConfigFaults& faults) {
  std::vector<AssignConfig> configs;
  each_table(file, "assign", [&](const toml::table& table, const std::string& path) {
    configs.push_back(assign_config(table, path, folder, faults));
  });
  for (std::size_t i = 0; i < configs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (configs[i].what == configs[j].what) {
        faults.add(file.get("assign")->source(), fmt::format("[[assign]] assigns {} twice", configs[i].what),
                   "give one of them another name in what");
      }
    }
  }
  return configs;
}

}  // namespace lastmeter
