// SPDX-License-Identifier: Apache-2.0
#include "study/config_norms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "study/choices.h"

namespace lastmeter {

namespace {

constexpr std::int64_t kMostShared = 1'000'000'000;

/// NormCounts by names of the user's own; those that no norm reads are told later.
NormCounts counts_in(const toml::table& table, const std::string& path, ConfigFaults& faults) {
  NormCounts counts;
  for (const auto& [key, node] : table) {
    const auto value = node.is_number() ? node.value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value) || *value < 0.0) {
      faults.add(node.source(), fmt::format("[{}] {} is no count", path, key.str()), "write a number of 0 or more");
    } else {
      counts[std::string(key.str())] = *value;
    }
  }
  return counts;
}

std::vector<NormCase> cases_in(const toml::table& table, ConfigFaults& faults) {
  std::vector<NormCase> cases;
  for (const auto& [key, node] : table) {
    const std::string path = fmt::format("norms.scenarios.{}", key.str());
    if (const toml::table* counts = node.as_table()) {
      cases.push_back({std::string(key.str()), counts_in(*counts, path, faults)});
    } else {
      faults.add(node.source(), fmt::format("[{}] is no table of counts", path),
                 fmt::format("write [{}] and counts below it", path));
    }
  }
  return cases;
}

/// A name that makes part of a table's name.
void read_limits(const Section& section, ShareConfig& config) {
  config.floor = static_cast<std::size_t>(section.whole("floor", 0, kMostShared));
  if (section.has("ceiling")) {
    config.ceiling = static_cast<std::size_t>(section.whole("ceiling", 0, kMostShared));
  }
  static constexpr std::array<std::string_view, 2> kFloors{"least", "base"};
  config.floors =
      choice<FloorRule>(section, "floor_is", section.text("floor_is", "least"), kFloors).value_or(FloorRule::Least);
  if (config.ceiling && *config.ceiling < config.floor) {
    section.fault("ceiling", fmt::format("the ceiling {} is below the floor {}", *config.ceiling, config.floor),
                  "exchange them");
  }
}

ShareConfig share_config(const toml::table& table, const std::string& path, const std::filesystem::path& folder,
                         ConfigFaults& faults) {
  const Section section(&table, "apportion", path, faults);
  section.refuse_unknown_keys();
  ShareConfig config;
  config.what = section.text("what");
  if (!is_key(config.what)) {
    section.fault("what", fmt::format("what is shared out has the name '{}'", config.what),
                  "write small letters, digits and _, as in what = \"workers\"");
  }
  if (!section.has("total")) {
    section.fault("total", "total is missing", "say how many are to be shared out, as in total = 500");
  }
  config.total = static_cast<std::size_t>(section.whole("total", 0, kMostShared));
  static constexpr std::array<std::string_view, 3> kLevels{"subdistricts", "communities", "grid_zones"};
  config.to = choices<ZoneLevel>(section, "to", {"communities"}, kLevels);
  if (!std::is_sorted(config.to.begin(), config.to.end())) {
    section.fault("to", "to names lower zones before higher ones", "begin with the highest");
  }
  static constexpr std::array<std::string_view, 8> kLoads{"equal",           "households", "population", "buildings",
                                                          "building_groups", "grid_zones", "facilities", "table"};
  const bool has_table = section.has("table");
  config.load = choice<ShareLoad>(section, "by", section.text("by", has_table ? "table" : "equal"), kLoads)
                    .value_or(ShareLoad::Equal);
  static constexpr std::array<std::string_view, 3> kMethods{"largest_remainder", "webster", "huntington_hill"};
  config.method = choice<ApportionMethod>(section, "method", section.text("method", "largest_remainder"), kMethods)
                      .value_or(ApportionMethod::LargestRemainder);
  if (has_table) {
    config.table = (folder / section.text("table")).lexically_normal();
  } else if (config.load == ShareLoad::Table) {
    section.fault("by", "the load is to come from a table, and none is named", "write table = \"loads.csv\"");
  }
  read_limits(section, config);
  return config;
}

}  // namespace

std::optional<NormsConfig> norms_config(const toml::table& file, ConfigFaults& faults) {
  const Section section(file["norms"].as_table(), "norms", "norms", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  NormsConfig config;
  if (section.has("hold")) {
    config.hold = section.texts("hold");
  }
  if (const toml::table* counts = section.table("counts")) {
    config.counts = counts_in(*counts, "norms.counts", faults);
  }
  if (const toml::table* cases = section.table("scenarios")) {
    config.cases = cases_in(*cases, faults);
  }
  return config;
}

std::vector<ShareConfig> share_configs(const toml::table& file, const std::filesystem::path& folder,
                                       ConfigFaults& faults) {
  std::vector<ShareConfig> configs;
  each_table(file, "apportion", [&](const toml::table& table, const std::string& path) {
    configs.push_back(share_config(table, path, folder, faults));
  });
  for (std::size_t i = 0; i < configs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool same_zones = std::find_first_of(configs[i].to.begin(), configs[i].to.end(), configs[j].to.begin(),
                                                 configs[j].to.end()) != configs[i].to.end();
      if (configs[i].what == configs[j].what && same_zones) {
        faults.add(file.get("apportion")->source(),
                   fmt::format("[[apportion]] shares out {} to the same zones twice", configs[i].what),
                   "give one of them another name in what");
      }
    }
  }
  return configs;
}

std::optional<BranchConfig> branch_config(const toml::table& file, ConfigFaults& faults) {
  const Section section(file["branches"].as_table(), "branches", "branches", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  BranchConfig config;
  if (section.has("total")) {
    config.total = static_cast<std::size_t>(section.whole("total", 1, kMostShared));
  }
  static constexpr std::array<std::string_view, 2> kWeights{"households", "population"};
  config.weigh = choice<UnitWeight>(section, "balance", section.text("balance", "households"), kWeights)
                     .value_or(UnitWeight::Households);
  enum class Barriers { Respect, Ignore };
  static constexpr std::array<std::string_view, 2> kBarriers{"respect", "ignore"};
  config.respect_barriers =
      choice<Barriers>(section, "barriers", section.text("barriers", "respect"), kBarriers) != Barriers::Ignore;
  config.border_tolerance = Metres(section.number(
      "border_tolerance_m", 0.5, [](double value) { return value >= 0.0 && value <= 100.0; },
      "a number from 0 to 100"));
  return config;
}

}  // namespace lastmeter
