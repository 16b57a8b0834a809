// SPDX-License-Identifier: Apache-2.0
#include "study/stage_asks.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "core/error.h"

namespace lastmeter {

namespace {

bool has_layer(const Config& config, Role role) {
  return std::any_of(config.input.layers.begin(), config.input.layers.end(),
                     [&](const LayerSpec& layer) { return layer.role == role; });
}

}  // namespace

std::optional<CoverageOptions> coverage_asked(const Config& config, Stage stage) {
  switch (stage) {
    case Stage::Check:
    case Stage::Network:
    case Stage::Placement:
    case Stage::Partition:
    case Stage::Merge:
    case Stage::Norms:
    case Stage::Events:
    case Stage::Emergency:
      return std::nullopt;
    case Stage::Coverage:
      return config.coverage ? config.coverage : default_coverage(config.rules);
    case Stage::All:
      return config.coverage;
  }
  throw std::logic_error("Stage holds no known value");
}

void require_facilities(const Config& config) {
  if (!has_layer(config, Role::Facilities)) {
    throw ConfigError(
        fmt::format("{}: coverage is asked for, but there is no [layers.facilities]", config.file.string()),
        "add the layer of the posts, or run `lastmeter check`");
  }
}

const PlacementConfig* placement_asked(const Config& config, Stage stage) {
  switch (stage) {
    case Stage::Check:
    case Stage::Network:
    case Stage::Coverage:
    case Stage::Partition:
    case Stage::Merge:
    case Stage::Norms:
    case Stage::Events:
    case Stage::Emergency:
      return nullptr;
    case Stage::Placement:
    case Stage::All:
      return config.placement ? &*config.placement : nullptr;
  }
  throw std::logic_error("Stage holds no known value");
}

std::vector<const PartitionConfig*> partitions_asked(const Config& config, Stage stage) {
  std::vector<const PartitionConfig*> asked;
  if (config.partition && (stage == Stage::Partition || stage == Stage::All)) {
    asked.push_back(&*config.partition);
  }
  if (config.merge && (stage == Stage::Merge || stage == Stage::All)) {
    asked.push_back(&*config.merge);
  }
  return asked;
}

void require_partition(const Config& config, Stage stage) {
  const bool is_partition = stage == Stage::Partition;
  if ((is_partition || stage == Stage::Merge) && partitions_asked(config, stage).empty()) {
    throw ConfigError(
        fmt::format("{}: there is no section [{}]", config.file.string(), is_partition ? "partition" : "merge"),
        is_partition ? "say what is asked, as in [partition] households = [300, 500]"
                     : "say what is asked, as in [merge] into = 48");
  }
}

void require_placement(const Config& config, Stage stage) {
  if (stage == Stage::Placement && !config.placement) {
    throw ConfigError(fmt::format("{}: there is no section [placement]", config.file.string()),
                      "say what is asked, as in [placement] goal = \"max_cover\", sites = 10");
  }
}

bool events_asked(const Config& config, Stage stage) {
  return stage == Stage::Events || (config.events && (stage == Stage::All || stage == Stage::Norms));
}

bool events_weigh(const Config& config, Stage stage) {
  const PlacementConfig* placement = placement_asked(config, stage);
  const bool invests = stage == Stage::All || stage == Stage::Norms;
  return (placement != nullptr && placement->question.weigh == Measure::Events) ||
         (invests && std::any_of(config.investments.begin(), config.investments.end(),
                                 [](const InvestmentConfig& each) { return each.weigh == Measure::Events; }));
}

bool events_counted(const Config& config, Stage stage) {
  const std::vector<const PartitionConfig*> partitions = partitions_asked(config, stage);
  return events_asked(config, stage) || events_weigh(config, stage) ||
         std::any_of(partitions.begin(), partitions.end(),
                     [](const PartitionConfig* partition) { return partition->prices.workload > 0.0; });
}

void require_events(const Config& config, Stage stage) {
  if (events_asked(config, stage) && !has_layer(config, Role::Events)) {
    throw ConfigError(fmt::format("{}: events are asked for, but there is no [layers.events]", config.file.string()),
                      "add the table of events, or remove [events]");
  }
}

bool walks(const Config& config, Stage stage, const std::optional<CoverageOptions>& coverage) {
  const PlacementConfig* placement = placement_asked(config, stage);
  return (coverage && config.modes.back() != TravelMode::Straight) ||
         (placement != nullptr && placement->mode == TravelMode::Walking);
}

void require_streets(const Config& config, Stage stage) {
  if (stage == Stage::Network && !has_layer(config, Role::Streets)) {
    throw ConfigError(fmt::format("{}: there is no [layers.streets] to build a network from", config.file.string()),
                      "add the layer of the streets: lines, or an OpenStreetMap extract");
  }
  const PlacementConfig* placement = placement_asked(config, stage);
  if (placement != nullptr && placement->mode == TravelMode::Walking && !has_layer(config, Role::Streets)) {
    throw ConfigError(
        fmt::format("{}: [placement] mode asks for walking, but there is no [layers.streets]", config.file.string()),
        "add the layer of the streets (lines, or an OpenStreetMap extract), or write mode = \"straight\"");
  }
  const bool measures = stage == Stage::Coverage || stage == Stage::Network || stage == Stage::All;
  if (measures && config.modes.back() != TravelMode::Straight && !has_layer(config, Role::Streets)) {
    throw ConfigError(fmt::format("{}: [coverage] modes asks for {}, but there is no [layers.streets]",
                                  config.file.string(), name_of(config.modes.back())),
                      "add the layer of the streets (lines, or an OpenStreetMap extract), or ask for straight alone");
  }
}

}  // namespace lastmeter
