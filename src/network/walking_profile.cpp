// SPDX-License-Identifier: Apache-2.0
#include "network/walking_profile.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lastmeter {

namespace {

template <std::size_t N>
bool is_one_of(std::string_view value, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

constexpr std::array<std::string_view, 7> kNotForWalkers{"motorway", "motorway_link", "busway",  "bus_guideway",
                                                         "raceway",  "bridleway",     "corridor"};
constexpr std::array<std::string_view, 13> kNoPlace{
    "construction", "proposed",  "planned",  "abandoned", "razed",         "disused",      "escape",
    "services",     "rest_area", "elevator", "bus_stop",  "emergency_bay", "platform_edge"};
constexpr std::array<std::string_view, 6> kYes{"yes",         "designated", "permissive",
                                               "destination", "official",   "customers"};
constexpr std::array<std::string_view, 3> kNo{"no", "private", "use_sidepath"};
constexpr std::array<std::string_view, 8> kClosed{"no",       "private",  "agricultural", "forestry",
                                                  "military", "delivery", "restricted",   "emergency"};
constexpr std::array<std::string_view, 6> kStops{"wall", "fence", "hedge", "ditch", "retaining_wall", "city_wall"};

/// What the access tags say; nothing when they are silent.
std::optional<bool> stated_access(const TagLookup& tags) {
  const std::string_view foot = tags("foot");
  if (is_one_of(foot, kYes)) {
    return true;
  }
  if (is_one_of(foot, kNo) || tags("motorroad") == "yes") {
    return false;
  }
  const std::string_view access = tags("access");
  if (is_one_of(access, kClosed)) {
    return false;
  }
  return is_one_of(access, kYes) ? std::optional(true) : std::nullopt;
}

bool is_walking_place(const TagLookup& tags) {
  const std::string_view highway = tags("highway");
  if (highway.empty()) {
    return tags("railway") == "platform" || tags("public_transport") == "platform" || tags("man_made") == "pier";
  }
  return !is_one_of(highway, kNoPlace);
}

std::int32_t level_of(const TagLookup& tags) {
  const std::string_view layer = tags("layer");
  std::int32_t level = 0;
  const auto [end, error] = std::from_chars(layer.data(), layer.data() + layer.size(), level);
  if (error == std::errc() && end == layer.data() + layer.size() && !layer.empty()) {
    return level;
  }
  const std::string_view bridge = tags("bridge");
  if (!bridge.empty() && bridge != "no") {
    return 1;
  }
  const std::string_view tunnel = tags("tunnel");
  return !tunnel.empty() && tunnel != "no" && tunnel != "building_passage" ? -1 : 0;
}

WalkDirection direction_of(const TagLookup& tags) {
  const std::string_view oneway = tags("oneway:foot");
  if (oneway == "yes" || oneway == "1" || oneway == "true") {
    return WalkDirection::Forward;
  }
  return oneway == "-1" || oneway == "reverse" ? WalkDirection::Backward : WalkDirection::Both;
}

}  // namespace

std::optional<WalkableWay> walkable_way(const TagLookup& tags) {
  if (!is_walking_place(tags) || tags("area") == "yes") {
    return std::nullopt;
  }
  // `access` alone opens a motorway to cars, not to walkers.
  const bool only_if_stated = is_one_of(tags("highway"), kNotForWalkers);
  const bool allowed = only_if_stated ? is_one_of(tags("foot"), kYes) : stated_access(tags).value_or(true);
  if (!allowed) {
    return std::nullopt;
  }
  return WalkableWay{.direction = direction_of(tags),
                     .kind = tags("highway") == "steps" ? StreetKind::Steps : StreetKind::Street,
                     .level = level_of(tags)};
}

bool passable_node(const TagLookup& tags) {
  if (const auto stated = stated_access(tags)) {
    return *stated;
  }
  return tags("locked") != "yes" && !is_one_of(tags("barrier"), kStops);
}

}  // namespace lastmeter
