// SPDX-License-Identifier: Apache-2.0
#include "study/config_partition.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "study/choices.h"

namespace lastmeter {

namespace {

constexpr std::int64_t kMostZones = 1000000;

bool is_share(double value) { return value >= 0.0 && value <= 1.0; }
bool is_price(double value) { return value >= 0.0 && value <= 1e6; }
bool is_weight(double value) { return value >= 0.0 && value <= 1e12; }

/// The bounds of a zone: as stated, else those of the norm; `tolerance` takes the place of both.
void read_bounds(const Section& section, const RuleSet& rules, std::string_view norm_key, PartitionConfig& config) {
  if (section.has("households") && section.has("population")) {
    section.fault("population", "zones are bounded in households and in people", "remove one of them");
  }
  const std::string_view key = section.has("population") ? "population" : "households";
  config.weigh = section.has("population") ? UnitWeight::Population : UnitWeight::Households;
  if (section.has("tolerance")) {
    config.tolerance = section.number(
        "tolerance", 0.1, [](double share) { return share >= 0.0 && share < 1.0; }, "a number in [0, 1)");
    if (section.has("households")) {
      section.fault("tolerance", "zones are bounded by a tolerance and by numbers", "remove one of them");
    }
    return;
  }
  if (!section.has(key)) {
    const NormFigure* norm = rules.find(norm_key);
    if (norm != nullptr) {
      config.least = norm->lo.value_or(config.least);
      config.most = norm->hi.value_or(config.most);
    }
    return;
  }
  const std::vector<double> bounds = section.numbers(key, is_weight, "a list of two numbers of 0 or more");
  if (bounds.size() != 2 || !(bounds[0] <= bounds[1]) || !(bounds[1] > 0.0)) {
    section.fault(key, fmt::format("{} needs the least and the most of a zone", key),
                  fmt::format("write {} = [300, 500]", key));
    return;
  }
  config.least = bounds[0];
  config.most = bounds[1];
}

/// A number, or a word from a list.
void read_count(const Section& section, const toml::table& table, std::string_view key, PartitionConfig& config) {
  if (!section.has(key)) {
    return;
  }
  if (table[key].is_integer()) {
    config.count = ZoneCount::Total;
    config.zones = static_cast<std::size_t>(section.whole(key, 1, kMostZones));
    if (config.zones == 0) {
      section.fault(key, "no zone is asked for", "ask for 1 or more");
    }
    return;
  }
  static constexpr std::array<std::string_view, 3> kWords{"fewest", "middle", "as_today"};
  const std::string word = section.text(key);
  const auto at = std::find(kWords.begin(), kWords.end(), word);
  if (at == kWords.end()) {
    section.fault(key, fmt::format("{} is neither a whole number nor a known word", key), suggestion(word, kWords));
    return;
  }
  config.count = static_cast<ZoneCount>(1 + (at - kWords.begin()));
}

void read_within(const Section& section, std::string_view fallback, PartitionConfig& config) {
  static constexpr std::array<std::string_view, 3> kParents{"subdistricts", "communities", "study"};
  const std::string word = section.text("within", std::string(fallback));
  if (word == kParents[0]) {
    config.within = ZoneLevel::Subdistrict;
  } else if (word == kParents[1]) {
    config.within = ZoneLevel::Community;
  } else if (word != kParents[2]) {
    section.fault("within", fmt::format("zones cannot lie within '{}'", word), suggestion(word, kParents));
  }
}

void read_objective(const Section& section, PartitionConfig& config) {
  enum class Shape { Mixed, CutEdges, Border };
  static constexpr std::array<std::string_view, 3> kShapes{"mixed", "cut_edges", "border"};
  switch (choice<Shape>(section, "objective", section.text("objective", "mixed"), kShapes).value_or(Shape::Mixed)) {
    case Shape::Mixed:
      break;
    case Shape::CutEdges:
      config.prices.cut_edges = 1.0;
      config.prices.border = 0.0;
      break;
    case Shape::Border:
      config.prices.cut_edges = 0.0;
      config.prices.border = 1.0;
      break;
  }
  config.prices.along_credit = section.number("along_streets", 0.0, is_share, "a number in [0, 1]");
  const auto price = [&](std::string_view key) {
    return section.number(key, 0.0, is_price, "a number from 0 to 1,000,000");
  };
  config.prices.deviation = price("balance");
  config.prices.moment = price("roundness");
  config.prices.mixture = price("homogeneity");
  config.prices.workload = price("balance_events");
}

void read_affinity(const Section& section, PartitionConfig& config) {
  static constexpr std::array<std::string_view, 2> kLevels{"subdistricts", "communities"};
  config.prices.affinity = section.number("affinity", 0.0, is_price, "a number from 0 to 1,000,000");
  config.affinity_to = choice<ZoneLevel>(section, "affinity_to", section.text("affinity_to", "subdistricts"), kLevels)
                           .value_or(ZoneLevel::Subdistrict);
}

void read_units(const Section& section, std::string_view fallback, PartitionConfig& config) {
  static constexpr std::array<std::string_view, 5> kUnits{"buildings", "compounds", "grid_zones", "population",
                                                          "units"};
  if (section.has("units") || !fallback.empty()) {
    config.units = choice<UnitSource>(section, "units", section.text("units", std::string(fallback)), kUnits);
  }
  config.border_tolerance = Metres(section.number(
      "border_tolerance_m", 0.5, [](double value) { return value >= 0.0 && value <= 100.0; },
      "a number from 0 to 100"));
}

void read_search(const Section& section, PartitionConfig& config) {
  static constexpr std::array<std::string_view, 3> kEfforts{"fast", "default", "thorough"};
  config.effort =
      choice<Effort>(section, "effort", section.text("effort", "default"), kEfforts).value_or(config.effort);
  enum class Barriers { Respect, Ignore };
  static constexpr std::array<std::string_view, 2> kBarriers{"respect", "ignore"};
  config.respect_barriers =
      choice<Barriers>(section, "barriers", section.text("barriers", "respect"), kBarriers) != Barriers::Ignore;
}

void read_stability(const Section& section, PartitionConfig& config) {
  enum class Current { GridZones, None };
  static constexpr std::array<std::string_view, 2> kCurrent{"grid_zones", "none"};
  config.use_today =
      choice<Current>(section, "current", section.text("current", "grid_zones"), kCurrent) != Current::None;
  config.prices.moved = section.number("stability", 0.0, is_price, "a number from 0 to 1,000,000");
  config.moved_at_most = section.number("move_at_most", 1.0, is_share, "a number in [0, 1]");
  if (!config.use_today && (config.prices.moved > 0.0 || config.moved_at_most < 1.0)) {
    section.fault("current", "stability needs a plan in force, and current is \"none\"",
                  "write current = \"grid_zones\", or remove stability and move_at_most");
  }
}

void read_posts(const Section& section, PartitionConfig& config) {
  for (const std::string_view key : {"posts_share", "posts_from"}) {
    if (section.has(key) && !section.has("posts_within_m")) {
      section.fault(key, fmt::format("{} is stated, but no distance of stations", key),
                    "write posts_within_m = 500, or remove it");
    }
  }
  if (!section.has("posts_within_m")) {
    return;
  }
  config.posts = PostRule{.radius = Metres(section.number(
                              "posts_within_m", 500.0, [](double value) { return value > 0.0 && value <= 100'000.0; },
                              "a number above 0, at most 100,000")),
                          .share = section.number("posts_share", 1.0, is_share, "a number in [0, 1]")};
  static constexpr std::array<std::string_view, 2> kPlaces{"candidates", "units"};
  config.post_places = choice<PostPlaces>(section, "posts_from", section.text("posts_from", "candidates"), kPlaces)
                           .value_or(PostPlaces::Candidates);
}

}  // namespace

std::optional<PartitionConfig> partition_config(const toml::table& file, const RuleSet& rules, ConfigFaults& faults) {
  const Section section(file["partition"].as_table(), "partition", "partition", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  PartitionConfig config;
  read_within(section, "communities", config);
  read_units(section, "", config);
  read_bounds(section, rules, norm::households_per_grid_zone, config);
  read_count(section, *file["partition"].as_table(), "zones", config);
  read_objective(section, config);
  read_stability(section, config);
  read_search(section, config);
  read_posts(section, config);
  config.keep_compounds = section.flag("keep_compounds", true);
  config.keep_building_groups = section.flag("keep_building_groups", false);
  if (!std::isfinite(config.most) && config.count != ZoneCount::Total && !config.tolerance) {
    section.fault("households", "neither the bounds of a zone nor the number of zones is stated",
                  "write households = [300, 500], or name a rule file with households_per_grid_zone");
  }
  return config;
}

std::optional<PartitionConfig> merge_config(const toml::table& file, const RuleSet& rules, ConfigFaults& faults) {
  const Section section(file["merge"].as_table(), "merge", "merge", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  PartitionConfig config;
  config.name = "merge";
  config.use_today = false;
  config.keep_compounds = false;
  read_within(section, "study", config);
  read_units(section, "units", config);
  read_bounds(section, rules, norm::households_per_community, config);
  read_count(section, *file["merge"].as_table(), "into", config);
  read_affinity(section, config);
  read_objective(section, config);
  read_search(section, config);
  if (config.count == ZoneCount::AsToday) {
    section.fault("into", "a merger has no plan in force to count", "give a number, \"fewest\" or \"middle\"");
  }
  if (!std::isfinite(config.most) && config.count != ZoneCount::Total && !config.tolerance) {
    section.fault("into", "neither the bounds of a zone nor the number of zones is stated",
                  "write into = 48, or households = [1000, 3000]");
  }
  return config;
}

}  // namespace lastmeter
