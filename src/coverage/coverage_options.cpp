// SPDX-License-Identifier: Apache-2.0
#include "coverage/coverage_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace lastmeter {

namespace {

void check(const CoverageOptions& options) {
  std::vector<Metres> lengths = options.radii;
  lengths.push_back(options.nominal);
  for (const Metres radius : lengths) {
    if (!std::isfinite(radius.value()) || radius <= Metres(0.0)) {
      throw ConfigError(fmt::format("coverage: radius {} m is not a positive length", radius.value()),
                        "give radii in metres, such as radii_m = [300, 500, 1000]");
    }
  }
  if (!(options.grid_zone_share > 0.0 && options.grid_zone_share <= 1.0)) {
    throw ConfigError(fmt::format("coverage: grid_zone_share {} is not in (0, 1]", options.grid_zone_share),
                      "give the share of a grid zone's demand that must be covered, such as 0.9");
  }
}

}  // namespace

std::string_view name_of(ServiceRule service) {
  switch (service) {
    case ServiceRule::Open:
      return "open";
    case ServiceRule::Home:
      return "home";
  }
  return "";
}

std::string_view name_of(TravelMode mode) {
  switch (mode) {
    case TravelMode::Straight:
      return "straight";
    case TravelMode::Walking:
      return "walking";
    case TravelMode::NetworkBuffer:
      return "network_buffer";
  }
  return "";
}

std::vector<RadiusRule> radius_rules(const StudyArea& area, const CoverageOptions& options) {
  check(options);
  std::vector<Metres> radii = options.radii;
  std::sort(radii.begin(), radii.end());
  radii.erase(std::unique(radii.begin(), radii.end()), radii.end());
  std::vector<RadiusRule> rules;
  rules.reserve(radii.size() + 1);
  for (const Metres radius : radii) {
    rules.push_back({radius});
  }
  if (std::any_of(area.facilities.begin(), area.facilities.end(),
                  [](const Facility& post) { return post.own_radius.has_value(); })) {
    rules.push_back({std::nullopt});
  }
  return rules;
}

Metres radius_of(const RadiusRule& rule, const Facility& post, Metres nominal) {
  const bool own = !rule.radius && post.own_radius && *post.own_radius > Metres(0.0);
  return own ? *post.own_radius : rule.radius.value_or(nominal);
}

std::vector<CoverageCase> coverage_cases(const StudyArea& area, const CoverageOptions& options,
                                         const std::vector<RadiusRule>& rules) {
  std::vector<CoverageCase> cases;
  for (auto service = options.services.begin(); service != options.services.end(); ++service) {
    const bool repeated = std::find(options.services.begin(), service, *service) != service;
    if (repeated || (*service == ServiceRule::Home && !home_level(area))) {
      continue;
    }
    for (std::size_t radius = 0; radius < rules.size(); ++radius) {
      cases.push_back({*service, radius});
    }
  }
  return cases;
}

Metres needed_reach(const StudyArea& area, const CoverageOptions& options) {
  Metres limit = options.nominal;
  for (const RadiusRule& rule : radius_rules(area, options)) {
    if (rule.radius) {
      limit = std::max(limit, *rule.radius);
    }
  }
  for (const Facility& post : area.facilities) {
    limit = std::max(limit, post.own_radius.value_or(limit));
  }
  return limit;
}

std::optional<ZoneLevel> home_level(const StudyArea& area) {
  for (const ZoneLevel level : {ZoneLevel::Community, ZoneLevel::Subdistrict}) {
    if (!area.zones(level).empty()) {
      return level;
    }
  }
  return std::nullopt;
}

std::optional<ZoneId> home_zone(ZoneLevel level, const DemandPoint& demand) {
  return demand.zones[static_cast<std::size_t>(level)];
}

std::optional<ZoneId> home_zone(ZoneLevel level, const Facility& post) {
  return level == ZoneLevel::Community ? post.home : post.zones[static_cast<std::size_t>(level)];
}

std::optional<Metres> nominal_radius(const RuleSet& rules) {
  const NormFigure* figure = rules.find(norm::service_radius_m);
  if (figure == nullptr) {
    return std::nullopt;
  }
  const std::optional<double> bound = figure->hi ? figure->hi : figure->lo;
  return bound ? std::optional(Metres(*bound)) : std::nullopt;
}

}  // namespace lastmeter
